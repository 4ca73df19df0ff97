import { partitionName, type TopicPartition } from './cluster.ts';
import type { Group, Member } from './group.ts';
import type { Ownership } from './partitionState.ts';
import type { GroupSample } from './sample.ts';

/**
 * What one sample tells of its partitions, a column of plain numbers for each figure: judging walks through ten thousand partitions
 * over many samples at every beat. NaN: not known, or no commit. A double holds offsets up to 2^53 (a million records a second for 285
 * years); beyond that, trends are rounded and lags are not, for those are counted from the offsets themselves.
 */
export interface Moments {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly places: Places;
  readonly committed: Float64Array;
  readonly logStart: Float64Array;
  /** The high watermark. */
  readonly end: Float64Array;
  readonly lastStable: Float64Array;
  /** Index among the group's members; −1 where no known assignment names the partition. */
  readonly owner: Int32Array;
  /** What a partition is that no known assignment names. */
  readonly withoutOwner: Ownership;
}

/** A sample never changes, and is judged again with every later one: what it tells is read once. */
const made = new WeakMap<GroupSample, Moments>();

/** `before`: an earlier one, whose partitions are nearly always the same. */
export function momentsOf(sample: GroupSample, before?: Moments): Moments {
  const known = made.get(sample);
  if (known) return known;
  const { at, group, partitions } = sample;
  const places = before?.places.areOf(partitions) ? before.places : new Places(partitions);
  const column = () => new Float64Array(partitions.length);
  const [committed, logStart, end, lastStable] = [column(), column(), column(), column()];
  partitions.forEach((offsets, row) => {
    committed[row] = numberOf(offsets.committed.value?.offset);
    logStart[row] = numberOf(offsets.logStartOffset.value);
    const ofEnd = numberOf(offsets.highWatermark.value);
    end[row] = ofEnd;
    // Without an open transaction both are one answer.
    lastStable[row] = offsets.lastStableOffset === offsets.highWatermark ? ofEnd : numberOf(offsets.lastStableOffset.value);
  });
  const owner = ownersAmong(places, group.members);
  const moments: Moments = { at, places, committed, logStart, end, lastStable, owner, withoutOwner: withoutOwner(group) };
  made.set(sample, moments);
  return moments;
}

const numberOf = (offset: bigint | undefined): number => (offset === undefined ? NaN : Number(offset));

/** Which partitions a sample has, in their order. Samples of the same ones share it. It holds nothing else of the sample that it was made from. */
export class Places {
  readonly partitions: readonly TopicPartition[];
  #rows: ReadonlyMap<string, ReadonlyMap<number, number>> | undefined;
  #byTopic: readonly (readonly number[])[] | undefined;
  #names: readonly string[] | undefined;

  constructor(partitions: readonly TopicPartition[]) {
    this.partitions = partitions.map(({ topic, partition }) => ({ topic, partition }));
  }

  /** `orders-2`. */
  get names(): readonly string[] {
    this.#names ??= this.partitions.map(partitionName);
    return this.#names;
  }

  /** These very ones, in this order. */
  areOf(others: readonly TopicPartition[]): boolean {
    return (
      others.length === this.partitions.length &&
      this.partitions.every(({ topic, partition }, row) => partition === others[row]?.partition && topic === others[row].topic)
    );
  }

  /** −1 where it is not among them. */
  rowOf({ topic, partition }: TopicPartition): number {
    this.#rows ??= this.#findRows();
    return this.#rows.get(topic)?.get(partition) ?? -1;
  }

  /** The rows of one topic after the other. */
  rowsByTopic(): readonly (readonly number[])[] {
    this.#rows ??= this.#findRows();
    this.#byTopic ??= [...this.#rows.values()].map(ofTopic => [...ofTopic.values()]);
    return this.#byTopic;
  }

  /** The row here of each row of `others`; null where both are the same ones. */
  rowsOf(others: Places): Int32Array | null {
    if (others === this || this.areOf(others.partitions)) return null;
    return Int32Array.from(others.partitions, one => this.rowOf(one));
  }

  #findRows(): ReadonlyMap<string, ReadonlyMap<number, number>> {
    const rows = new Map<string, Map<number, number>>();
    for (const [row, { topic, partition }] of this.partitions.entries()) {
      let ofTopic = rows.get(topic);
      if (!ofTopic) rows.set(topic, (ofTopic = new Map<number, number>()));
      ofTopic.set(partition, row);
    }
    return rows;
  }
}

function ownersAmong(places: Places, members: readonly Member[]): Int32Array {
  const owner = new Int32Array(places.partitions.length).fill(-1);
  for (const [index, { assignment }] of members.entries()) {
    for (const owned of assignment.value ?? []) {
      const row = places.rowOf(owned);
      if (row >= 0) owner[row] = index;
    }
  }
  return owner;
}

function withoutOwner({ failure, members }: Group): Ownership {
  if (failure) return 'unknown';
  if (members.length === 0) return 'nobody-in-group';
  return members.some(({ assignment }) => assignment.failure) ? 'somebody' : 'not-owned';
}
