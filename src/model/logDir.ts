import type { Answer, Failure } from './failure.ts';
import type { TopicPartition } from './cluster.ts';

/** What lies on the disks of one broker. */
export interface BrokerLogDirs {
  readonly nodeId: number;
  readonly dirs: Answer<readonly LogDir[]>;
}

export interface LogDir {
  readonly path: string;
  /** Bytes of the disk and those that are free; null where the broker does not tell (before 3.3). */
  readonly totalBytes: number | null;
  readonly usableBytes: number | null;
  /** True: no new replicas are put here; null where the broker does not tell (before 4.3). */
  readonly cordoned: boolean | null;
  readonly replicas: readonly ReplicaOnDisk[];
  /** Why it cannot be used: KAFKA_STORAGE_ERROR for a disk that has failed. */
  readonly failure?: Failure;
}

/** One broker's copy of a partition. */
export interface ReplicaOnDisk extends TopicPartition {
  readonly bytes: number;
  /** Records that this copy is behind the high watermark; a future copy: behind the present one. */
  readonly offsetLag: bigint;
  /** True: a copy in the making that will replace another in a different directory. */
  readonly future: boolean;
}
