// Writing to topics that were made a moment ago, so that each record is there once.
import { produce, type ProduceOptions, type RecordsToProduce } from '../../src/kafka/changes/records.ts';
import { createTopics, type TopicToCreate } from '../../src/kafka/changes/topics.ts';
import type { Cluster } from '../../src/kafka/connection/cluster.ts';
import { fetchEnds } from '../../src/kafka/offsets.ts';
import { FailureError } from '../../src/model/failure.ts';
import { eventually } from '../support/eventually.ts';

/**
 * Waits until every partition of these topics (its number by name) answers. A broker tells a leader before that one has opened its log,
 * and refuses what is written until then; where one partition is refused, kafkajs's producer sends the others twice.
 */
export async function untilWritable(cluster: Cluster, topics: Readonly<Record<string, number>>): Promise<void> {
  const partitions = Object.entries(topics).flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition) => ({ topic, partition })),
  );
  await eventually(async () => {
    for (const { highWatermark } of await fetchEnds(cluster, partitions))
      if (highWatermark.failure) throw new FailureError(highWatermark.failure);
  });
}

/** Makes topics, one partition each where nothing else is said, and resolves when they can be written to. */
export async function makeTopics(cluster: Cluster, topics: readonly TopicToCreate[]): Promise<void> {
  const wanted = topics.map(topic => ({ partitions: 1, ...topic }));
  for (const { outcome } of await createTopics(cluster, wanted)) if (outcome.failure) throw new FailureError(outcome.failure);
  await untilWritable(cluster, Object.fromEntries(wanted.map(({ name, partitions }) => [name, partitions])));
}

/** Writes all of it, or throws. */
export async function write(cluster: Cluster, batches: readonly RecordsToProduce[], options: ProduceOptions = {}): Promise<void> {
  for (const { written } of await produce(cluster, batches, options)) if (written.failure) throw new FailureError(written.failure);
}

/** Waits until so many offsets of a log's first partition can be read by who reads committed records: a coordinator answers before its marker is there. */
export async function untilStable(cluster: Cluster, topic: string, lastStableOffset: bigint): Promise<void> {
  await eventually(async () => {
    const [end] = await fetchEnds(cluster, [{ topic, partition: 0 }]);
    if (end?.lastStableOffset.value !== lastStableOffset) throw new Error(`${topic}-0 is stable up to ${end?.lastStableOffset.value}`);
  });
}
