import type { ValueShape } from './snapshot.ts';

/** How bytes can be read. `registry` is Confluent's framing, recognised and named; `integer` a possibility, for 4 and 8 bytes. */
export type Decoder = 'json' | 'text' | 'registry' | 'integer' | 'hex';

/** What became of bytes: a key, a value or a header's value. src/report/decodingWords.ts words it. */
export interface Decoded {
  readonly shape: ValueShape;
  /** The decoder whose reading is shown; null where there are no bytes to decode: a tombstone, a missing key, an empty value. */
  readonly shownBy: Decoder | null;
  /** The reading of text and JSON as it is written in the record, numbers as they are, a sample of hex, or the integer. */
  readonly text: string;
  /** Every decoder that was tried, in this order, and why it fits or does not. Empty where there are no bytes. */
  readonly attempts: readonly DecodeAttempt[];
}

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
  | { readonly fact: 'registry'; readonly schemaId: number; readonly payloadBytes: number }
  | { readonly fact: 'registry-first-byte'; readonly byte: number }
  | { readonly fact: 'registry-too-short'; readonly bytes: number }
  | { readonly fact: 'registry-schema-id'; readonly schemaId: number }
  | { readonly fact: 'integer'; readonly bits: 32 | 64; readonly value: bigint }
  | { readonly fact: 'hex'; readonly bytes: number };

/** What a JSON text should have gone on with where it broke. */
export type JsonExpected = 'value' | 'key' | 'colon' | 'comma-or-end' | 'end' | 'string-end' | 'escape' | 'digit';
