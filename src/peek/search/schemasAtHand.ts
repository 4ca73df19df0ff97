import type { TopicDecoding } from '../../decoding/decode.ts';
import { prepareDecoders } from '../../decoding/prepare.ts';
import { type SchemaFile, type SchemaRef, schemaRefOf, type SchemaText } from '../../decoding/schemas.ts';
import type { DecoderChoice } from '../../model/decoded.ts';
import type { Answer } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';
import { readInternal } from '../internalTopics.ts';
import type { AskHost } from '../worked.ts';

/** How a topic's records are read, as it crosses to the worker: choices, and the files that they name. */
export interface DecodingToSend {
  readonly key?: DecoderChoice;
  readonly value?: DecoderChoice;
  readonly files: readonly (readonly [file: string, content: Answer<SchemaFile>])[];
  /** Kafka's own records are read as such. */
  readonly own?: boolean;
}

/** What the worker decodes a topic's records with. Schemas come when a record first names them, each once. */
export class SchemasAtHand {
  readonly #schemas = new Map<string, Answer<SchemaText> | undefined>();
  readonly #ofFiles: readonly SchemaText['type'][];
  #isPrepared = false;
  readonly decoding: TopicDecoding;

  constructor({ key, value, files, own }: DecodingToSend) {
    const byName = new Map(files);
    this.#ofFiles = files.flatMap(([, { value: file }]) => (file ? ['text' in file ? file.text.type : 'PROTOBUF'] : []));
    this.decoding = {
      ...(key ? { key } : {}),
      ...(value ? { value } : {}),
      schemas: { get: ref => this.#schemas.get(nameOf(ref)) },
      files: { get: file => byName.get(file) },
      ...(own ? { own: readInternal } : {}),
    };
  }

  /** Asks for what these records name and nobody asked for yet. */
  async bring(records: readonly KafkaRecord[], parts: readonly string[], ask: AskHost): Promise<void> {
    if (!this.#isPrepared) await prepareDecoders(this.#ofFiles);
    this.#isPrepared = true;
    const [first] = records;
    const refs = this.#missing(records, parts);
    if (!first || refs.length === 0) return;
    const answers = await ask({ topic: first.topic, refs });
    refs.forEach((ref, index) => this.#schemas.set(nameOf(ref), answers[index]));
    await prepareDecoders(answers.flatMap(answer => (answer?.value ? [answer.value.type] : [])));
  }

  #missing(records: readonly KafkaRecord[], parts: readonly string[]): readonly SchemaRef[] {
    const missing = new Map<string, SchemaRef>();
    for (const record of records) {
      for (const part of ['key', 'value'] as const) {
        const ref = parts.includes(part) ? schemaRefOf(record[part], record.headers, part) : undefined;
        if (ref && !this.#schemas.has(nameOf(ref))) missing.set(nameOf(ref), ref);
      }
    }
    return [...missing.values()];
  }
}

const nameOf = (ref: SchemaRef): string => (ref.kind === 'id' ? String(ref.id) : ref.guid);

/** The part of a decoding that crosses; its schemas are asked for, its files go along. */
export function decodingToSend(topic: string, { key, value, files, own }: TopicDecoding): DecodingToSend {
  const named = [key, value].flatMap(choice => (choice && 'file' in choice ? [choice.file] : []));
  return {
    ...(key ? { key } : {}),
    ...(value ? { value } : {}),
    ...(own && topic.startsWith('__') ? { own: true } : {}),
    files: named.flatMap(file => {
      const content = files?.get(file);
      return content ? [[file, content] as const] : [];
    }),
  };
}
