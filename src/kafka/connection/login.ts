import { type Failure, FailureError } from '../../model/failure.ts';
import type { Api } from '../protocol/api.ts';
import { saslAuthenticate } from '../protocol/apis/saslAuthenticate.ts';
import { saslHandshake } from '../protocol/apis/saslHandshake.ts';
import { errorName } from '../protocol/errorCodes.ts';
import { type ScramCredentials, startScram } from './scram.ts';
import type { SaslSettings } from './settings.ts';

/** Sends one request on the connection that is logging in. */
export type Exchange = <Request, Response>(api: Api<Request, Response>, request: Request) => Promise<Response>;

/** How long a login holds (KIP-368). A broker hangs up on who asks after its end. */
export interface Session {
  readonly lifetimeMs: number;
  /** Milliseconds since 1970: the broker's clock goes on while a laptop sleeps. */
  readonly endsAt: number;
}

/** It lives as long as its connection. */
export const endless: Session = { lifetimeMs: 0, endsAt: Infinity };

/**
 * Logs in, before anything else is asked. Throws FailureError 'login-refused' with Kafka's error name and the broker's own
 * words; where the listener does not offer the mechanism, `subject` is that mechanism and `detail` lists those that it offers.
 */
export async function login(exchange: Exchange, { mechanism, username, password }: SaslSettings): Promise<Session> {
  const handshake = await exchange(saslHandshake, { mechanism });
  if (handshake.errorCode !== 0) {
    const offered = handshake.mechanisms.join(', ');
    throw refused({
      code: errorName(handshake.errorCode),
      request: saslHandshake.name,
      subject: mechanism,
      ...(offered && { detail: offered }),
    });
  }

  const authenticate = async (message: string): Promise<{ readonly answer: string; readonly session: Session }> => {
    const sentAt = Date.now();
    const { errorCode, errorMessage, authBytes, sessionLifetimeMs } = await exchange(saslAuthenticate, { authBytes: Buffer.from(message) });
    if (errorCode !== 0) {
      // A broker has no reason to repeat a password. If it does, nobody else shall read it.
      const words = password === '' ? errorMessage : errorMessage?.replaceAll(password, '•••');
      throw refused({ code: errorName(errorCode), request: saslAuthenticate.name, ...(words ? { detail: words.slice(0, 300) } : {}) });
    }
    const lifetimeMs = Number(sessionLifetimeMs ?? 0n);
    const session = lifetimeMs > 0 ? { lifetimeMs, endsAt: sentAt + lifetimeMs } : endless;
    return { answer: Buffer.from(authBytes).toString(), session };
  };

  if (mechanism === 'PLAIN') return (await authenticate(`\0${username}\0${password}`)).session;

  const start = startScram({ hash: scramHashes[mechanism], username, password });
  const proof = await start.respond((await authenticate(start.clientFirst)).answer);
  const { answer, session } = await authenticate(proof.clientFinal);
  proof.check(answer);
  return session;
}

/** What a listener offers, asked without logging in; undefined where it takes no logins. */
export async function offeredMechanisms(exchange: Exchange): Promise<readonly string[] | undefined> {
  const { mechanisms } = await exchange(saslHandshake, { mechanism: '' });
  return mechanisms.length > 0 ? mechanisms : undefined;
}

const scramHashes: Readonly<Record<'SCRAM-SHA-256' | 'SCRAM-SHA-512', ScramCredentials['hash']>> = {
  'SCRAM-SHA-256': 'sha256',
  'SCRAM-SHA-512': 'sha512',
};

const refused = (failure: Omit<Failure, 'kind'>): FailureError => new FailureError({ kind: 'login-refused', ...failure });
