import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TopicDecoding } from '../decoding/decode.ts';
import type { SchemaRef } from '../decoding/schemas.ts';
import type { KafkaRecord } from '../model/record.ts';
import { recordText, type RecordText, type TextWanted } from './recordText.ts';
import { decodingToSend } from './search/schemasAtHand.ts';
import type { SchemaReply } from './worked.ts';
import { WorkerClient } from './workerClient.ts';

/** Above this many bytes a record is decoded and laid out in the worker thread: here it would take the editor's time. */
export const largeFrom = 256 * 1024;

export const isLarge = ({ key, value, size }: KafkaRecord): boolean =>
  Math.max(size, (key?.length ?? 0) + (value?.length ?? 0)) > largeFrom;

/** The text itself. A large one is decoded portion by portion, for others wait for the same thread. */
export async function textOf({ utf8 }: Pick<RecordText, 'utf8'>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (let at = 0; at < utf8.length; at += decodedAtOnce) {
    if (at > 0) await nextTurn();
    text += decoder.decode(utf8.subarray(at, at + decodedAtOnce), { stream: at + decodedAtOnce < utf8.length });
  }
  return text;
}

const decodedAtOnce = 2 * 1024 * 1024;

/** Writes records of any size as texts; large ones in a thread of their own, so that a search that runs need not wait. */
export class RecordTexts {
  readonly #worker = new WorkerClient({ heapMb: 2_048 });

  /** Throws FailureError: cancelled, or the thread broke, as where memory does not hold the text. */
  of(record: KafkaRecord, wanted: TextWanted, decoding: TopicDecoding, signal?: AbortSignal): Promise<RecordText> {
    if (!isLarge(record)) return Promise.resolve(recordText(record, wanted, decoding));
    const [sent, transfer] = detached(record, wanted);
    const reply = (refs: readonly SchemaRef[]): SchemaReply => refs.map(ref => decoding.schemas?.get(ref));
    return this.#worker.run(
      'text',
      { record: sent, wanted, decoding: decodingToSend(record.topic, decoding) },
      { transfer, ...(signal ? { signal } : {}), onAsk: ({ refs }) => Promise.resolve(reply(refs)) },
    );
  }

  /** Ends the thread at once, for tests and benches; it starts again with the next large record. */
  end(): void {
    this.#worker.end({ kind: 'cancelled' });
  }
}

/** One for all panels: its thread ends by itself when it is idle. */
export const recordTexts = new RecordTexts();

/** Contents lie in the buffer of a whole answer, which would be copied with them: what crosses has its own, and only what is wanted. */
function detached(record: KafkaRecord, wanted: TextWanted): readonly [KafkaRecord, readonly ArrayBuffer[]] {
  const only = wanted.as === 'document' ? wanted.part.replace('-hex', '') : 'record';
  const own = (bytes: Uint8Array | null, part: string): Uint8Array<ArrayBuffer> | null =>
    bytes === null || (only !== 'record' && only !== part) ? null : bytes.slice();
  // Which schema a content has may stand in the headers.
  const headers = record.headers.slice(0, only === 'record' || only === 'headers' ? Infinity : mostHeaders);
  const sent = {
    ...record,
    key: own(record.key, 'key'),
    value: own(record.value, 'value'),
    headers: headers.map(({ key, value }) => ({ key, value: value && value.slice() })),
  };
  return [sent, [sent.key, sent.value].flatMap(bytes => (bytes ? [bytes.buffer] : []))];
}

const mostHeaders = 1_000;
