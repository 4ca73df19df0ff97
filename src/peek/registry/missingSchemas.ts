import { schemaRefOf, type SchemaSource } from '../../decoding/schemas.ts';
import type { Failure } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';

/** Records whose schemas could not be had, all for the same reason. */
export interface MissingSchemas {
  /** Of the first; `subject` is that schema. */
  readonly failure: Failure;
  /** The schemas, each once: "schema id 19". */
  readonly schemas: readonly string[];
  readonly records: number;
}

/** What the records lack, by reason, those that concern most records first. A record that lacks two schemas for one reason counts once. */
export function missingSchemas(
  records: readonly KafkaRecord[],
  parts: readonly ('key' | 'value')[],
  source: SchemaSource,
): readonly MissingSchemas[] {
  const found = new Map<string, { failure: Failure; schemas: Set<string>; records: Set<KafkaRecord> }>();
  for (const record of records) {
    if (record.control || record.unreadable) continue;
    for (const part of parts) {
      const ref = schemaRefOf(record[part], record.headers, part);
      const failure = ref && source.get(ref)?.failure;
      if (!failure) continue;
      const reason = JSON.stringify([failure.code ?? failure.kind, failure.broker]);
      const known = found.get(reason) ?? { failure, schemas: new Set(), records: new Set() };
      found.set(reason, known);
      known.schemas.add(failure.subject ?? '');
      known.records.add(record);
    }
  }
  return [...found.values()]
    .map(({ failure, schemas, records: concerned }) => ({ failure, schemas: [...schemas], records: concerned.size }))
    .sort((a, b) => b.records - a.records);
}
