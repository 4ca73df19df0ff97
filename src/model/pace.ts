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

/** The same moves without a list of them: ten thousand partitions are looked at at every beat. */
export interface Pace {
  readonly moves: number;
  /** Where the first and the last of them arrived. */
  readonly first: Beat | null;
  readonly last: Beat | null;
  /** Milliseconds between two of them, at most. */
  readonly longestGapMs: number;
}

export function paceOf(beats: readonly Beat[]): Pace {
  let moves = 0;
  let [first, last, from]: (Beat | null)[] = [null, null, null];
  let longestGapMs = 0;
  for (const to of beats) {
    if (from && to.committed > from.committed) {
      moves++;
      first ??= to;
      if (last) longestGapMs = Math.max(longestGapMs, to.at - last.at);
      last = to;
    }
    from = to;
  }
  return { moves, first: first ?? null, last: last ?? null, longestGapMs };
}

/**
 * How long records were seen to wait until a commit passed them, anywhere in a group: once for each commit but a partition's first:
 * of what that one passed nobody saw the beginning, and a consumer that commits every 30 s would seem quick.
 */
export class Waits {
  #count = 0;
  #longestMs = 0;

  /** Milliseconds; null where too few commits were seen. */
  get longestMs(): number | null {
    return this.#count >= 2 ? this.#longestMs : null;
  }

  /** Those of one partition. */
  add(beats: readonly Beat[]): void {
    let since: number | null = null;
    let sawCommit = false;
    let before: Beat | undefined;
    for (const beat of beats) {
      const { at, committed, readableEnd } = beat;
      if (before && committed !== before.committed) {
        if (sawCommit && committed > before.committed) {
          this.#count++;
          // Where nothing waited at the beat before, it came and went between the two.
          this.#longestMs = Math.max(this.#longestMs, at - (since ?? before.at));
        }
        since = null;
        sawCommit = true;
      }
      if (readableEnd > committed) since ??= at;
      before = beat;
    }
  }
}

/**
 * Between which two beats rates are measured: from the first commit to the last where three were seen that go on, for a
 * window that cuts through a commit interval is wrong by up to one commit; else from the first to the last beat. Both
 * rates use the same stretch, so that their difference is what the lag really did.
 */
export function stretchForRates(
  beats: readonly Beat[],
  { moves, first: from, last: to, longestGapMs }: Pace,
  leastMs: number,
): { readonly from: Beat; readonly to: Beat } | null {
  const [first, last] = [beats[0], beats.at(-1)];
  if (!first || !last || last.at - first.at < leastMs) return null;
  if (!from || !to || moves < 3 || to.at - from.at < leastMs) return { from: first, to: last };
  return last.at - to.at <= 2 * longestGapMs ? { from, to } : { from: first, to: last };
}

/** Records a second; an offset that went back (a reset, a truncated log) counts as none. */
export const perSecond = (records: bigint, ms: number): number => (records > 0n && ms > 0 ? (Number(records) * 1000) / ms : 0);
