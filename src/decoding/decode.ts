import type { Decoded, Decoder, DecoderChoice } from '../model/decoded.ts';
import type { KafkaRecord, RecordHeader } from '../model/record.ts';
import { fits, failed, possibleFigures, tryJson, tryPacked, tryText, type Attempted, type TextReading } from './attempts.ts';
import { byRegistry, type ByRegistry } from './bySchema.ts';
import { byChoice } from './byChoice.ts';
import { hexOf } from './hex.ts';
import type { SchemaFiles, SchemaSource } from './schemas.ts';
import { shapeOf } from './shape.ts';
import { readBeginning, readText } from './text.ts';

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
  /** For a row of a table: of large values the first 64 kB are looked at, and the reading says so. */
  readonly glance?: boolean;
}

/** Kafka's own records, as JSON text, with their type (`OffsetCommitValue`). undefined: the topic is none of its internal ones. */
export type OwnDecoder = (
  bytes: Uint8Array,
  about: { readonly part: 'key' | 'value'; readonly topic: string; readonly key: Uint8Array | null },
) => { readonly text: string; readonly type: string } | { readonly fault: string } | undefined;

/** How the records of a topic are read: the person's choice for key and value, and what is at hand for it. */
export interface TopicDecoding {
  readonly key?: DecoderChoice;
  readonly value?: DecoderChoice;
  readonly schemas?: SchemaSource;
  readonly files?: SchemaFiles;
  readonly own?: OwnDecoder;
  readonly glance?: boolean;
  /** What most of the topic's records are, where nobody chose: those that are not say so. */
  readonly usual?: { readonly key?: Decoder; readonly value?: Decoder };
}

/** The key or the value of a record, read as its topic's are. */
export function decodePart(
  record: KafkaRecord,
  part: 'key' | 'value',
  { schemas, files, own, glance, usual, ...choices }: TopicDecoding = {},
): Decoded {
  const { topic, headers, key } = record;
  const choice = choices[part];
  const decoded = decode(record[part], {
    part,
    headers,
    topic,
    key,
    ...(choice ? { choice } : {}),
    ...(schemas ? { schemas } : {}),
    ...(files ? { files } : {}),
    ...(own ? { own } : {}),
    ...(glance ? { glance } : {}),
  });
  return amongOthers(decoded, usual?.[part]);
}

/** A record that is no Avro among records that are: the first byte that speaks against it is what breaks its consumer. */
function amongOthers(decoded: Decoded, usual: Decoder | undefined): Decoded {
  const { shownBy, attempts, refused } = decoded;
  if (refused || shownBy === null || usual === undefined || shownBy === usual || !schemaDecoders.has(usual)) return decoded;
  const frame = attempts.find(({ decoder, outcome }) => decoder === 'registry' && outcome === 'failed');
  return frame?.reason.fact === 'registry-first-byte' ? { ...decoded, refused: { ...frame, decoder: usual } } : decoded;
}

const schemaDecoders = new Set<Decoder>(['avro', 'protobuf', 'json-schema']);

/**
 * Bytes of a key, a value or a header's value → the best reading, and of every decoder what it made of them. Never throws.
 * Nothing is changed on the way: `text` holds numbers, escapes and white space as they are in the record.
 */
export function decode(bytes: Uint8Array | null, how: DecodeHow = { part: 'value' }): Decoded {
  if (bytes === null) return { shape: 'null', shownBy: null, text: '', attempts: [] };
  if (bytes.length === 0) return { shape: 'empty', shownBy: null, text: '', attempts: [] };

  const most = how.glance ? glanceBytes : Infinity;
  const automatic = (): Decoded => whateverFits(bytes, how, most);
  const { choice } = how;
  if (!choice || choice.decoder === 'auto') return automatic();
  const chosen = byChoice(bytes, choice, how, most);
  if (chosen.attempt.outcome !== 'failed' && chosen.text !== undefined)
    return decodedBy(chosen, [chosen], bytes, shapeOf(how.glance ? bytes.subarray(0, glanceBytes) : bytes));
  // What does not fit the choice is shown as it can be read, and what the choice made of it goes first.
  const otherwise = automatic();
  const attempts = [chosen.attempt, ...otherwise.attempts.filter(({ decoder }) => decoder !== chosen.attempt.decoder)];
  return { ...otherwise, attempts, refused: chosen.attempt, ...(chosen.schema ? { schema: chosen.schema } : {}) };
}

function whateverFits(bytes: Uint8Array, how: DecodeHow, most: number): Decoded {
  const own = tryOwn(bytes, how);
  const registry = byRegistry(bytes, how.part, how.headers ?? [], how.schemas, most);
  const looked = bytes.length > most ? most : undefined;
  const reading: TextReading = looked === undefined ? readText(bytes) : readBeginning(bytes, looked);
  const json = tryJson(bytes, reading, looked);
  const text = tryText(bytes, reading, looked);
  const isText = 'text' in reading;
  const packed =
    isText || isFramed(registry) ? [] : (['messagepack', 'cbor'] as const).map(decoder => tryPacked(decoder, bytes, most, false));
  const figures = possibleFigures(bytes);
  const hex = fits('hex', { fact: 'hex', bytes: bytes.length }, hexOf(bytes.subarray(0, hexSample), ' '));
  const all = [
    ...(own ? [own] : []),
    registry.frame,
    ...(registry.payload ? [registry.payload] : []),
    json,
    text,
    ...packed,
    ...figures,
    hex,
  ];

  const shape = isText ? (json.attempt.outcome === 'fits' ? 'json' : 'text') : isFramed(registry) ? 'registry' : 'binary';
  const { schema } = registry.payload ?? registry.frame;
  const shown = own?.text !== undefined ? own : shownOf({ registry, json, text, packed, figures, hex });
  return { ...decodedBy(shown, all, bytes, shape), ...(schema ? { schema } : {}) };
}

interface Attempts {
  readonly registry: ByRegistry;
  readonly json: Attempted;
  readonly text: Attempted;
  readonly packed: readonly Attempted[];
  readonly figures: readonly Attempted[];
  readonly hex: Attempted;
}

/** The reading that is most likely meant. What only might be is not shown, but for an integer of a size that people count in. */
function shownOf({ registry, json, text, packed, figures, hex }: Attempts): Attempted {
  if (registry.payload?.text !== undefined) return registry.payload;
  if (json.attempt.outcome === 'fits') return json;
  if (text.text !== undefined) return text;
  if (isFramed(registry)) return { ...registry.frame, attempt: { ...registry.frame.attempt, decoder: 'registry' }, text: hex.text ?? '' };
  const sure = packed.filter(({ attempt }) => attempt.outcome === 'fits');
  if (sure[0] && sure.length === 1) return sure[0];
  return figures.find(isPlausible) ?? hex;
}

/** The bytes themselves begin with a schema's id. */
const isFramed = ({ frame: { attempt } }: ByRegistry): boolean =>
  attempt.reason.fact === 'schema-missing' || attempt.reason.fact === 'schema-not-asked' || attempt.reason.fact === 'registry'
    ? attempt.reason.where === 'bytes'
    : false;

function decodedBy(shown: Attempted, all: readonly Attempted[], bytes: Uint8Array, shape: Decoded['shape']): Decoded {
  const attempts = all.map(({ attempt }) => attempt);
  const hex = attempts.some(({ decoder }) => decoder === 'hex');
  return {
    shape,
    shownBy: shown.attempt.decoder,
    text: shown.text ?? '',
    attempts: hex ? attempts : [...attempts, fits('hex', { fact: 'hex', bytes: bytes.length }, '').attempt],
    ...(shown.schema ? { schema: shown.schema } : {}),
  };
}

function tryOwn(bytes: Uint8Array, { own, part, topic, key = null }: DecodeHow): Attempted | undefined {
  if (!own || part === 'header' || topic === undefined) return undefined;
  const read = own(bytes, { part, topic, key });
  if (!read) return undefined;
  if ('fault' in read) return failed('own', { fact: 'own-failed', detail: read.fault });
  return fits('own', { fact: 'own', type: read.type, bytes: bytes.length }, read.text);
}

/** Enough of a binary value to tell it from its neighbours in a table; the whole stands in the hex dump. */
const hexSample = 256;

/** A table's row shows 300 characters; what is decided from so much of a value costs a millisecond or two. */
export const glanceBytes = 64 * 1024;

/** 8 bytes that are no integer (a double, half a UUID) read as an astronomic number. 2^53 is far above counts, ids and milliseconds. */
const isPlausible = ({ attempt: { reason } }: Attempted): boolean =>
  reason.fact === 'integer' && reason.value < 2n ** 53n && reason.value > -(2n ** 53n);
