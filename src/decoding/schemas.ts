import type { Answer } from '../model/failure.ts';
import type { RecordHeader } from '../model/record.ts';
import { readRegistryFrame } from './registry.ts';

/** A schema as it is written, with everything that it refers to. One object a schema: what is compiled from it is kept beside it. */
export interface SchemaText {
  readonly type: 'AVRO' | 'PROTOBUF' | 'JSON';
  readonly schema: string;
  /** By the name under which the schema asks for it: an Avro full name, the path of a .proto import, a JSON Schema's `$ref`. */
  readonly references: readonly { readonly name: string; readonly schema: SchemaText }[];
  readonly id?: number;
  readonly guid?: string;
  readonly subject?: string;
  readonly version?: number;
}

/** How a record names its schema: by the registry's number, or by the GUID that newer serializers write into a header. */
export type SchemaRef = { readonly kind: 'id'; readonly id: number } | { readonly kind: 'guid'; readonly guid: string };

/** Schemas that are at hand. */
export interface SchemaSource {
  /** undefined: nobody asked for it yet. A failure: the registry was asked, and why there is none. */
  get(ref: SchemaRef): Answer<SchemaText> | undefined;
}

/** A schema that stands in a file: as text, or as the descriptors that `protoc --descriptor_set_out` writes. */
export type SchemaFile = { readonly text: SchemaText } | { readonly descriptors: Uint8Array };

/** Files of schemas that are at hand, by the address that a choice of decoder names. */
export interface SchemaFiles {
  /** undefined: it was not read yet. */
  get(file: string): Answer<SchemaFile> | undefined;
}

/** Confluent's headers: serializers that leave the payload as it is write the schema's reference beside it. */
export const schemaIdHeaders = { key: '__key_schema_id', value: '__value_schema_id' } as const;

/** Where the bytes of a record's key or value begin, and which schema they were written with. */
export interface FramedPayload {
  readonly ref: SchemaRef;
  readonly payload: Uint8Array;
  /** What follows the reference where that stands in a header: for Protobuf the indexes of the message. Undefined: in the payload. */
  readonly afterRef?: Uint8Array;
}

/** The reference in the headers (magic byte 1 and a GUID, or 0 and an id), else the one in the bytes (magic byte 0 and an id). */
export function schemaRefOf(bytes: Uint8Array | null, headers: readonly RecordHeader[], part: 'key' | 'value'): SchemaRef | undefined {
  return bytes === null ? undefined : framedPayloadOf(bytes, headers, part)?.ref;
}

/** As schemaRefOf, with the bytes that the schema describes. As Confluent's DualSchemaIdDeserializer: the header goes first, the last one of its name counts. */
export function framedPayloadOf(
  bytes: Uint8Array,
  headers: readonly RecordHeader[],
  part: 'key' | 'value' | 'header',
): FramedPayload | undefined {
  if (part === 'header') return undefined;
  const named = headers.findLast(({ key }) => key === schemaIdHeaders[part])?.value;
  const inHeader = named ? refInHeader(named) : undefined;
  if (inHeader) return { ...inHeader, payload: bytes };
  const frame = readRegistryFrame(bytes);
  return 'payload' in frame ? { ref: { kind: 'id', id: frame.schemaId }, payload: frame.payload } : undefined;
}

function refInHeader(value: Uint8Array): Omit<FramedPayload, 'payload'> | undefined {
  if (value[0] === 1 && value.length >= 1 + guidBytes)
    return { ref: { kind: 'guid', guid: guidOf(value.subarray(1, 1 + guidBytes)) }, afterRef: value.subarray(1 + guidBytes) };
  const frame = readRegistryFrame(value);
  return 'payload' in frame ? { ref: { kind: 'id', id: frame.schemaId }, afterRef: frame.payload } : undefined;
}

const guidBytes = 16;

/** 16 bytes → `01020304-0506-0708-090a-0b0c0d0e0f10`. */
export function guidOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
