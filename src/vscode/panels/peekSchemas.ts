/** The schemas of a panel's records: asked of the cluster's registry before they are decoded, and told of where they cannot be had. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SchemaStore } from '../../peek/registry/schemaStore.ts';
import type { PeekNoteWords } from '../../webviewProtocol/peek.ts';
import type { Kafka } from '../clusters/clusters.ts';

export class PeekSchemas {
  readonly #cameLater: () => void;
  #store: SchemaStore | undefined;
  /** Whether the notes told last were any. */
  #isLacking = false;
  readonly #ended = new AbortController();

  /** `cameLater`: schemas arrived after `prepare` had stopped waiting for them, so what was decoded without them can be decoded now. */
  constructor(cameLater: () => void) {
    this.#cameLater = cameLater;
  }

  /** Asks for what these records need and is not known yet. Resolves when it is there, at the latest after a second: rows do not wait for a slow registry. */
  async prepare(store: SchemaStore | undefined, records: readonly KafkaRecord[], decoding: TopicDecoding): Promise<void> {
    this.#store = store;
    const parts = partsByRegistry(decoding);
    if (!store || parts.length === 0) return;
    const { signal } = this.#ended;
    let isPatient = true;
    const asking = store.prepare(records, { parts, signal }).then(() => {
      if (!isPatient && !signal.aborted && this.#store === store) this.#cameLater();
    });
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([asking, new Promise(resolve => (timer = setTimeout(resolve, patienceMs)))]);
    isPatient = false;
    clearTimeout(timer);
  }

  /** How to decode, with what the registry told until now. A new object each time: whoever kept what was decoded before lets go of it. */
  with(decoding: TopicDecoding): TopicDecoding {
    return { ...decoding, ...(this.#store ? { schemas: this.#store } : {}) };
  }

  /** What the loaded records lack, a sentence a reason. */
  notes(kafka: Kafka, records: readonly KafkaRecord[], decoding: TopicDecoding): readonly PeekNoteWords[] {
    const store = this.#store;
    const missing = store ? kafka.missingSchemas(records, partsByRegistry(decoding), store) : [];
    this.#isLacking = missing.length > 0;
    return missing.map(one => ({
      severity: 'warning',
      sentence: kafka.wordMissingSchemas(one),
      action: { name: 'askSchemasAgain', words: vscode.l10n.t('Ask again') },
    }));
  }

  get isLacking(): boolean {
    return this.#isLacking;
  }

  dispose(): void {
    this.#ended.abort();
  }
}

/** Whose bytes may be a registry's: a person who chose another decoder asks for no schemas. */
const partsByRegistry = (decoding: TopicDecoding): readonly ('key' | 'value')[] =>
  (['key', 'value'] as const).filter(part => ['auto', 'registry'].includes(decoding[part]?.decoder ?? 'auto'));

const patienceMs = 1_000;
