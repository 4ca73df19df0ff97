import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Asks one listener for its API versions, which Kafka answers before any login.
 * @returns why it is not ready yet, or undefined when it answered.
 */
export function whyNotReady(port: number, tls: boolean, timeoutMs = 2_000): Promise<string | undefined> {
  return new Promise(resolve => {
    const target = { host: '127.0.0.1', port };
    // The certificate may be wrong on purpose: whether clients trust it is theirs to find out.
    const socket: Socket = tls ? connectTls({ ...target, rejectUnauthorized: false }) : connectTcp(target);
    const finish = (reason: string | undefined) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(timeoutMs, () => finish('no answer'));
    // A listener that wants a certificate says so when it is ready, and has none from us. Older brokers forget to encrypt the alert.
    const wantsCertificate = (text: string) => /CERTIFICATE_REQUIRED|alert number (42|116)|BAD_RECORD_MAC/i.test(text);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? error.message;
      finish(wantsCertificate(`${reason} ${error.message}`) ? undefined : reason);
    });
    socket.once('close', () => finish('closed without an answer'));
    socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(apiVersionsRequest));
    socket.once('data', (frame: Buffer) => {
      // Length, correlation id, error code.
      const errorCode = frame.length >= 10 ? frame.readInt16BE(8) : -1;
      finish(errorCode === 0 ? undefined : `error code ${errorCode}`);
    });
  });
}

/** ApiVersions v0: length 10, api key 18, version 0, correlation id 1, no client id. */
const apiVersionsRequest = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);
