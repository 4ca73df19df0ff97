/** Schemas in files of the person's own: the file, and what it refers to in others. The caller reads; nothing here knows a disk. */
import type { Answer } from '../model/failure.ts';
import { avroReader } from './avro.ts';
import { prepareDecoders } from './prepare.ts';
import { schemaLibraries } from './librarySlot.ts';
import type { SchemaFile, SchemaText } from './schemas.ts';

/** Reads another file by the name under which a schema asks for it; undefined: it is not there. */
export type ReadNamed = (name: string) => Promise<Uint8Array | undefined>;

/**
 * The schema of a file that was chosen for a decoder, with everything that it imports. The answer holds for as long as none of
 * the files that were read changes. Never throws, but for what `read` throws.
 */
export async function loadSchemaFile(
  decoder: 'avro' | 'protobuf' | 'json-schema',
  name: string,
  bytes: Uint8Array,
  read: ReadNamed,
): Promise<Answer<SchemaFile>> {
  const type = types[decoder];
  await prepareDecoders([type]);
  const isText = !bytes.includes(0) && !descriptorEnding.test(name);
  if (type === 'PROTOBUF' && !isText) return { value: { descriptors: bytes } };
  const schema = decodeUtf8(bytes);
  if (schema === undefined) return unusable(name, 'it is no UTF-8 text');
  const text: SchemaText = { type, schema, references: [] };
  switch (type) {
    case 'AVRO':
      return { value: { text: await withTypes(text, read) } };
    case 'PROTOBUF':
      return { value: { text: await withImports(text, read, new Set()) } };
    case 'JSON':
      return { value: { text } };
  }
}

/** Full names of the messages that a .proto or descriptor file declares, in its order; a fault is a clause. */
export function messagesOf(file: SchemaFile): { readonly messages: readonly string[] } | { readonly fault: string } {
  return schemaLibraries()?.protobufReader(file) ?? { fault: 'its decoder is not loaded yet' };
}

/** What protoc and buf write with `--descriptor_set_out` and `-o`. */
const descriptorEnding = /\.(?:desc|dsc|pb|binpb|protoset|fds)$/i;

const types = { avro: 'AVRO', protobuf: 'PROTOBUF', 'json-schema': 'JSON' } as const;

/** A type that an .avsc file does not declare is looked for where tools keep it: `Money.avsc` or `com.shared.Money.avsc` beside it. */
async function withTypes(text: SchemaText, read: ReadNamed): Promise<SchemaText> {
  let found = text;
  for (let types = 0; types < mostFiles; types++) {
    const reader = avroReader(found);
    const missing = 'missing' in reader ? reader.missing : undefined;
    if (missing === undefined || found.references.some(({ name }) => name === missing)) return found;
    const bytes = (await read(`${missing}.avsc`)) ?? (await read(`${missing.split('.').at(-1) ?? missing}.avsc`));
    const schema = bytes && decodeUtf8(bytes);
    if (schema === undefined) return found;
    // What was found last goes first: it may be what the others refer to.
    found = { ...found, references: [{ name: missing, schema: { type: 'AVRO', schema, references: [] } }, ...found.references] };
  }
  return found;
}

/** An import that is not there is left out: the decoder then says which. Those of Google and Confluent it brings along. */
async function withImports(text: SchemaText, read: ReadNamed, begun: Set<string>): Promise<SchemaText> {
  const references: { name: string; schema: SchemaText }[] = [];
  for (const [, name = ''] of text.schema.replace(comments, '').matchAll(importLine)) {
    if (begun.has(name) || begun.size >= mostFiles) continue;
    begun.add(name);
    const bytes = await read(name);
    const schema = bytes && decodeUtf8(bytes);
    if (schema !== undefined)
      references.push({ name, schema: await withImports({ type: 'PROTOBUF', schema, references: [] }, read, begun) });
  }
  return { ...text, references };
}

const comments = /\/\*[^]*?\*\/|\/\/[^\n]*/g;
const importLine = /\bimport\s+(?:public\s+|weak\s+)?"([^"\n]+)"\s*;/g;
const mostFiles = 200;

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const unusable = (subject: string, detail: string): Answer<SchemaFile> => ({
  failure: { kind: 'unreadable', code: 'SCHEMA_FILE_UNREADABLE', subject, detail },
});
