import type { Answer } from './failure.ts';
import type { TopicPartition } from './cluster.ts';

/** A producer that a partition's leader remembers: idempotent ones, and those with transactions. */
export interface ActiveProducer {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** Sequence number of its last record here; −1 where it wrote none. */
  readonly lastSequence: number;
  /** Milliseconds since 1970 of its last batch; null where there was none. */
  readonly lastTimestamp: number | null;
  /** Where its open transaction began in this partition; null while it has none open here. */
  readonly openSince: bigint | null;
}

/** Kafka's own names; `Other` is of a newer broker. */
export type TransactionState =
  'Empty' | 'Ongoing' | 'PrepareCommit' | 'PrepareAbort' | 'CompleteCommit' | 'CompleteAbort' | 'Dead' | 'PrepareEpochFence' | 'Other';

/** One line of ListTransactions. */
export interface TransactionListing {
  readonly transactionalId: string;
  readonly producerId: bigint;
  readonly state: TransactionState;
  /** Node id of the coordinator, which is who listed it. */
  readonly coordinator: number;
}

/** What its coordinator knows of a transaction. */
export interface Transaction extends TransactionListing {
  readonly producerEpoch: number;
  readonly timeoutMs: number;
  /** Milliseconds since 1970; null while none is open. */
  readonly startedAt: number | null;
  /** What it wrote to. */
  readonly partitions: readonly TopicPartition[];
}

/** A transaction that is open in a partition: from `openSince` on, read_committed consumers wait for it to end. */
export interface OpenTransaction extends TopicPartition, ActiveProducer {
  readonly openSince: bigint;
  /**
   * The coordinator's view; null: none of the transactions that this login is shown is the producer's. That proves something
   * only to a login that may see all of them.
   */
  readonly transaction: Answer<Transaction | null>;
}

/**
 * Why nobody will end this transaction (KIP-664: hanging), or undefined while its coordinator still may, or it is not known. What
 * a coordinator has begun it ends by its timeout; what it has forgotten it never ends. Leader and coordinator were asked one after
 * the other, so one look may have met a transaction that just ended: two looks that agree are evidence.
 */
export function whyHanging({
  transaction: { value: transaction },
  topic,
  partition,
}: OpenTransaction): 'unknown-to-coordinator' | 'not-part-of-it' | undefined {
  if (transaction === undefined) return undefined;
  if (transaction === null) return 'unknown-to-coordinator';
  return transaction.partitions.some(part => part.topic === topic && part.partition === partition) ? undefined : 'not-part-of-it';
}
