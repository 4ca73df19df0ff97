import type { TopicPartition } from '../model/cluster.ts';
import { type Failure, FailureError, failureOf, known, unknown } from '../model/failure.ts';
import type { IsolationLevel } from '../model/peek.ts';
import type { KafkaRecord, RecordBatchInfo } from '../model/record.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { grouped } from './grouped.ts';
import { letOthersRun } from './letOthersRun.ts';
import { fetch } from './protocol/apis/fetch.ts';
import { readCommitted, readUncommitted } from './protocol/apis/listOffsets.ts';
import { abortedBatches } from './protocol/abortedBatches.ts';
import type { Batch, RecordFilter } from './protocol/batch.ts';
import { readBatches } from './protocol/recordBatch.ts';
import { askEach, atNode, type Node, type Options } from './routing.ts';
import { locateLeaders } from './topics.ts';

export interface WantedRecords extends TopicPartition {
  /** Where reading begins: no record below it is returned. */
  readonly offset: bigint;
  /** Most bytes of this partition in the answer, at least one batch apart. Default 1 MiB, as in Kafka's consumer. */
  readonly maxBytes?: number;
}

export interface FetchOptions extends Options {
  readonly isolation?: IsolationLevel;
  /** How long brokers wait for records where there are none yet. Default 100. */
  readonly maxWaitMs?: number;
  /** Most bytes in the answer of one broker, at least one batch apart. Default 50 MiB, as in Kafka's consumer. */
  readonly maxBytes?: number;
  /** Other records are stepped over before they are copied; control records come all the same. Default: all. */
  readonly isWanted?: RecordFilter;
}

export interface FetchedPartition extends TopicPartition {
  /** Ascending. Control records carry `control`; with read_committed, those of aborted transactions carry `aborted`. */
  readonly records: readonly KafkaRecord[];
  /** Where to go on: behind the last batch that was whole, even where it held no record any more or could not be unpacked. */
  readonly nextOffset: bigint;
  /** These are −1 where the broker did not say. */
  readonly logStartOffset: bigint;
  readonly highWatermark: bigint;
  readonly lastStableOffset: bigint;
  /** Bytes of batches that came. */
  readonly bytes: number;
  /** Why there are no records, or why some are missing: the records of the batches that could be read are there all the same. */
  readonly failure?: Failure;
  /** Offsets of the batches that came and could not be read, ascending; `failure` is that of the first one. */
  readonly unread?: readonly UnreadBatch[];
}

/** Both offsets belong to it. */
export interface UnreadBatch {
  readonly first: bigint;
  readonly last: bigint;
  readonly failure: Failure;
  readonly info: RecordBatchInfo;
  /** Milliseconds since 1970, −1 where the batch has none. */
  readonly timestamp: number;
  /** Bytes in the log. */
  readonly size: number;
  /** The first of them, a copy: enough to see what it is. */
  readonly beginning: Uint8Array;
}

/**
 * Reads records from the given offsets on, one request per leader, in the order of `wanted` (one line per partition). Nobody
 * joins a group and nothing is committed. Brokers fill an answer partition by partition until it is full: those that came
 * out empty although they have records are asked again, so that each gets at least a batch.
 */
export async function fetchRecords(
  cluster: Cluster,
  wanted: readonly WantedRecords[],
  options: FetchOptions = {},
): Promise<readonly FetchedPartition[]> {
  const { signal } = options;
  const asking: Options = signal ? { signal } : {};
  const asked = await askEach(
    wanted,
    {
      locate: (some, fresh) => locateLeaders(cluster, some, fresh, asking),
      ask: async (some, node) => {
        const fetched = await fetchFrom(cluster, some, node, options, asking);
        // Only a failure that a fresh leader may cure is one of the question; what came is kept in all other cases.
        return fetched.map(one => (one.failure && one.bytes === 0 ? unknown(one.failure) : known(one)));
      },
      most: 1_000,
    },
    asking,
  );
  return asked.map(({ item, answer }) => answer.value ?? nothing(item, answer.failure));
}

export type Answered = ReturnType<typeof fetch.decode>['responses'][number]['partitions'][number];

async function fetchFrom(
  cluster: Cluster,
  wanted: readonly WantedRecords[],
  node: Node,
  options: FetchOptions,
  asking: Options,
): Promise<readonly FetchedPartition[]> {
  const { isolation = 'read_uncommitted' } = options;
  const fetched = new Map<WantedRecords, FetchedPartition>();
  let open = wanted;
  for (;;) {
    const answers = await askLeader(cluster, open, node, options, asking);
    const starved: WantedRecords[] = [];
    for (const one of open) {
      const answer = answers.get(one.topic)?.get(one.partition);
      fetched.set(one, answer === undefined ? nothing(one, missingInAnswer(source(one))) : await partitionOf(one, answer, options, asking));
      const end = isolation === 'read_committed' ? answer?.lastStableOffset : answer?.highWatermark;
      if (answer?.errorCode === 0 && !answer.records?.length && end !== undefined && one.offset < end) starved.push(one);
    }
    // At least one partition gets a batch each time. Where none did, the log has nothing more to give at these offsets.
    if (starved.length === 0 || starved.length === open.length) break;
    open = starved;
  }
  return wanted.map(one => fetched.get(one) ?? nothing(one, missingInAnswer(source(one))));
}

/** One Fetch to one leader: answers by topic and partition, their record batches as they came. */
export async function askLeader(
  cluster: Cluster,
  wanted: readonly WantedRecords[],
  node: Node,
  { isolation, maxWaitMs = 100, maxBytes = 50 * 1024 * 1024 }: FetchOptions,
  asking: Options,
): Promise<ReadonlyMap<string, ReadonlyMap<number, Answered>>> {
  const topics = [...grouped(wanted, ({ topic }) => topic)].map(([topic, some]) => ({
    topic,
    partitions: some.map(({ partition, offset, maxBytes: most = 1024 * 1024 }) => ({
      ...{ partition, fetchOffset: offset, partitionMaxBytes: most },
    })),
  }));
  const isolationLevel = isolation === 'read_committed' ? readCommitted : readUncommitted;
  const answer = await cluster.ask(fetch, { maxWaitMs, minBytes: 1, maxBytes, isolationLevel, topics }, atNode(node, asking));
  const failure = failureFromCode(answer.errorCode ?? 0, { request: 'Fetch' });
  if (failure) throw new FailureError(failure);
  return new Map(answer.responses.map(({ topic, partitions }) => [topic, new Map(partitions.map(one => [one.partitionIndex, one]))]));
}

/** What an answer holds of one partition: the records of the batches that can be read, and why others cannot. */
export async function partitionOf(
  wanted: WantedRecords,
  answer: Answered,
  { isWanted }: FetchOptions,
  asking: Options,
): Promise<FetchedPartition> {
  const { highWatermark, lastStableOffset, logStartOffset = -1n, abortedTransactions } = answer;
  const bytes = answer.records ?? Buffer.alloc(0);
  const records: KafkaRecord[] = [];
  const unread: UnreadBatch[] = [];
  const isAborted = abortedBatches(abortedTransactions ?? []);
  let failure = failureFromCode(answer.errorCode, source(wanted));
  let nextOffset = wanted.offset;
  try {
    for (const batch of readBatches(bytes)) {
      await letOthersRun({ ...asking, request: 'Fetch' });
      const aborted = isAborted(batch);
      if (batch.info.lastOffset < wanted.offset) continue;
      nextOffset = batch.info.lastOffset + 1n;
      try {
        for (const record of batch.records(wanted, isWanted)) {
          if (record.offset >= wanted.offset) records.push(aborted ? { ...record, aborted } : record);
        }
      } catch (error) {
        const why = { ...failureOf(error), ...source(wanted) };
        failure ??= why;
        unread.push(unreadBatch(batch, why));
      }
    }
  } catch (error) {
    if (failureOf(error).kind === 'cancelled') throw error;
    failure ??= { ...failureOf(error), ...source(wanted) };
  }
  return {
    ...{ topic: wanted.topic, partition: wanted.partition, records, nextOffset },
    ...{ logStartOffset, highWatermark, lastStableOffset, bytes: bytes.length },
    ...(failure ? { failure } : {}),
    ...(unread.length > 0 ? { unread } : {}),
  };
}

const unreadBatch = ({ info, raw, timestamp }: Batch, failure: Failure): UnreadBatch => ({
  ...{ first: info.baseOffset, last: info.lastOffset, failure, info, timestamp, size: raw.length },
  beginning: new Uint8Array(raw.subarray(0, MOST_OF_UNREAD)),
});

/** A batch that cannot be read is looked at by its header and first bytes. */
const MOST_OF_UNREAD = 4_096;

const source = ({ topic, partition }: TopicPartition) => ({ request: 'Fetch', subject: `${topic}-${partition}` });

const nothing = ({ topic, partition, offset }: WantedRecords, failure: Failure): FetchedPartition => ({
  ...{
    topic,
    partition,
    records: [],
    nextOffset: offset,
    logStartOffset: -1n,
    highWatermark: -1n,
    lastStableOffset: -1n,
    bytes: 0,
    failure,
  },
});
