import type { DecodingToSend } from './search/schemasAtHand.ts';
import type { Decoded } from '../model/decoded.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { TopicDecoding } from '../decoding/decode.ts';
import { recordCsv } from '../decoding/recordCsv.ts';
import { recordDocument, type DocumentLanguage, type DocumentPart, type RecordDocument } from '../decoding/recordDocument.ts';
import { recordJson } from '../decoding/recordJson.ts';
import { SchemasAtHand } from './search/schemasAtHand.ts';
import type { AskHost, Worked } from './worked.ts';

/** As what a record is written: for the editor, or as a line of an export. */
export type TextWanted =
  | { readonly as: 'document'; readonly part: DocumentPart }
  | { readonly as: 'line' }
  | { readonly as: 'csv'; readonly columns: readonly string[] };

export interface RecordText {
  readonly utf8: Uint8Array<ArrayBuffer>;
  /** UTF-16 units, as editors count. */
  readonly characters: number;
  readonly language: DocumentLanguage;
  /** Of a key or value: how it was read, without its text. */
  readonly decoded?: Decoded;
}

export interface TextQuestion {
  readonly record: KafkaRecord;
  readonly wanted: TextWanted;
  readonly decoding: DecodingToSend;
}

/** The record as text, whole. */
export function recordText(record: KafkaRecord, wanted: TextWanted, decoding: TopicDecoding): RecordText {
  const { text, tooLong, ...rest } = written(record, wanted, decoding);
  return { utf8: new TextEncoder().encode(text), characters: tooLong ?? text.length, ...rest };
}

/** The same in the worker thread: a value of 50 MB takes seconds. */
export async function textTask({ record, wanted, decoding }: TextQuestion, ask: AskHost): Promise<Worked<RecordText>> {
  const atHand = new SchemasAtHand(decoding);
  await atHand.bring([record], ['key', 'value'], ask);
  const answer = recordText(record, wanted, atHand.decoding);
  return { answer, transfer: [answer.utf8.buffer] };
}

function written(record: KafkaRecord, wanted: TextWanted, decoding: TopicDecoding): RecordDocument {
  switch (wanted.as) {
    case 'document':
      return recordDocument(record, wanted.part, decoding);
    case 'line':
      return { text: recordJson(record, 'one-line', decoding), language: 'json' };
    case 'csv':
      return { text: recordCsv(wanted.columns, decoding).line(record), language: 'text' };
  }
}
