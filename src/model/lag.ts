import { type Failure, type Answer } from './failure.ts';
import type { PartitionBounds, PartitionCommit, PartitionEnds } from './offsets.ts';

/** The lag of one partition. "No commit" and "unknown" are states of their own, never 0. */
export type Lag =
  | { readonly kind: 'known'; readonly records: bigint; readonly parts: LagParts }
  | { readonly kind: 'no-commit'; /** Records from log start to log end, where both are known. */ readonly waiting?: bigint }
  | { readonly kind: 'unknown'; readonly reason: Failure };

/** What a known lag is made of; the parts add up to it. */
export interface LagParts {
  /** Committed below the log start: deleted before they were read. */
  readonly lost: bigint;
  /** Beyond the last stable offset: hidden from read_committed clients by an open transaction. 'unknown' (or not asked for) counts as readable. */
  readonly notYetVisible: bigint | 'unknown';
  /** What a client can read now (control records and compacted gaps included, as long as nobody looked). */
  readonly readable: bigint;
}

/**
 * Lag, the one definition: with a commit max(0, end − committed), without one "no commit", without an end "unknown".
 * Of a share group what the broker counts as not done.
 * Worked: committed 90, log start 100, LSO 130, end 150 → 60 = 10 lost + 30 readable + 20 not yet visible.
 */
export function lagOf({
  committed,
  logStartOffset,
  highWatermark,
  lastStableOffset,
  notDone,
}: PartitionCommit & PartitionBounds & Partial<PartitionEnds>): Lag {
  if (committed.failure) return { kind: 'unknown', reason: committed.failure };
  const end = highWatermark.value;
  if (committed.value === null) {
    const start = logStartOffset.value;
    return end !== undefined && start !== undefined ? { kind: 'no-commit', waiting: max(0n, end - start) } : { kind: 'no-commit' };
  }
  if (end === undefined) return { kind: 'unknown', reason: highWatermark.failure };

  const from = committed.value.offset;
  const records = recordsBehind(from, end, notDone);
  const lost = logStartOffset.value === undefined ? 0n : min(records, max(0n, logStartOffset.value - from));
  const hiddenAtMost = hidden(lastStableOffset, end, from + lost);
  const notYetVisible = hiddenAtMost === 'unknown' ? hiddenAtMost : min(hiddenAtMost, records - lost);
  return {
    kind: 'known',
    records,
    parts: { lost, notYetVisible, readable: records - lost - (notYetVisible === 'unknown' ? 0n : notYetVisible) },
  };
}

/** Sum of what is known, and how many partitions are not in it. A sum never hides them. */
export function totalLag(lags: Iterable<Lag>): { readonly records: bigint; readonly noCommit: number; readonly unknown: number } {
  let records = 0n;
  let noCommit = 0;
  let notKnown = 0;
  for (const lag of lags) {
    if (lag.kind === 'known') records += lag.records;
    else if (lag.kind === 'no-commit') noCommit++;
    else notKnown++;
  }
  return { records, noCommit, unknown: notKnown };
}

/** `totalLag` of these rows, without the parts of each lag, which a sum does not need: an overview has a hundred thousand rows. */
export function totalLagOf(rows: readonly (PartitionCommit & PartitionBounds)[]): ReturnType<typeof totalLag> {
  let records = 0n;
  let noCommit = 0;
  let notKnown = 0;
  rows.forEach(({ committed, highWatermark, notDone }) => {
    if (committed.value === null) noCommit++;
    else if (committed.value === undefined || highWatermark.value === undefined) notKnown++;
    else records += recordsBehind(committed.value.offset, highWatermark.value, notDone);
  });
  return { records, noCommit, unknown: notKnown };
}

/** Of a share group what the broker counts as not done; else what lies between commit and end. */
export const recordsBehind = (from: bigint, end: bigint, notDone: bigint | undefined): bigint => notDone ?? max(0n, end - from);

function hidden(lastStableOffset: Answer<bigint> | undefined, end: bigint, readFrom: bigint): bigint | 'unknown' {
  if (lastStableOffset?.value === undefined) return 'unknown';
  return max(0n, end - max(lastStableOffset.value, readFrom));
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
