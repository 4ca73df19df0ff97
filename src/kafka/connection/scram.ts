import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { FailureError } from '../../model/failure.ts';

export interface ScramCredentials {
  readonly hash: 'sha256' | 'sha512';
  readonly username: string;
  readonly password: string;
}

/** The client's half of SCRAM (RFC 5802), a step at a time: each step gives what to send, and how to go on with the answer. */
export interface ScramStart {
  readonly clientFirst: string;
  /** Throws FailureError 'login-refused' on an answer that is broken, not to our nonce, or too weak. */
  respond(serverFirst: string): Promise<ScramProof>;
}

export interface ScramProof {
  readonly clientFinal: string;
  /** Throws FailureError 'login-refused' unless the server proves that it knows the password, too. */
  check(serverFinal: string): void;
}

/**
 * Begins a login. As in Kafka's own clients, names and passwords go as they are, without SASLprep.
 * `nonce` is for tests with published vectors alone.
 */
export function startScram({ hash, username, password }: ScramCredentials, nonce: string = randomBytes(24).toString('base64')): ScramStart {
  const clientFirstBare = `n=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
  return {
    clientFirst: gs2Header + clientFirstBare,
    async respond(serverFirst) {
      const { r: fullNonce = '', s: salt = '', i: rounds = '', e: refusal } = attributes(serverFirst);
      if (refusal !== undefined) throw refused('SCRAM_REFUSED', refusal);
      const iterations = Number(rounds);
      if (!fullNonce.startsWith(nonce) || fullNonce.length === nonce.length || salt === '' || !Number.isInteger(iterations)) {
        throw refused('SCRAM_BROKEN_ANSWER', 'the first answer lacks our nonce, a salt or an iteration count');
      }
      if (iterations < fewestIterations || iterations > mostIterations)
        throw refused('SCRAM_ITERATIONS_REFUSED', `${iterations} iterations`);

      const length = hash === 'sha256' ? 32 : 64;
      const saltedPassword = await derive(password, Buffer.from(salt, 'base64'), iterations, length, hash);
      const sign = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest();
      const clientKey = sign(saltedPassword, 'Client Key');
      const storedKey = createHash(hash).update(clientKey).digest();
      const clientFinalBare = `c=${Buffer.from(gs2Header).toString('base64')},r=${fullNonce}`;
      const authMessage = `${clientFirstBare},${serverFirst},${clientFinalBare}`;
      const signature = sign(storedKey, authMessage);
      const proof = clientKey.map((byte, at) => byte ^ (signature[at] ?? 0));
      const expected = sign(sign(saltedPassword, 'Server Key'), authMessage);
      return {
        clientFinal: `${clientFinalBare},p=${Buffer.from(proof).toString('base64')}`,
        check(serverFinal) {
          const { v: verifier = '', e: error } = attributes(serverFinal);
          if (error !== undefined) throw refused('SCRAM_REFUSED', error);
          const given = Buffer.from(verifier, 'base64');
          if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
            throw refused('SCRAM_SERVER_UNPROVEN', 'the server did not prove that it knows the password');
          }
        },
      };
    },
  };
}

/** No channel binding, no other identity to act for. */
const gs2Header = 'n,,';
/** Kafka's own clients refuse less: a server that asks for little may be after the password. */
const fewestIterations = 4096;
/** About half a second of a core; a server must not be able to ask for hours. */
const mostIterations = 1_000_000;

const derive = promisify(pbkdf2);

/** `r=…,s=…,i=4096` as an object; values may contain `=`. */
function attributes(message: string): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(message.split(',').map(part => [part.slice(0, 1), part.slice(2)]));
}

const refused = (code: string, detail: string): FailureError => new FailureError({ kind: 'login-refused', code, detail });
