import type { GroupSample } from '../model/sample.ts';

/** Every sample of the last five minutes is kept; older ones one every half minute; nothing beyond two hours. */
const EVERY_SAMPLE_MS = 5 * 60_000;
const THINNED_TO_MS = 30_000;
const OLDEST_MS = 2 * 3_600_000;
/** Rows (samples × partitions) of one group, some 0.4 kB each: 40,000 are 16 MB. A group of 5,000 partitions keeps 8 samples. */
const MOST_ROWS = 40_000;
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
  let rows = kept.reduce((all, { partitions }) => all + partitions.length, 0);
  let from = 0;
  while (rows > MOST_ROWS && kept.length - from > FEWEST_SAMPLES) rows -= kept[from++]?.partitions.length ?? 0;
  return kept.slice(from);
}
