/** The decoder that a person chose for a topic's keys or values. */
import type { ByteOrder, DecoderChoice, DecodeReason, TextEncoding } from '../model/decoded.ts';
import type { RecordHeader } from '../model/record.ts';
import { failed, fits, tryJson, tryPacked, type Attempted } from './attempts.ts';
import { byFile, byRegistry } from './bySchema.ts';
import { hexOf } from './hex.ts';
import { floatOf, integerOf } from './numbers.ts';
import { guidOf, type SchemaFiles, type SchemaSource } from './schemas.ts';
import { base64Of, jsonFloat32 } from './structured.ts';
import { readBeginning, readText } from './text.ts';

interface AtHand {
  readonly part: 'key' | 'value' | 'header';
  readonly headers?: readonly RecordHeader[];
  readonly schemas?: SchemaSource;
  readonly files?: SchemaFiles;
}

/** `most`: so many bytes of a large value, and characters of its reading, are enough. */
export function byChoice(bytes: Uint8Array, choice: Exclude<DecoderChoice, { decoder: 'auto' }>, atHand: AtHand, most: number): Attempted {
  const isLarge = bytes.length > most;
  switch (choice.decoder) {
    case 'registry': {
      const { frame, payload } = byRegistry(bytes, atHand.part, atHand.headers ?? [], atHand.schemas, most);
      return payload ?? (frame.attempt.outcome === 'failed' ? frame : { ...frame, attempt: { ...frame.attempt, outcome: 'failed' } });
    }
    case 'json':
      return isLarge ? tryJson(bytes, readBeginning(bytes, most), most) : tryJson(bytes, readText(bytes));
    case 'text':
      return asText(isLarge ? bytes.subarray(0, most) : bytes, bytes.length, choice.encoding);
    case 'avro':
    case 'protobuf':
    case 'json-schema':
      return asFile(bytes, choice, atHand, most);
    case 'messagepack':
    case 'cbor':
      return tryPacked(choice.decoder, bytes, most, true);
    case 'integer':
    case 'float':
      return asNumber(bytes, choice);
    case 'uuid':
      if (bytes.length !== 16) return failed('uuid', { fact: 'wrong-size', bytes: bytes.length, wanted: 16 });
      return fits('uuid', { fact: 'uuid', bytes: 16 }, guidOf(bytes));
    case 'base64':
      return fits(
        'base64',
        beginning(bytes.length, most) ?? { fact: 'base64', bytes: bytes.length },
        base64Of(isLarge ? bytes.subarray(0, most) : bytes),
      );
    case 'hex':
      return fits('hex', { fact: 'hex', bytes: bytes.length }, hexOf(bytes.subarray(0, hexSample), ' '));
  }
}

function asFile(
  bytes: Uint8Array,
  { decoder, file: address, ...choice }: Extract<DecoderChoice, { readonly file: string }>,
  { files, headers = [], part }: AtHand,
  most: number,
): Attempted {
  const answer = files?.get(address);
  if (!answer) return failed(decoder, { fact: 'file-missing', file: address });
  if (answer.failure) return failed(decoder, { fact: 'file-missing', file: address, failure: answer.failure });
  const message = 'message' in choice ? choice.message : undefined;
  return byFile(bytes, headers, part, answer.value, { file: address }, message, most);
}

function asNumber(bytes: Uint8Array, choice: Extract<DecoderChoice, { readonly bits: number }>): Attempted {
  const { decoder, bits, order } = choice;
  if (bytes.length * 8 !== bits) return failed(decoder, { fact: 'wrong-size', bytes: bytes.length, wanted: bits / 8 });
  if (choice.decoder === 'integer') {
    const kind = choice.signed ? 'integer' : 'unsigned';
    return fits(decoder, { fact: 'number', bits, kind, order }, integerOf(bytes, choice.signed, order).toString());
  }
  return fits(decoder, { fact: 'number', bits, kind: 'float', order }, floatText(bytes, order));
}

function floatText(bytes: Uint8Array, order: ByteOrder): string {
  const value = floatOf(bytes, order);
  return bytes.length === 4 && Number.isFinite(value) ? jsonFloat32(value) : Object.is(value, -0) ? '-0' : String(value);
}

function asText(bytes: Uint8Array, size: number, encoding: TextEncoding): Attempted {
  const reason = (text: string): DecodeReason =>
    beginning(size, bytes.length) ?? { fact: 'encoded-text', encoding, characters: charactersIn(text) };
  if (encoding === 'iso-8859-1' || encoding === 'windows-1252') {
    const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const text =
      encoding === 'iso-8859-1' ? latin : latin.replace(/[\u0080-\u009f]/g, char => windows1252[char.charCodeAt(0) - 0x80] ?? char);
    return fits('text', reason(text), text);
  }
  try {
    // The last character of a beginning may be cut; elsewhere one wrong byte is one too many.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: bytes.length < size });
    return fits('text', reason(text), text);
  } catch (thrown) {
    // A runtime without the encoding's tables says RangeError, bytes that are no such text TypeError.
    return failed('text', { fact: thrown instanceof RangeError ? 'encoding-unknown' : 'not-encoding', encoding });
  }
}

/** Code points: a pair of surrogates is one character. */
function charactersIn(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xd800) pairs++;
  return text.length - pairs;
}

const beginning = (bytes: number, looked: number): DecodeReason | undefined =>
  looked < bytes ? { fact: 'beginning', bytes, looked } : undefined;

/** 80–9F, where it is not ISO-8859-1. Several releases of Node 24 read windows-1252 as if it were. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** As without a choice. */
const hexSample = 256;
