// What companies put before their schema registry: a proxy that wants a login or speaks TLS. It can also be slow.
import { once } from 'node:events';
import { createServer as createHttpServer, request as httpRequest, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface FrontOptions {
  /** Whoever does not send this is refused. */
  readonly authorization?: string;
  /** PEM texts: then it speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Another path to ask the registry for: `undefined` leaves it as it is. */
  readonly leadsTo?: (path: string) => string | undefined;
}

export interface Front {
  /** As the registry's own, with the front's address. */
  readonly url: string;
  /** `GET /apis/ccompat/v7/schemas/ids/1`, of everybody who came. */
  readonly asked: readonly string[];
  /** From now on answers wait so long. */
  delayMs: number;
  stop(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1, before the registry at `url`. */
export async function startFront(url: string, { authorization, tls, leadsTo = () => undefined }: FrontOptions = {}): Promise<Front> {
  const asked: string[] = [];
  const front = { delayMs: 0 };
  const answer: RequestListener = (request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method ?? ''} ${path}`);
    void pause(front.delayMs, undefined, { ref: false }).then(() => {
      if (authorization !== undefined && request.headers.authorization !== authorization) {
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"error_code":401,"message":"Unauthorized"}');
        return;
      }
      // Neither the front's name nor its login is the registry's business.
      const headers = { ...request.headers };
      delete headers.host;
      delete headers.authorization;
      const passed = httpRequest(new URL(leadsTo(path) ?? path, url), { method: request.method, headers }, answered => {
        response.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(response);
      });
      passed.once('error', () => response.writeHead(502).end('<html>Bad Gateway</html>'));
      request.pipe(passed);
    });
  };
  const server = tls ? createHttpsServer(tls, answer) : createHttpServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${new URL(url).pathname}`,
    asked,
    get delayMs() {
      return front.delayMs;
    },
    set delayMs(ms: number) {
      front.delayMs = ms;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
