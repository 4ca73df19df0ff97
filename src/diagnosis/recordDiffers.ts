import { type Difference, differencesOf, headerNames, mostSay, type RecordTraits } from '../model/differences.ts';
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
    neighboursLookLike: enough ? mostSay(neighbours.map(({ valueLooksLike }) => valueLooksLike)) : null,
    neighboursSize: enough ? median(neighbours.map(({ size }) => size)) : null,
    neighboursHeaders: enough ? headersOfAll(neighbours) : [],
    differsBy: enough ? differencesOf(traitsOf(record), neighbours.map(traitsOf)) : [],
  };
}

const traitsOf = (record: LookedAtRecord): RecordTraits => ({
  shape: record.valueLooksLike,
  schema: record.schemaId ?? null,
  isTombstone: record.value === null,
  hasKey: record.key !== null,
  headers: headerNames(record),
  size: record.size,
});

function headersOfAll(records: readonly LookedAtRecord[]): readonly string[] {
  const [first, ...rest] = records.map(headerNames);
  return (first ?? []).filter(name => rest.every(names => names.includes(name)));
}
