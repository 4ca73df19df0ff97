import { fieldsOf, type Field as OurField, mayBeNull, type Shape, type StructShape } from '../../../src/kafka/protocol/shape.ts';

/** One of Kafka's own message schemas: clients/src/main/resources/common/message/*.json. */
export interface KafkaSchema {
  readonly apiKey?: number;
  readonly name: string;
  readonly validVersions: string;
  readonly flexibleVersions: string;
  readonly fields: readonly KafkaField[];
  readonly commonStructs?: readonly { readonly name: string; readonly fields: readonly KafkaField[] }[];
}

interface KafkaField {
  readonly name: string;
  readonly type: string;
  /** Left out where `taggedVersions` says it. */
  readonly versions?: string;
  readonly nullableVersions?: string;
  readonly taggedVersions?: string;
  readonly tag?: number;
  readonly default?: string | number | boolean;
  readonly fields?: readonly KafkaField[];
}

/** Their JSON has comments, on lines of their own. */
export const parseSchema = (text: string): KafkaSchema => JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, '')) as KafkaSchema;

/** `4`, `3+`, `0-7`, `none`. */
export function versionsIn(range: string | undefined): readonly [oldest: number, newest: number] {
  const [oldest, newest = oldest] = (range ?? 'none').replace('+', '-Infinity').split('-');
  return oldest === undefined || oldest === 'none' ? [1, 0] : [Number(oldest), Number(newest)];
}

const holds = (range: string | undefined, version: number): boolean => {
  const [oldest, newest] = versionsIn(range);
  return oldest <= version && version <= newest;
};

/** A field as it goes over the wire in one version: what both notations come to. */
export interface WireField {
  readonly name: string;
  readonly type: string | readonly WireField[];
  readonly array: boolean;
  readonly nullable: boolean;
  readonly tag?: number;
}

export function theirs(schema: KafkaSchema, version: number, fields = schema.fields): readonly WireField[] {
  return fields
    .filter(({ versions, taggedVersions }) => holds(versions ?? taggedVersions, version))
    .map(({ name, type, fields: own, ...field }) => {
      const of = type.replace('[]', '');
      const inner = own ?? schema.commonStructs?.find(common => common.name === of)?.fields;
      return {
        name: camelCase(name),
        type: inner === undefined ? of : theirs(schema, version, inner),
        array: type.startsWith('[]'),
        nullable: holds(field.nullableVersions, version),
        ...(holds(field.taggedVersions, version) ? { tag: field.tag ?? -1 } : {}),
      };
    });
}

export function ours(shape: StructShape, version: number): readonly WireField[] {
  return fieldsOf(shape, version).map(({ name, shape: own, tag }) => {
    const of: Shape = own.kind === 'array' ? own.of : own;
    return {
      name,
      type: of.kind === 'struct' ? ours(of, version) : of.kind,
      array: own.kind === 'array',
      nullable: mayBeNull(own, version),
      ...(tag === undefined ? {} : { tag }),
    };
  });
}

/** Where ours sends a value of its own for a field that the caller left out, and what Kafka's schema says there. */
export function defaultsOf(
  shape: StructShape,
  schema: KafkaSchema,
): readonly { readonly path: string; readonly ours: unknown; readonly theirs: unknown }[] {
  return compare(shape.fields, schema.fields, schema, '');
}

function compare(
  mine: readonly OurField[],
  kafkas: readonly KafkaField[],
  schema: KafkaSchema,
  above: string,
): ReturnType<typeof defaultsOf> {
  return mine.flatMap(({ name, shape, otherwise }) => {
    const kafka = kafkas.find(field => camelCase(field.name) === name);
    const path = above + name;
    const of = shape.kind === 'array' ? shape.of : shape;
    const inner = kafka?.fields ?? schema.commonStructs?.find(common => common.name === kafka?.type.replace('[]', ''))?.fields ?? [];
    return [
      ...(otherwise === undefined ? [] : [{ path, ours: otherwise, theirs: defaultOf(kafka, shape) }]),
      ...(of.kind === 'struct' ? compare(of.fields, inner, schema, `${path}.`) : []),
    ];
  });
}

/** A default that the schema does not name is the type's zero. */
function defaultOf(field: KafkaField | undefined, { kind }: Shape): unknown {
  const given = field?.default;
  switch (kind) {
    case 'bool':
      return given === true || given === 'true';
    case 'int8':
    case 'int16':
    case 'uint16':
    case 'int32':
    case 'float64':
      return Number(given ?? 0);
    case 'int64':
      return BigInt(given ?? 0);
    case 'uuid':
      return given ?? 'A'.repeat(22);
    case 'string':
    case 'bytes':
    case 'records':
      return given === 'null' ? null : (given ?? '');
    case 'array':
      return given === 'null' ? null : [];
    case 'struct':
      return given === 'null' ? null : given;
  }
}

const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
