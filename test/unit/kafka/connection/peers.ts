import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { addressText } from '../../../../src/kafka/connection/address.ts';
import { FailureError, type Failure } from '../../../../src/model/failure.ts';

/** Starts servers that are no Kafka, and ends them with all their connections after the test. */
export function peers(): {
  /** `host:port` of a new one. */
  readonly serve: (talk: (socket: net.Socket) => void, host?: string) => Promise<string>;
  /** How many connections they have. */
  readonly open: () => number;
} {
  const servers: net.Server[] = [];
  const sockets = new Set<net.Socket>();
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.splice(0).map(server => new Promise(resolve => server.close(resolve))));
  });
  return {
    serve: async (talk, host = '127.0.0.1') => {
      const server = net.createServer(socket => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => undefined);
        talk(socket);
      });
      servers.push(server);
      server.listen(0, host);
      await once(server, 'listening');
      return addressText({ host, port: (server.address() as AddressInfo).port });
    },
    open: () => sockets.size,
  };
}

/** A peer that takes what comes and then says `bytes` (text, or hex after `0x`), and hangs up where told. */
export function says(bytes: string, { thenHangsUp = false } = {}): (socket: net.Socket) => void {
  const answer = bytes.startsWith('0x') ? Buffer.from(bytes.slice(2), 'hex') : Buffer.from(bytes);
  return socket =>
    socket.once('data', () => {
      if (thenHangsUp) socket.end(answer);
      else socket.write(answer);
    });
}

/** What `asking` fails with; an error when it does not, or with something else. */
export async function failureOfAsking(asking: Promise<unknown>): Promise<Failure> {
  const outcome = await asking.then(
    () => new Error('It was answered.'),
    (error: unknown) => error,
  );
  if (outcome instanceof FailureError) return outcome.failure;
  throw outcome as Error;
}

/** Whatever would reach a person as a crash or a line on the console, from the first test of a `describe` to its last. */
export function accidents(): readonly string[] {
  const seen: string[] = [];
  const events = ['uncaughtException', 'unhandledRejection', 'warning'] as const;
  const listeners = events.map(event => (error: unknown) => void seen.push(`${event}: ${String(error)}`));
  before(() => events.forEach((event, at) => process.on(event, listeners[at] as () => void)));
  after(() => events.forEach((event, at) => process.off(event, listeners[at] as () => void)));
  return seen;
}
