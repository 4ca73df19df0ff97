import type { Answer } from './failure.ts';
import type { TopicPartition } from './cluster.ts';

/** Where a share group's window of in-flight records begins in a partition: all records before it are done. */
export interface ShareOffset extends TopicPartition {
  readonly start: Answer<ShareStart | null>;
}

export interface ShareStart {
  readonly offset: bigint;
  readonly leaderEpoch: number;
  /** Records that are not done yet as the broker counts them; null where it cannot, and before Kafka 4.2. */
  readonly lag: bigint | null;
}
