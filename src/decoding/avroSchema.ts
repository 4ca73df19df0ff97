import type { SchemaText } from './schemas.ts';

/** An Avro schema with its names resolved (Avro 1.12 specification, "Schema Declaration"). Named types may contain themselves. */
export type AvroType =
  | AvroPrimitive
  | AvroRecord
  | { readonly kind: 'enum'; readonly name: string; readonly symbols: readonly string[] }
  | { readonly kind: 'fixed'; readonly name: string; readonly size: number; readonly logical?: Logical }
  | { readonly kind: 'array'; readonly items: AvroType }
  | { readonly kind: 'map'; readonly values: AvroType }
  | { readonly kind: 'union'; readonly branches: readonly AvroType[] };

export interface AvroPrimitive {
  readonly kind: 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';
  readonly logical?: Logical;
}

export interface AvroRecord {
  readonly kind: 'record';
  readonly name: string;
  /** Filled after the record is named, for a field may refer to it. */
  fields: readonly { readonly name: string; readonly type: AvroType }[];
}

/** What is not known, or does not fit its type, is read as the type itself: the specification wants it so. */
export type Logical =
  | { readonly type: 'decimal'; readonly scale: number }
  | {
      readonly type:
        | 'big-decimal'
        | 'uuid'
        | 'date'
        | 'time-millis'
        | 'time-micros'
        | 'timestamp-millis'
        | 'timestamp-micros'
        | 'timestamp-nanos'
        | 'local-timestamp-millis'
        | 'local-timestamp-micros'
        | 'local-timestamp-nanos'
        | 'duration';
    };

/** A schema that cannot be used, in a clause: "field amount has the unknown type Money". */
export class SchemaFault extends Error {
  /** The full name of a type that would have to be declared elsewhere. */
  readonly missing: string | undefined;
  constructor(problem: string, missing?: string) {
    super(problem);
    this.missing = missing;
  }
}

/** Resolves a schema and all that it refers to. Throws SchemaFault. */
export function readAvroSchema(text: SchemaText): AvroType {
  return readWithNames(text, new Map(), new Set());
}

type Names = Map<string, AvroType>;

function readWithNames(text: SchemaText, names: Names, reading: Set<SchemaText>): AvroType {
  if (reading.has(text)) throw new SchemaFault('its references form a circle');
  reading.add(text);
  for (const { name, schema } of text.references) {
    if (!names.has(name)) readWithNames(schema, names, reading);
  }
  reading.delete(text);
  return typeOf(parsed(text.schema), '', names, 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Registries keep a primitive schema as `"string"`, people write it as `string`.
    if (/^\s*[a-z]+\s*$/.test(text)) return text.trim();
    throw new SchemaFault('it is no JSON');
  }
}

function typeOf(schema: unknown, namespace: string, names: Names, depth: number): AvroType {
  if (depth > deepest) throw new SchemaFault('it nests too deep');
  if (typeof schema === 'string') return named(schema, namespace, names);
  if (Array.isArray(schema)) return { kind: 'union', branches: schema.map(branch => typeOf(branch, namespace, names, depth + 1)) };
  if (!isObject(schema)) throw new SchemaFault('a type is neither a name nor an object');
  const { type } = schema;
  switch (type) {
    case 'record':
    case 'error':
      return recordOf(schema, namespace, names, depth);
    case 'enum': {
      const { symbols } = schema;
      if (!isStrings(symbols)) throw new SchemaFault(`enum ${String(schema['name'])} has no symbols`);
      return declare(schema, namespace, names, name => ({ kind: 'enum', name, symbols }));
    }
    case 'fixed': {
      const { size } = schema;
      if (!isCount(size)) throw new SchemaFault(`fixed ${String(schema['name'])} has no size`);
      return declare(schema, namespace, names, name => ({ kind: 'fixed', name, size, ...logicalOf(schema, 'fixed', size) }));
    }
    case 'array':
      return { kind: 'array', items: typeOf(schema['items'], namespace, names, depth + 1) };
    case 'map':
      return { kind: 'map', values: typeOf(schema['values'], namespace, names, depth + 1) };
    default: {
      const inner = typeOf(type, namespace, names, depth + 1);
      return isPrimitive(inner) ? { ...inner, ...logicalOf(schema, inner.kind) } : inner;
    }
  }
}

function recordOf(schema: Members, namespace: string, names: Names, depth: number): AvroType {
  const { fields } = schema;
  if (!Array.isArray(fields)) throw new SchemaFault(`record ${String(schema['name'])} has no fields`);
  const [name, inner] = fullName(schema, namespace);
  const made: AvroRecord = { kind: 'record', name, fields: [] };
  names.set(name, made);
  made.fields = fields.map((field: unknown) => {
    if (!isObject(field) || typeof field['name'] !== 'string') throw new SchemaFault(`a field of record ${name} has no name`);
    return { name: field['name'], type: typeOf(field['type'], inner, names, depth + 1) };
  });
  return made;
}

function declare(schema: Members, namespace: string, names: Names, make: (name: string) => AvroType): AvroType {
  const [name] = fullName(schema, namespace);
  const made = make(name);
  names.set(name, made);
  return made;
}

/** The full name, and the namespace of what is declared inside. */
function fullName(schema: Members, namespace: string): readonly [name: string, namespace: string] {
  const { name, namespace: own } = schema;
  if (typeof name !== 'string') throw new SchemaFault('a named type has no name');
  const dot = name.lastIndexOf('.');
  if (dot >= 0) return [name, name.slice(0, dot)];
  const space = typeof own === 'string' ? own : namespace;
  return [space ? `${space}.${name}` : name, space];
}

function named(name: string, namespace: string, names: Names): AvroType {
  if (primitives.has(name)) return { kind: name as 'null' };
  const found = names.get(name.includes('.') || !namespace ? name : `${namespace}.${name}`) ?? names.get(name);
  if (!found) {
    const full = name.includes('.') || !namespace ? name : `${namespace}.${name}`;
    throw new SchemaFault(`it refers to ${name}, which it does not declare`, full);
  }
  return found;
}

const primitives = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']);
const isPrimitive = (type: AvroType): type is AvroPrimitive => primitives.has(type.kind);

/** The logical type where it stands on a type that may carry it. */
function logicalOf(schema: Members, kind: string, size = 0): { readonly logical?: Logical } {
  const { logicalType: type, scale, precision } = schema;
  if (typeof type !== 'string' || !carriers[type]?.includes(kind)) return {};
  if (type === 'decimal') {
    const digits = scale ?? 0;
    return isCount(digits) && isCount(precision) && digits <= mostScale ? { logical: { type, scale: digits } } : {};
  }
  if (kind === 'fixed' && size !== (type === 'duration' ? 12 : 16)) return {};
  return { logical: { type: type as 'uuid' } };
}

const carriers: Readonly<Record<string, readonly string[]>> = {
  decimal: ['bytes', 'fixed'],
  'big-decimal': ['bytes'],
  uuid: ['string', 'fixed'],
  date: ['int'],
  'time-millis': ['int'],
  'time-micros': ['long'],
  'timestamp-millis': ['long'],
  'timestamp-micros': ['long'],
  'timestamp-nanos': ['long'],
  'local-timestamp-millis': ['long'],
  'local-timestamp-micros': ['long'],
  'local-timestamp-nanos': ['long'],
  duration: ['fixed'],
};

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(item => typeof item === 'string');

const deepest = 200;
/** More zeros than any currency; a scale of a billion would write a billion of them. */
const mostScale = 1_000;
