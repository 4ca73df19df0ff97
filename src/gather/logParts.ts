import { hexOf } from '../decoding/hex.ts';
import { readText } from '../decoding/text.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { endsOfEpochs } from '../kafka/leaderEpochs.ts';
import { placesInLogs } from '../kafka/logPlaces.ts';
import { fetchRecords } from '../kafka/records.ts';
import { openTransactions } from '../kafka/transactions.ts';
import { partitionName, type TopicPartition } from '../model/cluster.ts';
import type { Answer } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import { lagOf } from '../model/lag.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { GroupSample } from '../model/sample.ts';
import type { CommitEpoch, HotKey, HotKeys, LastRecord, Part, StartOfLog, TopicConfig } from '../model/snapshot.ts';
import type { OpenTransaction } from '../model/transaction.ts';
import type { PartitionTrend } from '../model/trend.ts';
import { because, nothing, orMissing } from './part.ts';
import type { AskOptions } from './sampleGroup.ts';

/** The parts of a snapshot that are about the logs of the group's partitions, each asked only where it can matter. Nothing here throws. */

/** Where the last stable offset stays below the high watermark. Listing transactions costs every broker a request. */
export function openTransactionsOf(cluster: Cluster, { partitions }: GroupSample, ask: AskOptions): Promise<Part<OpenTransaction>> {
  const held = partitions.filter(
    ({ lastStableOffset: { value: stable }, highWatermark: { value: end } }) => stable !== undefined && end !== undefined && stable < end,
  );
  if (held.length === 0) return Promise.resolve(nothing);
  return orMissing('transactions', async () => {
    const { open, missing } = await openTransactions(cluster, held, ask);
    return { items: open, missing };
  });
}

/** Partitions of which more than their ends is asked; whoever has more is told of the others that nobody looked. */
const MOST_PARTITIONS = 1_000;

/** @param configs tell whose clock the times are. */
export async function lastRecordsOf(
  cluster: Cluster,
  { partitions }: GroupSample,
  configs: Part<TopicConfig>,
  ask: AskOptions,
): Promise<Part<LastRecord>> {
  const filled = partitions.filter(isFilled);
  const byBroker = new Set(
    configs.items.flatMap(({ topic, entries }) =>
      entries.some(({ name, value }) => name === 'message.timestamp.type' && value === 'LogAppendTime') ? [topic] : [],
    ),
  );
  const part = await ofPartitions(
    'last records',
    filled,
    some => placesInLogs(cluster, some, 'max-timestamp', ask),
    ({ at }) => at,
  );
  return {
    items: part.items.flatMap(({ topic, partition, value }) =>
      value === null || value.timestamp === null
        ? []
        : [
            {
              ...{ topic, partition, offset: value.offset, timestamp: value.timestamp },
              timestampType: byBroker.has(topic) ? ('LogAppendTime' as const) : ('CreateTime' as const),
            },
          ],
    ),
    missing: part.missing,
  };
}

/** Of commits that carry a leader epoch, which Java's and librdkafka's clients write since 2.1. */
export async function epochsOf(cluster: Cluster, { partitions }: GroupSample, ask: AskOptions): Promise<Part<CommitEpoch>> {
  const committed = partitions.flatMap(({ topic, partition, committed: { value } }) =>
    value && value.leaderEpoch >= 0 ? [{ topic, partition, leaderEpoch: value.leaderEpoch, committedOffset: value.offset }] : [],
  );
  const offsets = new Map(committed.map(one => [partitionName(one), one]));
  const part = await ofPartitions(
    'leader epochs',
    committed,
    some => endsOfEpochs(cluster, some, ask),
    ({ end }) => end,
  );
  return {
    items: part.items.flatMap(({ topic, partition, value }) => {
      const commit = offsets.get(partitionName({ topic, partition }));
      if (!commit) return [];
      const { committedOffset, leaderEpoch: committedEpoch } = commit;
      return [{ topic, partition, committedOffset, committedEpoch, endOfEpoch: value?.endOffset ?? null }];
    }),
    missing: part.missing,
  };
}

const MOST_STARTS = 16;

/** Of partitions whose retention may delete what is not read yet, those whose commit is nearest to the log start first. */
export async function timeToStartOf(
  cluster: Cluster,
  { partitions }: GroupSample,
  configs: Part<TopicConfig>,
  ask: AskOptions,
): Promise<Part<StartOfLog>> {
  const deleting = new Set(
    configs.items.flatMap(({ topic, entries }) =>
      entries.some(({ name, value }) => name === 'cleanup.policy' && value?.includes('delete')) ? [topic] : [],
    ),
  );
  const nearest = partitions
    .flatMap(row => {
      const [committed, start] = [row.committed.value?.offset, row.logStartOffset.value];
      if (committed === undefined || start === undefined || !deleting.has(row.topic) || !isFilled(row) || !isUnread(row)) return [];
      return [{ row, start, distance: committed - start }];
    })
    .sort((a, b) => (a.distance < b.distance ? -1 : a.distance > b.distance ? 1 : 0))
    .slice(0, MOST_STARTS);
  const starts = new Map(nearest.map(({ row, start }) => [partitionName(row), start]));
  const rows = nearest.map(({ row }) => row);
  const part = await ofPartitions(
    'log starts',
    rows,
    some => placesInLogs(cluster, some, 'first-record', ask),
    ({ at }) => at,
  );
  return {
    items: part.items.map(({ topic, partition, value }) => ({
      ...{ topic, partition, logStartOffset: starts.get(partitionName({ topic, partition })) ?? 0n },
      timestamp: value?.timestamp ?? null,
    })),
    missing: part.missing,
  };
}

const HOT_RECORDS = 500n;
const HOT_BYTES = 1024 * 1024;
const MOST_HOT = 8;
const MOST_KEYS = 10;
const LONGEST_KEY = 64;

/** What is written to hot partitions: a key that comes again and again is why they are. */
export function hotKeysOf(cluster: Cluster, partitions: readonly PartitionTrend[], ask: AskOptions): Promise<Part<HotKeys>> {
  const hot = partitions.flatMap(({ topic, partition, hot: is, offsets: { highWatermark, logStartOffset } }) => {
    if (!is || highWatermark.value === undefined) return [];
    const [start, from] = [logStartOffset.value ?? 0n, highWatermark.value - HOT_RECORDS];
    return [{ topic, partition, offset: from > start ? from : start, maxBytes: HOT_BYTES }];
  });
  if (hot.length === 0) return Promise.resolve(nothing);
  return orMissing('hot keys', async () => {
    const fetched = await fetchRecords(cluster, hot.slice(0, MOST_HOT), { ...ask, maxWaitMs: 0 });
    return {
      items: fetched.flatMap(({ topic, partition, records }) => {
        const keys = records.filter(({ control }) => !control).map(({ key }) => (key === null ? '' : shown(key)));
        return keys.length === 0 ? [] : [{ topic, partition, sampled: keys.length, keys: counted(keys) }];
      }),
      missing: fetched.flatMap(one => (one.failure ? [because(partitionName(one), one.failure)] : [])),
    };
  });
}

function counted(keys: readonly string[]): readonly HotKey[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, records]) => ({ key, records }))
    .sort((a, b) => b.records - a.records)
    .slice(0, MOST_KEYS);
}

function shown(key: Uint8Array): string {
  const read = readText(key);
  return 'text' in read ? read.text.slice(0, LONGEST_KEY) : hexOf(key.subarray(0, LONGEST_KEY / 2));
}

const isFilled = ({ logStartOffset: { value: start }, highWatermark: { value: end } }: PartitionOffsets): boolean =>
  start !== undefined && end !== undefined && start < end;

function isUnread(row: PartitionOffsets): boolean {
  const lag = lagOf(row);
  return lag.kind === 'known' && lag.records > 0n;
}

/** One answer a partition: what is known, where null is "there is none", and why the rest is not. */
async function ofPartitions<P extends TopicPartition, A extends TopicPartition, V>(
  subject: string,
  partitions: readonly P[],
  ask: (some: readonly P[]) => Promise<readonly A[]>,
  answerOf: (answered: A) => Answer<V | null>,
): Promise<Part<TopicPartition & { readonly value: V | null }>> {
  if (partitions.length === 0) return nothing;
  return orMissing(subject, async () => {
    const answered = await ask(partitions.slice(0, MOST_PARTITIONS));
    const unasked = partitions
      .slice(MOST_PARTITIONS)
      .map((one): Missing => ({ subject: partitionName(one), reason: { kind: 'not-recorded' } }));
    return {
      items: answered.flatMap(one => {
        const { value, failure } = answerOf(one);
        return failure ? [] : [{ topic: one.topic, partition: one.partition, value: value ?? null }];
      }),
      missing: [
        ...answered.flatMap(one => {
          const { failure } = answerOf(one);
          return failure ? [because(partitionName(one), failure)] : [];
        }),
        ...unasked,
      ],
    };
  });
}
