import { schemaLibraries, setSchemaLibraries } from './librarySlot.ts';
import type { SchemaText } from './schemas.ts';

/** Loads what the decoders of these types of schemas need, once. Await it before decode() meets such a schema; Avro needs nothing. */
export async function prepareDecoders(types: Iterable<SchemaText['type']>): Promise<void> {
  if (schemaLibraries()) return;
  for (const type of types) {
    if (type === 'AVRO') continue;
    setSchemaLibraries(await import('./schemaDecoders.ts'));
    return;
  }
}
