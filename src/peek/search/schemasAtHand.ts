import type { TopicDecoding } from '../../decoding/decode.ts';
import { type SchemaFile, type SchemaRef, schemaRefOf, type SchemaText } from '../../decoding/schemas.ts';
import type { DecoderChoice } from '../../model/decoded.ts';
import type { Answer } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';

/** How a topic's records are read, as it crosses to the worker: choices, and the files that they name. */
export interface DecodingToSend {
  readonly key?: DecoderChoice;
  readonly value?: DecoderChoice;
  readonly files: readonly (readonly [file: string, content: Answer<SchemaFile>])[];
}

/** Schemas that records name and the worker does not have. */
export interface SchemaQuestion {
  readonly topic: string;
  readonly refs: readonly SchemaRef[];
}

/** An answer a reference, in their order; undefined: there is no registry to ask. */
export type SchemaReply = readonly (Answer<SchemaText> | undefined)[];

/** What the worker decodes a topic's records with. Schemas come when a record first names them, each once. */
export class SchemasAtHand {
  readonly #schemas = new Map<string, Answer<SchemaText> | undefined>();
  readonly decoding: TopicDecoding;

  constructor({ key, value, files }: DecodingToSend) {
    const byName = new Map(files);
    this.decoding = {
      ...(key ? { key } : {}),
      ...(value ? { value } : {}),
      schemas: { get: ref => this.#schemas.get(nameOf(ref)) },
      files: { get: file => byName.get(file) },
    };
  }

  /** What these records name and nobody asked for yet. */
  missing(records: readonly KafkaRecord[], parts: readonly string[]): readonly SchemaRef[] {
    const missing = new Map<string, SchemaRef>();
    for (const record of records) {
      for (const part of ['key', 'value'] as const) {
        const ref = parts.includes(part) ? schemaRefOf(record[part], record.headers, part) : undefined;
        if (ref && !this.#schemas.has(nameOf(ref))) missing.set(nameOf(ref), ref);
      }
    }
    return [...missing.values()];
  }

  learn(refs: readonly SchemaRef[], answers: SchemaReply): void {
    refs.forEach((ref, index) => this.#schemas.set(nameOf(ref), answers[index]));
  }
}

const nameOf = (ref: SchemaRef): string => (ref.kind === 'id' ? String(ref.id) : ref.guid);

/** The part of a decoding that crosses; its schemas are asked for, its files go along. */
export function decodingToSend({ key, value, files }: TopicDecoding): DecodingToSend {
  const named = [key, value].flatMap(choice => (choice && 'file' in choice ? [choice.file] : []));
  return {
    ...(key ? { key } : {}),
    ...(value ? { value } : {}),
    files: named.flatMap(file => {
      const content = files?.get(file);
      return content ? [[file, content] as const] : [];
    }),
  };
}
