import { keyOf } from './messagePack.ts';
import { base64Of, jsonNumber, jsonString, readWhole, type Read, type Reading } from './structured.ts';

/**
 * CBOR (RFC 8949) → JSON text. Times stand as times, big numbers digit by digit; other tags as `{"$tag":37,"$value":…}`; a map's
 * keys that are no text become the text of their JSON; undefined and unassigned simple values are null.
 */
export const readCbor = (bytes: Uint8Array, most = Infinity): Read => readWhole(bytes, most, value);

/** Answers how many members the value has. */
function value(reading: Reading): number {
  const at = reading.at;
  const head = reading.byte();
  const [major, minor] = [head >> 5, head & 0x1f];
  if (major === 7) return simple(reading, minor, at);
  const isOpen = minor === 31;
  if (isOpen && (major < 2 || major === 6)) throw reading.misfit('unknown-type', { at, value: head });
  const argument = isOpen ? 0 : argumentOf(reading, minor, at);
  switch (major) {
    case 0:
      return write(reading, String(argument));
    case 1:
      return write(reading, String(-1n - BigInt(argument)));
    case 2:
      return write(
        reading,
        isOpen ? jsonString(base64Of(Buffer.concat(chunks(reading, 2)))) : reading.base64(length(reading, argument, at)),
      );
    case 3:
      return write(reading, jsonString(isOpen ? textOf(reading, chunks(reading, 3), at) : reading.utf8(length(reading, argument, at))));
    case 4:
      return list(reading, '[', isOpen ? undefined : Number(argument), index => reading.inside(index, () => value(reading)));
    case 5:
      return list(reading, '{', isOpen ? undefined : Number(argument), () => member(reading));
    default:
      return tagged(reading, argument);
  }
}

/** What follows the type: in the byte itself, or in the next 1, 2, 4 or 8. */
function argumentOf(reading: Reading, minor: number, at: number): number | bigint {
  if (minor < 24) return minor;
  const width = ([1, 2, 4, 8] as const)[(minor - 24) as 0];
  if (minor > 27) throw reading.misfit('unknown-type', { at, value: minor });
  return reading.unsigned(width);
}

function length(reading: Reading, argument: number | bigint, at: number): number {
  if (argument > reading.bytes.length - reading.at) throw reading.misfit('length-beyond-end', { at, value: argument });
  return Number(argument);
}

/** Members of a list, counted or until the byte that ends it. */
function list(reading: Reading, open: '[' | '{', count: number | undefined, one: (index: number) => void): number {
  reading.out += open;
  let index = 0;
  for (; count === undefined ? !ended(reading) : index < count; index++) {
    if (index > 0) reading.out += ',';
    one(index);
  }
  reading.out += open === '[' ? ']' : '}';
  return index;
}

function ended(reading: Reading): boolean {
  if (reading.bytes[reading.at] !== 0xff) return false;
  reading.at++;
  return true;
}

function member(reading: Reading): void {
  const key = keyOf(reading, () => value(reading));
  reading.out += `${jsonString(key)}:`;
  reading.inside(key, () => value(reading));
}

/** The pieces of bytes or text whose length was not known when it began. */
function chunks(reading: Reading, major: 2 | 3): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  while (!ended(reading)) {
    const at = reading.at;
    const head = reading.byte();
    if (head >> 5 !== major || (head & 0x1f) === 31) throw reading.misfit('unknown-type', { at, value: head });
    found.push(reading.take(length(reading, argumentOf(reading, head & 0x1f, at), at)));
  }
  return found;
}

function textOf(reading: Reading, pieces: readonly Uint8Array[], at: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
  } catch {
    throw reading.misfit('not-utf8', { at });
  }
}

function simple(reading: Reading, minor: number, at: number): number {
  switch (minor) {
    case 20:
      return write(reading, 'false');
    case 21:
      return write(reading, 'true');
    case 22:
    case 23:
      return write(reading, 'null');
    case 24:
      return write(reading, `{"$simple":${reading.byte()}}`);
    case 25:
      return write(reading, jsonNumber(half(Number(reading.unsigned(2)))));
    case 26:
      return write(reading, jsonNumber(reading.float(4)));
    case 27:
      return write(reading, jsonNumber(reading.float(8)));
    default:
      if (minor > 27) throw reading.misfit('unknown-type', { at, value: 0xe0 | minor });
      return write(reading, `{"$simple":${minor}}`);
  }
}

/** A float of 16 bits (RFC 8949, appendix D). */
function half(bits: number): number {
  const [exponent, mantissa] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  const size =
    exponent === 0 ? mantissa * 2 ** -24 : exponent === 31 ? (mantissa ? NaN : Infinity) : (mantissa + 1_024) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -size : size;
}

/** 0 and 1 are times, 2 and 3 large integers, 55799 says "this is CBOR"; everything else is named. */
function tagged(reading: Reading, tag: number | bigint): number {
  if (tag === 55_799) {
    reading.inside('(tag 55799)', () => value(reading));
    return 1;
  }
  const at = reading.at;
  let members = 0;
  const json = reading.aside(`(tag ${tag})`, () => (members = value(reading)));
  const written = tag === 1 ? epochTime(json) : tag === 2 || tag === 3 ? largeInteger(reading, at, tag) : tag === 0 ? json : undefined;
  reading.out += written ?? `{"$tag":${tag},"$value":${json}}`;
  return members;
}

function epochTime(json: string): string | undefined {
  const date = new Date(Number(json) * 1_000);
  return Number.isNaN(date.getTime()) ? undefined : jsonString(date.toISOString());
}

/** The bytes behind the tag were read as base64 just now; read again as a number. Undefined where they are no bytes, or thousands. */
function largeInteger(reading: Reading, at: number, tag: number): string | undefined {
  const head = reading.bytes[at] ?? 0;
  if (head >> 5 !== 2 || head === 0x5f) return undefined;
  const width = { 0x58: 1, 0x59: 2, 0x5a: 4, 0x5b: 8 }[head] ?? 0;
  const bytes = reading.bytes.subarray(at + 1 + width, reading.at);
  if (bytes.length > mostDigits) return undefined;
  const size = bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  return String(tag === 2 ? size : -1n - size);
}

function write(reading: Reading, json: string): number {
  reading.out += json;
  return 1;
}

/** Writing digits takes time that grows with the square of their number. */
const mostDigits = 1_000;
