import assert from 'node:assert/strict';
import { readDefinitions, type ClusterDefinition } from '../../../src/clusters/definition.ts';
import type { RegistryDefinition } from '../../../src/clusters/registryDefinition.ts';

const cluster = (schemaRegistry: unknown): Readonly<Record<string, unknown>> => ({
  name: 'orders',
  bootstrapServers: ['a:9092'],
  environment: 'staging',
  schemaRegistry,
});

function read(schemaRegistry: unknown): RegistryDefinition | undefined {
  const { definitions, problems } = readDefinitions([cluster(schemaRegistry)]);
  assert.deepEqual(problems, []);
  return (definitions[0] as ClusterDefinition).schemaRegistry;
}

describe('The schema registry of a cluster', () => {
  for (const registry of [
    { urls: ['http://localhost:8081'] },
    { urls: ['https://a.example/apis/ccompat/v7', 'https://b.example:8081/contexts/.orders'], login: { username: 'reader' } },
    { urls: ['https://a.example'], login: { bearerToken: true }, tls: { caFile: 'ca.pem', verifyHostName: false } },
    {
      urls: ['https://a.example'],
      login: {
        tokenEndpoint: 'https://login.example/token',
        clientId: 'reader',
        scope: 'read',
        extensions: { logicalCluster: 'lsrc-1', identityPoolId: 'pool-2' },
      },
    },
    { urls: ['https://a.example'], login: { tokenCommand: ['print-token', '--quiet'] } },
  ])
    it(`is taken as it is written: ${JSON.stringify(registry)}`, () => {
      assert.deepEqual(read(registry), registry);
    });

  it('may name its addresses as clients do, in one text', () => {
    assert.deepEqual(read({ urls: 'http://a:8081, http://b:8081' }), { urls: ['http://a:8081', 'http://b:8081'] });
  });

  for (const [registry, sentence] of [
    ['http://a:8081', /must be an object with urls/],
    [{ urls: [] }, /at least one web address/],
    [{ urls: ['a:8081'] }, /has a web address/],
    [{ urls: ['http://alice:hunter2@a:8081'] }, /no user or password/],
    [{ urls: ['http://a:8081?token=x'] }, /no query/],
    [{ urls: ['http://a'], login: { username: 'alice', password: 'hunter2' } }, /password does not belong into settings/],
    [{ urls: ['http://a'], login: { bearerToken: 'eyJhbGci' } }, /can only be true/],
    [{ urls: ['http://a'], login: { username: 'a:b' } }, /no colon/],
    [{ urls: ['http://a'], login: {} }, /must have a username/],
    [{ urls: ['http://a'], login: { tokenEndpoint: 'https://l.example/token' } }, /clientId is missing/],
    [{ urls: ['http://a'], tls: true }, /tls must be an object/],
    [{ urls: ['http://a'], tls: { certFile: 'a.pem' } }, /schemaRegistry.tls.certFile and schemaRegistry.tls.keyFile belong together/],
  ] as const)
    it(`says what to write instead of ${JSON.stringify(registry).replace('hunter2', '…')}`, () => {
      const { definitions, problems } = readDefinitions([cluster(registry)]);
      assert.deepEqual(definitions, []);
      assert.match(problems[0]?.sentence ?? '', sentence);
      assert.doesNotMatch(problems[0]?.sentence ?? '', /hunter2|eyJhbGci/);
    });
});
