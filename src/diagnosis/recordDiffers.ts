import type { Difference } from '../model/findingFigures/pace.ts';
import { median } from '../model/slope.ts';
import type { LookedAtRecord, RecordsAtCommit, ValueShape } from '../model/snapshot.ts';

/** The record that a group reads next on a partition, beside those around it. */
export interface NextRecordLook {
  readonly record: LookedAtRecord;
  /** Milliseconds since 1970 when it was read. */
  readonly at: number;
  /** null where the record carries no time. */
  readonly ageMs: number | null;
  /** Data records before and after it; fewer than two say nothing about what is usual. */
  readonly neighbours: readonly LookedAtRecord[];
  /** The shape that all neighbours have; null where they differ among themselves, or there are too few. */
  readonly neighboursLookLike: ValueShape | null;
  readonly neighboursSize: number | null;
  /** Header names that all neighbours carry. */
  readonly neighboursHeaders: readonly string[];
  readonly differsBy: readonly Difference[];
}

const FEWEST_NEIGHBOURS = 2;
/** A record ten times as large as its neighbours, and of 10 kB at least, is a large one. */
const LARGE_TIMES = 10;
const LARGE_BYTES = 10_000;

/** null where nobody looked, or nothing is there to be read. */
export function nextRecordIn(looked: RecordsAtCommit | undefined): NextRecordLook | null {
  const data = looked?.records.filter(({ control, aborted }) => !control && !aborted) ?? [];
  const record = data.find(({ offset }) => looked !== undefined && offset >= looked.committedOffset);
  if (!looked || !record) return null;
  const neighbours = data.filter(one => one !== record);
  const enough = neighbours.length >= FEWEST_NEIGHBOURS;
  return {
    record,
    at: looked.at,
    ageMs: record.timestamp >= 0 ? Math.max(0, looked.at - record.timestamp) : null,
    neighbours,
    neighboursLookLike: enough ? agreed(neighbours.map(({ valueLooksLike }) => valueLooksLike)) : null,
    neighboursSize: enough ? median(neighbours.map(({ size }) => size)) : null,
    neighboursHeaders: enough ? headersOfAll(neighbours) : [],
    differsBy: enough ? differences(record, neighbours) : [],
  };
}

export const headerNames = ({ headers }: LookedAtRecord): readonly string[] => [...new Set(headers.map(({ key }) => key))].sort();

/** Only where the neighbours agree among themselves: a stranger needs a crowd. */
function differences(record: LookedAtRecord, neighbours: readonly LookedAtRecord[]): readonly Difference[] {
  const found: Difference[] = [];
  const shape = agreed(neighbours.map(({ valueLooksLike }) => valueLooksLike));
  if (record.value === null && neighbours.every(({ value }) => value !== null)) found.push('tombstone');
  else if (shape !== null && shape !== record.valueLooksLike) found.push('shape');

  const schema = agreed(neighbours.map(({ schemaId }) => schemaId ?? null));
  if (schema !== null && record.schemaId !== undefined && record.schemaId !== schema) found.push('schema');

  const size = median(neighbours.map(one => one.size));
  if (size !== null && record.size >= LARGE_BYTES && record.size >= LARGE_TIMES * size) found.push('size');

  const headers = agreed(neighbours.map(one => headerNames(one).join('\n')));
  if (headers !== null && headers !== headerNames(record).join('\n')) found.push('headers');
  if (record.key === null && neighbours.every(({ key }) => key !== null)) found.push('key');
  return found;
}

/** What all say; null where they do not agree. */
function agreed<T>(values: readonly T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every(value => value === first) ? first : null;
}

function headersOfAll(records: readonly LookedAtRecord[]): readonly string[] {
  const [first, ...rest] = records.map(headerNames);
  return (first ?? []).filter(name => rest.every(names => names.includes(name)));
}
