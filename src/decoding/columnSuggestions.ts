import { notationOf } from '../model/decoded.ts';
import { pathStep } from '../model/jsonPlaces.ts';
import type { KafkaRecord } from '../model/record.ts';
import { decodePart, type TopicDecoding } from './decode.ts';

export interface ColumnSuggestion {
  /** As in src/model/peekColumn.ts. */
  readonly id: string;
  /** In so many of the records looked at. */
  readonly records: number;
}

/** Records that are looked at, members of one object, levels, and bytes of one content: enough to choose from, quick for any record. */
const mostRecords = 50;
const mostMembers = 60;
const deepest = 4;
const mostBytes = 100_000;

/** Columns that these records could have: headers by name, members of JSON values and keys. What most records have comes first. */
export function suggestColumns(records: readonly KafkaRecord[], decoding: TopicDecoding): readonly ColumnSuggestion[] {
  const counts = new Map<string, number>();
  for (const record of records.slice(0, mostRecords)) {
    for (const id of new Set(columnsOf(record, decoding))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({ id, records: count })).sort((a, b) => b.records - a.records);
}

function columnsOf(record: KafkaRecord, decoding: TopicDecoding): readonly string[] {
  const headers = record.headers.slice(0, mostMembers).map(({ key }) => `header ${key}`);
  const parts = (['value', 'key'] as const).flatMap(part => {
    const bytes = record[part];
    if (bytes === null || bytes.length > mostBytes) return [];
    const decoded = decodePart(record, part, decoding);
    if (notationOf(decoded) !== 'json') return [];
    const paths: string[] = [];
    collect(JSON.parse(decoded.text), '$', paths);
    return paths.map(path => (part === 'key' ? `key ${path}` : path));
  });
  return [...parts, ...headers];
}

function collect(json: unknown, path: string, into: string[]): void {
  if (typeof json !== 'object' || json === null || into.length >= mostMembers || path.split(/[.[]/).length > deepest) return;
  if (Array.isArray(json)) return collect(json[0], `${path}[*]`, into);
  for (const [name, value] of Object.entries(json).slice(0, mostMembers)) {
    const member = `${path}${pathStep(name)}`;
    const isContainer = typeof value === 'object' && value !== null;
    if (!isContainer) into.push(member);
    collect(value, member, into);
  }
}
