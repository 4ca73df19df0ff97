import type { TopicPartition } from './cluster.ts';
import type { Failure } from './failure.ts';

export interface RecordHeader {
  readonly key: string;
  /** null is a header without a value, which differs from an empty one. */
  readonly value: Uint8Array | null;
}

/** One record as it lies in the log. */
export interface KafkaRecord extends TopicPartition {
  readonly offset: bigint;
  /** Milliseconds since 1970; −1 when the record carries none. */
  readonly timestamp: number;
  readonly timestampType: 'CreateTime' | 'LogAppendTime';
  readonly key: Uint8Array | null;
  /** null is a tombstone, which differs from an empty value. */
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
  /** Bytes of the record in its batch, uncompressed. */
  readonly size: number;
  readonly batch: RecordBatchInfo;
  /** Set when it is no record of the application: a transaction's commit or abort marker, or another control record. */
  readonly control?: 'commit' | 'abort' | 'other';
  /** It belongs to a transaction that was aborted: read_committed clients never see it. */
  readonly aborted?: boolean;
  /** Set when it stands for a whole batch that cannot be read: `value` holds the beginning of the batch as it lies in the log. */
  readonly unreadable?: UnreadableBatch;
}

export interface UnreadableBatch {
  /** Offset of the batch's last record; its first is the record's own. */
  readonly last: bigint;
  readonly failure: Failure;
}

export interface RecordBatchInfo {
  readonly baseOffset: bigint;
  readonly lastOffset: bigint;
  readonly magic: number;
  readonly compression: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
  /** −1 for producers that are neither idempotent nor transactional. */
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly transactional: boolean;
  readonly leaderEpoch: number;
}
