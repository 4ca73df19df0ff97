/** How a dead-letter topic grows: what lies in its log since fixed ages, by the timestamps of its records. */
import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchBounds, offsetsAtTime } from '../kafka/offsets.ts';
import type { Options } from '../kafka/routing.ts';
import { describeTopics } from '../kafka/topics.ts';
import type { DeadLetterGrowth } from '../model/deadLetter.ts';
import { FailureError } from '../model/failure.ts';

const HOUR_MS = 3_600_000;
const ages = [HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS];

/** Asks ListOffsets for the ends and for each age. @throws FailureError where the topic or one of its partitions does not answer. */
export async function deadLetterGrowth(cluster: Cluster, topic: string, options: Options = {}): Promise<DeadLetterGrowth> {
  const [described] = await describeTopics(cluster, [topic], options);
  if (described?.failure) throw new FailureError(described.failure);
  const partitions = described?.partitions ?? [];
  const at = Date.now();
  // Ages first, ends after: what arrives between them is counted, and nothing is less than none.
  const since = await Promise.all(ages.map(ageMs => offsetsAtTime(cluster, partitions, at - ageMs, options)));
  const bounds = new Map((await fetchBounds(cluster, partitions, options)).map(one => [one.partition, one]));
  const spans = since.map((offsets, index) => {
    let arrived = 0n;
    let atLeast = false;
    for (const { partition, at: offset } of offsets) {
      const { highWatermark, logStartOffset } = bounds.get(partition) ?? {};
      const failure = offset.failure ?? highWatermark?.failure ?? logStartOffset?.failure;
      if (failure) throw new FailureError(failure);
      const end = highWatermark?.value ?? 0n;
      const from = offset.value ?? end;
      arrived += end > from ? end - from : 0n;
      // From the log start on: older ones may have been deleted.
      if (from < end && from === logStartOffset?.value && from > 0n) atLeast = true;
    }
    return { ms: ages[index] ?? 0, arrived, atLeast };
  });
  return { at, spans };
}
