import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { readKeyStore } from '../../../src/kafka/connection/keyStores.ts';
import type { TokenSource } from '../../../src/kafka/connection/settings.ts';
import { storePassword } from '../../lab/certificates.ts';
import { startTokenEndpoint, type TokenServer, unsecuredToken } from '../../lab/tokenEndpoint.ts';
import { labBroker } from '../../support/brokers.ts';
import { askWho, clusters, everyListener, failureOfAsking } from './asking.ts';

const client = { clientId: 'reader', clientSecret: 'reader-s3cret' };

describe('logging in by a token', () => {
  const sessionMs = 4_000;
  const broker = labBroker(everyListener);
  const address = () => broker().addresses.SASL_PLAINTEXT ?? '';
  const open = clusters();
  const servers: TokenServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });
  const endpoint = async (seconds?: number) => {
    const server = await startTokenEndpoint({ ...client, ...(seconds === undefined ? {} : { seconds }) });
    servers.push(server);
    return server;
  };
  const at = (source: TokenSource, extensions?: Readonly<Record<string, string>>) =>
    open({ bootstrapServers: [address()], sasl: { mechanism: 'OAUTHBEARER', source, ...(extensions && { extensions }) } });
  const prints = (text: string): TokenSource => ({
    kind: 'command',
    command: [process.execPath, '--eval', 'console.log(process.argv[1])', '--', text],
  });

  it('is let in with a token of an endpoint, which has its line in the log', async () => {
    const { url } = await endpoint();
    const { cluster, lines } = at({ kind: 'endpoint', url, ...client });
    assert.equal((await askWho(cluster)).brokers.length, 1);
    const token = lines.find(({ api }) => api === 'Token');
    assert.deepEqual([token?.broker, token?.error], [url, undefined]);
    assert.doesNotMatch(inspect([lines, cluster], { depth: 9 }), /eyJ/, 'no token where a log or a crash report might show it');
  });

  it('is let in with a token that a command prints', async () => {
    assert.equal((await askWho(at(prints(unsecuredToken('bob', 600))).cluster)).brokers.length, 1);
  });

  it('may bring extensions, and is told of one that no broker takes', async () => {
    const token = () => prints(unsecuredToken('bob', 600));
    assert.equal((await askWho(at(token(), { logicalCluster: 'lkc-1' }).cluster)).brokers.length, 1);
    const { code } = await failureOfAsking(askWho(at(token(), { 'no letters 1': 'x' }).cluster));
    assert.equal(code, 'TOKEN_REFUSED');
  });

  for (const [what, token] of [
    ['has expired', () => unsecuredToken('bob', -60)],
    ['is none', () => 'garbage'],
  ] as const) {
    it(`is told why when its token ${what}, and is not taken for logged in`, async () => {
      const text = token();
      const { cluster, lines } = at(prints(text));
      const asking = askWho(cluster);
      const error = await asking.catch((caught: unknown) => caught);
      const { kind, code, request, detail, broker: where } = await failureOfAsking(asking);
      assert.deepEqual([kind, code, request, where], ['login-refused', 'TOKEN_REFUSED', 'SaslAuthenticate', address()]);
      assert.match(detail ?? '', /"status":"invalid_token"/);
      assert.ok(!inspect([error, lines], { depth: 9 }).includes(text), 'the token is shown nowhere');
    });
  }

  it('trusts an endpoint by the authority that is named for it, and by no other', async () => {
    const { certificates } = broker();
    const tls = readKeyStore(await readFile(certificates?.keyStore ?? ''), { password: storePassword });
    const server = await startTokenEndpoint({ ...client, tls });
    servers.push(server);
    const source = { kind: 'endpoint', url: server.url, ...client } as const;
    assert.equal((await askWho(at({ ...source, ca: broker().ca ?? '' }).cluster)).brokers.length, 1);
    const { code, subject, detail } = await failureOfAsking(askWho(at(source).cluster));
    assert.deepEqual([code, subject, detail], ['TOKEN_ENDPOINT_NOT_TRUSTED', server.url, 'SELF_SIGNED_CERT_IN_CHAIN']);
  });

  it('is told what the endpoint says, and the broker is not asked further', async () => {
    const { url } = await endpoint();
    const { cluster, lines } = at({ kind: 'endpoint', url, ...client, clientSecret: 'guessed-wrong' });
    const asking = askWho(cluster);
    const { kind, code, subject, detail } = await failureOfAsking(asking);
    assert.deepEqual([kind, code, subject], ['login-refused', 'TOKEN_ENDPOINT_REFUSED', url]);
    assert.match(detail ?? '', /invalid_client/);
    assert.deepEqual(
      lines.filter(({ api }) => api === 'SaslAuthenticate'),
      [],
    );
    assert.doesNotMatch(inspect([await asking.catch((error: unknown) => error), lines], { depth: 9 }), /guessed-wrong/);
  });

  it('serves under load while tokens of four seconds come and go, without one failed request', async function () {
    this.timeout(120_000);
    const { url, asked } = await endpoint(sessionMs / 1000);
    const { cluster, lines } = at({ kind: 'endpoint', url, ...client });
    const logins = () => lines.filter(({ api }) => api === 'SaslHandshake').length;
    const work = async () => {
      while (logins() < 4) await askWho(cluster);
    };
    await Promise.all(Array.from({ length: 8 }, work));
    assert.deepEqual(
      lines.filter(({ error }) => error !== undefined),
      [],
    );
    assert.ok(asked.length >= logins() - 1, `${asked.length} tokens for ${logins()} logins`);
  });
});
