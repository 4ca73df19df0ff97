// A tiny OAuth 2 server: tokens for client credentials, as Kafka's unsecured validator takes them.
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface TokenEndpointOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The life of a token. Default: an hour. */
  readonly seconds?: number;
  /** Whose tokens these are. Default: the client's id. */
  readonly subject?: string;
  /** PEM texts: then it speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface TokenServer {
  readonly url: string;
  /** The form of each request that was let in. */
  readonly asked: readonly URLSearchParams[];
  stop(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startTokenEndpoint(options: TokenEndpointOptions): Promise<TokenServer> {
  const { clientId, clientSecret, seconds = 3600, subject = clientId, tls } = options;
  const asked: URLSearchParams[] = [];
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const answer: RequestListener = (request, response) => {
    void bodyOf(request).then(body => {
      const form = new URLSearchParams(body);
      const say = (status: number, said: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
      if (request.headers.authorization !== expected) {
        say(401, { error: 'invalid_client', error_description: 'Client authentication failed' });
      } else if (form.get('grant_type') !== 'client_credentials') say(400, { error: 'unsupported_grant_type' });
      else {
        asked.push(form);
        const more = Object.fromEntries([...form].filter(([name]) => name === 'scope'));
        say(200, { access_token: unsecuredToken(subject, seconds, more), token_type: 'Bearer', expires_in: seconds });
      }
    });
  };
  const server = tls ? createHttpsServer(tls, answer) : createHttpServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/oauth/token`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** An unsigned JSON web token (`alg: none`), which a broker without a validator of its own believes. `seconds` may be negative: expired. */
export function unsecuredToken(subject: string, seconds: number, claims: Readonly<Record<string, string>> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  // A broker wants the time of issue before the end, also of a token that has expired.
  return `${part({ alg: 'none' })}.${part({ sub: subject, iat: now + Math.min(0, seconds) - 1, exp: now + seconds, ...claims })}.`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
