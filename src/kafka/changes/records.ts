import type { TopicPartition } from '../../model/cluster.ts';
import type { Answer } from '../../model/failure.ts';
import type { Cluster } from '../connection/cluster.ts';
import { answersByPartition, byTopic } from '../itemAnswers.ts';
import { deleteRecords as deleteRecordsApi } from '../protocol/apis/deleteRecords.ts';
import { produce as produceApi } from '../protocol/apis/produce.ts';
import type { Codec } from '../protocol/compression.ts';
import { type RecordToWrite, writeRecordBatch } from '../protocol/recordBatchWriter.ts';
import { atNode, type Options } from '../routing.ts';
import { locateLeaders } from '../topics.ts';
import { changeEach } from './askOnce.ts';

export type { RecordToWrite };

export interface RecordsToProduce extends TopicPartition {
  /** One at least; they become one batch, so all of them or none are written. */
  readonly records: readonly RecordToWrite[];
}

export interface ProduceOptions extends Options {
  /** Default: none. */
  readonly codec?: Codec;
}

/** Where a batch was written. */
export interface Written {
  /** Offset of its first record; the others follow. */
  readonly baseOffset: bigint;
}

/**
 * Writes a batch into each partition (one a partition), in the order of `batches`, once all replicas in sync have it. Not idempotent: where
 * the answer is lost (OUTCOME_UNKNOWN), look before trying again. It takes WRITE on the topic.
 */
export async function produce(
  cluster: Cluster,
  batches: readonly RecordsToProduce[],
  { codec = 'none', ...options }: ProduceOptions = {},
): Promise<readonly (TopicPartition & { readonly written: Answer<Written> })[]> {
  const asked = await changeEach<RecordsToProduce, Written>(
    produceApi.name,
    batches,
    {
      locate: (some, fresh) => locateLeaders(cluster, some, fresh, options),
      ask: async (some, node) => {
        const topicData = byTopic(some, ({ partition: index, records }) => ({ index, records: writeRecordBatch(records, codec) })).map(
          ({ topic: name, partitions: partitionData }) => ({ name, partitionData }),
        );
        const { responses } = await cluster.ask(produceApi, { acks: -1, timeoutMs, topicData }, atNode(node, options));
        const answered = responses.flatMap(({ name, partitionResponses }) =>
          partitionResponses.map(one => [name, one.index, one] as const),
        );
        return answersByPartition(produceApi.name, some, answered, ({ baseOffset }) => ({ baseOffset }));
      },
      most: 100,
    },
    options,
  );
  return asked.map(({ item: { topic, partition }, answer: written }) => ({ topic, partition, written }));
}

export interface RecordsToDelete extends TopicPartition {
  /** The first that stays; null: all there are now go. */
  readonly before: bigint | null;
}

/**
 * Deletes the records below an offset, for ever, in the order of `cuts`, and tells where the log begins now. It takes DELETE on the
 * topic; compacted topics are refused with POLICY_VIOLATION.
 */
export async function deleteRecords(
  cluster: Cluster,
  cuts: readonly RecordsToDelete[],
  options: Options = {},
): Promise<readonly (TopicPartition & { readonly logStartOffset: Answer<bigint> })[]> {
  const asked = await changeEach<RecordsToDelete, bigint>(
    deleteRecordsApi.name,
    cuts,
    {
      locate: (some, fresh) => locateLeaders(cluster, some, fresh, options),
      ask: async (some, node) => {
        const topics = byTopic(some, ({ partition: partitionIndex, before }) => ({ partitionIndex, offset: before ?? -1n })).map(
          ({ topic: name, partitions }) => ({ name, partitions }),
        );
        const answer = await cluster.ask(deleteRecordsApi, { topics, timeoutMs }, atNode(node, options));
        const answered = answer.topics.flatMap(({ name, partitions }) => partitions.map(one => [name, one.partitionIndex, one] as const));
        return answersByPartition(deleteRecordsApi.name, some, answered, ({ lowWatermark }) => lowWatermark);
      },
      most: 500,
    },
    options,
  );
  return asked.map(({ item: { topic, partition }, answer: logStartOffset }) => ({ topic, partition, logStartOffset }));
}

/** How long a leader waits for the replicas in sync; shorter than our own patience, so that its answer comes first. */
const timeoutMs = 15_000;
