import type { DecodeAttempt, Decoded, DecoderChoice } from '../model/decoded.ts';
import type { KafkaRecord, RecordHeader } from '../model/record.ts';
import { hexOf } from './hex.ts';
import { placeOf, scanJson } from './json.ts';
import { readRegistryFrame } from './registry.ts';
import type { SchemaFiles, SchemaSource } from './schemas.ts';
import { readText } from './text.ts';

/** What is known beside the bytes. Nothing is fetched: schemas and files are at hand, or an attempt says that they are not. */
export interface DecodeHow {
  readonly part: 'key' | 'value' | 'header';
  readonly headers?: readonly RecordHeader[];
  readonly topic?: string;
  /** The record's key, for what a value means in Kafka's internal topics. */
  readonly key?: Uint8Array | null;
  /** By default whatever fits. */
  readonly choice?: DecoderChoice;
  readonly schemas?: SchemaSource;
  readonly files?: SchemaFiles;
  readonly own?: OwnDecoder;
}

/** Kafka's own records, as JSON text. undefined: the topic is none of its internal ones. */
export type OwnDecoder = (
  bytes: Uint8Array,
  about: { readonly part: 'key' | 'value'; readonly topic: string; readonly key: Uint8Array | null },
) => { readonly text: string } | { readonly failed: string } | undefined;

/** How the records of a topic are read: the person's choice for key and value, and what is at hand for it. */
export interface TopicDecoding {
  readonly key?: DecoderChoice;
  readonly value?: DecoderChoice;
  readonly schemas?: SchemaSource;
  readonly files?: SchemaFiles;
  readonly own?: OwnDecoder;
}

/** The key or the value of a record, read as its topic's are. */
export function decodePart(record: KafkaRecord, part: 'key' | 'value', { schemas, files, own, ...choices }: TopicDecoding = {}): Decoded {
  const { topic, headers, key } = record;
  const choice = choices[part];
  return decode(record[part], {
    part,
    headers,
    topic,
    key,
    ...(choice ? { choice } : {}),
    ...(schemas ? { schemas } : {}),
    ...(files ? { files } : {}),
    ...(own ? { own } : {}),
  });
}

/**
 * Bytes of a key, a value or a header's value → the best reading, and of every decoder what it made of them. Never throws.
 * Nothing is changed on the way: `text` holds numbers, escapes and white space as they are in the record.
 */
export function decode(bytes: Uint8Array | null, _how: DecodeHow = { part: 'value' }): Decoded {
  if (bytes === null) return { shape: 'null', shownBy: null, text: '', attempts: [] };
  if (bytes.length === 0) return { shape: 'empty', shownBy: null, text: '', attempts: [] };

  const reading = readText(bytes);
  const registry = tryRegistry(bytes);
  const json = tryJson(bytes, reading);
  const integer = tryInteger(bytes);
  const hex: DecodeAttempt = { decoder: 'hex', outcome: 'fits', reason: { fact: 'hex', bytes: bytes.length } };
  const attempts = [registry, json, tryText(bytes, reading), ...(integer ? [integer] : []), hex];

  if ('text' in reading) {
    const isJson = json.outcome === 'fits';
    return { shape: isJson ? 'json' : 'text', shownBy: isJson ? 'json' : 'text', text: reading.text, attempts };
  }
  const sample = hexOf(bytes.subarray(0, hexSample), ' ');
  if (registry.outcome === 'fits') return { shape: 'registry', shownBy: 'registry', text: sample, attempts };
  const number = integer?.reason.fact === 'integer' ? integer.reason.value : undefined;
  if (number !== undefined && isPlausible(number)) return { shape: 'binary', shownBy: 'integer', text: number.toString(), attempts };
  return { shape: 'binary', shownBy: 'hex', text: sample, attempts };
}

/** The integer that 4 or 8 bytes could be, in the byte order of Kafka's own serializers (big-endian, signed). */
export function possibleInteger(bytes: Uint8Array): { readonly bits: 32 | 64; readonly value: bigint } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 4) return { bits: 32, value: BigInt(view.getInt32(0)) };
  if (bytes.length === 8) return { bits: 64, value: view.getBigInt64(0) };
  return undefined;
}

/** Enough of a binary value to tell it from its neighbours in a table; the whole stands in the hex dump. */
const hexSample = 256;

function tryRegistry(bytes: Uint8Array): DecodeAttempt {
  const frame = readRegistryFrame(bytes);
  if ('payload' in frame)
    return {
      decoder: 'registry',
      outcome: 'fits',
      reason: { fact: 'registry', schemaId: frame.schemaId, payloadBytes: frame.payload.length },
    };
  switch (frame.fault) {
    case 'first-byte':
      return { decoder: 'registry', outcome: 'failed', reason: { fact: 'registry-first-byte', byte: frame.byte } };
    case 'too-short':
      return { decoder: 'registry', outcome: 'failed', reason: { fact: 'registry-too-short', bytes: bytes.length } };
    case 'schema-id':
      return { decoder: 'registry', outcome: 'failed', reason: { fact: 'registry-schema-id', schemaId: frame.schemaId } };
  }
}

function tryJson(bytes: Uint8Array, reading: ReturnType<typeof readText>): DecodeAttempt {
  if (!('text' in reading))
    return { decoder: 'json', outcome: 'failed', reason: { fact: reading.fault, at: reading.at, byte: reading.byte } };
  const scanned = scanJson(reading.text);
  if ('expected' in scanned) {
    const { expected, found } = scanned;
    return { decoder: 'json', outcome: 'failed', reason: { fact: 'json-broken', ...placeOf(reading.text, scanned.at), expected, found } };
  }
  const outcome = scanned.kind === 'scalar' && !/^\s*"/.test(reading.text) ? 'possible' : 'fits'; // as in shapeOf: a bare number is text
  return { decoder: 'json', outcome, reason: { fact: 'json', ...scanned, bytes: bytes.length } };
}

function tryText(bytes: Uint8Array, reading: ReturnType<typeof readText>): DecodeAttempt {
  return 'text' in reading
    ? { decoder: 'text', outcome: 'fits', reason: { fact: 'text', characters: charactersOf(bytes) } }
    : { decoder: 'text', outcome: 'failed', reason: { fact: reading.fault, at: reading.at, byte: reading.byte } };
}

/** Every character of UTF-8 has one byte that does not continue another. */
function charactersOf(utf8: Uint8Array): number {
  let count = 0;
  for (const byte of utf8) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}

function tryInteger(bytes: Uint8Array): DecodeAttempt | undefined {
  const integer = possibleInteger(bytes);
  return integer && { decoder: 'integer', outcome: 'possible', reason: { fact: 'integer', ...integer } };
}

/** 8 bytes that are no integer (a double, half a UUID) read as an astronomic number. 2^53 is far above counts, ids and milliseconds. */
const isPlausible = (value: bigint) => value < 2n ** 53n && value > -(2n ** 53n);
