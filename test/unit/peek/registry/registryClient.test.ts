import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import type { RegistrySettings } from '../../../../src/kafka/connection/settings.ts';
import type { Failure } from '../../../../src/model/failure.ts';
import { RegistryClient, type RegistryLine } from '../../../../src/peek/registry/registryClient.ts';
import { startTokenEndpoint } from '../../../lab/tokenEndpoint.ts';
import { type Answers, type AnsweringServer, startAnswering } from '../../../support/answeringServer.ts';
import { failureOfAsking, peers, says } from '../../kafka/connection/peers.ts';

describe('A schema registry that is asked', () => {
  const { serve } = peers();
  const servers: AnsweringServer[] = [];
  const clients: RegistryClient[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });
  async function registry(answers: Answers = () => ({ schema: '"long"' })): Promise<AnsweringServer> {
    const server = await startAnswering(answers);
    servers.push(server);
    return server;
  }
  function clientOf(settings: RegistrySettings, lines: RegistryLine[] = []): RegistryClient {
    const client = new RegistryClient(settings, { onRequest: line => lines.push(line) });
    clients.push(client);
    return client;
  }
  const failure = (settings: RegistrySettings, lines: RegistryLine[] = []): Promise<Failure> =>
    failureOfAsking(clientOf(settings, lines).get('/schemas/ids/1', 'schema id 1'));
  const nobody = async (): Promise<string> => {
    const server = await startAnswering(() => undefined);
    await server.stop();
    return server.url;
  };

  it('is asked below its own path', async () => {
    const { url, asked } = await registry();
    await clientOf({ urls: [`${url}/apis/ccompat/v7/`] }).get('/schemas/ids/1', 'schema id 1');
    assert.deepEqual(asked, ['GET /apis/ccompat/v7/schemas/ids/1']);
  });

  it('gets the login that was set, and the log never has it', async () => {
    for (const [login, expected] of [
      [{ kind: 'password', username: 'reader', password: 'pä:ss' }, `Basic ${Buffer.from('reader:pä:ss').toString('base64')}`],
      [{ kind: 'token', token: 'eyJ.abc' }, 'Bearer eyJ.abc'],
    ] as const) {
      const { url, requests } = await registry();
      const lines: RegistryLine[] = [];
      await clientOf({ urls: [url], login }, lines).get('/schemas/ids/1', 'schema id 1');
      assert.equal(requests[0]?.headers.authorization, expected);
      assert.doesNotMatch(JSON.stringify(lines), /pä:ss|eyJ/);
    }
  });

  it('gets a token of an endpoint with what Confluent Cloud wants beside it, and a new one when it refuses the first', async () => {
    const tokens = await startTokenEndpoint({ clientId: 'reader', clientSecret: 's3cret' });
    try {
      const seen: (string | undefined)[] = [];
      const { url, requests } = await registry((_, { headers }) => {
        seen.push(headers.authorization);
        return seen.length === 1 ? refuses(401) : {};
      });
      const source = { kind: 'endpoint', url: tokens.url, clientId: 'reader', clientSecret: 's3cret' } as const;
      const lines: RegistryLine[] = [];
      await clientOf({ urls: [url], login: { kind: 'tokens', source, headers: { 'target-sr-cluster': 'lsrc-1' } } }, lines).get('/', '');
      assert.equal(tokens.asked.length, 2);
      assert.match(seen[1] ?? '', /^Bearer /);
      assert.equal(requests[0]?.headers['target-sr-cluster'], 'lsrc-1');
      assert.deepEqual(
        lines.map(({ path }) => path),
        ['Token', 'Token', '/'],
      );
    } finally {
      await tokens.stop();
    }
  });

  it('of which one address is down, silent or broken is asked at the next, and from then on there first', async () => {
    const { url, asked } = await registry();
    const silent = `http://${await serve(() => undefined)}`;
    const proxy = await registry(() => (_, response) => response.writeHead(502).end('<html>Bad Gateway</html>'));
    const noHttp = `http://${await serve(says('SSH-2.0-OpenSSH_9.2\r\n', { thenHangsUp: true }))}`;
    for (const first of [await nobody(), silent, proxy.url, noHttp]) {
      const lines: RegistryLine[] = [];
      const client = clientOf({ urls: [first, url], timeoutMs: 300 }, lines);
      await client.get('/schemas/ids/1', 'schema id 1');
      await client.get('/schemas/ids/2', 'schema id 2');
      assert.deepEqual(
        lines.map(({ registry: at, error }) => [at, error !== undefined]),
        [
          [first, true],
          [url, false],
          [url, false],
        ],
      );
    }
    assert.equal(asked.length, 8);
  });

  it('is not asked at another address when it says no', async () => {
    for (const status of [401, 403]) {
      const first = await registry(() => refuses(status));
      const second = await registry();
      assert.match((await failure({ urls: [first.url, second.url] })).code ?? '', /^REGISTRY_(WANTS_LOGIN|FORBIDDEN)$/);
      assert.equal(second.asked.length, 0);
    }
  });

  it('fails with what is wrong, by name', async () => {
    const answering = async (listener: RequestListener): Promise<string> => (await registry(() => listener)).url;
    for (const [url, expected] of [
      [await nobody(), { kind: 'unreachable', code: 'REGISTRY_UNREACHABLE', detail: 'ECONNREFUSED' }],
      ['http://registry.invalid:8081', { kind: 'name-not-found', code: 'REGISTRY_UNREACHABLE', detail: 'ENOTFOUND' }],
      [`http://${await serve(() => undefined)}`, { kind: 'silent', code: 'REGISTRY_SILENT' }],
      [
        `https://${await serve(says('HTTP/1.1 400 Bad Request\r\n\r\n', { thenHangsUp: true }))}`,
        { kind: 'tls', code: 'REGISTRY_NOT_TRUSTED' },
      ],
      [(await registry(() => undefined)).url, { kind: 'not-found', code: 'SCHEMA_NOT_FOUND' }],
      [await answering(refuses(403)), { kind: 'forbidden', code: 'REGISTRY_FORBIDDEN' }],
      [await answering(refuses(500)), { kind: 'unreadable', code: 'REGISTRY_FAILED', detail: 'HTTP 500, no' }],
      [await answering((_, response) => response.writeHead(404).end('<html>')), { kind: 'not-found', code: 'REGISTRY_PATH_NOT_FOUND' }],
      [await answering((_, response) => response.end('<html>Log in</html>')), { kind: 'unreadable', code: 'REGISTRY_BROKEN_ANSWER' }],
    ] as const) {
      const { kind, code, broker, subject, detail } = await failure({ urls: [url], timeoutMs: 300 });
      assert.deepEqual({ kind, code, broker, subject }, { kind: expected.kind, code: expected.code, broker: url, subject: 'schema id 1' });
      if ('detail' in expected) assert.equal(detail, expected.detail);
    }
  });

  it('does not get a login where it sends us elsewhere', async () => {
    const elsewhere = await registry();
    const { url } = await registry(() => (_, response) => response.writeHead(307, { location: `${elsewhere.url}/login?back=1` }).end());
    const { code, detail } = await failure({ urls: [url], login: { kind: 'token', token: 'eyJ' } });
    assert.deepEqual([code, detail], ['REGISTRY_ELSEWHERE', `${elsewhere.url}/login`]);
    assert.equal(elsewhere.asked.length, 0);
  });

  it('may send us to another path of its own, but not round and round', async () => {
    const { url } = await registry(path => (path === '/old/x' ? sends('/new/x') : { schema: '"long"' }));
    assert.ok(await clientOf({ urls: [`${url}/old`] }).get('/x', ''));
    const round = await registry(() => sends('/again'));
    assert.equal((await failure({ urls: [round.url] })).code, 'REGISTRY_ELSEWHERE');
    assert.ok(round.asked.length < 6);
  });

  it('cannot fill the memory with an answer that has no end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 32);
    const { url } = await registry(() => (_, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(megabyte));
      };
      response.on('drain', pour);
      pour();
    });
    const { code, detail } = await failure({ urls: [url] });
    assert.deepEqual([code, detail], ['REGISTRY_BROKEN_ANSWER', 'its answer has no end']);
  });

  it('never has its password in a failure, even where it repeats it', async () => {
    const { url } = await registry(
      () => (_, response) => response.writeHead(401).end('{"error_code":401,"message":"wrong password hunter2"}'),
    );
    const told = await failure({ urls: [url], login: { kind: 'password', username: 'reader', password: 'hunter2' } });
    assert.equal(told.detail, 'wrong password •••');
  });

  it('is left at once when its cluster is removed', async () => {
    const url = `http://${await serve(() => undefined)}`;
    const client = clientOf({ urls: [url] });
    const asking = failureOfAsking(client.get('/schemas/ids/1', 'schema id 1'));
    client.close();
    assert.equal((await asking).kind, 'cancelled');
  });
});

const refuses =
  (status: number): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(JSON.stringify({ error_code: status, message: 'no' }));

const sends =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location }).end();
