import { csvCell } from '../model/csv.ts';
import { isUsualColumn, type UsualColumn } from '../model/peekColumn.ts';
import type { KafkaRecord } from '../model/record.ts';
import { columnCells, type ColumnCell } from './columnCells.ts';
import { decodePart, type TopicDecoding } from './decode.ts';
import { contentText, headersJson } from './recordJson.ts';

export interface RecordCsv {
  readonly head: string;
  readonly line: (record: KafkaRecord) => string;
}

/**
 * Records as CSV (RFC 4180), a column for each id; what a cell of the table cuts stands here in full. Times are ISO 8601, bytes
 * that are no text base64, headers a JSON array. What a record lacks (a tombstone's value) is an empty cell, an empty text is "".
 */
export function recordCsv(ids: readonly string[], decoding: TopicDecoding): RecordCsv {
  const added = ids.filter(id => !isUsualColumn(id));
  const cellsOf = columnCells(added, { decoding, most: Infinity });
  const lineOf = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
  return {
    head: lineOf(ids.map(id => csvCell(id))),
    line: record => {
      const cells = cellsOf(record);
      const textOf = (id: string) => (isUsualColumn(id) ? usual[id](record, decoding) : addedText(cells[added.indexOf(id)]));
      return lineOf(ids.map(id => written(textOf(id))));
    },
  };
}

const usual: { readonly [Id in UsualColumn]: (record: KafkaRecord, decoding: TopicDecoding) => string | number | bigint | null } = {
  topic: ({ topic }) => topic,
  partition: ({ partition }) => partition,
  offset: ({ offset }) => offset,
  time: ({ timestamp }) => (timestamp < 0 || Number.isNaN(new Date(timestamp).getTime()) ? null : new Date(timestamp).toISOString()),
  timestampType: ({ timestampType }) => timestampType,
  key: (record, decoding) => contentText(record.key, decodePart(record, 'key', decoding)).text,
  value: (record, decoding) => contentText(record.value, decodePart(record, 'value', decoding)).text,
  headers: ({ headers }) => headersJson(headers),
  size: ({ size }) => size,
};

const written = (cell: string | number | bigint | null): string => (cell === '' ? '""' : csvCell(cell));

const addedText = (cell: ColumnCell | undefined): string | null => (typeof cell === 'string' ? cell : null);
