import { momentsOf } from './moments.ts';
import type { GroupSample } from './sample.ts';
import { LEAST_FOR_RATES_MS } from './trend.ts';

/** Records a second; null where too little was seen. */
export interface Rates {
  readonly produced: number | null;
  readonly consumed: number | null;
}

/** Six beats: short enough to show a rebalance where it was, long enough for clients that commit every 5 s. */
const LATELY_MS = 30_000;

/** Rates of all partitions together over the last half minute of these samples (oldest first). */
export function ratesLately(samples: readonly GroupSample[]): Rates {
  const to = samples.at(-1);
  const from = to && (samples.findLast(({ at }) => to.at - at >= LATELY_MS) ?? samples[0]);
  if (!from || to.at - from.at < LEAST_FOR_RATES_MS) return { produced: null, consumed: null };
  const before = momentsOf(from);
  const now = momentsOf(to, before);
  const rows = before.places.rowsOf(now.places);
  let [produced, consumed] = [0, 0];
  for (let row = 0; row < now.places.partitions.length; row++) {
    const there = rows ? (rows[row] ?? -1) : row;
    produced += grown(before.end[there], now.end[row]);
    consumed += grown(before.committed[there], now.committed[row]);
  }
  const perSecond = (records: number) => (records * 1000) / (to.at - from.at);
  return { produced: perSecond(produced), consumed: perSecond(consumed) };
}

/** What goes back (an offset reset, a topic made anew) counts as nothing, and so does what is not known. */
const grown = (from = NaN, to = NaN): number => (to > from ? to - from : 0);
