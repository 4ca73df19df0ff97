/** What a peek panel has loaded, and how its keys and values are read. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import type { LookedAt } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchHow } from '../../peek/search/search.ts';
import type { PeekSubject, PeekToPage } from '../../webviewProtocol/peek.ts';
import { loadKafka, type Kafka, type OpenCluster } from '../clusters/clusters.ts';
import type { Parts } from '../parts.ts';
import { tellFailure } from '../tell.ts';
import { inSlices } from './inSlices.ts';
import { LoadedFilter } from './loadedFilter.ts';
import { deadLettersAmong } from './peekDeadLetters.ts';
import { PeekDecoders } from './peekDecoders.ts';
import { onWire, withArrived, type Arrival, type Look, type Shown } from './peekLook.ts';
import { rowOf } from './peekRows.ts';
import { PeekSchemas } from './peekSchemas.ts';

export class PeekRecords {
  readonly #parts: Parts;
  readonly #subject: PeekSubject;
  readonly #changed: () => void;
  readonly #decoders: PeekDecoders;
  readonly #schemas = new PeekSchemas(() => void this.#decodeAgain());
  readonly #clustersChanged: vscode.Disposable;
  readonly #filter = new LoadedFilter(() => this.#decoding);
  /** How keys and values are read. Another object whenever they are read in another way. */
  #decoding: TopicDecoding = {};
  #look: Look | undefined;
  #lastId = 0;
  /** How often it was wanted that keys and values are read in another way. */
  #turns = 0;

  /** `changed`: what is loaded is read in another way now. */
  constructor(parts: Parts, subject: PeekSubject, changed: () => void) {
    this.#parts = parts;
    this.#subject = subject;
    this.#changed = changed;
    // What was chosen for one topic is not meant for the others of a trace.
    const chosenFor = subject.trace ? { ...subject, topic: '' } : subject;
    this.#decoders = new PeekDecoders(parts.context.workspaceState, chosenFor, () => void this.#decodeAgain());
    this.#clustersChanged = parts.clusters.onDidChange(() => {
      if (this.#schemas.isLacking) void this.askSchemasAgain();
    });
  }

  get look(): Look | undefined {
    return this.#look;
  }
  set look(look: Look | undefined) {
    this.#look = look;
  }

  get decoding(): TopicDecoding {
    return this.#decoding;
  }

  find(id: number): KafkaRecord | undefined {
    return this.#look?.records.find(({ row }) => row.id === id)?.record;
  }

  /** Rejects with a sentence where the record was dropped meanwhile. */
  with<T>(id: number, use: (look: Look, record: KafkaRecord) => Promise<T>): Promise<T> {
    const record = this.find(id);
    if (!this.#look || !record) return Promise.reject(new Error(vscode.l10n.t('This record is no longer loaded.')));
    return use(this.#look, record);
  }

  /** Ids of the loaded records that contain the text. */
  async matching(text: string, signal: AbortSignal): Promise<readonly number[]> {
    return this.#look && text !== '' ? this.#filter.idsOf(this.#look, text, signal) : [];
  }

  /** What arrived takes its place; answers what the page must hear of it. undefined: nothing is loaded. */
  arrived(shown: readonly Shown[], arrival: Arrival): PeekToPage | undefined {
    if (!this.#look) return undefined;
    const { look, message } = withArrived(this.#look, shown, arrival);
    this.#look = look;
    return message;
  }

  /** All that a page shows of what is loaded. `goesOn`: more comes by itself. */
  told(look: Look, goesOn: boolean): readonly PeekToPage[] {
    const records = look.records.map(({ record }) => record);
    const lacking = this.#schemas.notes(look.kafka, records, this.#decoding);
    return [
      this.#decoders.told(look.kafka),
      { type: 'records', look: onWire(look, goesOn, lacking) },
      deadLettersAmong(look.kafka, records),
    ];
  }

  async chooseDecoder(part: 'key' | 'value'): Promise<void> {
    await this.#decoders.choose(await loadKafka(), part);
  }

  /** A search reads records as the table does. */
  how({ schemas, kafka }: OpenCluster): SearchHow {
    return {
      decodingOf: () => ({ ...this.#decoders.current, ...(schemas ? { schemas } : {}), own: kafka.readInternal }),
      ...(schemas ? { prepare: (_topic, refs) => schemas.prepareRefs(refs) } : {}),
    };
  }

  /** How to read records that are not loaded, with the schemas that they need. */
  async decodingOf(records: readonly KafkaRecord[]): Promise<TopicDecoding> {
    const { schemas } = await this.#parts.clusters.open(this.#subject.clusterName);
    await this.#schemas.prepare(schemas, records, this.#decoding);
    return this.#schemas.with(this.#decoding);
  }

  /** Records as rows, with ids of their own; made anew where another way to read them was chosen meanwhile. */
  async shown(kafka: Kafka, records: readonly KafkaRecord[], lookedAt: LookedAt): Promise<readonly Shown[]> {
    const named = records.map(record => ({ record, id: ++this.#lastId }));
    for (;;) {
      const turn = this.#turns;
      await this.#prepareDecoding(kafka, records);
      const rows = await this.#rows(kafka, named, lookedAt);
      if (turn === this.#turns) return rows;
    }
  }

  #rows(
    kafka: Kafka,
    records: readonly { readonly record: KafkaRecord; readonly id: number }[],
    { partitions }: LookedAt,
  ): Promise<readonly Shown[]> {
    const stable = new Map(partitions.map(({ partition, lastStableOffset }) => [partition, lastStableOffset]));
    const isOfSeveral = this.#subject.trace !== undefined;
    return inSlices(records, ({ record, id }) => ({
      record,
      row: {
        ...rowOf(kafka, id, record, stable.get(record.partition), this.#decoding),
        ...(isOfSeveral ? { topic: record.topic } : {}),
      },
    }));
  }

  /** Brings schemas to hand, the registry's and those of files, before these records are decoded. */
  async #prepareDecoding(kafka: Kafka, records: readonly KafkaRecord[]): Promise<void> {
    const { schemas } = await this.#parts.clusters.open(this.#subject.clusterName);
    await this.#schemas.prepare(schemas, records, this.#decoders.current);
    await this.#decoders.prepare(kafka, records, schemas);
    this.#decoding = { ...this.#schemas.with(this.#decoders.current), own: kafka.readInternal };
  }

  /** What is loaded, read in the way that holds now. Nothing is read again, and each row stays the same record's. */
  async #decodeAgain(): Promise<void> {
    const turn = ++this.#turns;
    const look = this.#look;
    if (!look) return;
    await this.#prepareDecoding(
      look.kafka,
      look.records.map(({ record }) => record),
    );
    const rows = await this.#rows(
      look.kafka,
      look.records.map(({ record, row }) => ({ record, id: row.id })),
      look.lookedAt,
    );
    // Another way was chosen meanwhile: whoever brings that one shows it.
    if (turn !== this.#turns || !this.#look) return;
    // What arrived meanwhile was decoded in the new way already.
    const anew = new Map(rows.map(shown => [shown.row.id, shown]));
    this.#look = { ...this.#look, records: this.#look.records.map(shown => anew.get(shown.row.id) ?? shown), added: 0 };
    this.#changed();
  }

  /** The cluster as it is now: somebody may have entered the password that was missing. */
  async askSchemasAgain(): Promise<void> {
    try {
      const { schemas } = await this.#parts.clusters.open(this.#subject.clusterName);
      schemas?.forgetFailures();
      await this.#decodeAgain();
    } catch (thrown) {
      await tellFailure(this.#parts.log, thrown, { clusterName: this.#subject.clusterName });
    }
  }

  dispose(): void {
    this.#schemas.dispose();
    this.#clustersChanged.dispose();
    this.#decoders.dispose();
  }
}
