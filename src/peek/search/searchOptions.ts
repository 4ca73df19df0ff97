import type { TopicDecoding } from '../../decoding/decode.ts';
import type { SchemaRef } from '../../decoding/schemas.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchProgress } from '../../model/search.ts';
import type { SchemaQuestion, SchemaReply } from '../worked.ts';

/** How records are read: what is searched is what a person sees. */
export interface SearchHow {
  readonly decodingOf?: (topic: string) => TopicDecoding;
  /** Brings schemas into `decodingOf(topic).schemas`, which records name that come by. Never throws: what cannot be had, `get` tells. */
  readonly prepare?: (topic: string, refs: readonly SchemaRef[]) => Promise<void>;
}

export interface SearchOptions {
  /** Cancelling ends the search at once; what was found until then stays found. */
  readonly signal?: AbortSignal;
  readonly how?: SearchHow;
  /** Within a partition by offset; partitions as they are read. */
  readonly onFound: (records: readonly KafkaRecord[]) => void;
  /** A few times a second, and once at the end. */
  readonly onProgress?: (progress: SearchProgress) => void;
}

/** What the worker asks for while it searches. */
export async function schemasFor({ prepare, decodingOf }: SearchHow, { topic, refs }: SchemaQuestion): Promise<SchemaReply> {
  await prepare?.(topic, refs);
  const { schemas } = decodingOf?.(topic) ?? {};
  return refs.map(ref => schemas?.get(ref));
}
