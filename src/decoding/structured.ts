import type { Misfit } from '../model/decoded.ts';
import { readText } from './text.ts';

/**
 * Structured bytes on their way to JSON text: where the reader stands, what is written, and in which field it is, for the
 * sentence when something does not fit. Our readers of Avro and MessagePack share it (decision 20): numbers are written
 * digit by digit, work and memory are bounded by the bytes at hand, and a table's row stops reading when its line is full.
 */
export class Reading {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  /** The next byte. */
  at = 0;
  /** JSON text. */
  out = '';
  /** Every map had texts as keys, as people's data has; numbers and lists are more likely somebody else's bytes. */
  textKeys = true;
  readonly #path: (string | number)[] = [];
  readonly #most: number;
  #steps = 0;
  readonly #mostSteps: number;

  /** `most`: so many characters are enough; whoever writes more is stopped by Enough. */
  constructor(bytes: Uint8Array, most: number) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#most = Math.min(most, mostCharacters);
    // A value takes at least a byte of its own or of its neighbours'; what takes none (an array of nulls) may come this often.
    this.#mostSteps = 100_000 + 8 * bytes.length;
  }

  /** "items[3].sku"; empty at the top. */
  get where(): string {
    return this.#path.reduce<string>((path, part) => (typeof part === 'number' ? `${path}[${part}]` : path ? `${path}.${part}` : part), '');
  }

  /** Reads a part of the value. Throws where it nests too deep, where there are too many, and where enough is written. */
  inside(part: string | number, read: () => void): void {
    if (this.#path.length >= deepest) throw this.misfit('too-deep', { value: deepest });
    if (++this.#steps > this.#mostSteps) throw this.misfit('too-many', { value: this.#steps });
    if (this.out.length > this.#most) throw new Enough();
    this.#path.push(part);
    read();
    this.#path.pop();
  }

  /** Reads a part and hands out what it writes, instead of writing it: a map's key, a tagged value. */
  aside(part: string | number, read: () => void): string {
    const before = this.out;
    this.out = '';
    this.inside(part, read);
    const written = this.out;
    this.out = before;
    return written;
  }

  /** What is thrown where the bytes are not what they should be. */
  misfit(problem: Misfit, { at = this.at, value }: { readonly at?: number; readonly value?: number | bigint } = {}): Unfit {
    return new Unfit({ problem, at, where: this.where, ...(value === undefined ? {} : { value }) });
  }

  /** The next `length` bytes, not copied. */
  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw this.misfit('ends-early', { value: length - (this.bytes.length - this.at) });
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw this.misfit('ends-early', { value: 1 });
    this.at++;
    return byte;
  }

  /** A number of 1, 2, 4 or 8 bytes. */
  unsigned(size: 1 | 2 | 4 | 8): number | bigint {
    const at = this.#step(size);
    if (size === 8) return this.#view.getBigUint64(at);
    return size === 4 ? this.#view.getUint32(at) : size === 2 ? this.#view.getUint16(at) : this.#view.getUint8(at);
  }

  signed(size: 1 | 2 | 4 | 8): number | bigint {
    const at = this.#step(size);
    if (size === 8) return this.#view.getBigInt64(at);
    return size === 4 ? this.#view.getInt32(at) : size === 2 ? this.#view.getInt16(at) : this.#view.getInt8(at);
  }

  float(size: 4 | 8, littleEndian = false): number {
    const at = this.#step(size);
    return size === 8 ? this.#view.getFloat64(at, littleEndian) : this.#view.getFloat32(at, littleEndian);
  }

  uint32LittleEndian(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  /** UTF-8 of `length` bytes. Control characters are allowed: the format says that it is text. */
  utf8(length: number): string {
    const start = this.at;
    const bytes = this.take(length);
    this.#cut(bytes, head => jsonString(new TextDecoder().decode(head)));
    try {
      return strict.decode(bytes);
    } catch {
      const fault = readText(bytes);
      throw this.misfit('not-utf8', { at: start + ('fault' in fault && fault.fault === 'not-utf8' ? fault.at : 0) });
    }
  }

  /** Bytes of `length` as base64, a JSON string. */
  base64(length: number): string {
    const bytes = this.take(length);
    this.#cut(bytes, head => jsonString(base64Of(head)));
    return jsonString(base64Of(bytes));
  }

  /** Of a text that is longer than what is wanted of all, the beginning is enough; a character has at most 4 bytes. */
  #cut(bytes: Uint8Array, json: (head: Uint8Array) => string): void {
    if (bytes.length <= 4 * this.#most) return;
    this.out += json(bytes.subarray(0, this.#most));
    throw new Enough();
  }

  #step(size: number): number {
    this.take(size);
    return this.at - size;
  }
}

/** What did not fit, for an attempt's reason. */
export interface UnfitReason {
  readonly problem: Misfit;
  /** The byte, counted from 0. */
  readonly at: number;
  /** The field; empty at the top. */
  readonly where: string;
  readonly value?: number | bigint;
}

export class Unfit extends Error {
  readonly reason: UnfitReason;
  constructor(reason: UnfitReason) {
    super(`${reason.problem} at byte ${reason.at}`);
    this.reason = reason;
  }
}

/** Enough is written; no fault. */
export class Enough extends Error {}

/** `looked`: the bytes that were read; fewer than all where the beginning was enough. */
export type Read =
  | { readonly text: string; readonly members: number; readonly looked: number; readonly textKeys: boolean }
  | { readonly unfit: UnfitReason };

/** Runs a reader over all bytes. Bytes that are left over are a misfit: another schema wrote them. Never throws. */
export function readWhole(bytes: Uint8Array, most: number, read: (reading: Reading) => number): Read {
  const reading = new Reading(bytes, most);
  try {
    const members = read(reading);
    if (reading.at < bytes.length) return { unfit: reading.misfit('left-over', { value: bytes.length - reading.at }).reason };
    return { text: reading.out, members, looked: reading.at, textKeys: reading.textKeys };
  } catch (thrown) {
    if (thrown instanceof Enough) return { text: reading.out, members: 0, looked: reading.at, textKeys: reading.textKeys };
    if (thrown instanceof Unfit) return { unfit: thrown.reason };
    if (thrown instanceof RangeError) return { unfit: reading.misfit('too-deep').reason }; // the stack, or a string of half a gigabyte
    throw thrown;
  }
}

/** Members that JSON texts are written from: `{"a":1,"b":[]}`. */
export const jsonString = (text: string): string => JSON.stringify(text);

/** A number as JSON text; what JSON has no number for is a string, as protobuf's JSON mapping does. */
export function jsonNumber(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return jsonString(String(value));
}

export const jsonFloat32 = (value: number): string => jsonNumber(shortestFloat(value));

/** The number with the shortest digits that means this 32-bit float: 0.1 and not 0.10000000149011612. */
export function shortestFloat(value: number): number {
  if (!Number.isFinite(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

/** Bytes inside structured data, as protobuf's JSON mapping writes them. */
export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Deeper than data of people, and shallow enough for the stack: a level takes some three calls. */
const deepest = 500;
/** Below the longest string that the engine knows (some 536 million characters). */
const mostCharacters = 400_000_000;
