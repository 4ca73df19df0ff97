import type { Failure } from '../../../src/model/failure.ts';
import type { IsolationLevel } from '../../../src/model/peek.ts';
import type { UnreadBatch } from '../../../src/kafka/records.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import type { ClusterLog, WantedRecords } from '../../../src/peek/clusterLog.ts';

/** One partition in memory: batches as a broker keeps them, offsets with holes where a compaction took records away. */
export interface MemoryPartition {
  readonly batches: readonly MemoryBatch[];
  readonly logStartOffset?: number;
  readonly logEndOffset: number;
  readonly lastStableOffset?: number;
  readonly committed?: number | null;
  /** Fetches at or beyond this offset fail. */
  readonly failsAt?: { readonly offset: number; readonly failure: Failure };
}

export interface MemoryBatch {
  /** Of a batch that cannot be unpacked, which has no records to tell it. */
  readonly firstOffset?: number;
  readonly lastOffset: number;
  readonly bytes: number;
  readonly records: readonly MemoryRecord[];
  /** Why it cannot be unpacked. */
  readonly damage?: Failure;
}

export interface MemoryRecord {
  readonly offset: number;
  readonly time: number;
  readonly control?: 'commit' | 'abort';
  readonly aborted?: boolean;
}

/** Batches of `perBatch` records from an offset on, one record a `everyMs`. */
export function batchesOf({ from = 0, count, perBatch = 10, at = 0, everyMs = 1_000, bytes = 1_000 }: BatchesOf): readonly MemoryBatch[] {
  const batches: MemoryBatch[] = [];
  for (let first = 0; first < count; first += perBatch) {
    const size = Math.min(perBatch, count - first);
    const records = Array.from({ length: size }, (_, i) => ({ offset: from + first + i, time: at + (first + i) * everyMs }));
    batches.push({ lastOffset: from + first + size - 1, bytes, records });
  }
  return batches;
}

export interface BatchesOf {
  readonly from?: number;
  readonly count: number;
  readonly perBatch?: number;
  readonly at?: number;
  readonly everyMs?: number;
  readonly bytes?: number;
}

/** A topic that answers fetches like a broker: whole batches, and none but the first beyond the bytes that were asked for. */
export class MemoryLog implements ClusterLog {
  readonly fetches: { readonly isolation: IsolationLevel; readonly wanted: readonly WantedRecords[] }[] = [];
  onFetch: () => void | Promise<void> = () => undefined;
  partitions: Readonly<Record<number, MemoryPartition>>;
  readonly #topic: string;

  constructor(topic: string, partitions: Readonly<Record<number, MemoryPartition>>) {
    this.#topic = topic;
    this.partitions = partitions;
  }

  readonly partitionsOf: ClusterLog['partitionsOf'] = topic =>
    Promise.resolve(
      topic === this.#topic
        ? { value: Object.keys(this.partitions).map(Number) }
        : { failure: { kind: 'not-found', code: 'UNKNOWN_TOPIC_OR_PARTITION', subject: topic } },
    );

  readonly ends: ClusterLog['ends'] = partitions =>
    Promise.resolve(
      partitions.map(({ topic, partition }) => {
        const { logStartOffset = 0, logEndOffset, lastStableOffset = logEndOffset } = this.#partition(partition);
        return {
          topic,
          partition,
          logStartOffset: { value: BigInt(logStartOffset) },
          highWatermark: { value: BigInt(logEndOffset) },
          lastStableOffset: { value: BigInt(lastStableOffset) },
        };
      }),
    );

  readonly offsetsAtTime: ClusterLog['offsetsAtTime'] = (partitions, timestampMs) =>
    Promise.resolve(
      partitions.map(({ topic, partition }) => {
        const found = this.#partition(partition)
          .batches.flatMap(({ records }) => records)
          .find(({ time }) => time >= timestampMs);
        return { topic, partition, at: { value: found ? BigInt(found.offset) : null } };
      }),
    );

  readonly commits: ClusterLog['commits'] = () =>
    Promise.resolve({
      value: Object.entries(this.partitions).flatMap(([partition, { committed }]) =>
        committed === undefined
          ? []
          : [
              {
                topic: this.#topic,
                partition: Number(partition),
                committed: { value: committed === null ? null : { offset: BigInt(committed), leaderEpoch: 0, metadata: '' } },
              },
            ],
      ),
    });

  readonly records: ClusterLog['records'] = async (wanted, isolation) => {
    this.fetches.push({ isolation, wanted });
    await this.onFetch();
    let isFirst = true;
    return wanted.map(({ topic, partition, offset, maxBytes }) => {
      const { batches, logStartOffset = 0, logEndOffset, lastStableOffset = logEndOffset, failsAt } = this.#partition(partition);
      const end = isolation === 'read_committed' ? lastStableOffset : logEndOffset;
      const bounds = {
        logStartOffset: BigInt(logStartOffset),
        highWatermark: BigInt(logEndOffset),
        lastStableOffset: BigInt(lastStableOffset),
      };
      const nothing = { topic, partition, ...bounds, records: [], bytes: 0, nextOffset: offset };
      if (offset < logStartOffset || offset > logEndOffset)
        return { ...nothing, failure: { kind: 'kafka', code: 'OFFSET_OUT_OF_RANGE' } as const };
      if (failsAt && offset >= failsAt.offset) return { ...nothing, failure: failsAt.failure };
      const taken: MemoryBatch[] = [];
      let bytes = 0;
      for (const batch of batches.filter(each => each.lastOffset >= offset && each.lastOffset < Math.min(end, failsAt?.offset ?? end))) {
        if (bytes + batch.bytes > maxBytes && !(isFirst && bytes === 0)) break;
        bytes += batch.bytes;
        isFirst = false;
        taken.push(batch);
      }
      const damage = taken.find(batch => batch.damage)?.damage;
      return {
        ...nothing,
        ...(damage ? { failure: damage } : {}),
        unread: taken.flatMap(batch => (batch.damage ? [unreadBatch(batch, batch.damage)] : [])),
        records: taken.flatMap(({ records }) => records.map(record => kafkaRecord(topic, partition, record))),
        bytes,
        nextOffset: BigInt((taken.at(-1)?.lastOffset ?? Number(offset) - 1) + 1),
      };
    });
  };

  #partition(partition: number): MemoryPartition {
    const found = this.partitions[partition];
    if (!found) throw new Error(`nobody should ask for partition ${partition}`);
    return found;
  }
}

const unreadBatch = ({ firstOffset = 0, lastOffset, bytes }: MemoryBatch, failure: Failure): UnreadBatch => ({
  ...{ first: BigInt(firstOffset), last: BigInt(lastOffset), failure, timestamp: firstOffset * 1_000, size: bytes },
  info: { ...kafkaRecord('', 0, { offset: firstOffset, time: 0 }).batch, lastOffset: BigInt(lastOffset) },
  beginning: Uint8Array.of(1, 2, 3),
});

function kafkaRecord(topic: string, partition: number, { offset, time, control, aborted }: MemoryRecord): KafkaRecord {
  return {
    topic,
    partition,
    offset: BigInt(offset),
    timestamp: time,
    timestampType: 'CreateTime',
    key: null,
    value: null,
    headers: [],
    size: 100,
    batch: {
      baseOffset: BigInt(offset),
      lastOffset: BigInt(offset),
      magic: 2,
      compression: 'none',
      producerId: -1n,
      producerEpoch: -1,
      transactional: false,
      leaderEpoch: 0,
    },
    ...(control ? { control } : {}),
    ...(aborted ? { aborted } : {}),
  };
}
