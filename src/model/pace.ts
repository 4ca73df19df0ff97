/** The moments at which a partition's commit and end were both known, oldest first: of each column `count` numbers. */
export interface Beats {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly at: Float64Array;
  readonly committed: Float64Array;
  /** The high watermark. */
  readonly end: Float64Array;
  /** What read_committed clients can reach; the high watermark where that is not known. */
  readonly readableEnd: Float64Array;
  /** The first one of the window that rates and trends are told from. */
  readonly windowFrom: number;
}

/** How often commits went on within the window. */
export interface Pace {
  readonly moves: number;
  /** Where the first and the last of them arrived, by index; −1 without any. */
  readonly first: number;
  readonly last: number;
  /** Milliseconds between two of them, at most. */
  readonly longestGapMs: number;
}

export function paceOf(beats: Beats): Pace {
  const { at, count, windowFrom } = beats;
  let moves = 0;
  let first = -1;
  let last = -1;
  let longestGapMs = 0;
  for (let index = windowFrom + 1; index < count; index++) {
    if (!isMove(beats, index)) continue;
    moves++;
    if (first < 0) first = index;
    else longestGapMs = Math.max(longestGapMs, (at[index] ?? 0) - (at[last] ?? 0));
    last = index;
  }
  return { moves, first, last, longestGapMs };
}

/** A commit went on. One that goes back (an offset reset) does not. */
export const isMove = ({ committed }: Beats, index: number): boolean => (committed[index] ?? 0) > (committed[index - 1] ?? 0);

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
  add({ count, at, committed, readableEnd }: Beats): void {
    let since = NaN;
    let sawCommit = false;
    for (let index = 0; index < count; index++) {
      const now = at[index] ?? 0;
      const offset = committed[index] ?? 0;
      const before = committed[index - 1];
      if (before !== undefined && offset !== before) {
        if (sawCommit && offset > before) {
          this.#count++;
          // Where nothing waited at the beat before, it came and went between the two.
          this.#longestMs = Math.max(this.#longestMs, now - (Number.isNaN(since) ? (at[index - 1] ?? now) : since));
        }
        since = NaN;
        sawCommit = true;
      }
      if (Number.isNaN(since) && (readableEnd[index] ?? 0) > offset) since = now;
    }
  }
}

/**
 * Between which two beats (by index) rates are measured: from the first commit to the last where three were seen that go on, for a
 * window that cuts through a commit interval is wrong by up to one commit; else from the first to the last beat. Both
 * rates use the same stretch, so that their difference is what the lag really did.
 */
export function stretchForRates(beats: Beats, pace: Pace, leastMs: number): { readonly from: number; readonly to: number } | null {
  if (beats.count === 0) return null;
  const first = beats.windowFrom;
  const last = beats.count - 1;
  if (msBetween(beats, first, last) < leastMs) return null;
  const isPaced = pace.moves >= 3 && msBetween(beats, pace.first, pace.last) >= leastMs;
  return isPaced && msBetween(beats, pace.last, last) <= 2 * pace.longestGapMs
    ? { from: pace.first, to: pace.last }
    : { from: first, to: last };
}

export const msBetween = ({ at }: Beats, from: number, to: number): number => (at[to] ?? 0) - (at[from] ?? 0);

/** What a column grew by between two beats. */
export const grownBy = (column: Float64Array, from: number, to: number): number => (column[to] ?? 0) - (column[from] ?? 0);

/** Records a second; an offset that went back (a reset, a truncated log) counts as none. */
export const perSecond = (records: number, ms: number): number => (records > 0 && ms > 0 ? (records * 1000) / ms : 0);
