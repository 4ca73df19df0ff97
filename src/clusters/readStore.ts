import { Worker } from 'node:worker_threads';
import type { ClientIdentity, StorePasswords } from '../kafka/connection/keyStores.ts';
import { FailureError } from '../model/failure.ts';
import type { StoreAnswer, StoreQuestion } from './keyStoreWorker.ts';

/** The certificates that a truststore trusts, as PEM text, read in a thread of its own. Throws FailureError as readTrustStore does. */
export const trustedOf = (bytes: Uint8Array, passwords: StorePasswords): Promise<string> =>
  readStore<string>({ wanted: 'trusted', bytes, passwords });

/** Key and certificate of a key store, read in a thread of its own. Throws FailureError as readKeyStore does. */
export const identityOf = (bytes: Uint8Array, passwords: StorePasswords): Promise<ClientIdentity> =>
  readStore<ClientIdentity>({ wanted: 'identity', bytes, passwords });

async function readStore<Value>(question: StoreQuestion): Promise<Value> {
  // Beside this file as it is written, and beside the bundle that it becomes part of.
  const file = new URL(import.meta.url.endsWith('.ts') ? './keyStoreWorker.ts' : './keyStoreWorker.cjs', import.meta.url);
  const worker = new Worker(file, { workerData: question });
  const answer = await new Promise<StoreAnswer<Value>>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', code =>
      reject(new FailureError({ kind: 'tls', code: 'STORE_UNREADABLE', detail: `its reader ended with ${code}` })),
    );
  });
  if ('failure' in answer) throw new FailureError(answer.failure);
  return answer.value;
}
