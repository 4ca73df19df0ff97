import type { KafkaRecord } from '../model/record.ts';
import type { Cursor } from './cursor.ts';

/**
 * Takes records of several partitions by time, one after the other, keeping each partition's own order: the oldest
 * first, or backwards the newest first. Where a partition has none left and was not read to its end, nobody knows which
 * record comes next: such cursors are `hungry`, and `taken` ends there. Once reading has ended, what there is counts.
 */
export function takeByTime<C extends Pick<Cursor, 'records' | 'next' | 'midway'>>(
  cursors: readonly C[],
  limit: number,
  direction: Direction,
  reading: 'goes-on' | 'ended' = 'goes-on',
): Taken<C> {
  const taken = new Map(cursors.map(cursor => [cursor, 0]));
  const head = (cursor: C) => {
    const count = taken.get(cursor) ?? 0;
    return direction === 'forward' ? cursor.records[count] : cursor.records[cursor.records.length - 1 - count];
  };
  const hungry = (cursor: C) => cursor.midway || (cursor.next !== undefined && head(cursor) === undefined);

  for (let count = 0; count < limit; count++) {
    const starving = reading === 'goes-on' ? cursors.filter(hungry) : [];
    if (starving.length > 0) return { taken, hungry: starving };
    // Where a producer stamps a whole batch with one time, partitions take turns: none is emptied before the others.
    const next = first(cursors, head, direction, cursor => taken.get(cursor) ?? 0);
    if (!next) break;
    taken.set(next, (taken.get(next) ?? 0) + 1);
  }
  return { taken, hungry: [] };
}

export type Direction = 'forward' | 'backward';

export interface Taken<C> {
  /** How many records of each cursor, from its beginning or (backwards) its end. */
  readonly taken: ReadonlyMap<C, number>;
  readonly hungry: readonly C[];
}

/** The partitions' records as one list by time; within a partition always by offset, even where its clocks went backwards. */
export function mergeByTime(partitions: readonly (readonly KafkaRecord[])[]): readonly KafkaRecord[] {
  const places = partitions.map(records => ({ records, at: 0 }));
  const merged: KafkaRecord[] = [];
  for (;;) {
    const place = first(places, ({ records, at }) => records[at], 'forward');
    const record = place?.records[place.at];
    if (!place || !record) return merged;
    merged.push(record);
    place.at++;
  }
}

/** The one whose record is oldest (or newest); of one millisecond the one with the lower rank, or the earlier one. */
function first<T>(
  candidates: readonly T[],
  head: (candidate: T) => KafkaRecord | undefined,
  direction: Direction,
  rank: (candidate: T) => number = () => 0,
): T | undefined {
  let best: T | undefined;
  let bestTime = 0;
  for (const candidate of candidates) {
    const record = head(candidate);
    if (!record) continue;
    const earlier = direction === 'forward' ? bestTime - record.timestamp : record.timestamp - bestTime;
    if (best === undefined || earlier > 0 || (earlier === 0 && rank(candidate) < rank(best))) {
      best = candidate;
      bestTime = record.timestamp;
    }
  }
  return best;
}
