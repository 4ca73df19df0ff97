/** The quick filter over what a panel has loaded: text in key, value or headers, in any case. The topic itself is searched by peekSearch.ts. */
import type { TopicDecoding } from '../../decoding/decode.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { Kafka } from '../clusters/clusters.ts';
import { inSlices } from './inSlices.ts';
import type { Look } from './peekLook.ts';

export class LoadedFilter {
  readonly #decodingOf: () => TopicDecoding;
  /** What is searched of a record, made when it is first needed; anew where it is decoded in another way. */
  #haystacks = new WeakMap<KafkaRecord, string>();
  #madeFor: TopicDecoding | undefined;

  constructor(decodingOf: () => TopicDecoding) {
    this.#decodingOf = decodingOf;
  }

  /** Ids of the loaded records that contain the text. */
  async idsOf(look: Look, text: string, signal: AbortSignal): Promise<readonly number[]> {
    const decoding = this.#decodingOf();
    if (decoding !== this.#madeFor) this.#haystacks = new WeakMap();
    this.#madeFor = decoding;
    const wanted = text.toLowerCase();
    const matches = await inSlices(look.records, ({ record }) => this.#haystackOf(look.kafka, record, decoding).includes(wanted), signal);
    return look.records.filter((_record, at) => matches[at]).map(({ row }) => row.id);
  }

  #haystackOf({ decode, decodePart }: Kafka, record: KafkaRecord, decoding: TopicDecoding): string {
    let haystack = this.#haystacks.get(record);
    if (haystack === undefined) {
      const headers = record.headers.map(({ key, value }) => `${key}\n${decode(value, { part: 'header' }).text}`);
      const parts = (['key', 'value'] as const).map(part => decodePart(record, part, decoding).text);
      haystack = [...parts, ...headers].join('\n').toLowerCase();
      this.#haystacks.set(record, haystack);
    }
    return haystack;
  }
}
