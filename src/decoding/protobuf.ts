import { createFileRegistry, fromBinary, toJson, type DescFile, type DescMessage, type FileRegistry } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { Misfit } from '../model/decoded.ts';
import { descriptorsOf, mainFile } from './protoText.ts';
import type { SchemaFile } from './schemas.ts';

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
    const json = toJson(type, message, { registry, alwaysEmitImplicit: true });
    const members = typeof json === 'object' && json !== null ? Object.keys(json).length : 1;
    const unknownFields = [...new Set(message.$unknown?.map(({ no }) => no))];
    return { text: JSON.stringify(json), members, unknownFields };
  } catch (thrown) {
    if (thrown instanceof RangeError && thrown.message === 'premature EOF') return { problem: 'ends-early', at: bytes.length };
    return { detail: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
