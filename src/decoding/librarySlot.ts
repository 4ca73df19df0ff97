/**
 * Protobuf and JSON Schema are read by libraries, in a bundle of their own that is loaded when the first schema of theirs is at
 * hand (prepare.ts). Decoding itself waits for nothing, so here is where it finds them.
 */
import type { protobufReader } from './protobuf.ts';
import type { jsonSchemaCheck } from './jsonSchema.ts';

export interface SchemaLibraries {
  readonly protobufReader: typeof protobufReader;
  readonly jsonSchemaCheck: typeof jsonSchemaCheck;
}

let loaded: SchemaLibraries | undefined;

export const schemaLibraries = (): SchemaLibraries | undefined => loaded;

export function setSchemaLibraries(libraries: SchemaLibraries): void {
  loaded = libraries;
}
