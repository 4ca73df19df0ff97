import type { SchemaText } from '../../decoding/schemas.ts';

/** A schema as the registry answers, its references not followed yet. */
export interface WireSchema {
  readonly type: SchemaText['type'];
  readonly schema: string;
  readonly references: readonly WireReference[];
  readonly id?: number;
  readonly guid?: string;
  readonly subject?: string;
  readonly version?: number;
}

/** How one schema names another: the name that it imports it by, and where the registry has it. */
export interface WireReference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

/**
 * The answer of `/schemas/ids/{id}`, `/schemas/guids/{guid}` or `/subjects/{subject}/versions/{version}`; undefined: it is none.
 * Avro is what a registry means that names no type: the field came with the others.
 * https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 */
export function readSchema(answer: unknown): WireSchema | undefined {
  if (!isRecord(answer)) return undefined;
  const { schema, schemaType = 'AVRO', references, id, guid, subject, version } = answer;
  const type = typeof schemaType === 'string' ? types.find(one => one === schemaType.toUpperCase()) : undefined;
  if (typeof schema !== 'string' || type === undefined) return undefined;
  const read = references === undefined || references === null ? [] : readReferences(references);
  if (!read) return undefined;
  return {
    type,
    schema,
    references: read,
    ...(isNumber(id) ? { id } : {}),
    ...(typeof guid === 'string' ? { guid } : {}),
    ...(typeof subject === 'string' ? { subject } : {}),
    ...(isNumber(version) ? { version } : {}),
  };
}

/** The answer of `/schemas/ids/{id}/versions`: under which subjects a schema stands. */
export function readVersions(answer: unknown): readonly { readonly subject: string; readonly version: number }[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const { subject, version } = entry;
    return typeof subject === 'string' && isNumber(version) ? [{ subject, version }] : [];
  });
}

const types = ['AVRO', 'PROTOBUF', 'JSON'] as const;

function readReferences(raw: unknown): readonly WireReference[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  const read = raw.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const { name, subject, version } = entry;
    return typeof name === 'string' && typeof subject === 'string' && isNumber(version) ? [{ name, subject, version }] : [];
  });
  return read.length === raw.length ? read : undefined;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
