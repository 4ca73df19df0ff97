/** One attempt a decoder: what it reads, or why it does not fit. Each is sure of itself, or says that it is only possible. */
import type { DecodeAttempt, DecodedSchema, DecodeReason, Decoder } from '../model/decoded.ts';
import { readCbor } from './cbor.ts';
import { placeOf, scanJson } from './json.ts';
import { readMessagePack } from './messagePack.ts';
import { possibleDouble, possibleInteger, possibleUuid } from './numbers.ts';
import type { Read } from './structured.ts';
import type { TextFault } from './text.ts';

/** An attempt with what it read; without a text it read nothing that could be shown. */
export interface Attempted {
  readonly attempt: DecodeAttempt;
  readonly text?: string;
  readonly schema?: DecodedSchema;
}

export const failed = (decoder: Decoder, reason: DecodeReason): Attempted => ({ attempt: { decoder, outcome: 'failed', reason } });
export const fits = (decoder: Decoder, reason: DecodeReason, text: string, schema?: DecodedSchema): Attempted => ({
  attempt: { decoder, outcome: 'fits', reason },
  text,
  ...(schema ? { schema } : {}),
});

export type TextReading = { readonly text: string } | TextFault;

/** `looked`: the bytes that were looked at, where there are more. */
export function tryJson(bytes: Uint8Array, reading: TextReading, looked?: number): Attempted {
  if (!('text' in reading)) return failed('json', { fact: reading.fault, at: reading.at, byte: reading.byte });
  const { text } = reading;
  const scanned = scanJson(text);
  if ('expected' in scanned) {
    const { at, expected, found } = scanned;
    const goesOn = looked !== undefined && found === '' && /^\s*[[{]/.test(text);
    if (goesOn) return { attempt: { decoder: 'json', outcome: 'fits', reason: { fact: 'beginning', bytes: bytes.length, looked } }, text };
    return failed('json', { fact: 'json-broken', ...placeOf(text, at), expected, found });
  }
  // As in shapeOf: a bare number or word is text. Among plain texts it would otherwise look like a stranger.
  const outcome = scanned.kind === 'scalar' && !/^\s*"/.test(text) ? 'possible' : 'fits';
  return { attempt: { decoder: 'json', outcome, reason: { fact: 'json', ...scanned, bytes: bytes.length } }, text };
}

export function tryText(bytes: Uint8Array, reading: TextReading, looked?: number): Attempted {
  if (!('text' in reading)) return failed('text', { fact: reading.fault, at: reading.at, byte: reading.byte });
  if (looked !== undefined) return fits('text', { fact: 'beginning', bytes: bytes.length, looked }, reading.text);
  return fits('text', { fact: 'text', characters: charactersOf(bytes) }, reading.text);
}

/**
 * MessagePack and CBOR give nearly every byte a meaning, so a map or list that takes all bytes is what it takes to be one, and
 * maps whose keys are texts to be believed unasked.
 */
export function tryPacked(decoder: 'messagepack' | 'cbor', bytes: Uint8Array, most: number, asked: boolean): Attempted {
  const read = decoder === 'cbor' ? asCbor(bytes, most) : asMessagePack(bytes, most);
  if ('attempt' in read) return read;
  if (!asked && !/^[[{]/.test(read.text)) return failed(decoder, { fact: 'unfit', problem: 'no-map-or-array', at: 0, where: '' });
  const isSure = /^\[?\{/.test(read.text) && read.textKeys && read.members > 0;
  return { attempt: { decoder, outcome: asked || isSure ? 'fits' : 'possible', reason: reasonOf(read, bytes) }, text: read.text };
}

type Packed = Extract<Read, { text: string }>;

/** The library reads all or nothing, so a large value is read where it is opened, searched or exported. */
function asCbor(bytes: Uint8Array, most: number): Packed | Attempted {
  if (bytes.length > most) return failed('cbor', { fact: 'too-large-here', bytes: bytes.length });
  const read = readCbor(bytes);
  return 'detail' in read ? failed('cbor', { fact: 'refused', detail: read.detail }) : { ...read, looked: bytes.length };
}

function asMessagePack(bytes: Uint8Array, most: number): Packed | Attempted {
  const read = readMessagePack(bytes, most);
  return 'unfit' in read ? failed('messagepack', { fact: 'unfit', ...read.unfit }) : read;
}

/** What 4, 8 or 16 bytes could be besides: nothing in them proves it. */
export function possibleFigures(bytes: Uint8Array): readonly Attempted[] {
  const integer = possibleInteger(bytes);
  const double = possibleDouble(bytes);
  const uuid = possibleUuid(bytes);
  const possible = (decoder: Decoder, reason: DecodeReason, text: string): Attempted => ({
    attempt: { decoder, outcome: 'possible', reason },
    text,
  });
  return [
    ...(integer ? [possible('integer', { fact: 'integer', ...integer }, integer.value.toString())] : []),
    ...(double === undefined ? [] : [possible('float', { fact: 'possible-double', value: double }, String(double))]),
    ...(uuid === undefined ? [] : [possible('uuid', { fact: 'possible-uuid', value: uuid }, uuid)]),
  ];
}

/** "7 fields, all 43 bytes used", or that only the beginning was read. */
export function reasonOf(read: Extract<Read, { text: string }>, bytes: Uint8Array): DecodeReason {
  if (read.looked < bytes.length) return { fact: 'beginning', bytes: bytes.length, looked: read.looked };
  const kind = read.text.startsWith('{') ? 'object' : read.text.startsWith('[') ? 'array' : 'scalar';
  return { fact: 'json', kind, members: read.members, bytes: bytes.length };
}

/** Every character of UTF-8 has one byte that does not continue another. */
function charactersOf(utf8: Uint8Array): number {
  let count = 0;
  for (const byte of utf8) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}
