import type { Partition } from '../model/cluster.ts';
import { type Failure, FailureError } from '../model/failure.ts';
import type { OffsetsLog } from '../model/offsetsLog.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { Cluster } from './connection/cluster.ts';
import { missingInAnswer } from './errors.ts';
import { fetchBounds } from './offsets.ts';
import { GroupStory } from './groupStory.ts';
import { keysOfGroup } from './protocol/coordinatorRecords.ts';
import { fetchRecords } from './records.ts';
import type { Options } from './routing.ts';
import { describeTopics } from './topics.ts';

export const offsetsTopic = '__consumer_offsets';

/** What was read, and why some of it could not be. */
export interface ReadOffsetsLog {
  readonly log: OffsetsLog;
  readonly failure?: Failure;
}

/**
 * The partition of `__consumer_offsets` that everything about this group is written to; its leader is the group's coordinator.
 * null: there is no such topic, so no group has ever committed. It is never created by asking.
 * @throws FailureError where this login may not see it.
 */
export async function offsetsPartitionOf(cluster: Cluster, groupId: string, options: Options = {}): Promise<Partition | null> {
  const [topic] = await describeTopics(cluster, [offsetsTopic], options);
  if (topic?.failure?.kind === 'not-found') return null;
  if (topic?.failure) throw new FailureError(topic.failure);
  const partition = topic?.partitions[partitionNumber(groupId, topic.partitions.length)];
  if (partition === undefined) throw new FailureError(missingInAnswer({ request: 'Metadata', subject: offsetsTopic }));
  return partition;
}

/** As Kafka does it: `Utils.abs(groupId.hashCode()) % partitions`. */
export function partitionNumber(groupId: string, partitions: number): number {
  let hash = 0;
  for (let at = 0; at < groupId.length; at++) hash = (Math.imul(31, hash) + groupId.charCodeAt(at)) | 0;
  return hash === -0x8000_0000 ? 0 : Math.abs(hash) % partitions;
}

/** 8 MB are the last 50,000 commits or so, of all groups of the partition. */
const MOST_BYTES = 8 * 1024 * 1024;
/** No further step back is begun after this long. */
const MOST_MS = 250;
/** The first step back; later ones are as long as the bytes that are left allow, by what those before took. */
const FIRST_STEP = 2_000n;
const LONGEST_STEP = 16n;

/**
 * Reads the tail of that partition, backwards, as far as bytes and time allow; called again, what has come since. Records of
 * other groups are stepped over unread. It takes READ on the topic.
 */
export class OffsetsLogReader {
  readonly #cluster: Cluster;
  readonly #partition: Partition;
  readonly #isOurs: (key: Uint8Array) => boolean;
  #story = new GroupStory();
  #read: Stretch | undefined;

  constructor(cluster: Cluster, groupId: string, partition: Partition) {
    this.#cluster = cluster;
    this.#partition = partition;
    this.#isOurs = keysOfGroup(groupId);
  }

  /** @throws FailureError when nothing of it could be read. */
  async read(options: Options = {}): Promise<ReadOffsetsLog> {
    const { topic, partition } = this.#partition;
    const [bounds] = await fetchBounds(this.#cluster, [{ topic, partition }], options);
    const [start, end] = [bounds?.logStartOffset, bounds?.highWatermark];
    const failure = start?.failure ?? end?.failure;
    if (failure) throw new FailureError(failure);
    if (start?.value === undefined || end?.value === undefined) {
      throw new FailureError(missingInAnswer({ request: 'ListOffsets', subject: `${topic}-${partition}` }));
    }
    // A log that ends before where it was read to is another one: its leader lost what followed.
    if (this.#read && this.#read.to > end.value) this.#forget();
    const pieces = this.#read ? [await this.#piece(this.#read.to, end.value, options)] : await this.#back(start.value, end.value, options);
    for (const { records } of pieces) for (const record of records) this.#story.tell(record);
    const read = (this.#read ? [this.#read, ...pieces] : pieces).reduce(joined);
    this.#read = read;
    const unread = pieces.find(piece => piece.failure)?.failure ?? this.#story.failure;
    return {
      log: {
        ...{ partition, readFromOffset: read.from, readUpToOffset: read.to, since: read.unbrokenAt },
        reachesStart: read.from <= start.value,
        ...this.#story.told(),
      },
      ...(unread ? { failure: unread } : {}),
    };
  }

  /** Piece by piece from the end, oldest first. */
  async #back(start: bigint, end: bigint, options: Options): Promise<readonly Piece[]> {
    const began = performance.now();
    const pieces: Piece[] = [];
    let from = end;
    let bytes = 0;
    let step = FIRST_STEP;
    do {
      const piece = await this.#piece(from - step > start ? from - step : start, from, options);
      pieces.unshift(piece);
      bytes += piece.bytes;
      from = piece.from;
      const perOffset = Math.max(1, bytes / Math.max(1, Number(end - from)));
      const affordable = BigInt(Math.floor((MOST_BYTES - bytes) / perOffset));
      step = affordable < step * LONGEST_STEP ? affordable : step * LONGEST_STEP;
      if (piece.failure) break;
    } while (from > start && step > 0n && performance.now() - began < MOST_MS);
    return pieces;
  }

  /** All that lies between two offsets; where that is too much, the last part of it. */
  async #piece(from: bigint, to: bigint, options: Options): Promise<Piece> {
    const { topic, partition } = this.#partition;
    const run = new UnbrokenRun(from);
    const isWanted = ({
      offset,
      timestamp,
      key,
    }: {
      readonly offset: bigint;
      readonly timestamp: number;
      readonly key: Uint8Array | null;
    }) => {
      run.met(offset, timestamp);
      return key !== null && this.#isOurs(key);
    };
    let records: KafkaRecord[] = [];
    let bytes = 0;
    let failure: Failure | undefined;
    let begin = from;
    for (let at = from; at < to;) {
      const wanted = { topic, partition, offset: at, maxBytes: MOST_BYTES };
      const [fetched] = await fetchRecords(this.#cluster, [wanted], { ...options, maxWaitMs: 0, isWanted });
      if (fetched === undefined) break;
      if (fetched.failure && fetched.bytes === 0) throw new FailureError(fetched.failure);
      failure ??= fetched.failure;
      records.push(...fetched.records.filter(({ offset }) => offset < to));
      bytes += fetched.bytes;
      if (fetched.nextOffset <= at) break;
      at = fetched.nextOffset;
      if (at < to && bytes >= MOST_BYTES) {
        // Groups of hundreds of members write megabytes at a time: the end is what matters.
        begin = at = to - (to - at) / 4n;
        records = [];
        bytes = 0;
        run.beginAt(begin);
      }
    }
    return { from: begin, to, records, bytes, ...run.until(to), ...(failure ? { failure } : {}) };
  }

  #forget(): void {
    this.#story = new GroupStory();
    this.#read = undefined;
  }
}

/** A part of the log that was read. */
interface Stretch {
  readonly from: bigint;
  readonly to: bigint;
  /** From here on up to `to` no offset is missing: nothing was compacted away. `to` where that is nowhere. */
  readonly unbrokenFrom: bigint;
  /** Milliseconds since 1970 of the record there. */
  readonly unbrokenAt: number | null;
}

interface Piece extends Stretch {
  readonly records: readonly KafkaRecord[];
  readonly bytes: number;
  readonly failure?: Failure;
}

function joined(older: Stretch, newer: Stretch): Stretch {
  const goesOn = newer.unbrokenFrom === older.to;
  const unbroken = goesOn && older.unbrokenAt !== null ? older : newer;
  return { from: older.from, to: newer.to, unbrokenFrom: unbroken.unbrokenFrom, unbrokenAt: unbroken.unbrokenAt };
}

/** Compaction leaves holes in the row of offsets: what follows the last hole is whole. */
class UnbrokenRun {
  #begin: bigint;
  #next: bigint | undefined;
  #from: bigint | undefined;
  #at: number | null = null;

  constructor(begin: bigint) {
    this.#begin = begin;
  }

  beginAt(begin: bigint): void {
    this.#begin = begin;
    this.#next = this.#from = undefined;
  }

  met(offset: bigint, timestamp: number): void {
    if (offset < this.#begin) return;
    if (offset !== this.#next) {
      this.#from = offset;
      this.#at = timestamp < 0 ? null : timestamp;
    }
    this.#next = offset + 1n;
  }

  until(to: bigint): Pick<Stretch, 'unbrokenFrom' | 'unbrokenAt'> {
    // An answer may hold more than was asked for, of the same run.
    const reaches = this.#from !== undefined && this.#next !== undefined && this.#next >= to && this.#from < to;
    return reaches ? { unbrokenFrom: this.#from ?? to, unbrokenAt: this.#at } : { unbrokenFrom: to, unbrokenAt: null };
  }
}
