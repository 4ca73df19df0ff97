import { type Failure, FailureError, failureOf } from '../../model/failure.ts';
import type { Api } from '../protocol/api.ts';
import { saslAuthenticate } from '../protocol/apis/saslAuthenticate.ts';
import { saslHandshake } from '../protocol/apis/saslHandshake.ts';
import { errorName } from '../protocol/errorCodes.ts';
import { type ScramCredentials, startScram } from './scram.ts';
import type { PasswordLogin, TokenLogin } from './settings.ts';
import type { Tokens } from './tokens.ts';

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

/** What a login needs. Tokens are shared by all connections of a cluster. */
export type Credentials = PasswordLogin | (Pick<TokenLogin, 'mechanism' | 'extensions'> & { readonly tokens: Tokens });

/**
 * Logs in, before anything else is asked. Throws FailureError 'login-refused' with Kafka's error name and the broker's own
 * words; where the listener does not offer the mechanism, `subject` is that mechanism and `detail` lists those that it offers.
 */
export async function login(exchange: Exchange, credentials: Credentials): Promise<Session> {
  const { mechanism } = credentials;
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
  if (mechanism === 'OAUTHBEARER') return loginByToken(exchange, credentials);

  const { username, password } = credentials;
  const say = (message: string) => authenticate(exchange, message, password);
  if (mechanism === 'PLAIN') return (await say(`\0${username}\0${password}`)).session;

  const start = startScram({ hash: scramHashes[mechanism], username, password });
  const proof = await start.respond((await say(start.clientFirst)).answer);
  const { answer, session } = await say(proof.clientFinal);
  proof.check(answer);
  return session;
}

/** What a listener offers, asked without logging in; undefined where it takes no logins. */
export async function offeredMechanisms(exchange: Exchange): Promise<readonly string[] | undefined> {
  const { mechanisms } = await exchange(saslHandshake, { mechanism: '' });
  return mechanisms.length > 0 ? mechanisms : undefined;
}

interface Said {
  readonly answer: string;
  readonly session: Session;
}

/** One message of the login. Throws FailureError with the broker's words, in which `secret` is not to be read. */
async function authenticate(exchange: Exchange, message: string, secret: string): Promise<Said> {
  const sentAt = Date.now();
  const { errorCode, errorMessage, authBytes, sessionLifetimeMs } = await exchange(saslAuthenticate, { authBytes: Buffer.from(message) });
  if (errorCode !== 0) {
    const words = without(secret, errorMessage ?? '').slice(0, 300);
    throw refused({ code: errorName(errorCode), request: saslAuthenticate.name, ...(words && { detail: words }) });
  }
  const lifetimeMs = Number(sessionLifetimeMs ?? 0n);
  const session = lifetimeMs > 0 ? { lifetimeMs, endsAt: sentAt + lifetimeMs } : endless;
  return { answer: Buffer.from(authBytes).toString(), session };
}

/**
 * RFC 7628. A broker that refuses a token does so without an error code: it answers with JSON that says why, waits for
 * one more byte, and only then ends the login. A client that reads the code alone believes that it is logged in.
 */
async function loginByToken(exchange: Exchange, { tokens, extensions = {} }: Extract<Credentials, { tokens: Tokens }>): Promise<Session> {
  const token = await tokens.current();
  const more = Object.entries(extensions).map(([name, value]) => `${name}=${value}\x01`);
  const refusal = (detail: string) => {
    tokens.forget(token);
    return refused({ code: 'TOKEN_REFUSED', request: saslAuthenticate.name, ...(detail && { detail }) });
  };
  let said: Said;
  try {
    said = await authenticate(exchange, `n,,\x01auth=Bearer ${token}\x01${more.join('')}\x01`, token);
  } catch (error) {
    const { kind, detail = '' } = failureOf(error);
    throw kind === 'login-refused' ? refusal(detail) : error;
  }
  if (said.answer === '') return said.session;
  // So that the broker counts a refused login and not a lost connection; what it then says, it has said already.
  await authenticate(exchange, '\x01', token).catch(() => undefined);
  throw refusal(without(token, said.answer).slice(0, 300));
}

/** A broker has no reason to repeat a secret. If it does, nobody else shall read it. */
const without = (secret: string, words: string): string => (secret === '' ? words : words.replaceAll(secret, '•••'));

const scramHashes: Readonly<Record<'SCRAM-SHA-256' | 'SCRAM-SHA-512', ScramCredentials['hash']>> = {
  'SCRAM-SHA-256': 'sha256',
  'SCRAM-SHA-512': 'sha512',
};

const refused = (failure: Omit<Failure, 'kind'>): FailureError => new FailureError({ kind: 'login-refused', ...failure });
