import { readAvroSchema, SchemaFault, type AvroRecord, type AvroType, type Logical } from './avroSchema.ts';
import { hexOf } from './hex.ts';
import { guidOf, type SchemaText } from './schemas.ts';
import { base64Of, jsonFloat32, jsonNumber, jsonString, readWhole, type Read, type Reading } from './structured.ts';

export interface AvroReader {
  /** The full name of a named type, else its kind: `com.example.Order`, `string`. */
  readonly name: string;
  /** Avro's binary encoding → JSON text for people: unions without their branch's name, decimals and times by their logical type. */
  readonly read: (bytes: Uint8Array, most?: number) => Read;
}

export interface AvroFault {
  /** A clause: "it is no JSON". */
  readonly fault: string;
  /** The full name of a type that another file may declare. */
  readonly missing?: string;
}

/** A reader of values that were written with this schema, made once for each. */
export function avroReader(schema: SchemaText): AvroReader | AvroFault {
  let reader = readers.get(schema);
  if (!reader) readers.set(schema, (reader = makeReader(schema)));
  return reader;
}

const readers = new WeakMap<SchemaText, AvroReader | AvroFault>();

function makeReader(schema: SchemaText): AvroReader | AvroFault {
  try {
    const type = readAvroSchema(schema);
    const value = compile(type, new Map());
    const read = (bytes: Uint8Array, most = Infinity): Read => readWhole(bytes, most, reading => value(reading));
    return { name: 'name' in type ? type.name : type.kind, read };
  } catch (thrown) {
    if (thrown instanceof SchemaFault)
      return { fault: thrown.message, ...(thrown.missing === undefined ? {} : { missing: thrown.missing }) };
    throw thrown;
  }
}

/** Writes one value; answers how many members it has, for the one at the top. */
type ReadValue = (reading: Reading) => number;

/** A closure a type: what a value's type is, is decided once for a schema and not once for a record. */
function compile(type: AvroType, records: Map<AvroRecord, ReadValue>): ReadValue {
  switch (type.kind) {
    case 'null':
      return writes(() => 'null');
    case 'boolean':
      return writes(reading => {
        const byte = reading.byte();
        if (byte > 1) throw reading.misfit('not-boolean', { at: reading.at - 1, value: byte });
        return byte === 1 ? 'true' : 'false';
      });
    case 'int':
      return writes(number(type.logical, 32));
    case 'long':
      return writes(number(type.logical, 64));
    case 'float':
      return writes(reading => jsonFloat32(reading.float(4, true)));
    case 'double':
      return writes(reading => jsonNumber(reading.float(8, true)));
    case 'string':
      return writes(reading => jsonString(reading.utf8(length(reading))));
    case 'bytes':
      return writes(
        type.logical ? reading => binary(type.logical, reading.take(length(reading))) : reading => reading.base64(length(reading)),
      );
    case 'fixed':
      return writes(reading => fixed(type.logical, reading.take(type.size)));
    case 'enum':
      return writes(reading => {
        const at = reading.at;
        const index = long(reading, 32);
        const symbol = type.symbols[Number(index)];
        if (symbol === undefined) throw reading.misfit('no-such-symbol', { at, value: index });
        return jsonString(symbol);
      });
    case 'record':
      return recordReader(type, records);
    case 'array':
      return arrayReader(compile(type.items, records));
    case 'map':
      return mapReader(compile(type.values, records));
    case 'union':
      return unionReader(type.branches.map(branch => compile(branch, records)));
  }
}

const writes =
  (text: (reading: Reading) => string): ReadValue =>
  reading => {
    reading.out += text(reading);
    return 1;
  };

function recordReader(type: AvroRecord, records: Map<AvroRecord, ReadValue>): ReadValue {
  const known = records.get(type);
  if (known) return known;
  let fields: readonly { readonly name: string; readonly key: string; readonly value: ReadValue }[] = [];
  const reader: ReadValue = reading => {
    reading.out += '{';
    let first = true;
    for (const { name, key, value } of fields) {
      reading.out += first ? key : `,${key}`;
      first = false;
      reading.inside(name, () => value(reading));
    }
    reading.out += '}';
    return fields.length;
  };
  records.set(type, reader);
  fields = type.fields.map(field => ({ name: field.name, key: `${jsonString(field.name)}:`, value: compile(field.type, records) }));
  return reader;
}

function arrayReader(item: ReadValue): ReadValue {
  return reading => {
    let count = 0;
    reading.out += '[';
    inBlocks(reading, () => {
      if (count > 0) reading.out += ',';
      reading.inside(count++, () => item(reading));
    });
    reading.out += ']';
    return count;
  };
}

function mapReader(value: ReadValue): ReadValue {
  return reading => {
    let count = 0;
    reading.out += '{';
    inBlocks(reading, () => {
      const key = reading.utf8(length(reading));
      reading.out += `${count++ > 0 ? ',' : ''}${jsonString(key)}:`;
      reading.inside(key, () => value(reading));
    });
    reading.out += '}';
    return count;
  };
}

/** Blocks of items until one of none. A negative count has the block's size in bytes behind it, which nobody needs who reads all. */
function inBlocks(reading: Reading, item: () => void): void {
  for (;;) {
    let count = Number(long(reading, 64));
    if (count === 0) return;
    if (count < 0) {
      count = -count;
      long(reading, 64);
    }
    // No list of this length is made: whoever says 2^60 runs out of bytes, or of steps where an item takes none.
    for (; count > 0; count--) item();
  }
}

function unionReader(branches: readonly ReadValue[]): ReadValue {
  return reading => {
    const at = reading.at;
    const index = long(reading, 64);
    const branch = branches[Number(index)];
    if (!branch) throw reading.misfit('no-such-branch', { at, value: index });
    return branch(reading);
  };
}

/** Zigzag in base 128, at most 5 bytes for an int and 10 for a long. A bigint where a number would round. */
function long(reading: Reading, bits: 32 | 64): number | bigint {
  const at = reading.at;
  let low = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = reading.byte();
    low += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return low % 2 === 0 ? low / 2 : -(low + 1) / 2;
  }
  let whole = BigInt(low);
  for (let shift = 28n; shift < 70n; shift += 7n) {
    const byte = reading.byte();
    whole |= BigInt(byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    const value = whole & 1n ? -((whole + 1n) >> 1n) : whole >> 1n;
    if (BigInt.asIntN(bits, value) !== value) throw reading.misfit('number-too-large', { at, value: bits });
    return value;
  }
  throw reading.misfit('number-too-large', { at, value: bits });
}

function length(reading: Reading): number {
  const at = reading.at;
  const bytes = long(reading, 64);
  if (bytes < 0) throw reading.misfit('length-negative', { at, value: bytes });
  const left = reading.bytes.length - reading.at;
  if (bytes > left) throw reading.misfit('length-beyond-end', { at, value: bytes });
  return Number(bytes);
}

/** A count as what its logical type says that it counts. */
function number(logical: Logical | undefined, bits: 32 | 64): (reading: Reading) => string {
  const type = logical?.type ?? '';
  const digits = type.endsWith('millis') ? 3 : type.endsWith('micros') ? 6 : 9;
  if (type === 'date') return reading => instant(BigInt(long(reading, bits)) * 86_400_000n, 3, text => text.slice(0, text.indexOf('T')));
  if (type.startsWith('time-') && digits !== 9) return reading => clock(BigInt(long(reading, bits)), digits);
  if (!type.includes('timestamp-')) return reading => String(long(reading, bits));
  const zone = type.startsWith('local') ? '' : 'Z';
  return reading => instant(BigInt(long(reading, bits)), digits, text => `${text}${zone}`);
}

/** `"2026-11-20T13:02:16.988"`, without a zone; the number itself beyond the years that a Date can hold. */
function instant(count: bigint, digits: 3 | 6 | 9, say: (text: string) => string): string {
  const perSecond = 10n ** BigInt(digits);
  const fraction = ((count % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((count - fraction) / perSecond) * 1_000);
  if (Number.isNaN(date.getTime())) return String(count);
  return jsonString(say(`${date.toISOString().slice(0, -5)}.${String(fraction).padStart(digits, '0')}`));
}

/** `"13:02:16.988"`; the number itself where it is no time of a day. */
function clock(count: bigint, digits: 3 | 6): string {
  const perSecond = 10n ** BigInt(digits);
  if (count < 0n || count >= 86_400n * perSecond) return String(count);
  return instant(count, digits, text => text.slice(text.indexOf('T') + 1));
}

function binary(logical: Logical | undefined, bytes: Uint8Array): string {
  if (logical?.type === 'decimal' && bytes.length <= mostDecimalBytes) return decimal(unscaled(bytes), logical.scale);
  if (logical?.type === 'big-decimal' && bytes.length <= mostDecimalBytes) return bigDecimal(bytes);
  return jsonString(base64Of(bytes));
}

/** Carries its scale with it: Avro's bytes of the unscaled value, then the scale as an int. */
function bigDecimal(bytes: Uint8Array): string {
  const read = readWhole(bytes, Infinity, reading => {
    const value = unscaled(reading.take(length(reading)));
    const scale = Number(long(reading, 32));
    if (scale < 0 || scale > mostDecimalBytes) throw reading.misfit('number-too-large', { value: scale });
    reading.out = decimal(value, scale);
    return 1;
  });
  return 'text' in read ? read.text : jsonString(base64Of(bytes));
}

function fixed(logical: Logical | undefined, bytes: Uint8Array): string {
  if (logical?.type === 'decimal' && bytes.length <= mostDecimalBytes) return decimal(unscaled(bytes), logical.scale);
  if (logical?.type === 'uuid') return jsonString(guidOf(bytes));
  if (logical?.type !== 'duration') return jsonString(hexOf(bytes)); // hashes and ids: as they are compared
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [months, days, ms] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)];
  return jsonString(`P${months}M${days}DT${ms / 1_000}S`);
}

/** Big-endian two's complement of any length. */
function unscaled(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  const value = BigInt(`0x${hexOf(bytes)}`);
  return BigInt.asIntN(8 * bytes.length, value);
}

/** 1890 with scale 2 → `18.90`: digit by digit, trailing zeros too. */
function decimal(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${value < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

/** Writing digits takes time that grows with the square of their number. No amount of money needs 2,400 of them. */
const mostDecimalBytes = 1_000;
