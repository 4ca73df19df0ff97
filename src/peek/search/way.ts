import type { TopicPartition } from '../../model/cluster.ts';
import type { Failure } from '../../model/failure.ts';
import type { IsolationLevel } from '../../model/peek.ts';
import type { SearchedPartition } from '../../model/search.ts';
import type { RawRecords } from '../../kafka/rawRecords.ts';
import type { ScannedPiece, ScanPiece } from './scan.ts';

export interface WayOptions extends TopicPartition {
  readonly place: number;
  readonly from: bigint;
  readonly until: bigint;
  readonly lastStableOffset: bigint;
  readonly note?: SearchedPartition['note'];
  readonly failure?: Failure;
}

/**
 * The way of a search through one partition. Two places move along it: how far was fetched, and how far of that the worker has
 * looked. A position ends it, so that gaps and markers cannot hold it up.
 */
export class Way implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  readonly place: number;
  readonly until: bigint;
  /** Partitions that wait for longest are asked for first: only the first of an answer is sure to get its batch. */
  servedAt = 0;
  #from: bigint;
  /** Where to fetch next. */
  #fetched: bigint;
  #scanned: bigint;
  #fetchBytes = firstFetchBytes;
  #fruitless = 0;
  #records = 0;
  #matched = 0;
  #bytes = 0;
  #cut = false;
  #deleted: SearchedPartition['deleted'];
  #unread: SearchedPartition['unread'];
  #failure: Failure | undefined;
  readonly #note: SearchedPartition['note'];
  readonly #lastStableOffset: bigint;

  constructor({ topic, partition, place, from, until, lastStableOffset, note, failure }: WayOptions) {
    this.topic = topic;
    this.partition = partition;
    this.place = place;
    this.until = until > from ? until : from;
    this.#from = this.#fetched = this.#scanned = from;
    this.#lastStableOffset = lastStableOffset;
    this.#note = note;
    this.#failure = failure;
  }

  /** There is more to fetch. */
  get open(): boolean {
    return this.#failure === undefined && this.#fetched < this.until;
  }

  /** Only an answer to read_committed says which transactions were aborted, so everything below the last stable offset is asked for in that way. */
  isolation(wanted: IsolationLevel): IsolationLevel {
    return wanted === 'read_committed' || this.#fetched < this.#lastStableOffset ? 'read_committed' : 'read_uncommitted';
  }

  /** @param share most bytes for this partition in the next answer. */
  wanted(share: number) {
    return { topic: this.topic, partition: this.partition, offset: this.#fetched, maxBytes: Math.min(this.#fetchBytes, share) };
  }

  /** Offsets on the way, and those of them that are behind. */
  get length(): number {
    return Number(this.until - this.#from);
  }
  get covered(): number {
    return Number(this.#to - this.#from);
  }
  get counts(): { readonly records: number; readonly matched: number; readonly bytes: number } {
    return { records: this.#records, matched: this.#matched, bytes: this.#bytes };
  }

  /**
   * Takes what the leader sent, and gives what of it is to be looked at.
   * @param isFirst it was asked for first, so that an empty answer means that there is nothing.
   */
  take({ bytes, nextOffset, logStartOffset, aborted, failure }: RawRecords, isFirst: boolean): ScanPiece | undefined {
    if (failure?.code === 'OFFSET_OUT_OF_RANGE' && logStartOffset > this.#fetched) {
      this.#stepOver(logStartOffset);
      return undefined;
    }
    if (nextOffset === undefined || nextOffset <= this.#fetched) {
      if (failure) this.#failure = failure;
      else if (isFirst && ++this.#fruitless >= mostFruitless)
        this.#failure = { kind: 'silent', code: 'NO_RECORDS_BELOW_THE_END', request: 'Fetch' };
      return undefined;
    }
    const { topic, partition, place, until } = this;
    const piece = { topic, partition, place, bytes, from: this.#fetched, until, aborted };
    this.#fetched = this.#within(nextOffset);
    this.#fruitless = 0;
    this.#fetchBytes = mostFetchBytes;
    return piece;
  }

  /** What the worker made of a piece. @param isFull it stopped because enough is found. */
  scanned({ from, until }: Pick<ScanPiece, 'from' | 'until'>, seen: ScannedPiece, fetchedTo: bigint, isFull: boolean): void {
    this.#records += seen.records;
    this.#matched += seen.matched;
    this.#bytes += seen.bytes;
    if (seen.unread) {
      const { from: first = seen.unread.from, batches = 0, failure = seen.unread.failure } = this.#unread ?? {};
      this.#unread = { from: first, to: seen.unread.to, batches: batches + seen.unread.batches, failure };
    }
    if (this.#cut) return;
    const whole = seen.to >= (fetchedTo < until ? fetchedTo : until);
    if (seen.to > from || whole) this.#scanned = seen.to;
    this.#cut = !whole;
    // Nothing of what was fetched is passed over in silence.
    if (!whole && !isFull) this.#failure = seen.failure ?? { kind: 'unreadable', code: 'CORRUPT_BATCH', request: 'Fetch' };
  }

  /** How far was fetched: where the piece that was just taken ends. */
  get fetched(): bigint {
    return this.#fetched;
  }

  fail(failure: Failure): void {
    this.#failure = failure;
  }

  end(): SearchedPartition {
    return {
      ...{ topic: this.topic, partition: this.partition, from: this.#from, to: this.#to, until: this.until },
      ...this.counts,
      ...(this.#note ? { note: this.#note } : {}),
      ...(this.#deleted ? { deleted: this.#deleted } : {}),
      ...(this.#unread ? { unread: this.#unread } : {}),
      ...(this.#failure ? { failure: this.#failure } : {}),
    };
  }

  /** What is deleted cannot be looked at, and is behind. */
  get #to(): bigint {
    return this.#deleted?.from === this.#scanned ? this.#deleted.to : this.#scanned;
  }

  /** Retention deleted what was about to be fetched. */
  #stepOver(logStartOffset: bigint): void {
    const to = this.#within(logStartOffset);
    this.#deleted = { from: this.#deleted?.from ?? this.#fetched, to };
    if (this.#records === 0 && this.#fetched === this.#from) this.#from = this.#scanned = to;
    this.#fetched = to;
  }

  #within(offset: bigint): bigint {
    return offset < this.until ? offset : this.until;
  }
}

/** Small, so that what is found at the beginning is seen at once. */
const firstFetchBytes = 512 * 1024;
const mostFetchBytes = 8 * 1024 * 1024;
/** Fetches in a row that brought nothing although it was asked for first. */
const mostFruitless = 12;
