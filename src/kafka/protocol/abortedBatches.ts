import type { Batch } from './batch.ts';

/** What an answer to read_committed says of a transaction that was aborted. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

/**
 * Tells batches of aborted transactions, met in the order of the log: a producer's batches are aborted from the announced
 * offset on, until its abort marker.
 */
export function abortedBatches(transactions: readonly AbortedTransaction[]): (batch: Pick<Batch, 'info' | 'control'>) => boolean {
  const toCome = transactions.toSorted((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  const aborting = new Set<bigint>();
  return ({ info, control }) => {
    for (let next = toCome[0]; next && next.firstOffset <= info.lastOffset; next = toCome[0]) {
      aborting.add(next.producerId);
      toCome.shift();
    }
    if (!info.transactional || !aborting.has(info.producerId)) return false;
    if (!control) return true;
    aborting.delete(info.producerId);
    return false;
  };
}
