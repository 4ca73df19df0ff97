// A partition's producers and its consumer, played through by the clock: what a beat would see at any time.
import type { Offsets } from './snapshots.ts';

export interface Traffic {
  /** Records a second. */
  readonly produced: number | ((second: number) => number);
  /** Most records a second that the consumer handles; it never reads what is not there. */
  readonly consumed: number | ((second: number) => number);
  /** Seconds between two commits. */
  readonly commitEvery: number;
  /** Seconds from the beginning to the first commit. */
  readonly firstCommit?: number;
  /** Records that wait already when it begins, all committed up to there. */
  readonly backlog?: number;
}

/** Offsets after so many seconds, in steps of a tenth of a second. */
export function traffic({ produced, consumed, commitEvery, firstCommit = commitEvery, backlog = 0 }: Traffic): (second: number) => Offsets {
  const rateOf = (rate: Traffic['produced'], second: number) => (typeof rate === 'number' ? rate : rate(second));
  return until => {
    let end = 10_000 + backlog;
    let position = 10_000;
    let committed = position;
    let nextCommit = firstCommit;
    for (let tick = 1; tick <= Math.round(until * 10); tick++) {
      const second = tick / 10;
      end += rateOf(produced, second) / 10;
      position = Math.min(Math.floor(end), position + rateOf(consumed, second) / 10);
      if (second + 1e-9 >= nextCommit) {
        committed = Math.floor(position);
        nextCommit += commitEvery;
      }
    }
    return { committed: BigInt(committed), end: BigInt(Math.floor(end)) };
  };
}
