import { FailureError } from '../model/failure.ts';
import type { LookedAt, LookedAtPartition } from '../model/peek.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { Budget } from './read.ts';

export interface Peeked {
  /** By time over all partitions, within a partition by offset. */
  readonly records: readonly KafkaRecord[];
  readonly lookedAt: LookedAt;
}

export interface PeekOptions {
  /** Cancelling ends reading at once and keeps what was read. */
  readonly signal?: AbortSignal;
  /** Most bytes of batches to fetch (default 64 MB) and milliseconds to take (default 20 s); what was read until then is kept. */
  readonly mostBytes?: number;
  readonly mostMs?: number;
  readonly onProgress?: (progress: PeekProgress) => void;
}

export interface PeekProgress {
  readonly bytes: number;
  readonly ms: number;
}

export interface PeekBudget extends Budget {
  /** Work that the clock ended before anything was read fails as silence, not as cancelled: nobody cancelled it. */
  readonly inTime: <T>(work: () => Promise<T>) => Promise<T>;
  readonly finish: (
    records: readonly KafkaRecord[],
    partitions: readonly LookedAtPartition[],
    rest: Pick<Partial<LookedAt>, 'hidden' | 'stopped' | 'failure'>,
  ) => Peeked;
}

/** Starts the clock. */
export function startBudget({ signal, mostBytes = 64 * 1024 * 1024, mostMs = 20_000, onProgress }: PeekOptions): PeekBudget {
  const began = performance.now();
  const ms = () => performance.now() - began;
  let bytes = 0;
  const timeout = AbortSignal.timeout(mostMs);
  return {
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    mostBytes,
    inTime: work =>
      work().catch((thrown: unknown) => {
        if (timeout.aborted && !signal?.aborted) throw new FailureError({ kind: 'silent', code: 'PEEK_TIMED_OUT' });
        throw thrown;
      }),
    onFetched: more => {
      bytes += more;
      onProgress?.({ bytes, ms: ms() });
    },
    finish: (records, partitions, { hidden = 0, ...rest }) => ({
      records,
      lookedAt: { partitions, records: records.filter(record => !record.unreadable).length, hidden, bytes, ms: ms(), ...rest },
    }),
  };
}
