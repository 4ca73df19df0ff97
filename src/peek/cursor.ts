import type { TopicPartition } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { UnreadBatch } from '../kafka/records.ts';
import type { FetchedPartition } from './clusterLog.ts';

/** One partition being read, in one direction, from one fetch to the next. */
export interface Cursor {
  readonly partition: number;
  /** What may be shown of the records between `from` and `to`, ascending. */
  readonly records: readonly KafkaRecord[];
  /** Offsets that were read whole: `from` up to, not with, `to`. */
  readonly from: bigint;
  readonly to: bigint;
  /** The offset to fetch next; undefined when there is nothing more to read. */
  readonly next: bigint | undefined;
  /** In the middle of a window: `records` mean nothing before it is read whole. */
  readonly midway: boolean;
  /** Bytes to ask for in the next fetch. */
  readonly fetchBytes: number;
  /** Fetches in a row that brought nothing. */
  readonly fruitless: number;
  readonly failure: Failure | undefined;
  take(fetched: FetchedPartition): void;
  fail(failure: Failure): void;
}

export type IsShown = (record: KafkaRecord) => boolean;

/** Reads from an offset up to an end that was known when reading began: a position ends it, so that gaps and markers cannot hold it up. */
export class ForwardCursor implements Cursor {
  readonly partition: number;
  readonly #stretch: Stretch;

  constructor({ partition, from, until, isShown, fetchBytes }: ForwardReading) {
    this.partition = partition;
    this.#stretch = new Stretch(from, until, isShown, fetchBytes);
  }

  get records(): readonly KafkaRecord[] {
    return this.#stretch.records;
  }
  get from(): bigint {
    return this.#stretch.from;
  }
  get to(): bigint {
    return this.#stretch.position;
  }
  get next(): bigint | undefined {
    return this.#stretch.next;
  }
  get midway(): boolean {
    return false;
  }
  get fetchBytes(): number {
    return this.#stretch.fetchBytes;
  }
  get fruitless(): number {
    return this.#stretch.fruitless;
  }
  get failure(): Failure | undefined {
    return this.#stretch.failure;
  }
  take(fetched: FetchedPartition): void {
    this.#stretch.take(fetched);
  }
  fail(failure: Failure): void {
    this.#stretch.fail(failure);
  }
}

/**
 * Kafka reads only forwards, so the records before an offset are read in windows that step back from it, each four times
 * as wide as the one before: where a compacted topic has few records left in many offsets, ten steps span a million.
 */
export class BackwardCursor implements Cursor {
  readonly partition: number;
  readonly #logStartOffset: bigint;
  readonly #isShown: IsShown;
  readonly #fetchBytes: number;
  readonly #until: bigint;
  #step: bigint;
  #window: Stretch;
  /** From the windows that are read whole. */
  #records: readonly KafkaRecord[] = [];
  #from: bigint;
  #failure: Failure | undefined;

  constructor({ partition, until, logStartOffset, step, isShown, fetchBytes }: BackwardReading) {
    this.partition = partition;
    this.#logStartOffset = logStartOffset;
    this.#isShown = isShown;
    this.#fetchBytes = fetchBytes;
    this.#until = until;
    this.#step = BigInt(Math.max(step, 1));
    this.#from = until;
    this.#window = this.#before(until);
  }

  get records(): readonly KafkaRecord[] {
    return this.#onlyPart ? this.#window.records : this.#records;
  }
  get from(): bigint {
    return this.#onlyPart ? this.#window.from : this.#from;
  }
  get to(): bigint {
    return this.#onlyPart ? this.#window.position : this.#until;
  }
  get next(): bigint | undefined {
    return this.#window.next;
  }
  get midway(): boolean {
    return this.#window.next !== undefined && this.#window.position > this.#window.from;
  }
  get fetchBytes(): number {
    return this.#window.fetchBytes;
  }
  get fruitless(): number {
    return this.#window.fruitless;
  }
  get failure(): Failure | undefined {
    return this.#window.failure ?? this.#failure;
  }

  /** A first window that broke off is shown up to where it came; a later one would leave a hole, and is left out. */
  get #onlyPart(): boolean {
    return this.#from === this.#until && this.#window.position > this.#window.from;
  }

  take(fetched: FetchedPartition): void {
    this.#window.take(fetched);
    if (this.#window.position < this.#window.until) return;
    this.#failure ??= this.#window.failure;
    this.#records = [...this.#window.records, ...this.#records];
    this.#from = this.#window.from;
    this.#step *= 4n;
    this.#window = this.#before(this.#from);
  }

  fail(failure: Failure): void {
    this.#window.fail(failure);
  }

  #before(offset: bigint): Stretch {
    const from = offset - this.#step;
    return new Stretch(from < this.#logStartOffset ? this.#logStartOffset : from, offset, this.#isShown, this.#fetchBytes);
  }
}

export interface ForwardReading {
  readonly partition: number;
  readonly from: bigint;
  readonly until: bigint;
  readonly isShown: IsShown;
  readonly fetchBytes: number;
}

export interface BackwardReading {
  readonly partition: number;
  readonly until: bigint;
  readonly logStartOffset: bigint;
  /** Offsets in the first window. */
  readonly step: number;
  readonly isShown: IsShown;
  readonly fetchBytes: number;
}

/** Offsets from–until, read fetch by fetch. */
class Stretch {
  readonly records: KafkaRecord[] = [];
  from: bigint;
  position: bigint;
  fruitless = 0;
  failure: Failure | undefined;
  readonly until: bigint;
  readonly #isShown: IsShown;
  #fetchBytes: number;
  #ended = false;

  constructor(from: bigint, until: bigint, isShown: IsShown, fetchBytes: number) {
    this.from = from;
    this.position = from;
    this.until = until;
    this.#isShown = isShown;
    this.#fetchBytes = fetchBytes;
  }

  get next(): bigint | undefined {
    return this.#ended || this.position >= this.until ? undefined : this.position;
  }
  get fetchBytes(): number {
    return this.#fetchBytes;
  }

  /** A failure that came with a step forward is a batch that cannot be unpacked: it is told, and reading goes on behind it. */
  take({ topic, partition, records, nextOffset, logStartOffset, failure, unread = [] }: FetchedPartition): void {
    if (failure?.code === 'OFFSET_OUT_OF_RANGE' && logStartOffset > this.position) {
      this.#goOnAt(logStartOffset);
      return;
    }
    const unreadable = unread.filter(({ last }) => last >= this.position && last < this.until);
    for (const record of inOrder(
      records,
      unreadable.map(batch => standIn(batch, { topic, partition }, this.position)),
    )) {
      if (record.offset >= this.position && record.offset < this.until && this.#isShown(record)) this.records.push(record);
    }
    if (nextOffset > this.position) {
      this.fruitless = 0;
      this.failure ??= failure;
      this.position = this.#within(nextOffset);
    } else if (failure) this.fail(failure);
    else this.fruitless++;
    if (this.fruitless >= mostFruitless) this.fail({ kind: 'silent', code: 'NO_RECORDS_BELOW_THE_END', request: 'Fetch' });
    // A batch larger than what was asked for comes only where it is the first of the answer.
    this.#fetchBytes = Math.min(this.#fetchBytes * (this.fruitless > 0 ? 4 : 2), mostFetchBytes);
  }

  fail(failure: Failure): void {
    this.failure = failure;
    this.#ended = true;
  }

  /** Retention deleted what was about to be read. */
  #goOnAt(logStartOffset: bigint): void {
    this.position = this.#within(logStartOffset);
    if (this.records.length === 0) this.from = this.position;
  }

  #within(offset: bigint): bigint {
    return offset < this.until ? offset : this.until;
  }
}

/**
 * One record for a whole batch, which says why it cannot be read. A batch across a border of two stretches belongs to the later one,
 * from where that begins: it is shown once.
 */
function standIn(batch: UnreadBatch, { topic, partition }: TopicPartition, position: bigint): KafkaRecord {
  const { first, last, failure, info, timestamp, size, beginning } = batch;
  return {
    ...{ topic, partition, offset: first < position ? position : first, timestamp, timestampType: 'CreateTime' },
    ...{ key: null, value: beginning, headers: [], size, batch: info, unreadable: { last, failure } },
  };
}

/** Both ascend. */
function inOrder(records: readonly KafkaRecord[], others: readonly KafkaRecord[]): readonly KafkaRecord[] {
  return others.length === 0 ? records : [...records, ...others].sort((a, b) => (a.offset < b.offset ? -1 : 1));
}

const mostFetchBytes = 8 * 1024 * 1024;
/** Fetches without a step forward before we give up: enough for partitions with large batches to take turns. */
const mostFruitless = 12;
