import { notationOf, type Decoded } from '../model/decoded.ts';
import type { KafkaRecord, UnreadableBatch } from '../model/record.ts';
import { decode, decodePart, type TopicDecoding } from './decode.ts';
import { oneLineJson, prettyJson } from './json.ts';

/**
 * A record as a JSON document, for the editor, the clipboard and export. A JSON key or value stands in it as it is
 * written in the record; `keyFormat` and `valueFormat` tell a JSON text from a text, base64 and nothing at all:
 *
 *     { "topic": "orders", "partition": 2, "offset": 184211, …, "valueFormat": "json", "value": { "orderId": 771204 } }
 */
export function recordJson(record: KafkaRecord, layout: 'pretty' | 'one-line', decoding: TopicDecoding = {}): string {
  const { batch } = record;
  const json = object([
    ['topic', string(record.topic)],
    ['partition', String(record.partition)],
    ['offset', String(record.offset)],
    ['timestamp', record.timestamp < 0 ? 'null' : String(record.timestamp)],
    ['time', record.timestamp < 0 ? 'null' : string(isoTime(record.timestamp))],
    ['timestampType', string(record.timestampType)],
    ...(record.control ? [['control', string(record.control)] as const] : []),
    ...(record.aborted ? [['aborted', 'true'] as const] : []),
    ...content('key', decodePart(record, 'key', decoding), record.key),
    ...(record.unreadable
      ? unreadable(record.unreadable, record.value)
      : content('value', decodePart(record, 'value', decoding), record.value)),
    ['headers', headersJson(record.headers)],
    ['size', String(record.size)],
    [
      'batch',
      object([
        ['baseOffset', String(batch.baseOffset)],
        ['lastOffset', String(batch.lastOffset)],
        ['compression', string(batch.compression)],
        ['producerId', String(batch.producerId)],
        ['producerEpoch', String(batch.producerEpoch)],
        ['transactional', String(batch.transactional)],
        ['leaderEpoch', String(batch.leaderEpoch)],
      ]),
    ],
  ]);
  return layout === 'pretty' ? prettyJson(json) : oneLineJson(json);
}

/**
 * Key or value alone: JSON and text as they are written in the record, what a schema or a choice reads as it is read, other bytes
 * as base64; null where there is none.
 */
export function contentText(
  bytes: Uint8Array | null,
  decoded: Decoded = decode(bytes),
): { readonly text: string | null; readonly format: 'json' | 'text' | 'base64' } {
  if (bytes === null) return { text: null, format: 'text' };
  const notation = readableNotation(decoded);
  return notation ? { text: decoded.text, format: notation } : { text: base64(bytes), format: 'base64' };
}

/** Headers in their order, each with its format, as one line of JSON. */
export function headersJson(headers: KafkaRecord['headers']): string {
  return array(
    headers.map(({ key, value }) => object([['key', string(key)], ...content('value', decode(value, { part: 'header' }), value)])),
  );
}

/** Not a record: a batch that nobody can read, with the beginning of its bytes. */
const unreadable = ({ last, failure }: UnreadableBatch, beginning: Uint8Array | null): readonly Member[] => [
  [
    'unreadable',
    object([
      ['lastOffset', String(last)],
      ['code', string(failure.code ?? failure.kind)],
      ['detail', string(failure.detail ?? '')],
    ]),
  ],
  ['batchBeginning', string(base64(beginning ?? new Uint8Array()))],
];

type Member = readonly [name: string, json: string];

/** Written JSON by name. Values are JSON texts already, which JSON.stringify could not carry unchanged. */
const object = (members: readonly Member[]) => `{${members.map(([name, json]) => `${string(name)}:${json}`).join(',')}}`;
const array = (entries: readonly string[]) => `[${entries.join(',')}]`;
const string = (text: string) => JSON.stringify(text);

/** What key, value or header value holds, and in which format; `null` is a tombstone or a missing key, and not the JSON text null. */
function content(name: string, decoded: Decoded, bytes: Uint8Array | null): readonly Member[] {
  const written = (format: string, json: string): readonly Member[] => [
    [`${name}Format`, string(format)],
    [name, json],
  ];
  if (bytes === null) return written('null', 'null');
  const notation = readableNotation(decoded);
  if (!notation) return written('base64', string(base64(bytes)));
  return written(decoded.shownBy ?? 'text', notation === 'json' ? decoded.text : string(decoded.text));
}

/** Undefined where the bytes themselves are what is handed on. What is only perhaps an integer is no reading. */
function readableNotation(decoded: Decoded): 'json' | 'text' | undefined {
  if (decoded.shape === 'empty') return 'text';
  const shown = decoded.attempts.find(({ decoder }) => decoder === decoded.shownBy);
  const notation = notationOf(decoded);
  return shown?.outcome === 'fits' && (notation === 'json' || notation === 'text') ? notation : undefined;
}

/** Beyond the years that a Date can hold the number alone is kept. */
function isoTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
