/**
 * Reads Java's key stores beside the editor's thread: deriving a key from a password takes up to half a second of work. A
 * bundle of its own, started for a store and gone with its answer.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type ClientIdentity, readKeyStore, readTrustStore, type StorePasswords } from '../kafka/connection/keyStores.ts';
import { type Failure, failureOf } from '../model/failure.ts';

/** What is wanted of a store: the certificates to trust, or key and certificate of a client. */
export interface StoreQuestion {
  readonly wanted: 'trusted' | 'identity';
  readonly bytes: Uint8Array;
  readonly passwords: StorePasswords;
}

export type StoreAnswer<Value> = { readonly value: Value } | { readonly failure: Failure };

parentPort?.postMessage(answer(workerData as StoreQuestion));

function answer({ wanted, bytes, passwords }: StoreQuestion): StoreAnswer<string | ClientIdentity> {
  try {
    const store = Buffer.from(bytes);
    return { value: wanted === 'trusted' ? readTrustStore(store, passwords) : readKeyStore(store, passwords) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
