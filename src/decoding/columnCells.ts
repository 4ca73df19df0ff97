import { notationOf } from '../model/decoded.ts';
import { readAddedColumn, type AddedColumn } from '../model/peekColumn.ts';
import type { KafkaRecord } from '../model/record.ts';
import { decode, decodePart, type TopicDecoding } from './decode.ts';
import { oneLineJson } from './json.ts';
import { compilePath, type JsonPath } from './jsonPath.ts';

/** What stands in an added column: a text, null: the record has no such thing, or why it was not looked for. */
export type ColumnCell = string | null | { readonly why: 'not-json' | 'too-large' | 'not-a-path' };

/** Texts longer than this are cut, with an ellipsis. */
const mostCharacters = 300;
/** Parsing takes about 10 ms a megabyte; a table must not wait for one record. */
const mostJson = 2 * 1024 * 1024;

/** Looks the columns up in records, each by its id (readAddedColumn); made once for many records. */
export function columnCells(
  ids: readonly string[],
  { decoding, most = mostCharacters }: { readonly decoding: TopicDecoding; readonly most?: number },
): (record: KafkaRecord) => readonly ColumnCell[] {
  const columns = ids.map(id => readyColumn(readAddedColumn(id)));
  return record => {
    const contents = new Map<'key' | 'value', Content>();
    const contentOf = (part: 'key' | 'value'): Content => {
      const content = contents.get(part) ?? readContent(record, part, decoding);
      contents.set(part, content);
      return content;
    };
    return columns.map(column => {
      const cell = cellOf(column, record, contentOf);
      return typeof cell === 'string' && cell.length > most ? `${cell.slice(0, most)}…` : cell;
    });
  };
}

type ReadyColumn =
  Exclude<AddedColumn, { kind: 'path' }> | { readonly kind: 'path'; readonly part: 'key' | 'value'; readonly path: JsonPath };

function readyColumn(column: AddedColumn | undefined): ReadyColumn | undefined {
  if (column?.kind !== 'path') return column;
  const compiled = compilePath(column.path);
  return 'path' in compiled ? { ...column, path: compiled.path } : undefined;
}

/** JSON with its parsed value, or why there is none; null: there are no bytes. */
type Content = { readonly text: string; readonly json: unknown } | { readonly why: 'not-json' | 'too-large' } | null;

function readContent(record: KafkaRecord, part: 'key' | 'value', decoding: TopicDecoding): Content {
  const bytes = record[part];
  if (bytes === null || bytes.length === 0) return null;
  if (bytes.length > mostJson) return { why: 'too-large' };
  const decoded = decodePart(record, part, decoding);
  if (notationOf(decoded) !== 'json') return { why: 'not-json' };
  if (decoded.text.length > mostJson) return { why: 'too-large' };
  return { text: decoded.text, json: JSON.parse(decoded.text) };
}

function cellOf(column: ReadyColumn | undefined, record: KafkaRecord, contentOf: (part: 'key' | 'value') => Content): ColumnCell {
  if (!column) return { why: 'not-a-path' };
  if (column.kind === 'headers') return headersOf(record.headers);
  if (column.kind === 'header') {
    const named = record.headers.filter(({ key }) => key === column.name);
    return named.length === 0 ? null : named.map(({ value }) => headerText(value)).join(', ');
  }
  const content = contentOf(column.part);
  if (content === null || 'why' in content) return content;
  const found = column.path.find(content.text, content.json);
  return found.length === 0 ? null : found.map(({ written }) => readable(written)).join(', ');
}

const mostHeaders = 50;

function headersOf(headers: KafkaRecord['headers']): string | null {
  if (headers.length === 0) return null;
  const shown = headers.slice(0, mostHeaders).map(({ key, value }) => `${key}=${headerText(value)}`);
  return [...shown, ...(headers.length > mostHeaders ? ['…'] : [])].join(', ');
}

const headerText = (value: Uint8Array | null): string => (value === null ? 'null' : decode(value, { part: 'header' }).text);

/** A JSON string without its quotes, everything else as it is written, on one line. */
const readable = (written: string): string => (written.startsWith('"') ? String(JSON.parse(written)) : oneLineJson(written));
