import type { PartitionCommit, PartitionEnds } from '../model/offsets.ts';
import type { TopicPartition } from '../model/cluster.ts';
import type { Answer } from '../model/failure.ts';
import type { IsolationLevel } from '../model/peek.ts';
import type { FetchedPartition } from '../kafka/records.ts';

export type { FetchedPartition };

/** All that peeking asks of a cluster. Nothing in it joins a group, commits, or creates a topic. */
export interface ClusterLog {
  partitionsOf(topic: string): Promise<Answer<readonly number[]>>;
  ends(partitions: readonly TopicPartition[]): Promise<readonly PartitionEnds[]>;
  /** null: nothing was written at or after that time. */
  offsetsAtTime(
    partitions: readonly TopicPartition[],
    timestampMs: number,
  ): Promise<readonly (TopicPartition & { readonly at: Answer<bigint | null> })[]>;
  commits(groupId: string): Promise<Answer<readonly PartitionCommit[]>>;
  records(wanted: readonly WantedRecords[], isolation: IsolationLevel): Promise<readonly FetchedPartition[]>;
}

export interface WantedRecords extends TopicPartition {
  readonly offset: bigint;
  readonly maxBytes: number;
}
