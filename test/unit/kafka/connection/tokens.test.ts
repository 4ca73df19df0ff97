import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TokenSource } from '../../../../src/kafka/connection/settings.ts';
import { type TokenLine, Tokens } from '../../../../src/kafka/connection/tokens.ts';
import { startTokenEndpoint, type TokenEndpointOptions, type TokenServer, unsecuredToken } from '../../../lab/tokenEndpoint.ts';
import { eventually } from '../../../support/eventually.ts';
import { failureOfAsking, peers, says } from './peers.ts';

const client = { clientId: 'reader', clientSecret: 'reader-s3cret' };

describe('tokens', () => {
  const { serve, open } = peers();
  const servers: TokenServer[] = [];
  const made: Tokens[] = [];
  afterEach(async () => {
    for (const tokens of made.splice(0)) tokens.close({ kind: 'cancelled' });
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  async function endpoint(options: Partial<TokenEndpointOptions> = {}): Promise<TokenServer> {
    const server = await startTokenEndpoint({ ...client, ...options });
    servers.push(server);
    return server;
  }
  function tokensFrom(source: TokenSource, timeoutMs = 5_000, lines: TokenLine[] = []): Tokens {
    const tokens = new Tokens(source, timeoutMs, line => lines.push(line));
    made.push(tokens);
    return tokens;
  }
  const fromUrl = (url: string) => ({ kind: 'endpoint', url, ...client }) as const;
  const node = (script: string, ...args: string[]) =>
    ({ kind: 'command', command: [process.execPath, '--eval', script, '--', ...args] }) as const;

  describe('from an endpoint', () => {
    it('are asked for with scope and further parameters, once for all who wait, and kept while they hold', async () => {
      const server = await endpoint();
      const lines: TokenLine[] = [];
      const tokens = tokensFrom({ ...fromUrl(server.url), scope: 'kafka.read', parameters: { audience: 'kafka' } }, 5_000, lines);
      const [first, second] = await Promise.all([tokens.current(), tokens.current()]);
      assert.equal(first, second);
      assert.equal(await tokens.current(), first);
      assert.deepEqual(
        server.asked.map(form => Object.fromEntries(form)),
        [{ grant_type: 'client_credentials', scope: 'kafka.read', audience: 'kafka' }],
      );
      assert.deepEqual(
        lines.map(({ from, error }) => [from, error]),
        [[server.url, undefined]],
      );
    });

    it('are fetched anew when little of their life is left, and when a broker refused them', async () => {
      const server = await endpoint({ seconds: 0 });
      const tokens = tokensFrom(fromUrl(server.url));
      await tokens.current();
      await tokens.current();
      assert.equal(server.asked.length, 2);

      const lasting = await endpoint();
      const others = tokensFrom(fromUrl(lasting.url));
      others.forget(await others.current());
      await others.current();
      assert.equal(lasting.asked.length, 2);
    });

    it('are not missed while the old one holds, though the endpoint is away', async () => {
      let asked = 0;
      const url = await serve(socket => {
        socket.once('data', () => {
          if (++asked > 1) return void socket.destroy();
          const body = JSON.stringify({ access_token: 'opaque', expires_in: 100 });
          socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
        });
      });
      let now = Date.now();
      const tokens = new Tokens(
        fromUrl(`http://${url}/`),
        5_000,
        () => undefined,
        () => now,
      );
      assert.equal(await tokens.current(), 'opaque');
      now += 80_000; // four fifths of its life: it is used up, yet it holds
      assert.equal(await tokens.current(), 'opaque');
      assert.equal(asked, 2);
      now += 30_000;
      assert.equal((await failureOfAsking(tokens.current())).code, 'TOKEN_ENDPOINT_UNREACHABLE');
    });

    it('that are refused say why in the server’s words, without the secret', async () => {
      const server = await endpoint({ clientSecret: 'another' });
      const { kind, code, subject, detail } = await failureOfAsking(tokensFrom(fromUrl(server.url)).current());
      assert.deepEqual([kind, code, subject], ['login-refused', 'TOKEN_ENDPOINT_REFUSED', server.url]);
      assert.equal(detail, 'HTTP 401, invalid_client: Client authentication failed');
      const echo = await serve(
        says(`HTTP/1.1 400 Bad\r\nconnection: close\r\n\r\n{"error":"bad secret ${client.clientSecret}"}`, { thenHangsUp: true }),
      );
      assert.equal((await failureOfAsking(tokensFrom(fromUrl(`http://${echo}/`)).current())).detail, 'HTTP 400, bad secret •••');
    });

    for (const [who, talk, code] of [
      [
        'a page instead of a token',
        says('HTTP/1.1 200 OK\r\n\r\n<html>Sign in</html>', { thenHangsUp: true }),
        'TOKEN_ENDPOINT_BROKEN_ANSWER',
      ],
      [
        'a token that would break the login',
        says('HTTP/1.1 200 OK\r\n\r\n{"access_token":"a\\u0001b"}', { thenHangsUp: true }),
        'TOKEN_ENDPOINT_BROKEN_ANSWER',
      ],
      ['a port that is no web server', says('SSH-2.0-OpenSSH_9.9\r\n'), 'TOKEN_ENDPOINT_UNREACHABLE'],
    ] as const) {
      it(`name ${who}`, async () => {
        const url = `http://${await serve(talk)}/token`;
        const failure = await failureOfAsking(tokensFrom(fromUrl(url)).current());
        assert.deepEqual([failure.code, failure.subject], [code, url]);
      });
    }

    it('name an endpoint that is not there, one that is silent, and a certificate that is not trusted', async () => {
      const gone = await failureOfAsking(tokensFrom(fromUrl('http://127.0.0.1:1/token?key=hidden')).current());
      assert.deepEqual([gone.code, gone.subject, gone.detail], ['TOKEN_ENDPOINT_UNREACHABLE', 'http://127.0.0.1:1/token', 'ECONNREFUSED']);
      const silent = await serve(() => undefined);
      assert.equal((await failureOfAsking(tokensFrom(fromUrl(`http://${silent}/`), 50).current())).code, 'TOKEN_ENDPOINT_SILENT');
      const plain = await serve(says('HTTP/1.1 400 Bad\r\n\r\n', { thenHangsUp: true }));
      assert.equal((await failureOfAsking(tokensFrom(fromUrl(`https://${plain}/`)).current())).code, 'TOKEN_ENDPOINT_NOT_TRUSTED');
    });

    it('are given up at once when the cluster is left, and no socket stays', async () => {
      let arrived: () => void = () => undefined;
      const asked = new Promise<void>(resolve => (arrived = resolve));
      const url = `http://${await serve(socket => socket.once('data', () => arrived()))}/`;
      const tokens = tokensFrom(fromUrl(url));
      const waiting = failureOfAsking(tokens.current());
      await asked;
      tokens.close({ kind: 'cancelled', code: 'CLUSTER_REMOVED' });
      assert.equal((await waiting).code, 'CLUSTER_REMOVED');
      await eventually(() => assert.equal(open(), 0));
    });
  });

  describe('from a command', () => {
    it('are what it prints, bare or as JSON', async () => {
      const token = unsecuredToken('bob', 3600);
      assert.equal(await tokensFrom(node('console.log(process.argv[1])', token)).current(), token);
      for (const name of ['access_token', 'accessToken', 'token']) {
        assert.equal(await tokensFrom(node('console.log(process.argv[1])', JSON.stringify({ [name]: token }))).current(), token);
      }
    });

    it('go through no shell', async () => {
      const argument = 'a;b&&$(c)|`d`';
      const script = 'console.log(Buffer.from(process.argv[1]).toString("base64url"))';
      assert.equal(await tokensFrom(node(script, argument)).current(), Buffer.from(argument).toString('base64url'));
    });

    it('name a command that fails, is not there, or prints no token, and show nothing of what it was told or printed', async () => {
      for (const [source, code, detail] of [
        [node('console.log("hidden"); console.error("hidden"); process.exit(3)', 'hidden'), 'TOKEN_COMMAND_FAILED', 'exit code 3'],
        [{ kind: 'command', command: ['no-such-program', 'hidden'] }, 'TOKEN_COMMAND_FAILED', 'ENOENT'],
        [node('console.log("please log in, hidden")', 'hidden'), 'TOKEN_COMMAND_NO_TOKEN', undefined],
        [node('console.log("{ hidden")'), 'TOKEN_COMMAND_NO_TOKEN', undefined],
      ] as const satisfies readonly (readonly [TokenSource, string, string | undefined])[]) {
        const failure = await failureOfAsking(tokensFrom(source).current());
        assert.deepEqual([failure.kind, failure.code, failure.detail], ['login-refused', code, detail]);
        assert.doesNotMatch(JSON.stringify(failure), /hidden/);
      }
    });

    it('are not waited for longer than the time limit, nor after the cluster was left, and the program ends', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'token-command-'));
      try {
        const marker = path.join(folder, 'started');
        const runs = `require("node:fs").writeFileSync(${JSON.stringify(marker)}, String(process.pid)); setInterval(() => 0, 1000)`;
        const { code } = await failureOfAsking(tokensFrom(node('setInterval(() => 0, 1000)'), 50).current());
        assert.equal(code, 'TOKEN_COMMAND_TIMED_OUT');

        const tokens = tokensFrom(node(runs));
        const waiting = failureOfAsking(tokens.current());
        await eventually(() => assert.ok(existsSync(marker)));
        tokens.close({ kind: 'cancelled', code: 'CLUSTER_REMOVED' });
        assert.equal((await waiting).code, 'CLUSTER_REMOVED');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
});
