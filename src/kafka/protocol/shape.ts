/** What a schema says of a value's bytes, as data: the codec compiles it, and a test holds it against Kafka's own schemas. */
export type Shape =
  | { readonly kind: FixedKind }
  | { readonly kind: 'string' | 'bytes' | 'records'; readonly nullableSince: number }
  | { readonly kind: 'array'; readonly nullableSince: number; readonly of: Shape }
  | { readonly kind: 'struct'; readonly nullableSince: number; readonly fields: readonly Field[] };

/** Kinds that always take the same number of bytes, and have no null. */
export type FixedKind = 'bool' | 'int8' | 'int16' | 'uint16' | 'int32' | 'int64' | 'float64' | 'uuid';

export type StructShape = Extract<Shape, { readonly kind: 'struct' }>;

/** One field of a struct: in which versions it is there, and how. */
export interface Field {
  readonly name: string;
  readonly shape: Shape;
  /** First and last version that has it. */
  readonly since: number;
  readonly until: number;
  /** Tagged fields (KIP-482) come last, may be left out, and may be unknown to the reader. */
  readonly tag?: number;
  /** What is sent when the caller leaves it out. */
  readonly otherwise?: unknown;
}

/** Whether a value may be null in this version: from `nullableSince` on, which is Infinity where it never may. */
export const mayBeNull = (shape: Shape, version: number): boolean => 'nullableSince' in shape && shape.nullableSince <= version;

export const fieldsOf = ({ fields }: StructShape, version: number): readonly Field[] =>
  fields.filter(({ since, until }) => since <= version && version <= until);
