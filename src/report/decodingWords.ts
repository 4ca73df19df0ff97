/** What became of a key's or a value's bytes, in words. */
import type { DecodeAttempt, Decoded, DecodeReason, Decoder, JsonExpected } from '../model/decoded.ts';
import { formatCount } from '../model/figures.ts';

export interface AttemptWords {
  /** The decoder's name. */
  readonly name: string;
  /** "2 fields, all 33 bytes used", "first byte is 7B; Confluent’s format begins with 00". */
  readonly sentence: string;
}

export const wordAttempt = ({ decoder, reason }: DecodeAttempt): AttemptWords => ({ name: names[decoder], sentence: wordReason(reason) });

/** What is said beside the reading in a table's cell; empty where the reading says it all. */
export function decodedNote(decoded: Decoded): string {
  switch (decoded.shownBy) {
    case null:
    case 'json':
      return '';
    case 'text':
      return decoded.text.startsWith('{') ? brokenJson(reasonOf(decoded, 'json')) : '';
    case 'registry':
      return wordReason(reasonOf(decoded, 'registry'));
    case 'integer':
      return bitsOf(reasonOf(decoded, 'integer'));
    case 'hex':
      return `not text: ${wordReason(reasonOf(decoded, 'text'))}`;
    default:
      return '';
  }
}

/** The heading over a decoded key or value: "JSON, 33 bytes". `what` is said where there are no bytes at all. */
export function decodedWords(decoded: Decoded, bytes: Uint8Array | null, what: 'key' | 'value' | 'header'): string {
  if (bytes === null) return { key: 'no key', value: 'tombstone (value is null)', header: 'no value (null)' }[what];
  if (bytes.length === 0)
    return { key: 'empty key (0 bytes)', value: 'empty value (0 bytes, not a tombstone)', header: 'empty (0 bytes)' }[what];
  const size = counted(bytes.length, 'byte');
  switch (decoded.shownBy) {
    case 'json':
      return `JSON, ${size}`;
    case 'text':
      return `text, UTF-8, ${size}`;
    case 'registry':
      return `schema registry framing, ${size}`;
    case 'integer':
      return `perhaps a ${bitsOf(reasonOf(decoded, 'integer'))}, ${size}`;
    case 'hex':
    case null:
      return `not text, ${size}`;
    default:
      return `${names[decoded.shownBy]}, ${size}`;
  }
}

/** A text that begins like an object was meant to be one: this is what breaks a consumer. */
const brokenJson = (reason: DecodeReason): string => (reason.fact === 'json-broken' ? `broken JSON: ${wordReason(reason)}` : '');

/** "Avro", "JSON". */
export const decoderName = (decoder: Decoder): string => names[decoder];

const names: Readonly<Record<Decoder, string>> = {
  json: 'JSON',
  text: 'Text',
  registry: 'Schema registry',
  avro: 'Avro',
  protobuf: 'Protobuf',
  'json-schema': 'JSON Schema',
  messagepack: 'MessagePack',
  cbor: 'CBOR',
  integer: 'Integer',
  float: 'Floating point',
  uuid: 'UUID',
  base64: 'Base64',
  own: 'Kafka’s own',
  hex: 'Bytes',
};

function wordReason(reason: DecodeReason): string {
  switch (reason.fact) {
    case 'json':
      return `${membersOf(reason)}, ${reason.bytes === 1 ? 'the one byte' : `all ${formatCount(reason.bytes)} bytes`} used`;
    case 'json-broken':
      return reason.found === ''
        ? `ends at line ${reason.line}, column ${reason.column}, where ${expectations[reason.expected]} is missing`
        : `line ${reason.line}, column ${reason.column}: ${shown(reason.found)} where ${expectations[reason.expected]} should be`;
    case 'text':
      return `UTF-8, ${counted(reason.characters, 'character')}`;
    case 'not-utf8':
      return `byte ${formatCount(reason.at)} is ${hex(reason.byte)}, which is no UTF-8 there`;
    case 'control-character':
      return `byte ${formatCount(reason.at)} is the control character ${hex(reason.byte)}`;
    case 'registry':
      return `schema id ${reason.schemaId}, then ${counted(reason.payloadBytes, 'byte')} that are not decoded yet`;
    case 'registry-first-byte':
      return `first byte is ${hex(reason.byte)}; Confluent’s format begins with 00`;
    case 'registry-too-short':
      return `${counted(reason.bytes, 'byte')}; Confluent’s format has at least 5`;
    case 'registry-schema-id':
      return `bytes 1 – 4 would be schema id ${formatCount(reason.schemaId)}; registries count from 1`;
    case 'integer':
      return `${formatCount(reason.value)}, if it is a ${bitsOf(reason)}`;
    case 'hex':
      return counted(reason.bytes, 'byte');
  }
}

function membersOf({ kind, members }: Extract<DecodeReason, { fact: 'json' }>): string {
  if (kind === 'scalar') return 'a single value';
  return kind === 'object' ? counted(members, 'field') : counted(members, 'entry', 'entries');
}

const expectations: Readonly<Record<JsonExpected, string>> = {
  value: 'a value',
  key: 'a field name in quotes',
  colon: 'a colon',
  'comma-or-end': 'a comma or the closing bracket',
  end: 'the end',
  'string-end': 'the closing quote',
  escape: 'an escape that JSON knows',
  digit: 'a digit',
};

const bitsOf = (reason: DecodeReason): string => (reason.fact === 'integer' ? `${reason.bits}-bit integer` : 'integer');

/** The reason of an attempt that was made, for the decoder that is shown. */
function reasonOf({ attempts }: Decoded, decoder: Decoder): DecodeReason {
  return attempts.find(attempt => attempt.decoder === decoder)?.reason ?? { fact: 'hex', bytes: 0 };
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A control character has no picture. */
const shown = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `the control character ${hex(code)}` : `“${character}”`;
};

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');
