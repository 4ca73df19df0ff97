import { FailureError } from '../../model/failure.ts';
import type { Api } from './api.ts';
import { compileReader, compileSteps, compileWriter, type Read, type Steps, type Write } from './codec.ts';
import type { Field, FixedKind, Shape, StructShape } from './shape.ts';
import { Reader, Writer } from './wire.ts';

/**
 * The words in which an API is declared: `int32`, `array({ … })`, `string.since(4)`. The declaration is data (shape.ts);
 * the TypeScript type of its requests and responses is inferred from it, so that no name is written twice.
 */
declare const value: unique symbol;
declare const presence: unique symbol;
type Presence = 'always' | 'sometimes';

/** A wire type as a field of a struct. `P` says whether a value of it must be there. */
export interface Type<T, P extends Presence = 'always'> {
  readonly [value]?: T;
  readonly [presence]?: P;
  readonly field: Omit<Field, 'name'>;
  /** Only from this version on. */
  since(version: number): Type<T, 'sometimes'>;
  /** Only up to this version, which still has it. */
  until(version: number): Type<T, 'sometimes'>;
  /** A tagged field, which the other side may leave out. */
  tagged(tag: number): Type<T, 'sometimes'>;
  /** What is sent when the caller leaves it out. */
  otherwise(value: T): Type<T, 'sometimes'>;
}

export type Fields = Readonly<Record<string, Type<unknown, Presence>>>;
export type Value<X> = X extends Type<infer T, Presence> ? T : never;
type Simplified<T> = { [K in keyof T]: T[K] } & {};

/** The object that a declaration describes. A field that only some versions have is optional. */
export type Struct<F extends Fields> = Simplified<
  { readonly [K in keyof F as F[K] extends Type<unknown> ? K : never]: Value<F[K]> } & {
    readonly [K in keyof F as F[K] extends Type<unknown> ? never : K]?: Value<F[K]>;
  }
>;

export const bool = plain<boolean>('bool');
export const int8 = plain<number>('int8');
export const int16 = plain<number>('int16');
export const uint16 = plain<number>('uint16');
export const int32 = plain<number>('int32');
export const int64 = plain<bigint>('int64');
export const float64 = plain<number>('float64');
/** As Kafka's own tools write it: 22 characters of URL-safe base 64. */
export const uuid = plain<string>('uuid');
export const string = type<string>({ shape: { kind: 'string', nullableSince: Infinity } });
export const bytes = type<Uint8Array>({ shape: { kind: 'bytes', nullableSince: Infinity } });
/** Record batches, as one piece of bytes; recordBatch.ts reads them. */
export const records = type<Buffer>({ shape: { kind: 'records', nullableSince: Infinity } });

export function array<T>(of: Type<T>): Type<readonly T[]>;
export function array<F extends Fields>(of: F): Type<readonly Struct<F>[]>;
export function array(of: Type<unknown> | Fields): Type<readonly unknown[]> {
  return type({ shape: { kind: 'array', nullableSince: Infinity, of: isType(of) ? of.field.shape : structShape(of) } });
}

export function struct<F extends Fields>(fields: F): Type<Struct<F>> {
  return type({ shape: structShape(fields) });
}

/** The same, or null from this version on. Texts, bytes, arrays and structs can be null on the wire; numbers cannot. */
export function nullable<T extends string | object>(of: Type<T>, since = 0): Type<T | null> {
  const { shape } = of.field;
  switch (shape.kind) {
    case 'string':
    case 'bytes':
    case 'records':
    case 'array':
    case 'struct':
      return type<T | null>({ ...of.field, shape: { ...shape, nullableSince: since } });
    case 'bool':
    case 'int8':
    case 'int16':
    case 'uint16':
    case 'int32':
    case 'int64':
    case 'float64':
    case 'uuid':
      throw new TypeError(`${shape.kind} has no null on the wire`);
  }
}

export const nullableString = nullable(string);

/** An Api that kept what it was declared with. */
export interface DeclaredApi<Request, Response> extends Api<Request, Response> {
  readonly request: StructShape;
  readonly response: StructShape;
}

/** Declares an API: `versions` are those that we speak, within which every field says where it exists. */
export function api<Q extends Fields, S extends Fields>(declaration: {
  readonly key: number;
  readonly name: string;
  readonly versions: readonly [oldest: number, newest: number];
  readonly flexibleFrom: number;
  readonly request: Q;
  readonly response: S;
}): DeclaredApi<Struct<Q>, Struct<S>> {
  const { key, name, versions, flexibleFrom } = declaration;
  const [oldest, newest] = versions;
  const request = structShape(declaration.request);
  const response = structShape(declaration.response);
  const writers = new Map<number, Write>();
  const readers = new Map<number, Read>();

  function compiled<C>(cache: Map<number, C>, version: number, compile: (version: number, flexible: boolean) => C): C {
    let one = cache.get(version);
    if (one === undefined) {
      if (version < oldest || version > newest)
        throw new RangeError(`${name} is declared for versions ${oldest} to ${newest}, not ${version}`);
      cache.set(version, (one = compile(version, version >= flexibleFrom)));
    }
    return one;
  }

  const steps = new Map<number, Steps>();
  return {
    ...{ key, name, versions, flexibleFrom, request, response },
    encode(version, value) {
      const writer = new Writer();
      compiled(writers, version, (at, flexible) => compileWriter(request, at, flexible))(writer, value);
      return writer.done();
    },
    decode(version, frame) {
      const read = compiled(readers, version, (at, flexible) => compileReader(response, at, flexible));
      return readOrFail(frame, name, version, read) as Struct<S>;
    },
    async decodeInTurns(version, frame, turn) {
      const reader = new Reader(frame);
      const walk = compiled(steps, version, (at, flexible) => compileSteps(response, at, flexible))(reader);
      for (;;) {
        const { done, value } = inFrame(reader, name, version, () => walk.next());
        if (done === true) return value as Struct<S>;
        const others = turn();
        if (others) await others;
      }
    },
  };
}

/** Data that carry their own version in front, an int16: a classic member's subscription, a record of the offsets topic. */
export interface DeclaredData<T> {
  readonly name: string;
  readonly newest: number;
  readonly flexibleFrom: number;
  readonly shape: StructShape;
  /** A version beyond the newest is read as the newest, for its authors may only append. Throws FailureError of kind 'unreadable'. */
  decode(bytes: Uint8Array): T;
}

export function data<F extends Fields>(name: string, newest: number, fields: F, flexibleFrom = Infinity): DeclaredData<Struct<F>> {
  const shape = structShape(fields);
  const readers = Array.from({ length: newest + 1 }, (_, version) => compileReader(shape, version, version >= flexibleFrom));
  return {
    ...{ name, newest, flexibleFrom, shape },
    decode(bytes) {
      const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return readOrFail(frame, name, newest, reader => {
        const version = reader.int16();
        const read = readers[Math.min(version, newest)];
        if (read === undefined) throw new RangeError(`a version of ${version}`);
        return read(reader) as Struct<F>;
      });
    },
  };
}

/**
 * Reads one value from the start of `frame`; what follows it is left alone, since a newer peer may have appended to it.
 * @throws FailureError of kind 'unreadable' that names `request` and the byte at which it went wrong.
 */
export function readOrFail<T>(frame: Buffer, request: string, version: number, read: (reader: Reader) => T): T {
  const reader = new Reader(frame);
  return inFrame(reader, request, version, () => read(reader));
}

/** What leaves the frame is an answer that cannot be read. */
function inFrame<T>(reader: Reader, request: string, version: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const detail = `version ${version}, byte ${reader.at} of ${reader.bytes.length}: ${error.message}`;
    throw new FailureError({ kind: 'unreadable', code: 'BROKEN_FRAME', request, detail });
  }
}

function plain<T>(kind: FixedKind): Type<T> {
  return type<T>({ shape: { kind } });
}

function type<T, P extends Presence = 'always'>(given: { readonly shape: Shape } & Partial<Omit<Field, 'name'>>): Type<T, P> {
  const field = { since: 0, until: Infinity, ...given };
  return {
    field,
    since: version => type({ ...field, since: version }),
    until: version => type({ ...field, until: version }),
    tagged: tag => type({ ...field, tag }),
    otherwise: otherwise => type({ ...field, otherwise }),
  };
}

const isType = (of: Type<unknown> | Fields): of is Type<unknown> => typeof (of as Type<unknown>).since === 'function';

function structShape(fields: Fields): StructShape {
  return { kind: 'struct', nullableSince: Infinity, fields: Object.entries(fields).map(([name, { field }]) => ({ name, ...field })) };
}
