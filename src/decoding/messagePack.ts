import { base64Of, jsonFloat32, jsonNumber, jsonString, readWhole, type Read, type Reading } from './structured.ts';

/**
 * MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) → JSON text. Timestamps are written as times, other
 * extensions as `{"$ext":5,"$bytes":"base64"}`; a map's keys that are no text become the text of their JSON.
 */
export const readMessagePack = (bytes: Uint8Array, most = Infinity): Read => readWhole(bytes, most, value);

/** Answers how many members the value has. */
function value(reading: Reading): number {
  const at = reading.at;
  const type = reading.byte();
  if (type <= 0x7f) return write(reading, String(type));
  if (type <= 0x8f) return map(reading, type & 0x0f);
  if (type <= 0x9f) return array(reading, type & 0x0f);
  if (type <= 0xbf) return write(reading, jsonString(reading.utf8(type & 0x1f)));
  if (type >= 0xe0) return write(reading, String(type - 0x100));
  switch (type) {
    case 0xc0:
      return write(reading, 'null');
    case 0xc2:
      return write(reading, 'false');
    case 0xc3:
      return write(reading, 'true');
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return write(reading, reading.base64(size(reading, type - 0xc4)));
    case 0xc7:
    case 0xc8:
    case 0xc9:
      return extension(reading, size(reading, type - 0xc7));
    case 0xca:
      return write(reading, jsonFloat32(reading.float(4)));
    case 0xcb:
      return write(reading, jsonNumber(reading.float(8)));
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
      return write(reading, String(reading.unsigned(widthOf(type - 0xcc))));
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3:
      return write(reading, String(reading.signed(widthOf(type - 0xd0))));
    case 0xd4:
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      return extension(reading, 2 ** (type - 0xd4));
    case 0xd9:
    case 0xda:
    case 0xdb:
      return write(reading, jsonString(reading.utf8(size(reading, type - 0xd9))));
    case 0xdc:
    case 0xdd:
      return array(reading, size(reading, type - 0xdb));
    case 0xde:
    case 0xdf:
      return map(reading, size(reading, type - 0xdd));
    default:
      throw reading.misfit('unknown-type', { at, value: type }); // 0xc1 is never used
  }
}

function array(reading: Reading, length: number): number {
  reading.out += '[';
  for (let index = 0; index < length; index++) {
    if (index > 0) reading.out += ',';
    reading.inside(index, () => value(reading));
  }
  reading.out += ']';
  return length;
}

function map(reading: Reading, length: number): number {
  reading.out += '{';
  for (let index = 0; index < length; index++) {
    if (index > 0) reading.out += ',';
    const key = keyOf(reading, () => value(reading));
    reading.out += `${jsonString(key)}:`;
    reading.inside(key, () => value(reading));
  }
  reading.out += '}';
  return length;
}

/** Reads a map's key: a text is itself, a number or a list the text of its JSON. */
function keyOf(reading: Reading, read: () => void): string {
  const json = reading.aside('(key)', read);
  if (json.startsWith('"')) return JSON.parse(json) as string;
  reading.textKeys = false;
  return json;
}

function extension(reading: Reading, length: number): number {
  const type = Number(reading.signed(1));
  const bytes = reading.take(length);
  const time = type === -1 ? timeOf(bytes) : undefined;
  return write(reading, time ?? `{"$ext":${type},"$bytes":${jsonString(base64Of(bytes))}}`);
}

/** The timestamp extension: seconds in 32 bits, nanoseconds and seconds in 30 and 34, or in 32 and 64. */
function timeOf(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts =
    bytes.length === 4
      ? [0, view.getUint32(0)]
      : bytes.length === 8
        ? [view.getUint32(0) >>> 2, (view.getUint32(0) & 0x3) * 2 ** 32 + view.getUint32(4)]
        : bytes.length === 12
          ? [view.getUint32(0), Number(view.getBigInt64(4))]
          : [];
  const [nanos = 0, seconds = Infinity] = parts;
  const date = new Date(seconds * 1_000);
  if (Number.isNaN(date.getTime())) return undefined;
  return jsonString(`${date.toISOString().slice(0, -5)}${nanos === 0 ? '' : `.${String(nanos).padStart(9, '0')}`}Z`);
}

function write(reading: Reading, json: string): number {
  reading.out += json;
  return 1;
}

const widthOf = (step: number): 1 | 2 | 4 | 8 => ([1, 2, 4, 8] as const)[step as 0 | 1 | 2 | 3];
const size = (reading: Reading, step: number): number => Number(reading.unsigned(widthOf(step)));
