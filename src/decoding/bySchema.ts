/** Payloads that a schema describes: which schema, where it comes from, and what it makes of the bytes. */
import type { DecodedSchema } from '../model/decoded.ts';
import type { RecordHeader } from '../model/record.ts';
import { failed, fits, reasonOf, tryJson, type Attempted } from './attempts.ts';
import { avroReader } from './avro.ts';
import { schemaLibraries } from './librarySlot.ts';
import { readRegistryFrame } from './registry.ts';
import { framedPayloadOf, type FramedPayload, type SchemaFile, type SchemaRef, type SchemaSource, type SchemaText } from './schemas.ts';
import { readText } from './text.ts';

/** The framing, as an attempt of its own, and what the schema makes of the payload where it is at hand. */
export interface ByRegistry {
  readonly frame: Attempted;
  readonly payload?: Attempted;
}

export function byRegistry(
  bytes: Uint8Array,
  part: 'key' | 'value' | 'header',
  headers: readonly RecordHeader[],
  schemas: SchemaSource | undefined,
  most: number,
): ByRegistry {
  const framed = framedPayloadOf(bytes, headers, part);
  if (!framed) return { frame: noFrame(bytes) };
  const named = nameOf(framed.ref);
  const answer = schemas?.get(framed.ref);
  const where = framed.afterRef ? 'header' : 'bytes';
  const reason = { fact: 'registry', where, schema: named, payloadBytes: framed.payload.length, asked: schemas !== undefined } as const;
  const frame: Attempted = { attempt: { decoder: 'registry', outcome: 'fits', reason }, schema: named };
  if (!schemas) return { frame };
  if (!answer) return { frame: { ...failed('registry', { fact: 'schema-not-asked', where, schema: named }), schema: named } };
  if (answer.failure)
    return { frame: { ...failed('registry', { fact: 'schema-missing', where, schema: named, failure: answer.failure }), schema: named } };
  const schema = { ...describe(answer.value), ...named };
  const payload = byText(framed, answer.value, schema, most);
  return {
    frame: { ...frame, attempt: { decoder: 'registry', outcome: 'fits', reason: { ...reason, schema: payload.schema ?? schema } } },
    payload,
  };
}

/** By a file of the person's own. Bytes that begin like a registry's frame are read behind it first: the file is then the frame's schema. */
export function byFile(
  bytes: Uint8Array,
  headers: readonly RecordHeader[],
  part: 'key' | 'value' | 'header',
  file: SchemaFile,
  named: DecodedSchema,
  message: string | undefined,
  most: number,
): Attempted {
  const plain: FramedPayload = { ref: { kind: 'id', id: 0 }, payload: bytes, afterRef: new Uint8Array() };
  const framed = framedPayloadOf(bytes, headers, part);
  const read = (from: FramedPayload): Attempted =>
    'text' in file
      ? byText(from, file.text, { ...named, type: file.text.type }, most, message)
      : byProtobuf(from, file, named, most, message);
  if (!framed) return read(plain);
  const behind = read(framed);
  return behind.text === undefined ? firstWithText(read(plain), behind) : behind;
}

const firstWithText = (first: Attempted, otherwise: Attempted): Attempted => (first.text === undefined ? otherwise : first);

function byText(framed: FramedPayload, text: SchemaText, schema: DecodedSchema, most: number, message?: string): Attempted {
  switch (text.type) {
    case 'AVRO':
      return byAvro(framed.payload, text, schema, most);
    case 'PROTOBUF':
      return byProtobuf(framed, { text }, schema, most, message);
    case 'JSON':
      return byJsonSchema(framed.payload, text, schema, most);
  }
}

function byAvro(payload: Uint8Array, text: SchemaText, schema: DecodedSchema, most: number): Attempted {
  const reader = avroReader(text);
  if ('fault' in reader) return { ...failed('avro', { fact: 'schema-unusable', problem: reader.fault }), schema };
  const read = reader.read(payload, most);
  const named = { ...schema, name: reader.name };
  if ('unfit' in read) return { ...failed('avro', { fact: 'unfit', ...read.unfit }), schema: named };
  return fits('avro', reasonOf(read, payload), read.text, named);
}

/** The library reads all or nothing, so of a large message a row only says that it is one. */
function byProtobuf(framed: FramedPayload, file: SchemaFile, schema: DecodedSchema, most: number, message?: string): Attempted {
  const libraries = schemaLibraries();
  if (!libraries) return { ...failed('protobuf', { fact: 'libraries-missing' }), schema };
  const reader = libraries.protobufReader(file);
  if ('fault' in reader) return { ...failed('protobuf', { fact: 'schema-unusable', problem: reader.fault }), schema };
  const isFramed = framed.afterRef === undefined;
  const indexed = readIndexes(framed.afterRef ?? framed.payload);
  if (isFramed && !indexed) return { ...failed('protobuf', { fact: 'unfit', problem: 'message-index', at: 0, where: '' }), schema };
  const name = message ?? (indexed ? reader.named(indexed.indexes) : reader.messages[0]);
  if (name === undefined) return { ...failed('protobuf', { fact: 'unfit', problem: 'message-index', at: 0, where: '' }), schema };
  const payload = isFramed ? framed.payload.subarray(indexed?.length ?? 0) : framed.payload;
  const named = { ...schema, name };
  if (payload.length > 8 * most) return { ...failed('protobuf', { fact: 'too-large-here', bytes: payload.length }), schema: named };
  const read = reader.read(payload, name);
  if ('detail' in read) return { ...failed('protobuf', { fact: 'refused', detail: read.detail }), schema: named };
  if ('problem' in read) return { ...failed('protobuf', { fact: 'unfit', ...read, where: '' }), schema: named };
  const { text, members, unknownFields: numbers } = read;
  const reason =
    numbers.length > 0
      ? ({ fact: 'unknown-fields', numbers, members, bytes: payload.length } as const)
      : ({ fact: 'json', kind: text.startsWith('{') ? 'object' : 'scalar', members, bytes: payload.length } as const);
  return fits('protobuf', reason, text, named);
}

/**
 * Which message of the schema it is: a count and so many indexes, all zigzag, and a single 0 for the first message.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
export function readIndexes(bytes: Uint8Array): { readonly indexes: readonly number[]; readonly length: number } | undefined {
  let at = 0;
  const varint = (): number | undefined => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : undefined; // an index is never negative
    }
    return undefined;
  };
  const count = varint();
  if (count === undefined || count > deepestMessage) return undefined;
  const indexes: number[] = [];
  for (let index = 0; index < count; index++) {
    const value = varint();
    if (value === undefined) return undefined;
    indexes.push(value);
  }
  return { indexes: count === 0 ? [0] : indexes, length: at };
}

/** The payload is JSON and stands for itself; the schema says whether it is right. */
function byJsonSchema(payload: Uint8Array, text: SchemaText, schema: DecodedSchema, most: number): Attempted {
  const isLarge = payload.length > most;
  const head = isLarge ? payload.subarray(0, most) : payload;
  const json = tryJson(payload, readText(head), isLarge ? head.length : undefined);
  if (json.text === undefined) return { ...failed('json-schema', json.attempt.reason), schema };
  const check = schemaLibraries()?.jsonSchemaCheck(text);
  if (!check || isLarge) return fits('json-schema', json.attempt.reason, json.text, schema);
  if ('fault' in check) return { ...failed('json-schema', { fact: 'schema-unusable', problem: check.fault }), text: json.text, schema };
  const named = check.name === undefined ? schema : { ...schema, name: check.name };
  const violation = check.check(json.text);
  if (!violation) return fits('json-schema', json.attempt.reason, json.text, named);
  const { where, problem, more } = violation;
  return {
    attempt: { decoder: 'json-schema', outcome: 'possible', reason: { fact: 'schema-violated', where, problem, more } },
    text: json.text,
    schema: named,
  };
}

function noFrame(bytes: Uint8Array): Attempted {
  const frame = readRegistryFrame(bytes);
  if ('payload' in frame) return failed('registry', { fact: 'registry-too-short', bytes: bytes.length }); // a header's value, which is never framed
  switch (frame.fault) {
    case 'first-byte':
      return failed('registry', { fact: 'registry-first-byte', byte: frame.byte });
    case 'too-short':
      return failed('registry', { fact: 'registry-too-short', bytes: bytes.length });
    case 'schema-id':
      return failed('registry', { fact: 'registry-schema-id', schemaId: frame.schemaId });
  }
}

const nameOf = (ref: SchemaRef): DecodedSchema => (ref.kind === 'id' ? { id: ref.id } : { guid: ref.guid });

function describe({ type, id, guid, subject, version }: SchemaText): DecodedSchema {
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(guid === undefined ? {} : { guid }),
    ...(subject === undefined ? {} : { subject }),
    ...(version === undefined ? {} : { version }),
  };
}

/** protoc allows about as many levels of messages inside each other. */
const deepestMessage = 64;
