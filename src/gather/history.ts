import type { GroupSample } from '../model/sample.ts';
import { TREND_WINDOW_MS } from '../model/track.ts';
import type { GroupsSample } from './sampleGroups.ts';

/** Every sample of the last five minutes is kept; older ones one every half minute; nothing beyond two hours. */
const EVERY_SAMPLE_MS = 5 * 60_000;
const THINNED_TO_MS = 30_000;
const OLDEST_MS = 2 * 3_600_000;
/** Rows (samples × partitions) of one group, some 0.4 kB each: 40,000 are 16 MB. A group of 5,000 partitions keeps 8 samples, spread over this time. */
const MOST_ROWS = 40_000;
/** Long enough to see that a commit stands still (a minute, at times two), short enough for rates of now. */
const SPREAD_MS = 4 * 60_000;
/** Two samples show a rate: so many stay, whatever the size. */
const FEWEST_SAMPLES = 2;

/** The history with one more sample, within its bounds, oldest first. */
export function withSample(history: readonly GroupSample[], sample: GroupSample): readonly GroupSample[] {
  const kept: GroupSample[] = [];
  for (const old of history) {
    const age = sample.at - old.at;
    const before = kept.at(-1);
    if (age > OLDEST_MS) continue;
    if (age > EVERY_SAMPLE_MS && before && old.at - before.at < THINNED_TO_MS) continue;
    kept.push(old);
  }
  kept.push(sample);
  const most = Math.max(FEWEST_SAMPLES, Math.floor(MOST_ROWS / Math.max(1, sample.partitions.length)));
  return kept.length <= most ? kept : spread(kept, most, SPREAD_MS);
}

/**
 * The same for looks at many groups. A trend looks back two minutes, so the samples are spread over them: with 40,000 rows one keeps
 * 24 looks at 1,600 partitions, and 4 looks, 40 s apart, at 10,000.
 */
export function withGroupsSample(history: readonly GroupsSample[], sample: GroupsSample): readonly GroupsSample[] {
  const most = Math.max(FEWEST_FOR_TREND, Math.floor(MOST_ROWS / Math.max(1, rowsIn(sample))));
  return spread([...history, sample], most, TREND_WINDOW_MS);
}

/** A trend wants a commit between the first and the last look. */
const FEWEST_FOR_TREND = 3;

const rowsIn = ({ groups }: GroupsSample): number => [...groups.values()].reduce((rows, { partitions }) => rows + partitions.length, 0);

/** So many samples at most, none older than that, and as evenly spread as they came. */
function spread<Sample extends { readonly at: number }>(samples: readonly Sample[], most: number, withinMs: number): readonly Sample[] {
  const newest = samples.at(-1)?.at ?? 0;
  const kept = samples.filter(({ at }) => newest - at <= withinMs);
  while (kept.length > most) kept.splice(mostCrowded(kept), 1);
  return kept;
}

/** Which sample between the first and the last has the nearest neighbours. */
function mostCrowded(samples: readonly { readonly at: number }[]): number {
  let crowded = 1;
  let least = Infinity;
  for (let index = 1; index < samples.length - 1; index++) {
    const room = (samples[index + 1]?.at ?? 0) - (samples[index - 1]?.at ?? 0);
    if (room < least) [crowded, least] = [index, room];
  }
  return crowded;
}
