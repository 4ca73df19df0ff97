import { createServer } from 'node:net';

/**
 * Ports of 127.0.0.1 on which nobody listens now. They lie below the range from which systems take ports for outgoing
 * connections (32768 and up on Linux, 49152 elsewhere), so that none is taken between this look and the broker's start.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (!ports.has(port) && (await isFree(port))) ports.add(port);
  }
  return [...ports];
}

export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
