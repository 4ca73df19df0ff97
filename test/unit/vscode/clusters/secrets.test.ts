import assert from 'node:assert/strict';
import type { ClusterDefinition } from '../../../../src/clusters/definition.ts';
import { Secrets } from '../../../../src/vscode/clusters/secrets.ts';

const byPassword: ClusterDefinition = {
  name: 'orders',
  bootstrapServers: ['a:9093', 'b:9093'],
  environment: 'production',
  sasl: { mechanism: 'PLAIN', username: 'alice' },
};
const endpoint = { mechanism: 'OAUTHBEARER', tokenEndpoint: 'https://login.example/token', clientId: 'reader' } as const;
const byToken: ClusterDefinition = { ...byPassword, sasl: endpoint };

describe('The secrets of a cluster', () => {
  const keep = async (definition: ClusterDefinition): Promise<Secrets> => {
    const kept = new Map<string, string>();
    const secrets = new Secrets({
      get: key => Promise.resolve(kept.get(key)),
      store: (key, value) => Promise.resolve(void kept.set(key, value)),
      delete: key => Promise.resolve(void kept.delete(key)),
    });
    await secrets.keep(definition, { password: 'hunter2' });
    return secrets;
  };

  it('are its own until they are forgotten', async () => {
    for (const definition of [byPassword, byToken]) {
      const secrets = await keep(definition);
      assert.deepEqual(await secrets.of(definition), { password: 'hunter2' });
      await secrets.forget(definition);
      assert.equal(await secrets.of(definition), undefined);
    }
  });

  it('stay where fewer servers are named, or TLS is added', async () => {
    assert.ok(await (await keep(byPassword)).of({ ...byPassword, tls: true }));
    assert.ok(await (await keep(byPassword)).of({ ...byPassword, bootstrapServers: ['b:9093'] }));
  });

  for (const [what, given, now] of [
    ['a server that its owner never saw', byPassword, { ...byPassword, bootstrapServers: ['a:9093', 'evil:9093'] }],
    ['another token endpoint', byToken, { ...byToken, sasl: { ...endpoint, tokenEndpoint: 'https://evil.example/token' } }],
    ['a server that would get the token', byToken, { ...byToken, bootstrapServers: ['evil:9093'] }],
    ['where an address map leads', byPassword, { ...byPassword, addressMap: { 'a:9093': 'evil:9093' } }],
    ['everybody on the way, without TLS', { ...byPassword, tls: true }, byPassword],
    ['whoever has any certificate', { ...byPassword, tls: true }, { ...byPassword, tls: { verifyHostName: false } }],
    ['another user', byPassword, { ...byPassword, sasl: { mechanism: 'PLAIN', username: 'bob' } }],
    ['another client', byToken, { ...byToken, sasl: { ...endpoint, clientId: 'writer' } }],
  ] as const)
    it(`do not go to ${what}, when a shared file says so`, async () => {
      assert.equal(await (await keep(given)).of(now), undefined);
    });
});

describe('The secrets of a schema registry', () => {
  const registry = { urls: ['https://registry.example'], login: { username: 'reader' } } as const;
  const withRegistry: ClusterDefinition = { ...byPassword, schemaRegistry: registry };
  const keep = async (): Promise<Secrets> => {
    const kept = new Map<string, string>();
    const secrets = new Secrets({
      get: key => Promise.resolve(kept.get(key)),
      store: (key, value) => Promise.resolve(void kept.set(key, value)),
      delete: key => Promise.resolve(void kept.delete(key)),
    });
    await secrets.keep(withRegistry, { password: 'hunter2', registry: { password: 's3cret' } });
    return secrets;
  };

  it('are beside the cluster’s own, and go with it', async () => {
    const secrets = await keep();
    assert.deepEqual(await secrets.of(withRegistry), { password: 'hunter2', registry: { password: 's3cret' } });
    await secrets.forget(withRegistry);
    assert.equal(await secrets.of(withRegistry), undefined);
  });

  for (const [what, schemaRegistry] of [
    ['an address that its owner never saw', { ...registry, urls: ['https://registry.example', 'https://evil.example'] }],
    ['everybody on the way, without TLS', { ...registry, urls: ['http://registry.example'] }],
    ['whoever has any certificate', { ...registry, tls: { verifyHostName: false } }],
    ['another user', { ...registry, login: { username: 'writer' } }],
    ['another token endpoint', { ...registry, login: { tokenEndpoint: 'https://evil.example', clientId: 'reader' } }],
  ] as const)
    it(`do not go to ${what}, when a shared file says so; the cluster’s own still serve`, async () => {
      assert.deepEqual(await (await keep()).of({ ...byPassword, schemaRegistry }), { password: 'hunter2' });
    });

  it('do not depend on the servers of the cluster', async () => {
    assert.deepEqual(await (await keep()).of({ ...withRegistry, bootstrapServers: ['evil:9093'] }), { registry: { password: 's3cret' } });
  });
});
