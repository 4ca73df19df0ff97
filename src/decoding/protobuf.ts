import { createFileRegistry, fromBinary, ScalarType, toJson, type DescFile, type DescMessage, type FileRegistry } from '@bufbuild/protobuf';
import { reflect, type ReflectMessage } from '@bufbuild/protobuf/reflect';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { Misfit } from '../model/decoded.ts';
import { descriptorsOf, mainFile } from './protoText.ts';
import type { SchemaFile } from './schemas.ts';
import { shortestFloat } from './structured.ts';

export interface ProtobufReader {
  /** Full names of the messages that can be read, in the order of their declaration, nested ones after the one that they are in. */
  readonly messages: readonly string[];
  /** The message that a record's indexes name: `[1, 0]` is the first message inside the second. */
  readonly named: (indexes: readonly number[]) => string | undefined;
  readonly read: (bytes: Uint8Array, message: string) => ProtobufRead;
}

/** JSON as protobuf's mapping writes it: 64-bit integers and times are strings, bytes base64, fields that are unset and have a default too. */
export type ProtobufRead =
  | { readonly text: string; readonly members: number; readonly unknownFields: readonly number[] }
  | { readonly detail: string }
  | { readonly problem: Misfit; readonly at: number };

/** Made once a schema. A fault is a clause: "it imports money.proto, which is not at hand". */
export function protobufReader(schema: SchemaFile): ProtobufReader | { readonly fault: string } {
  const key = 'text' in schema ? schema.text : schema.descriptors;
  let reader = readers.get(key);
  if (!reader) readers.set(key, (reader = makeReader(schema)));
  return reader;
}

const readers = new WeakMap<object, ProtobufReader | { readonly fault: string }>();

function makeReader(schema: SchemaFile): ProtobufReader | { readonly fault: string } {
  try {
    const registry = createFileRegistry(
      'text' in schema ? descriptorsOf(schema.text) : fromBinary(FileDescriptorSetSchema, schema.descriptors),
    );
    const files = 'text' in schema ? [registry.getFile(mainFile)].filter(file => file !== undefined) : [...registry.files];
    const messages = files.flatMap(({ messages }) => messages.flatMap(withNested)).map(({ typeName }) => typeName);
    if (messages.length === 0) return { fault: 'it declares no message' };
    return { messages, named: indexes => messageAt(files, indexes)?.typeName, read: (bytes, message) => read(registry, bytes, message) };
  } catch (thrown) {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

const withNested = (message: DescMessage): readonly DescMessage[] => [message, ...message.nestedMessages.flatMap(withNested)];

/** Of the schema itself, or of the last file of a set, which is the one that the others were made for. */
function messageAt(files: readonly DescFile[], [first, ...rest]: readonly number[]): DescMessage | undefined {
  const message = first === undefined ? undefined : files.at(-1)?.messages[first];
  return rest.reduce<DescMessage | undefined>((outer, index) => outer?.nestedMessages[index], message);
}

function read(registry: FileRegistry, bytes: Uint8Array, name: string): ProtobufRead {
  const type = registry.getMessage(name);
  if (!type) return { detail: `the schema has no message ${name}` };
  try {
    const message = fromBinary(type, bytes);
    if (holdsFloats(type)) shortenFloats(reflect(type, message));
    const json = toJson(type, message, { registry, alwaysEmitImplicit: true });
    const members = typeof json === 'object' && json !== null ? Object.keys(json).length : 1;
    const unknownFields = [...new Set(message.$unknown?.map(({ no }) => no))];
    return { text: JSON.stringify(json), members, unknownFields };
  } catch (thrown) {
    if (thrown instanceof RangeError && thrown.message === 'premature EOF') return { problem: 'ends-early', at: bytes.length };
    return { detail: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** 0.1 and not 0.10000000149011612: a 32-bit float is written by the shortest digits that mean it, as protobuf's own printers do. */
function shortenFloats(message: ReflectMessage): void {
  for (const field of message.fields) {
    if (!message.isSet(field)) continue;
    if (field.fieldKind === 'scalar' && field.scalar === ScalarType.FLOAT) message.set(field, shortestFloat(message.get(field)));
    else if (field.fieldKind === 'message' && holdsFloats(field.message)) shortenFloats(message.get(field));
    else if (field.fieldKind === 'list') {
      const list = message.get(field);
      for (let at = 0; at < list.size; at++) {
        const item: unknown = list.get(at);
        if (field.listKind === 'message' && holdsFloats(field.message)) shortenFloats(item as ReflectMessage);
        else if (field.listKind === 'scalar' && field.scalar === ScalarType.FLOAT) list.set(at, shortestFloat(item as number));
      }
    } else if (field.fieldKind === 'map') {
      for (const [key, value] of message.get(field)) {
        if (field.mapKind === 'message' && holdsFloats(field.message)) shortenFloats(value as ReflectMessage);
        else if (field.mapKind === 'scalar' && field.scalar === ScalarType.FLOAT)
          message.get(field).set(key, shortestFloat(value as number));
      }
    }
  }
}

/** A message, or one that it may hold, has a field of 32-bit floats. */
function holdsFloats(type: DescMessage, seen = new Set<DescMessage>()): boolean {
  const known = withFloats.get(type);
  if (known !== undefined || seen.has(type)) return known ?? false;
  seen.add(type);
  const holds = type.fields.some(
    field =>
      ('scalar' in field && field.scalar === ScalarType.FLOAT) || ('message' in field && field.message && holdsFloats(field.message, seen)),
  );
  if (holds || seen.size === 1) withFloats.set(type, holds); // inside a circle "no" may only mean "not yet"
  return holds;
}

const withFloats = new WeakMap<DescMessage, boolean>();
