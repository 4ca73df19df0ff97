import type { Failure } from '../model/failure.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { Cursor } from './cursor.ts';
import type { Direction } from './merge.ts';

/** What is shown of a partition, and the offsets that were looked at for it. */
export interface Portion {
  readonly from: bigint;
  readonly to: bigint;
  readonly records: readonly KafkaRecord[];
  readonly failure: Failure | undefined;
}

/** The first (backwards: last) `count` records of a cursor, and the offsets that they cover together with the gaps around them. */
export function portionOf({ records, from, to, failure }: Cursor, count: number, direction: Direction): Portion {
  const rest = records.length - count;
  if (rest <= 0) return { records, from, to, failure };
  if (direction === 'forward') return { records: records.slice(0, count), from, to: records[count]?.offset ?? to, failure };
  const before = records[rest - 1];
  return { records: records.slice(rest), from: before ? before.offset + 1n : from, to, failure };
}

/** Two portions that meet. */
export function joined(earlier: Portion, later: Portion): Portion {
  return {
    from: earlier.from,
    to: later.to,
    records: [...earlier.records, ...later.records],
    failure: later.failure ?? earlier.failure,
  };
}
