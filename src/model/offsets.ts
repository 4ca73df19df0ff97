import type { Answer } from './failure.ts';
import type { TopicPartition } from './cluster.ts';

export interface CommittedOffset {
  /** The offset of the next record to be read. */
  readonly offset: bigint;
  readonly leaderEpoch: number;
  readonly metadata: string;
}

/** What is committed for one partition; `value: null` is "no commit", a state of its own. */
export interface PartitionCommit extends TopicPartition {
  readonly committed: Answer<CommittedOffset | null>;
  /**
   * Of a share group, where `committed` is the start of its records in flight: those that are not done yet, as the broker counts
   * them (Kafka 4.2). It may be less than what lies behind the start, for some of that is done.
   */
  readonly notDone?: bigint;
}

/** Where a partition begins and ends, from ListOffsets. Each may be unknown on its own. */
export interface PartitionBounds extends TopicPartition {
  readonly logStartOffset: Answer<bigint>;
  /** The log end to a client (READ_UNCOMMITTED). */
  readonly highWatermark: Answer<bigint>;
}

export interface PartitionEnds extends PartitionBounds {
  /** The end for read_committed clients (READ_COMMITTED); below the high watermark while a transaction is open. */
  readonly lastStableOffset: Answer<bigint>;
}

/** One partition of a group at one moment. Commits are fetched first, ends after. */
export interface PartitionOffsets extends PartitionCommit, PartitionEnds {}
