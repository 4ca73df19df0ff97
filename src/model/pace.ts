/** A partition at one moment, where its commit and its end were both known. */
export interface Beat {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly committed: bigint;
  /** The high watermark. */
  readonly end: bigint;
  /** What read_committed clients can reach; the high watermark where that is not known. */
  readonly readableEnd: bigint;
}

/** A commit that went on between two beats. */
export interface Move {
  readonly from: Beat;
  readonly to: Beat;
  readonly records: number;
}

/** The commits that were seen to go on. One that goes back (an offset reset) is none. */
export function movesOf(beats: readonly Beat[]): readonly Move[] {
  const moves: Move[] = [];
  let from: Beat | undefined;
  for (const to of beats) {
    if (from && to.committed > from.committed) moves.push({ from, to, records: Number(to.committed - from.committed) });
    from = to;
  }
  return moves;
}

/**
 * How long records were seen to wait until a commit passed them, one number (milliseconds) for each commit but the first:
 * of what the first one passed nobody saw the beginning, and a consumer that commits every 30 s would seem quick.
 */
export function waitsOf(beats: readonly Beat[]): readonly number[] {
  const waits: number[] = [];
  let since: number | null = null;
  let sawCommit = false;
  let before: Beat | undefined;
  for (const beat of beats) {
    const { at, committed, readableEnd } = beat;
    if (before && committed !== before.committed) {
      // Where nothing waited at the beat before, it came and went between the two.
      if (sawCommit && committed > before.committed) waits.push(at - (since ?? before.at));
      since = null;
      sawCommit = true;
    }
    if (readableEnd > committed) since ??= at;
    before = beat;
  }
  return waits;
}

/**
 * Between which two beats rates are measured: from the first commit to the last where three were seen that go on, for a
 * window that cuts through a commit interval is wrong by up to one commit; else from the first to the last beat. Both
 * rates use the same stretch, so that their difference is what the lag really did.
 */
export function stretchForRates(beats: readonly Beat[], leastMs: number): { readonly from: Beat; readonly to: Beat } | null {
  const [first, last] = [beats[0], beats.at(-1)];
  if (!first || !last || last.at - first.at < leastMs) return null;
  const moves = movesOf(beats);
  const [from, to] = [moves[0]?.to, moves.at(-1)?.to];
  if (!from || !to || moves.length < 3 || to.at - from.at < leastMs) return { from: first, to: last };
  const longestGap = Math.max(...moves.map((move, index) => move.to.at - (moves[index - 1]?.to.at ?? move.to.at)));
  return last.at - to.at <= 2 * longestGap ? { from, to } : { from: first, to: last };
}

/** Records a second; an offset that went back (a reset, a truncated log) counts as none. */
export const perSecond = (records: bigint, ms: number): number => (records > 0n && ms > 0 ? (Number(records) * 1000) / ms : 0);

/** The end of the list for which it holds. */
export function trailing<T>(items: readonly T[], holds: (item: T) => boolean): readonly T[] {
  return items.slice(items.findLastIndex(item => !holds(item)) + 1);
}
