import { decode, Simple, Tag } from 'cbor2';
import { base64Of, jsonNumber, jsonString } from './structured.ts';

export type CborRead =
  | { readonly text: string; readonly members: number; readonly textKeys: boolean }
  /** The library's own words. */
  | { readonly detail: string };

/**
 * CBOR (RFC 8949), read by cbor2, as JSON text: 64-bit integers and large numbers digit by digit, times as times; other tags as
 * `{"$tag":37,"$value":…}`, simple values as `{"$simple":16}`. A map's keys that are no text become the text of their JSON, and a
 * key that is there twice stays so. undefined is null. All bytes must be one value. Never throws.
 */
export function readCbor(bytes: Uint8Array): CborRead {
  try {
    const value: unknown = decode(bytes, { ignoreGlobalTags: true, createObject: pairs => new Pairs(pairs) });
    const writer = new Writer();
    const text = writer.json(value);
    const members = value instanceof Pairs ? value.pairs.length : Array.isArray(value) ? value.length : 1;
    return { text, members, textKeys: writer.textKeys };
  } catch (thrown) {
    return { detail: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** A map as it is written: an object of JavaScript's would lose doubled keys, and take `__proto__` for something else. */
class Pairs {
  readonly pairs: readonly (readonly [key: unknown, value: unknown, ...unknown[]])[];
  constructor(pairs: Pairs['pairs']) {
    this.pairs = pairs;
  }
}

class Writer {
  /** Every map had texts as keys, as people's data has. */
  textKeys = true;

  /** Values nest at most 1,024 deep: the library refuses more. */
  json(value: unknown): string {
    if (value === null || value === undefined) return 'null';
    if (value instanceof Pairs)
      return `{${value.pairs.map(([key, member]) => `${jsonString(this.#key(key))}:${this.json(member)}`).join(',')}}`;
    if (Array.isArray(value)) return `[${value.map(item => this.json(item)).join(',')}]`;
    if (value instanceof Uint8Array) return jsonString(base64Of(value));
    if (value instanceof Tag) return this.#tagged(value);
    if (value instanceof Simple) return `{"$simple":${value.value}}`;
    if (typeof value === 'string') return jsonString(value);
    if (typeof value === 'number') return jsonNumber(value);
    if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    throw new Error('a value of a kind that CBOR does not have');
  }

  #key(key: unknown): string {
    if (typeof key === 'string') return key;
    this.textKeys = false;
    return this.json(key);
  }

  #tagged({ tag, contents }: Tag): string {
    const number = Number(tag);
    if (number === selfDescribed) return this.json(contents);
    if (number === dateText && typeof contents === 'string') return jsonString(contents);
    if (number === epochTime && (typeof contents === 'number' || typeof contents === 'bigint')) {
      const date = new Date(Number(contents) * 1_000);
      if (!Number.isNaN(date.getTime())) return jsonString(date.toISOString());
    }
    if ((number === positive || number === negative) && contents instanceof Uint8Array && contents.length <= mostDigits) {
      const size = contents.length === 0 ? 0n : BigInt(`0x${Buffer.from(contents).toString('hex')}`);
      return String(number === positive ? size : -1n - size);
    }
    return `{"$tag":${String(tag)},"$value":${this.json(contents)}}`;
  }
}

/** Tags of RFC 8949, section 3.4. */
const [dateText, epochTime, positive, negative, selfDescribed] = [0, 1, 2, 3, 55_799];
/** Writing digits takes time that grows with the square of their number. */
const mostDigits = 1_000;
