import type { Failure } from './failure.ts';
import type { ValueShape } from './snapshot.ts';

/**
 * How bytes can be read. `registry` is Confluent's framing, recognised and named; its payload is read by one of the three after
 * it. `own` are the records that Kafka itself writes into its internal topics.
 */
export type Decoder =
  | 'json'
  | 'text'
  | 'registry'
  | 'avro'
  | 'protobuf'
  | 'json-schema'
  | 'messagepack'
  | 'cbor'
  | 'integer'
  | 'float'
  | 'uuid'
  | 'base64'
  | 'own'
  | 'hex';

/** How a person wants the keys or the values of a topic to be read. Plain data: it is kept, and crosses to the worker. */
export type DecoderChoice =
  /** Whatever fits. */
  | { readonly decoder: 'auto' }
  /** By the schema that the record names and the schema registry has: Avro, Protobuf or JSON Schema. */
  | { readonly decoder: 'registry' }
  | { readonly decoder: 'json' }
  | { readonly decoder: 'text'; readonly encoding: TextEncoding }
  /** By schemas of the person's own. `file` is the address of the file; `message` a Protobuf message's full name, else the file's first. */
  | { readonly decoder: 'avro'; readonly file: string }
  | { readonly decoder: 'protobuf'; readonly file: string; readonly message?: string }
  | { readonly decoder: 'json-schema'; readonly file: string }
  | { readonly decoder: 'messagepack' }
  | { readonly decoder: 'cbor' }
  | { readonly decoder: 'integer'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean; readonly order: ByteOrder }
  | { readonly decoder: 'float'; readonly bits: 32 | 64; readonly order: ByteOrder }
  | { readonly decoder: 'uuid' }
  | { readonly decoder: 'base64' }
  | { readonly decoder: 'hex' };

/** Kafka's own serializers write big-endian. */
export type ByteOrder = 'big' | 'little';

/** Labels of the Encoding Standard, so that every TextDecoder knows them; iso-8859-1 alone is ours, for the standard reads it as windows-1252. */
export const textEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** What became of bytes: a key, a value or a header's value. src/report/decodingWords.ts words it. */
export interface Decoded {
  readonly shape: ValueShape;
  /** The decoder whose reading is shown; null where there are no bytes to decode: a tombstone, a missing key, an empty value. */
  readonly shownBy: Decoder | null;
  /** The reading of text and JSON as it is written in the record, numbers as they are, a sample of hex, or the integer. */
  readonly text: string;
  /** Every decoder that was tried, in this order, and why it fits or does not. Empty where there are no bytes. */
  readonly attempts: readonly DecodeAttempt[];
  /** The schema that the reading followed, or that the record names although it could not be had. */
  readonly schema?: DecodedSchema;
  /** What the decoder that a person chose made of it, where it did not fit; the reading is then another's. */
  readonly refused?: DecodeAttempt;
}

/** "id 12, Order version 3" is worded from it. */
export interface DecodedSchema {
  readonly type?: 'AVRO' | 'PROTOBUF' | 'JSON';
  readonly id?: number;
  readonly guid?: string;
  readonly subject?: string;
  readonly version?: number;
  /** The address of a file of the person's own. */
  readonly file?: string;
  /** The record's, message's or schema's own name: `com.example.Order`. */
  readonly name?: string;
}

/** How `Decoded.text` is written: for colours, columns, file endings and exports. */
export type Notation = 'json' | 'text' | 'hex';

/** What reads structured data writes it as JSON text, numbers digit by digit. Null where there are no bytes. */
export function notationOf({ shownBy }: Pick<Decoded, 'shownBy'>): Notation | null {
  return shownBy && notations[shownBy];
}

const notations: Readonly<Record<Decoder, Notation>> = {
  json: 'json',
  avro: 'json',
  protobuf: 'json',
  'json-schema': 'json',
  messagepack: 'json',
  cbor: 'json',
  own: 'json',
  text: 'text',
  integer: 'text',
  float: 'text',
  uuid: 'text',
  base64: 'text',
  registry: 'hex',
  hex: 'hex',
};

export interface DecodeAttempt {
  readonly decoder: Decoder;
  /** `possible`: the bytes could mean this, and nothing in them proves it. */
  readonly outcome: 'fits' | 'possible' | 'failed';
  readonly reason: DecodeReason;
}

/** Positions count bytes from 0, but for JSON, where line and column count characters from 1. */
export type DecodeReason =
  | { readonly fact: 'json'; readonly kind: 'object' | 'array' | 'scalar'; readonly members: number; readonly bytes: number }
  | {
      readonly fact: 'json-broken';
      readonly line: number;
      readonly column: number;
      readonly expected: JsonExpected;
      readonly found: string;
    }
  | { readonly fact: 'text'; readonly characters: number }
  | { readonly fact: 'not-utf8' | 'control-character'; readonly at: number; readonly byte: number }
  /** `where` the reference stands: in the bytes, before the payload, or in a header. `asked` is false where there is no registry to ask. */
  | {
      readonly fact: 'registry';
      readonly where: 'bytes' | 'header';
      readonly schema: DecodedSchema;
      readonly payloadBytes: number;
      readonly asked: boolean;
    }
  | { readonly fact: 'registry-first-byte'; readonly byte: number }
  | { readonly fact: 'registry-too-short'; readonly bytes: number }
  | { readonly fact: 'registry-schema-id'; readonly schemaId: number }
  /** The schema that the registry's frame or a header names is not at hand: nobody asked yet, or the registry said why. */
  | { readonly fact: 'schema-not-asked'; readonly where: 'bytes' | 'header'; readonly schema: DecodedSchema }
  | { readonly fact: 'schema-missing'; readonly where: 'bytes' | 'header'; readonly schema: DecodedSchema; readonly failure: Failure }
  | { readonly fact: 'libraries-missing' }
  /** The schema is at hand and cannot be used; `problem` is a clause: "it is no JSON". */
  | { readonly fact: 'schema-unusable'; readonly problem: string }
  /** A file that was chosen could not be read, or was not read yet. */
  | { readonly fact: 'file-missing'; readonly file: string; readonly failure?: Failure }
  /** Only the beginning was read, for it is as much as is shown. */
  | { readonly fact: 'beginning'; readonly bytes: number; readonly looked: number }
  /** Not read for a row of a table: the reader takes all or nothing. */
  | { readonly fact: 'too-large-here'; readonly bytes: number }
  /** JSON that does not fit its schema: `where` is a JSON pointer. */
  | { readonly fact: 'schema-violated'; readonly where: string; readonly problem: string; readonly more: number }
  | { readonly fact: 'unfit'; readonly problem: Misfit; readonly at: number; readonly where: string; readonly value?: number | bigint }
  /** A library's own words, where it tells no more. */
  | { readonly fact: 'refused'; readonly detail: string }
  /** Fields that the schema does not have: written with a newer one, or with another. */
  | { readonly fact: 'unknown-fields'; readonly numbers: readonly number[]; readonly members: number; readonly bytes: number }
  | { readonly fact: 'wrong-size'; readonly bytes: number; readonly wanted: number }
  | { readonly fact: 'number'; readonly bits: 8 | 16 | 32 | 64; readonly kind: 'integer' | 'unsigned' | 'float'; readonly order: ByteOrder }
  | { readonly fact: 'encoded-text'; readonly encoding: TextEncoding; readonly characters: number }
  | { readonly fact: 'not-encoding' | 'encoding-unknown'; readonly encoding: TextEncoding }
  | { readonly fact: 'uuid' | 'base64'; readonly bytes: number }
  | { readonly fact: 'possible-double'; readonly value: number }
  | { readonly fact: 'possible-uuid'; readonly value: string }
  | { readonly fact: 'own'; readonly type: string; readonly bytes: number }
  | { readonly fact: 'own-failed'; readonly detail: string }
  | { readonly fact: 'integer'; readonly bits: 32 | 64; readonly value: bigint }
  | { readonly fact: 'hex'; readonly bytes: number };

/** What a JSON text should have gone on with where it broke. */
export type JsonExpected = 'value' | 'key' | 'colon' | 'comma-or-end' | 'end' | 'string-end' | 'escape' | 'digit';

/** How bytes and a format part ways. `value` of UnfitReason is the figure: bytes missing, the count, the index that is not there. */
export type Misfit =
  | 'ends-early'
  | 'left-over'
  | 'length-negative'
  | 'length-beyond-end'
  | 'number-too-large'
  | 'no-such-branch'
  | 'no-such-symbol'
  | 'not-boolean'
  | 'not-utf8'
  | 'unknown-type'
  | 'no-map-or-array'
  | 'message-index'
  | 'too-deep'
  | 'too-many';
