import type { TopicPartition } from '../model/cluster.ts';
import type { Answer } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import { answersByPartition, byTopic } from './itemAnswers.ts';
import {
  earliestLocal,
  earliestPendingUpload,
  latestTiered,
  listOffsets,
  maxTimestamp,
  readUncommitted,
  tieredStorageTimeoutMs,
} from './protocol/apis/listOffsets.ts';
import { askEach, atNode, type Options } from './routing.ts';
import { locateLeaders } from './topics.ts';

/**
 * - `first-record`: the first record in the log that carries a time, which tells how far the log goes back.
 * - `max-timestamp`: the record with the largest timestamp, which tells when something was last written, whatever the clock of
 *   the last record's producer said (Kafka 3.0).
 * - `local-log-start`: the first record that is not only in tiered storage (3.5); without tiered storage the log start.
 * - `last-tiered`: the last record in tiered storage (3.9); none without it.
 * - `earliest-pending-upload`: the first record that is still to be copied there (4.2); none without it.
 */
export type LogPlace = 'first-record' | 'max-timestamp' | 'local-log-start' | 'last-tiered' | 'earliest-pending-upload';

export interface PlaceInLog {
  readonly offset: bigint;
  /** Milliseconds since 1970 of the record there; null where the broker does not tell. */
  readonly timestamp: number | null;
}

/**
 * Where that place is in each partition, in their order; null where there is no such record. Asked of the leaders; it takes
 * DESCRIBE on the topic. A broker that is too old for the place says 'unsupported'.
 */
export async function placesInLogs(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  place: LogPlace,
  options: Options = {},
): Promise<readonly (TopicPartition & { readonly at: Answer<PlaceInLog | null> })[]> {
  const { timestamp, since } = places[place];
  // An older version would take the number for a time before 1970 and answer with the log start.
  const api = { ...listOffsets, versions: [since, listOffsets.versions[1]] as const };
  const asked = await askEach<TopicPartition, PlaceInLog | null>(
    partitions,
    {
      locate: (some, fresh) => locateLeaders(cluster, some, fresh, options),
      ask: async (some, node) => {
        const topics = byTopic(some, ({ partition: partitionIndex }) => ({ partitionIndex, timestamp })).map(
          ({ topic: name, partitions: ones }) => ({ name, partitions: ones }),
        );
        const question = { replicaId: -1, isolationLevel: readUncommitted, topics, timeoutMs: tieredStorageTimeoutMs };
        const answer = await cluster.ask(api, question, atNode(node, options));
        const answered = answer.topics.flatMap(({ name, partitions: ones }) => ones.map(one => [name, one.partitionIndex, one] as const));
        return answersByPartition('ListOffsets', some, answered, ({ offset, timestamp: time }) =>
          offset < 0n ? null : { offset, timestamp: time < 0n ? null : Number(time) },
        );
      },
      most: 2_000,
    },
    options,
  );
  return asked.map(({ item: { topic, partition }, answer: at }) => ({ topic, partition, at }));
}

/** The number that means the place, and the first version of ListOffsets in which it does. */
const places: Readonly<Record<LogPlace, { readonly timestamp: bigint; readonly since: number }>> = {
  'first-record': { timestamp: 0n, since: 2 },
  'max-timestamp': { timestamp: maxTimestamp, since: 7 },
  'local-log-start': { timestamp: earliestLocal, since: 8 },
  'last-tiered': { timestamp: latestTiered, since: 9 },
  'earliest-pending-upload': { timestamp: earliestPendingUpload, since: 11 },
};
