import type { KafkaRecord } from '../model/record.ts';
import { decode } from './decode.ts';
import { oneLineJson, prettyJson } from './json.ts';

/**
 * A record as a JSON document, for the editor, the clipboard and export. A JSON key or value stands in it as it is
 * written in the record; `keyFormat` and `valueFormat` tell a JSON text from a text, base64 and nothing at all:
 *
 *     { "topic": "orders", "partition": 2, "offset": 184211, …, "valueFormat": "json", "value": { "orderId": 771204 } }
 */
export function recordJson(record: KafkaRecord, layout: 'pretty' | 'one-line'): string {
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
    ...content('key', record.key),
    ...content('value', record.value),
    ['headers', array(record.headers.map(header => object([['key', string(header.key)], ...content('value', header.value)])))],
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

/** Key or value alone, as it is written in the record: JSON and text unchanged, other bytes as base64; null where there is none. */
export function contentText(bytes: Uint8Array | null): { readonly text: string | null; readonly format: 'json' | 'text' | 'base64' } {
  const decoded = decode(bytes);
  if (decoded.shownBy === 'json' || decoded.shownBy === 'text') return { text: decoded.text, format: decoded.shownBy };
  return decoded.shape === 'empty' ? { text: '', format: 'text' } : { text: bytes && base64(bytes), format: 'base64' };
}

type Member = readonly [name: string, json: string];

/** Written JSON by name. Values are JSON texts already, which JSON.stringify could not carry unchanged. */
const object = (members: readonly Member[]) => `{${members.map(([name, json]) => `${string(name)}:${json}`).join(',')}}`;
const array = (entries: readonly string[]) => `[${entries.join(',')}]`;
const string = (text: string) => JSON.stringify(text);

/** What key, value or header value holds, and in which format; `null` is a tombstone or a missing key, and not the JSON text null. */
function content(name: string, bytes: Uint8Array | null): readonly Member[] {
  const decoded = decode(bytes);
  const written = (format: string, json: string): readonly Member[] => [
    [`${name}Format`, string(format)],
    [name, json],
  ];
  if (bytes === null) return written('null', 'null');
  if (decoded.shownBy === 'json') return written('json', decoded.text);
  if (decoded.shownBy === 'text' || decoded.shape === 'empty') return written('text', string(decoded.text));
  return written('base64', string(base64(bytes)));
}

/** Beyond the years that a Date can hold the number alone is kept. */
function isoTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
