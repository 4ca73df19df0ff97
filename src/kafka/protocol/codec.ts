import { type Field, fieldsOf, mayBeNull, type Shape, type StructShape } from './shape.ts';
import { type Reader, Writer } from './wire.ts';

/**
 * Compiles a schema for one version into closures, once, so that reading a field costs a call and no question about
 * versions. `flexible` is KIP-482's compact encoding: lengths are varints of n + 1, every struct ends with its tags.
 */
export type Read = (reader: Reader) => unknown;
export type Write = (writer: Writer, value: unknown) => void;

/** @param tagged as a tagged field, whose struct says by a varint whether it is there: 0 or 1. */
export function compileReader(shape: Shape, version: number, flexible: boolean, tagged = false): Read {
  const nullable = mayBeNull(shape, version);
  switch (shape.kind) {
    case 'bool':
      return reader => reader.int8() !== 0;
    case 'int8':
      return reader => reader.int8();
    case 'int16':
      return reader => reader.int16();
    case 'uint16':
      return reader => reader.uint16();
    case 'int32':
      return reader => reader.int32();
    case 'int64':
      return reader => reader.int64();
    case 'float64':
      return reader => reader.float64();
    case 'uuid':
      return reader => reader.take(16).toString('base64url');
    case 'string': {
      const length = flexible ? compactLength : shortLength;
      return orNull(nullable, length, (reader, size) => reader.text(size));
    }
    case 'bytes':
    case 'records':
      return orNull(nullable, flexible ? compactLength : longLength, (reader, size) => reader.take(size));
    case 'array': {
      const item = compileReader(shape.of, version, flexible);
      const least = Math.max(1, leastBytes(shape.of, version, flexible));
      return orNull(nullable, flexible ? compactLength : longLength, (reader, size) => {
        const items = new Array<unknown>(reader.count(size, least));
        for (let at = 0; at < size; at++) items[at] = item(reader);
        return items;
      });
    }
    case 'struct': {
      const struct = structReader(shape, version, flexible);
      if (!nullable) return struct;
      return tagged ? reader => (reader.uvarint() === 0 ? null : struct(reader)) : reader => (reader.int8() < 0 ? null : struct(reader));
    }
  }
}

export function compileWriter(shape: Shape, version: number, flexible: boolean, tagged = false): Write {
  const nullable = mayBeNull(shape, version);
  const writeLength = flexible ? writeCompactLength : shape.kind === 'string' ? writeShortLength : writeLongLength;
  const writeNull: (writer: Writer) => void = nullable ? writer => writeLength(writer, -1) : refuseNull(shape, version);
  switch (shape.kind) {
    case 'bool':
      return (writer, value) => writer.int8(value === true ? 1 : 0);
    case 'int8':
      return (writer, value) => writer.int8(value as number);
    case 'int16':
      return (writer, value) => writer.int16(value as number);
    case 'uint16':
      return (writer, value) => writer.uint16(value as number);
    case 'int32':
      return (writer, value) => writer.int32(value as number);
    case 'int64':
      return (writer, value) => writer.int64(value as bigint);
    case 'float64':
      return (writer, value) => writer.float64(value as number);
    case 'uuid':
      return (writer, value) => {
        const id = Buffer.from(value as string, 'base64url');
        if (id.length !== 16) throw new TypeError(`an id of ${id.length} bytes instead of 16`);
        writer.append(id);
      };
    case 'string':
    case 'bytes':
    case 'records':
      return (writer, value) => {
        if (value === null) return writeNull(writer);
        if (typeof value === 'string') {
          const length = Buffer.byteLength(value);
          writeLength(writer, length);
          return writer.text(value, length);
        }
        const bytes = value as Uint8Array;
        writeLength(writer, bytes.length);
        writer.append(bytes);
      };
    case 'array': {
      const item = compileWriter(shape.of, version, flexible);
      return (writer, value) => {
        if (value === null) return writeNull(writer);
        const items = value as readonly unknown[];
        writeLength(writer, items.length);
        for (let at = 0; at < items.length; at++) item(writer, items[at]);
      };
    }
    case 'struct': {
      const struct = structWriter(shape, version, flexible);
      if (!nullable) return struct;
      return (writer, value) => {
        if (tagged) writer.uvarint(value === null ? 0 : 1);
        else writer.int8(value === null ? -1 : 1);
        if (value !== null) struct(writer, value);
      };
    }
  }
}

/** The fewest bytes that a value can take: what a count is held against before an array is allocated. */
function leastBytes(shape: Shape, version: number, flexible: boolean): number {
  switch (shape.kind) {
    case 'bool':
    case 'int8':
      return 1;
    case 'int16':
    case 'uint16':
      return 2;
    case 'int32':
      return 4;
    case 'int64':
    case 'float64':
      return 8;
    case 'uuid':
      return 16;
    case 'string':
      return flexible ? 1 : 2;
    case 'bytes':
    case 'records':
    case 'array':
      return flexible ? 1 : 4;
    case 'struct':
      if (mayBeNull(shape, version)) return 1;
      return fieldsOf(shape, version).reduce(
        (sum, field) => sum + (field.tag === undefined ? leastBytes(field.shape, version, flexible) : 0),
        flexible ? 1 : 0,
      );
  }
}

type Length = (reader: Reader) => number;
const compactLength: Length = reader => reader.uvarint() - 1;
const shortLength: Length = reader => reader.int16();
const longLength: Length = reader => reader.int32();

/** A length of −1 is null; where null is not allowed, the reader refuses the length. */
function orNull(nullable: boolean, length: Length, read: (reader: Reader, size: number) => unknown): Read {
  if (!nullable) return reader => read(reader, length(reader));
  return reader => {
    const size = length(reader);
    return size === -1 ? null : read(reader, size);
  };
}

/** A null where the version has none would be read as something else by the other side. */
function refuseNull({ kind }: Shape, version: number): () => never {
  return () => {
    throw new TypeError(`version ${version} has no null for this ${kind}`);
  };
}

type WriteLength = (writer: Writer, length: number) => void;
const writeCompactLength: WriteLength = (writer, length) => writer.uvarint(length + 1);
const writeShortLength: WriteLength = (writer, length) => writer.int16(length);
const writeLongLength: WriteLength = (writer, length) => writer.int32(length);

function structReader(shape: StructShape, version: number, flexible: boolean): (reader: Reader) => object {
  const inOrder = plainFields(shape, version).map(({ name, shape: of }) => ({ name, read: compileReader(of, version, flexible) }));
  const readTags = flexible ? tagsReader(shape, version) : undefined;
  return reader => {
    const value: Record<string, unknown> = {};
    // By index: as long as V8 has not optimised this, `of` makes an object for every field of every row, a fifth of all garbage.
    for (let at = 0, field = inOrder[0]; field !== undefined; field = inOrder[++at]) value[field.name] = field.read(reader);
    readTags?.(reader, value);
    return value;
  };
}

const plainFields = (shape: StructShape, version: number) => fieldsOf(shape, version).filter(({ tag }) => tag === undefined);

/** What follows the fields of a struct in versions with compact encoding. */
function tagsReader(shape: StructShape, version: number): (reader: Reader, value: Record<string, unknown>) => void {
  const here = fieldsOf(shape, version).map(({ tag, name, shape: of }) => ({ tag, name, read: compileReader(of, version, true, true) }));
  const tagged = new Map(here.map(({ tag, name, read }) => [tag, { name, read }]));
  return (reader, value) => {
    for (let tags = reader.uvarint(); tags > 0; tags--) {
      const field = tagged.get(reader.uvarint());
      const end = reader.uvarint() + reader.at;
      if (field) value[field.name] = field.read(reader);
      // A tag of a newer broker is stepped over; one that we know may have grown at its end.
      reader.skip(end - reader.at);
    }
  };
}

/** Reads what `compileReader`'s closure reads, and stops every few items: who walks it may do something else before it goes on. */
export type Steps = (reader: Reader) => Generator<void, unknown>;

/** For answers that may hold a hundred thousand items: reading one in one go would hold the thread for longer than anybody should. */
export function compileSteps(shape: StructShape, version: number, flexible: boolean): Steps {
  const inOrder = plainFields(shape, version).map(({ name, shape: of }) => ({ name, ...stepsOrRead(of, version, flexible) }));
  const readTags = flexible ? tagsReader(shape, version) : undefined;
  return function* (reader) {
    const value: Record<string, unknown> = {};
    for (const { name, steps, read } of inOrder) value[name] = steps ? yield* steps(reader) : read(reader);
    readTags?.(reader, value);
    return value;
  };
}

function stepsOrRead(shape: Shape, version: number, flexible: boolean): { readonly steps?: Steps; readonly read: Read } {
  const read = compileReader(shape, version, flexible);
  if (shape.kind !== 'array' || shape.of.kind !== 'struct' || mayBeNull(shape.of, version)) return { read };
  const length = flexible ? compactLength : longLength;
  const least = Math.max(1, leastBytes(shape.of, version, flexible));
  const nullable = mayBeNull(shape, version);
  const nested = plainFields(shape.of, version).some(({ shape: { kind } }) => kind === 'array');
  const item = {
    read: compileReader(shape.of, version, flexible),
    ...(nested ? { steps: compileSteps(shape.of, version, flexible) } : {}),
  };
  return {
    read,
    *steps(reader) {
      const size = length(reader);
      if (nullable && size === -1) return null;
      const items = new Array<unknown>(reader.count(size, least));
      for (let at = 0; at < size; at++) {
        items[at] = item.steps ? yield* item.steps(reader) : item.read(reader);
        if (at % itemsAStep === 0) yield;
      }
      return items;
    },
  };
}

/** Some tenths of a millisecond. */
const itemsAStep = 100;

function structWriter(shape: StructShape, version: number, flexible: boolean): Write {
  const here = fieldsOf(shape, version).map(field => ({
    ...field,
    write: compileWriter(field.shape, version, flexible, field.tag !== undefined),
  }));
  const inOrder = here.filter(({ tag }) => tag === undefined);
  const tagged = here.flatMap(({ tag, ...field }) => (tag === undefined ? [] : [{ ...field, tag }])).sort((a, b) => a.tag - b.tag);
  return (writer, value) => {
    for (let at = 0, field = inOrder[0]; field !== undefined; field = inOrder[++at]) field.write(writer, given(field, value, version));
    if (!flexible) return;
    if (tagged.length === 0) return writer.uvarint(0);
    const present = tagged.filter(({ name }) => (value as Record<string, unknown>)[name] !== undefined);
    writer.uvarint(present.length);
    for (const field of present) {
      const own = new Writer();
      field.write(own, given(field, value, version));
      const bytes = own.done();
      writer.uvarint(field.tag);
      writer.uvarint(bytes.length);
      writer.append(bytes);
    }
  };
}

/** A field that the version has and the caller forgot is a mistake of ours: better an error here than a broken frame there. */
function given({ name, otherwise }: Field, struct: unknown, version: number): unknown {
  const value = (struct as Readonly<Record<string, unknown>>)[name];
  if (value !== undefined) return value;
  if (otherwise === undefined) throw new TypeError(`version ${version} needs the field ${name}`);
  return otherwise;
}
