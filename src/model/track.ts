import type { Moments } from './moments.ts';
import { UNMOVED_MS, type Ownership } from './partitionState.ts';

/** Rates and trends look back this far: long enough for four commits of Kafka Streams, short enough to follow a change. */
export const TREND_WINDOW_MS = 120_000;

/**
 * One partition over all moments at which it was seen, oldest first. One track follows one partition after the other: ten thousand
 * of them would be as many lists, at every beat. Of each column the first `count` numbers count; those are the beats, at which commit
 * and end were both known.
 */
export class Track {
  count = 0;
  /** The first beat of the last two minutes: rates and trends are told from there on. */
  windowFrom = 0;
  /** Milliseconds since 1970. */
  readonly at: Float64Array;
  readonly committed: Float64Array;
  /** The high watermark. */
  readonly end: Float64Array;
  /** What read_committed clients can reach, for what an open transaction hides is nobody's lag yet; the high watermark where that is not known. */
  readonly readableEnd: Float64Array;
  /** While a classic group rebalances nobody shows an assignment, so whoever owned it a moment ago counts. */
  ownership: Ownership = 'unknown';
  /** Records that arrived in the two minutes before the last look at its end, at most; NaN where its end was never known. */
  arrived = NaN;
  /** Milliseconds in which they did. */
  arrivedInMs = 0;
  /** Between the first and the last look at its end. */
  spanMs = 0;

  readonly #seen: readonly Moments[];
  /** By moment: the row there of each row of the newest one; null where they are the same. */
  readonly #rows: readonly (Int32Array | null)[];

  /** `seen`: oldest first, at least one. */
  constructor(seen: readonly Moments[]) {
    const newest = seen.at(-1);
    this.#seen = seen;
    this.#rows = seen.map(({ places }) => (newest ? places.rowsOf(newest.places) : null));
    const column = () => new Float64Array(seen.length);
    [this.at, this.committed, this.end, this.readableEnd] = [column(), column(), column(), column()];
  }

  /** `row`: its place in the newest moment. Plain loops: a hundred thousand looks at every beat. */
  follow(row: number): void {
    let count = 0;
    let firstAt = NaN;
    let lastAt = NaN;
    let lastEnd = NaN;
    for (let index = 0; index < this.#seen.length; index++) {
      const moment = this.#seen[index];
      if (!moment) continue;
      const here = this.#rowAt(index, row);
      const end = moment.end[here] ?? NaN;
      if (Number.isNaN(end)) continue;
      if (Number.isNaN(firstAt)) firstAt = moment.at;
      lastAt = moment.at;
      lastEnd = end;
      const committed = moment.committed[here] ?? NaN;
      if (Number.isNaN(committed)) continue;
      const stable = moment.lastStable[here] ?? NaN;
      this.at[count] = moment.at;
      this.committed[count] = committed;
      this.end[count] = end;
      this.readableEnd[count] = Number.isNaN(stable) ? end : stable;
      count++;
    }
    this.count = count;
    this.windowFrom = this.#windowFrom();
    this.spanMs = Number.isNaN(lastAt) ? 0 : lastAt - firstAt;
    this.#countArrivals(row, lastAt, lastEnd);
    this.ownership = this.#ownershipOf(row);
  }

  /** −1 where the partition was not seen. */
  #rowAt(moment: number, row: number): number {
    const rows = this.#rows[moment];
    return rows ? (rows[row] ?? -1) : row;
  }

  #windowFrom(): number {
    const since = (this.at[this.count - 1] ?? 0) - TREND_WINDOW_MS;
    let from = 0;
    while (from < this.count && (this.at[from] ?? since) < since) from++;
    return from;
  }

  /** Its window ends with the last look at the end, which may be another one than that of the last beat. */
  #countArrivals(row: number, lastAt: number, lastEnd: number): void {
    this.arrived = NaN;
    this.arrivedInMs = 0;
    for (let index = 0; index < this.#seen.length; index++) {
      const moment = this.#seen[index];
      if (!moment || !(moment.at >= lastAt - TREND_WINDOW_MS)) continue;
      const end = moment.end[this.#rowAt(index, row)] ?? NaN;
      if (Number.isNaN(end)) continue;
      this.arrived = Math.max(0, lastEnd - end);
      this.arrivedInMs = lastAt - moment.at;
      return;
    }
  }

  #ownershipOf(row: number): Ownership {
    const newest = this.#seen.at(-1);
    if (!newest) return 'unknown';
    if ((newest.owner[row] ?? -1) >= 0) return 'owned';
    const { withoutOwner } = newest;
    if (withoutOwner === 'nobody-in-group') return withoutOwner;
    for (let index = this.#seen.length - 2; index >= 0; index--) {
      const moment = this.#seen[index];
      if (!moment || newest.at - moment.at >= UNMOVED_MS) break;
      if ((moment.owner[this.#rowAt(index, row)] ?? -1) >= 0) return 'owned';
    }
    return withoutOwner;
  }
}
