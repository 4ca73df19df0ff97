import { decodePart, type TopicDecoding } from '../../decoding/decode.ts';
import { isStructuredJson } from '../../decoding/shape.ts';
import { schemaIdHeaders } from '../../decoding/schemas.ts';
import { notationOf, type DecoderChoice } from '../../model/decoded.ts';
import type { KafkaRecord } from '../../model/record.ts';

/**
 * Can a reading of these bytes show what does not stand in them? Text and JSON are shown as they are written, so their bytes can be
 * searched; what a schema, a number or a packed format holds shows only when it is decoded. Judged by the first byte and the
 * length, for this is asked of every record: the automatic choice takes nothing for packed that begins like text.
 * @param length −1: there are none.
 * @param hasSchemaHeader a schema named in a header says nothing in the bytes.
 */
export function hides(choice: DecoderChoice | undefined, bytes: Uint8Array, at: number, length: number, hasSchemaHeader: boolean): boolean {
  if (length <= 0) return false;
  if (choice && choice.decoder !== 'auto') return !showsBytes(choice);
  return hasSchemaHeader || mayBePacked(bytes[at] ?? 0) || (mayBeNumber(length) && !looksLikeText(bytes, at, length));
}

/** What a person reads of a key or a value; undefined where there is none. Bytes that nothing reads are taken for UTF-8. */
export function textOf(record: KafkaRecord, part: 'key' | 'value', decoding: TopicDecoding): string | undefined {
  const bytes = record[part];
  if (bytes === null) return undefined;
  if (!isHidden(record, part, decoding)) return utf8(bytes);
  const decoded = decodePart(record, part, decoding);
  return notationOf(decoded) === 'hex' ? utf8(bytes) : decoded.text;
}

/** Is it to be decoded before it can be searched? */
export function isHidden(record: KafkaRecord, part: 'key' | 'value', decoding: TopicDecoding): boolean {
  const bytes = record[part];
  if (bytes === null) return false;
  const hasSchemaHeader = record.headers.some(({ key }) => key === schemaIdHeaders[part]);
  return decoding.own !== undefined || hides(decoding[part], bytes, 0, bytes.length, hasSchemaHeader);
}

/** A header's value as text. */
export const headerText = (value: Uint8Array | null): string | null => value && utf8(value);

/** What JSON text means; undefined where it is none. Integers that a double cannot hold are bigints, so that they compare exactly. */
export function jsonOf(text: string): { readonly value: unknown } | undefined {
  if (!mayBeJson(text)) return undefined;
  try {
    return { value: (longInteger.test(text) ? parseExactly(text) : JSON.parse(text)) as unknown };
  } catch {
    return undefined;
  }
}

/** JSON where it is an object, an array or a quoted text; any other text as it is; null where there is none. */
export function meaningOf(text: string | undefined): unknown {
  if (text === undefined) return null;
  return isStructuredJson(text) ? (jsonOf(text)?.value ?? text) : text;
}

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

const showsBytes = (choice: DecoderChoice): boolean =>
  choice.decoder === 'json' || choice.decoder === 'hex' || (choice.decoder === 'text' && choice.encoding === 'utf-8');

/** Registry frames and other formats begin with a control character, MessagePack's and CBOR's maps and arrays with 0x80 and above. */
const mayBePacked = (first: number): boolean => first >= 0x80 || (first < 0x20 && !isSpace(first));
const isSpace = (byte: number): boolean => byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d || byte === 0x1b;

/** Numbers and UUIDs are recognised by their length alone. */
const mayBeNumber = (length: number): boolean => length === 4 || length === 8 || length === 16;

function looksLikeText(bytes: Uint8Array, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x20 || byte >= 0x7f) return false;
  }
  return true;
}

/** JSON.parse throws on what is no JSON, which takes ten times as long as a look at the first character. */
const mayBeJson = (text: string): boolean => /^[\t\n\r ]*[[{"\-0-9tfn]/.test(text);

/** 16 digits may be beyond 2^53. */
const longInteger = /[0-9]{16}/;

function parseExactly(text: string): unknown {
  // The third argument (JSON.parse source text access) is in every Node that runs this, and not yet in TypeScript's types.
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?[0-9]+$/.test(context?.source ?? '')
      ? BigInt(context?.source ?? '0')
      : value;
  return JSON.parse(text, reviver);
}
