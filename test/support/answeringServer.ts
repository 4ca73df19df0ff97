import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A web server whose answers a test writes, for what no real server can be made to say. */
export interface AnsweringServer {
  readonly url: string;
  /** `GET /schemas/ids/1`, in the order in which they came. */
  readonly asked: readonly string[];
  readonly requests: readonly IncomingMessage[];
  stop(): Promise<void>;
}

/** What to answer a path with: a JSON value; or the whole answer, by hand. */
export type Answers = (path: string, request: IncomingMessage) => object | RequestListener | undefined;

/** Starts it on a free port of 127.0.0.1. What `answers` knows nothing of is answered as Confluent's registry does: 404. */
export async function startAnswering(answers: Answers): Promise<AnsweringServer> {
  const requests: IncomingMessage[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const answer = answers(request.url ?? '', request);
    if (typeof answer === 'function') {
      answer(request, response);
      return;
    }
    const said = answer ?? { error_code: 40403, message: 'Schema not found' };
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/vnd.schemaregistry.v1+json' }).end(JSON.stringify(said));
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    requests,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
