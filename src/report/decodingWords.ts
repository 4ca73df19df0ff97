/** What became of a key's or a value's bytes, in words. */
import type {
  ByteOrder,
  DecodeAttempt,
  Decoded,
  DecodedSchema,
  DecodeReason,
  Decoder,
  DecoderChoice,
  JsonExpected,
  TextEncoding,
} from '../model/decoded.ts';
import { formatBytes, formatCount } from '../model/figures.ts';
import { describeFailure, failureSentence } from './failureWords.ts';
import { counted, hex, wordMisfit } from './misfitWords.ts';
import { shortSchemaFailure } from './missingSchemasWords.ts';

export interface AttemptWords {
  /** The decoder's name. */
  readonly name: string;
  /** "2 fields, all 33 bytes used", "first byte is 7B; Confluent’s format begins with 00". */
  readonly sentence: string;
}

export const wordAttempt = ({ decoder, reason }: DecodeAttempt): AttemptWords => ({ name: names[decoder], sentence: wordReason(reason) });

/** What is said beside the reading in a table's cell; empty where the reading says it all. */
export function decodedNote(decoded: Decoded): string {
  if (decoded.refused) return wordRefusal(decoded.refused);
  const broken = decoded.attempts.find(({ decoder, outcome }) => outcome === 'failed' && bySchema.has(decoder));
  if (broken) return wordRefusal(broken);
  const missing = decoded.attempts.find(({ reason }) => reason.fact === 'schema-missing');
  if (missing?.reason.fact === 'schema-missing') return shortSchemaFailure(missing.reason.failure, schemaWords(missing.reason.schema));
  const { shownBy } = decoded;
  switch (shownBy) {
    case null:
      return '';
    case 'text':
      return decoded.text.startsWith('{') ? brokenJson(reasonOf(decoded, 'json')) : '';
    case 'registry':
      return shortReason(reasonOf(decoded, 'registry'));
    case 'integer': {
      const reason = reasonOf(decoded, 'integer');
      return reason.fact === 'integer' ? bitsOf(reason) : '';
    }
    case 'hex': {
      const reason = reasonOf(decoded, 'text');
      return decoded.attempts.some(({ decoder }) => decoder === 'text') ? `not text: ${wordReason(reason)}` : '';
    }
    case 'protobuf':
    case 'json-schema': {
      const reason = reasonOf(decoded, shownBy);
      return reason.fact === 'unknown-fields' || reason.fact === 'schema-violated' ? wordReason(reason) : '';
    }
    case 'json':
    case 'avro':
    case 'messagepack':
    case 'cbor':
    case 'float':
    case 'uuid':
    case 'base64':
    case 'own':
      return '';
  }
}

/** "not Avro: first byte is 7B …"; where nobody could tell, only why not. */
function wordRefusal({ decoder, reason }: DecodeAttempt): string {
  return couldNotTell.has(reason.fact) ? shortReason(reason) : `not ${decoderName(decoder)}: ${shortReason(reason)}`;
}

const couldNotTell = new Set<DecodeReason['fact']>([
  'schema-not-asked',
  'schema-missing',
  'schema-unusable',
  'file-missing',
  'libraries-missing',
  'encoding-unknown',
  'too-large-here',
]);

/** The heading over a decoded key or value: "JSON, 33 bytes". `what` is said where there are no bytes at all. */
export function decodedWords(decoded: Decoded, bytes: Uint8Array | null, what: 'key' | 'value' | 'header'): string {
  if (bytes === null) return { key: 'no key', value: 'tombstone (value is null)', header: 'no value (null)' }[what];
  if (bytes.length === 0)
    return { key: 'empty key (0 bytes)', value: 'empty value (0 bytes, not a tombstone)', header: 'empty (0 bytes)' }[what];
  const size = counted(bytes.length, 'byte');
  const { shownBy, schema } = decoded;
  switch (shownBy) {
    case 'text': {
      const reason = reasonOf(decoded, 'text');
      return `text, ${reason.fact === 'encoded-text' ? encodingName(reason.encoding) : 'UTF-8'}, ${size}`;
    }
    case 'registry':
      return `schema registry framing, ${size}`;
    case 'integer':
    case 'float': {
      const reason = reasonOf(decoded, shownBy);
      return `${reason.fact === 'integer' ? 'perhaps a ' : ''}${bitsOf(reason)}, ${size}`;
    }
    case 'hex':
    case null:
      return decoded.attempts.some(({ decoder }) => decoder === 'text') ? `not text, ${size}` : size;
    case 'avro':
    case 'protobuf':
    case 'json-schema':
      return [decoderName(shownBy), ...(schema ? [schemaWords(schema)] : []), size].join(', ');
    case 'own': {
      const reason = reasonOf(decoded, 'own');
      return `${reason.fact === 'own' ? reason.type : 'Kafka’s own'}, ${size}`;
    }
    case 'json':
    case 'messagepack':
    case 'cbor':
    case 'uuid':
    case 'base64':
      return `${decoderName(shownBy)}, ${size}`;
  }
}

/** "JSON", "Avro", as a person calls the decoder. */
export const decoderName = (decoder: Decoder): string => names[decoder];

/** "Order version 3, schema id 12", with what is known of it. */
export function schemaWords({ id, guid, subject, version, file, name }: DecodedSchema): string {
  const own = name?.split('.').at(-1) ?? subject;
  return [
    ...(own === undefined ? [] : [version === undefined ? own : `${own} version ${version}`]),
    ...(file === undefined ? [] : [`by ${fileName(file)}`]),
    ...(id === undefined ? (guid === undefined ? [] : [`schema ${guid}`]) : [`schema id ${id}`]),
  ].join(', ');
}

/** "Avro, by registry", "text, Shift_JIS", "Protobuf Order, by order.proto": what stands behind "as". */
export function choiceWords(choice: DecoderChoice): string {
  switch (choice.decoder) {
    case 'auto':
      return 'whatever fits';
    case 'registry':
      return 'the registry’s schema';
    case 'text':
      return `text, ${encodingName(choice.encoding)}`;
    case 'avro':
    case 'json-schema':
      return `${decoderName(choice.decoder)}, by ${fileName(choice.file)}`;
    case 'protobuf':
      return `Protobuf${choice.message === undefined ? '' : ` ${choice.message.split('.').at(-1) ?? ''}`}, by ${fileName(choice.file)}`;
    case 'integer':
      return `${choice.signed ? '' : 'unsigned '}${choice.bits}-bit integer${orderWords(choice.bits, choice.order)}`;
    case 'float':
      return `${choice.bits === 32 ? 'float' : 'double'}${orderWords(choice.bits, choice.order)}`;
    case 'hex':
      return 'hex';
    case 'json':
    case 'messagepack':
    case 'cbor':
    case 'uuid':
    case 'base64':
      return decoderName(choice.decoder);
  }
}

/** The encoding as its standard spells it. */
export const encodingName = (encoding: TextEncoding): string => encodingNames[encoding] ?? encoding.toUpperCase();

const encodingNames: Readonly<Partial<Record<TextEncoding, string>>> = {
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1252': 'Windows-1252',
  shift_jis: 'Shift_JIS',
  big5: 'Big5',
};

const orderWords = (bits: number, order: ByteOrder): string => (bits === 8 || order === 'big' ? '' : ', little-endian');
const fileName = (address: string): string => decodeURIComponent(address.split('/').at(-1) ?? address);
const bySchema = new Set<Decoder>(['avro', 'protobuf', 'json-schema', 'own']);

/** A text that begins like an object was meant to be one: this is what breaks a consumer. */
const brokenJson = (reason: DecodeReason): string => (reason.fact === 'json-broken' ? `broken JSON: ${wordReason(reason)}` : '');
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
    case 'registry': {
      const where = reason.where === 'header' ? ' in a header' : '';
      const then = reason.asked ? `, then ${counted(reason.payloadBytes, 'byte')}` : '; no schema registry is set for this cluster';
      return `${schemaWords(reason.schema)}${where}${reason.where === 'header' && reason.asked ? '' : then}`;
    }
    case 'schema-not-asked':
      return `${schemaWords(reason.schema)}; the registry was not asked yet`;
    case 'schema-missing':
      return failureSentence(reason.failure);
    case 'libraries-missing':
      return 'its decoder is not loaded yet';
    case 'schema-unusable':
      return `the schema cannot be used: ${reason.problem}`;
    case 'file-missing':
      return reason.failure ? failureSentence(reason.failure) : `${fileName(reason.file)} was not read yet`;
    case 'beginning':
      return `the first ${formatBytes(reason.looked)} of ${formatBytes(reason.bytes)} were looked at`;
    case 'too-large-here':
      return `${formatBytes(reason.bytes)} are not read for a row of the table; the record’s details tell`;
    case 'schema-violated': {
      const more = reason.more > 0 ? `, and ${counted(reason.more, 'other place')}` : '';
      return `does not fit its schema${reason.where === '' ? '' : ` at ${reason.where}`}: ${reason.problem}${more}`;
    }
    case 'unfit':
      return wordMisfit(reason);
    case 'refused':
      return reason.detail;
    case 'unknown-fields':
      return `${reason.numbers.length === 1 ? 'field' : 'fields'} ${reason.numbers.slice(0, 5).join(', ')}${reason.numbers.length > 5 ? ' and more' : ''} that the schema does not have`;
    case 'wrong-size':
      return `${counted(reason.bytes, 'byte')}; it takes ${formatCount(reason.wanted)}`;
    case 'number':
      return `${bitsOf(reason)}${orderWords(reason.bits, reason.order)}`;
    case 'encoded-text':
      return `${encodingName(reason.encoding)}, ${counted(reason.characters, 'character')}`;
    case 'not-encoding':
      return `the bytes are no ${encodingName(reason.encoding)}`;
    case 'encoding-unknown':
      return `this editor’s runtime does not know ${encodingName(reason.encoding)}`;
    case 'uuid':
    case 'base64':
      return counted(reason.bytes, 'byte');
    case 'possible-double':
      return `${reason.value}, if it is a double`;
    case 'possible-uuid':
      return `${reason.value}, if it is a UUID`;
    case 'own':
      return `${reason.type}, all ${counted(reason.bytes, 'byte')} used`;
    case 'own-failed':
      return reason.detail;
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

/** For a table's cell: of a failure what is wrong, without what to do about it. */
const shortReason = (reason: DecodeReason): string => ('failure' in reason ? describeFailure(reason.failure).what : wordReason(reason));

function bitsOf(reason: DecodeReason): string {
  if (reason.fact === 'integer') return `${reason.bits}-bit integer`;
  if (reason.fact !== 'number') return 'integer';
  if (reason.kind === 'float') return reason.bits === 32 ? 'float' : 'double';
  return `${reason.kind === 'unsigned' ? 'unsigned ' : ''}${reason.bits}-bit integer`;
}

/** The reason of an attempt that was made, for the decoder that is shown. */
function reasonOf({ attempts }: Decoded, decoder: Decoder): DecodeReason {
  return attempts.find(attempt => attempt.decoder === decoder)?.reason ?? { fact: 'hex', bytes: 0 };
}

/** A control character has no picture. */
const shown = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `the control character ${hex(code)}` : `“${character}”`;
};
