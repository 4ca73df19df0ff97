import { median } from './slope.ts';

/** In what a record is unlike those around it: one rule, for the diagnosis and for whoever compares records. */
export type Difference = 'shape' | 'schema' | 'size' | 'headers' | 'tombstone' | 'key';

/** What of a record is compared. */
export interface RecordTraits {
  /** What its value reads as: `json`, `avro`, `null`. */
  readonly shape: string;
  /** The schema that its value was written with; null where it names none. */
  readonly schema: string | number | null;
  readonly isTombstone: boolean;
  readonly hasKey: boolean;
  /** Names of its headers, each once, sorted. */
  readonly headers: readonly string[];
  /** Bytes. */
  readonly size: number;
}

/** A record ten times as large as its neighbours, and of 10 kB at least, is a large one. */
const LARGE_TIMES = 10;
const LARGE_BYTES = 10_000;

/** Only where the others agree among themselves: a stranger needs a crowd. */
export function differencesOf(record: RecordTraits, others: readonly RecordTraits[]): readonly Difference[] {
  const found: Difference[] = [];
  const shape = mostSay(others.map(one => one.shape));
  if (record.isTombstone && mostSay(others.map(one => one.isTombstone)) === false) found.push('tombstone');
  else if (shape !== null && shape !== record.shape) found.push('shape');

  const schema = mostSay(others.map(one => one.schema));
  if (schema !== null && record.schema !== null && record.schema !== schema) found.push('schema');

  const size = median(others.map(one => one.size));
  if (size !== null && record.size >= LARGE_BYTES && record.size >= LARGE_TIMES * size) found.push('size');

  const headers = mostSay(others.map(one => one.headers.join('\n')));
  if (headers !== null && headers !== record.headers.join('\n')) found.push('headers');
  if (!record.hasKey && mostSay(others.map(one => one.hasKey)) === true) found.push('key');
  return found;
}

/**
 * What nine in ten say, of fewer than ten all of them; null where they do not agree, or there are none. Of 20 records before a
 * stranger two may be strangers themselves.
 */
export function mostSay<T>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (count >= Math.ceil(0.9 * values.length)) return value;
  return null;
}

export const headerNames = ({ headers }: { readonly headers: readonly { readonly key: string }[] }): readonly string[] =>
  [...new Set(headers.map(({ key }) => key))].sort();
