import type { TopicPartition } from '../../model/cluster.ts';
import type { KafkaRecord, RecordBatchInfo } from '../../model/record.ts';

/** One batch of a log, whatever its format. Its header is read at once, its records when they are asked for. */
export interface Batch {
  readonly info: RecordBatchInfo;
  /** Its records are markers of the coordinators, not of the application. */
  readonly control: boolean;
  /** Bytes in the log, header included. */
  readonly bytes: number;
  /** As it lies in the log: a view that lives no longer than the answer. */
  readonly raw: Buffer;
  /** Of the first record as its writer gave it, −1 where it has none. */
  readonly timestamp: number;
  /** Records in it, as its header says; of a message set of the old formats 1, before it is unpacked. */
  readonly count: number;
  /**
   * The bytes of its records, unpacked once: a view of them where nothing is packed.
   * @throws FailureError, code CORRUPT_BATCH or CODEC_NOT_AVAILABLE.
   */
  unpacked(): Buffer;
  /**
   * Unpacks and reads its records, ascending. Keys and values are copies, so that one of them that is kept does not keep the
   * whole answer (of up to 50 MB) with it.
   * @param isWanted others are stepped over, and nothing of them is copied. Control records are asked about and always kept.
   * @throws FailureError, code CORRUPT_BATCH or CODEC_NOT_AVAILABLE.
   */
  records(of: TopicPartition, isWanted?: RecordFilter): KafkaRecord[];
}

/** What is known of a record before it is copied: `key` is a view that lives no longer than the call. */
export type RecordFilter = (record: { readonly offset: bigint; readonly timestamp: number; readonly key: Uint8Array | null }) => boolean;
