import type { TopicPartition } from '../model/cluster.ts';
import type { Answer } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import { answersByPartition, byTopic } from './itemAnswers.ts';
import { offsetForLeaderEpoch } from './protocol/apis/offsetForLeaderEpoch.ts';
import { askEach, atNode, type Options } from './routing.ts';
import { locateLeaders } from './topics.ts';

export interface EpochOfPartition extends TopicPartition {
  readonly leaderEpoch: number;
}

/** Where an epoch ended in the log as it is now. */
export interface EpochEnd {
  /** The epoch itself, or the last one before it that left anything in the log. */
  readonly leaderEpoch: number;
  /** The offset behind its last record. */
  readonly endOffset: bigint;
}

/**
 * Where each leader epoch ended, in the order of `epochs` (one a partition). A commit of that epoch that lies beyond the end was of
 * records that are gone: the log was truncated when its leader failed. Null: the log knows no epoch so old, or none so new. Asked of the
 * leaders; it takes DESCRIBE on the topic, and brokers before 2.3 refuse clients ('unsupported').
 */
export async function endsOfEpochs(
  cluster: Cluster,
  epochs: readonly EpochOfPartition[],
  options: Options = {},
): Promise<readonly (EpochOfPartition & { readonly end: Answer<EpochEnd | null> })[]> {
  const asked = await askEach<EpochOfPartition, EpochEnd | null>(
    epochs,
    {
      locate: (some, fresh) => locateLeaders(cluster, some, fresh, options),
      ask: async (some, node) => {
        const topics = byTopic(some, ({ partition, leaderEpoch }) => ({ partition, leaderEpoch }));
        const answer = await cluster.ask(offsetForLeaderEpoch, { replicaId: -1, topics }, atNode(node, options));
        const answered = answer.topics.flatMap(({ topic, partitions }) => partitions.map(one => [topic, one.partition, one] as const));
        return answersByPartition('OffsetForLeaderEpoch', some, answered, ({ leaderEpoch, endOffset }) =>
          endOffset < 0n ? null : { leaderEpoch, endOffset },
        );
      },
      most: 1_000,
    },
    options,
  );
  return asked.map(({ item, answer: end }) => ({ ...item, end }));
}
