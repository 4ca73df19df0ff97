/** A record beside its neighbours: in what it differs from them. Pure; src/report/comparisonWords.ts words it. */
import type { Decoded } from './decoded.ts';
import { type Difference, differencesOf, headerNames, mostSay, type RecordTraits } from './differences.ts';
import type { KafkaRecord } from './record.ts';
import { median } from './slope.ts';

/** A record with what its key and value read as. */
export interface ReadRecord {
  readonly record: KafkaRecord;
  readonly key: Decoded;
  readonly value: Decoded;
}

/** What a look at two columns tells besides; the diagnosis judges without it. */
export type ComparedDifference = Difference | 'producer' | 'time';

export interface Comparison {
  readonly record: ReadRecord;
  /** null: nothing lies there. */
  readonly before: ReadRecord | null;
  readonly after: ReadRecord | null;
  /** What it is held against: the records before it, or where they are few those on both sides. */
  readonly crowd: readonly ReadRecord[];
  readonly crowdIs: 'before' | 'around';
  readonly differsBy: readonly ComparedDifference[];
  /** The record behind it differs from the crowd in the same ways: something changed here. */
  readonly goesOn: boolean;
}

/** Fewer than that before it say nothing about what is usual: those after it count too. */
const FEWEST_BEFORE = 3;
const FEWEST = 2;

export function compareRecords(record: ReadRecord, before: readonly ReadRecord[], after: readonly ReadRecord[]): Comparison {
  const crowdIs = before.length >= FEWEST_BEFORE ? 'before' : 'around';
  const crowd = crowdIs === 'before' ? before : [...before, ...after];
  const [next] = after;
  const differsBy = record.record.unreadable ? [] : comparedWith(record, crowd);
  const alsoNext = next && crowdIs === 'before' ? comparedWith(next, crowd) : [];
  return {
    ...{ record, crowd, crowdIs, differsBy },
    before: before.at(-1) ?? null,
    after: next ?? null,
    goesOn: differsBy.length > 0 && differsBy.every(difference => alsoNext.includes(difference)),
  };
}

/** How the sender numbers what it sends. */
export type ProducerKind = 'none' | 'idempotent' | 'transactional';

export const producerKind = ({ batch }: KafkaRecord): ProducerKind =>
  batch.transactional ? 'transactional' : batch.producerId < 0n ? 'none' : 'idempotent';

/** What a value reads as, as one word to compare: `avro`, `json`, `null`. */
export const readingOf = ({ shownBy, shape }: Decoded): string => shownBy ?? shape;

/** What tells the schema of a value from another one; null where it names none. */
export const schemaOf = ({ schema }: Decoded): string | number | null => schema?.id ?? schema?.guid ?? null;

function comparedWith(one: ReadRecord, crowd: readonly ReadRecord[]): readonly ComparedDifference[] {
  if (crowd.length < FEWEST) return [];
  const found: ComparedDifference[] = [...differencesOf(traitsOf(one), crowd.map(traitsOf))];
  const kind = mostSay(crowd.map(({ record }) => producerKind(record)));
  if (kind !== null && kind !== producerKind(one.record)) found.push('producer');
  if (isFarInTime(one, crowd)) found.push('time');
  return found;
}

const traitsOf = ({ record, value }: ReadRecord): RecordTraits => ({
  shape: readingOf(value),
  schema: schemaOf(value),
  isTombstone: record.value === null,
  hasKey: record.key !== null,
  headers: headerNames(record),
  size: record.size,
});

/** A day apart while the others lie within an hour: a clock that is wrong, or seconds where milliseconds belong. */
function isFarInTime({ record }: ReadRecord, crowd: readonly ReadRecord[]): boolean {
  const times = crowd.map(({ record: { timestamp } }) => timestamp).filter(time => time >= 0);
  const middle = median(times);
  if (middle === null || times.length < FEWEST || record.timestamp < 0) return false;
  const together = times.every(time => Math.abs(time - middle) <= HOUR_MS);
  return together && Math.abs(record.timestamp - middle) > DAY_MS;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
