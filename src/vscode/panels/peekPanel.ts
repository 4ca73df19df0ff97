/** The peek panel: records of one topic, read without a group, a commit or a trace. The host keeps what was read; the page shows it. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import { FailureError, failureOf } from '../../model/failure.ts';
import { formatBytes } from '../../model/figures.ts';
import type { LookedAt, PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchHow } from '../../peek/search/search.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { PeekSearchReach } from '../../webviewProtocol/peekSearch.ts';
import {
  isPeekSubject,
  peekProtocol,
  type PeekAsks,
  type PeekChoices,
  type PeekSubject,
  type PeekToHost,
  type PeekToPage,
} from '../../webviewProtocol/peek.ts';
import { loadKafka, type Kafka, type OpenCluster } from '../clusters/clusters.ts';
import { panels } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { tellFailure } from '../tell.ts';
import { inSlices } from './inSlices.ts';
import { LoadedFilter } from './loadedFilter.ts';
import { Panels, type Attached, type OpenPanel } from './panel.ts';
import { PeekCompare, recordInQuestion } from './peekCompare.ts';
import { deadLetterAnswers, deadLettersAmong } from './peekDeadLetters.ts';
import { choicesFor, rememberChoices, requestOf, wantedOf, zoneIn, keepZone } from './peekChoices.ts';
import { PeekDecoders } from './peekDecoders.ts';
import { PeekFollow } from './peekFollow.ts';
import { registerPeekLinks } from './peekLink.ts';
import { onWire, withArrived, type Look, type Shown, type Stage } from './peekLook.ts';
import { detailsOf, rowOf } from './peekRows.ts';
import { PeekSchemas } from './peekSchemas.ts';
import { checkSearch, findTraceOf } from './peekSearch.ts';
import { PeekSearches, searchRequestOf } from './peekSearchChoices.ts';
import { runSearch } from './runSearch.ts';
import { tableAnswers } from './peekTable.ts';
import { registerRecordDocuments } from './recordDocuments.ts';

const peekPanels = new Panels<PeekSubject, PeekToPage, PeekToHost, PeekAsks>({
  viewType: panels.peek,
  page: 'peek',
  protocol: peekProtocol,
  isSubject: isPeekSubject,
  keyOf: ({ clusterName, topic, trace }) => JSON.stringify([clusterName, topic, trace]),
  titleOf: ({ topic, trace }) => (trace ? vscode.l10n.t('Trace: {0}', trace.id) : vscode.l10n.t('Peek: {0}', topic)),
  attach: (panel, subject, parts) => new PeekSession(panel, subject, parts),
});

/** Opens the topic's panel, or brings it to the front. Whatever the request leaves open is as the person chose last for this topic. */
export function showPeek(parts: Parts, clusterName: string, request: Partial<PeekRequest> & { readonly topic: string }): void {
  peekPanels.show(parts, { clusterName, topic: request.topic, wanted: wantedOf(request) });
}

/** The same, and the record where it begins to look is compared with its neighbours. */
export function showComparison(parts: Parts, clusterName: string, request: Partial<PeekRequest> & { readonly topic: string }): void {
  peekPanels.show(parts, { clusterName, topic: request.topic, wanted: wantedOf(request), compares: true });
}

/** Opens a panel of the records of one trace in these topics. */
export function showTrace(parts: Parts, clusterName: string, trace: NonNullable<PeekSubject['trace']>): void {
  const [topic] = trace.topics;
  if (topic !== undefined) peekPanels.show(parts, { clusterName, topic, trace });
}

/** Brings back panels and documents of records after a reload of the editor. */
export const restorePeekPanels = (parts: Parts): vscode.Disposable =>
  vscode.Disposable.from(
    peekPanels.restore(parts),
    registerRecordDocuments(parts),
    registerPeekLinks(parts, (clusterName, { topic, choices, filter }) =>
      peekPanels.show(parts, { clusterName, topic, wanted: choices, filter: filter ?? '' }),
    ),
  );

class PeekSession implements Attached<PeekToHost, PeekAsks> {
  readonly #panel: OpenPanel<PeekToPage>;
  readonly #parts: Parts;
  readonly #subject: PeekSubject;
  #choices: PeekChoices;
  #look: Look | undefined;
  #failed: string | undefined;
  #filter: string;
  #selected: number | null = null;
  #lastId = 0;
  #pageIsThere = false;
  /** The reading at hand. A newer one takes its place, and what it still brings is dropped. */
  #reading: AbortController | undefined;
  /** The reading at hand, where it is a search or following whose rows come by and by. */
  #streaming: AbortController | undefined;
  readonly #follow = new PeekFollow();
  readonly #searches: PeekSearches;
  /** How keys and values are read. Another object whenever they are read in another way. */
  #decoding: TopicDecoding = {};
  readonly #decoders: PeekDecoders;
  readonly #schemas = new PeekSchemas(() => void this.#decodeAgain());
  readonly #clustersChanged: vscode.Disposable;
  readonly #loadedFilter = new LoadedFilter(() => this.#decoding);

  readonly #compare = new PeekCompare({
    clusterName: () => this.#subject.clusterName,
    loaded: id => this.#withRecord(id, ({ request, lookedAt }, record) => Promise.resolve({ request, lookedAt, record })),
    open: () => this.#parts.clusters.open(this.#subject.clusterName),
    decodingOf: async records => {
      const { schemas } = await this.#parts.clusters.open(this.#subject.clusterName);
      await this.#schemas.prepare(schemas, records, this.#decoding);
      return this.#schemas.with(this.#decoding);
    },
  });
  /** Whoever opened the panel wants the record in question compared, once it is read. */
  #compares: boolean;

  readonly answers: Answers<PeekAsks> = {
    ...this.#compare.answers,
    ...deadLetterAnswers({
      topic: () => this.#subject.topic,
      loaded: id => this.#withRecord(id, ({ kafka }, record) => Promise.resolve({ kafka, record })),
      open: () => this.#parts.clusters.open(this.#subject.clusterName),
      show: ({ topic, partition, offset }) =>
        showPeek(this.#parts, this.#subject.clusterName, { topic, partitions: [partition], start: { kind: 'offset', offset } }),
    }),
    ...tableAnswers(() => ({
      parts: this.#parts,
      clusterName: this.#subject.clusterName,
      topic: this.#subject.topic,
      choices: this.#choices,
      filter: this.#filter,
      decoding: this.#decoding,
      loaded: this.#look,
    })),
    details: ({ id }) => this.#withRecord(id, ({ kafka }, record) => Promise.resolve(detailsOf(kafka, record, this.#decoding))),
    filter: ({ text }, signal) => this.#matching(text, signal),
    groups: (_question, signal) => this.#groups(signal),
    chooseDecoder: async ({ part }) => {
      await this.#decoders.choose(await loadKafka(), part);
      return null;
    },
    checkSearch: async ({ what, id }) => {
      const open = await this.#parts.clusters.open(this.#subject.clusterName);
      return checkSearch(open.kafka, what, this.#look?.records.find(({ row }) => row.id === id)?.record, this.#how(open));
    },
    findTrace: ({ id }) =>
      this.#withRecord(id, async ({ kafka }, record) => {
        await findTraceOf(kafka, this.#subject.clusterName, record);
        return null;
      }),
  };

  constructor(panel: OpenPanel<PeekToPage>, subject: PeekSubject, parts: Parts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#subject = subject;
    this.#filter = subject.filter ?? '';
    this.#compares = subject.compares === true;
    this.#choices = choicesFor(parts.context.workspaceState, subject);
    this.#searches = new PeekSearches(parts.context.workspaceState, subject);
    this.#decoders = new PeekDecoders(parts.context.workspaceState, subject, () => void this.#decodeAgain());
    this.#clustersChanged = parts.clusters.onDidChange(() => {
      if (this.#schemas.isLacking) void this.#askSchemasAgain();
    });
    if (panel.isRestored) this.#searches.recall();
    this.#follow.isSeen = panel.visible;
    panel.onDidChangeVisible(visible => {
      this.#follow.isSeen = visible;
      // The editor throws a page away when it is hidden, and loads it anew.
      if (!visible) this.#pageIsThere = false;
    });
    // The page takes as long to come up as the records do: both at once. What was not seen is not read.
    if (panel.visible) this.#begin();
  }

  readonly inWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

  heard(message: PeekToHost): void {
    switch (message.type) {
      case 'ready':
        this.#pageIsThere = true;
        this.#tellAll();
        this.#begin();
        break;
      case 'read':
        this.#choices = message.choices;
        this.#compares = false;
        rememberChoices(this.#parts.context.workspaceState, this.#subject, message.choices);
        void this.#read();
        break;
      case 'readMore':
        void this.#readMore(message.direction);
        break;
      case 'askSchemasAgain':
        void this.#askSchemasAgain();
        break;
      case 'stop':
        this.#reading?.abort();
        break;
      case 'selected':
        this.#selected = message.id;
        break;
      case 'zone':
        keepZone(this.#parts.context.globalState, message.zone);
        break;
      case 'hold':
        this.#follow.isHeld = message.isHeld;
        break;
      case 'searchBar':
        this.#searches.isOpen = message.isOpen;
        break;
      case 'search':
        this.#searches.remember(message.search);
        void this.#search(message.reach);
        break;
    }
  }

  shownAgain(subject: unknown): void {
    if (!isPeekSubject(subject) || !subject.wanted || Object.keys(subject.wanted).length === 0) return;
    this.#choices = choicesFor(this.#parts.context.workspaceState, subject);
    this.#filter = subject.filter ?? this.#filter;
    this.#compares = subject.compares === true;
    this.#tellState();
    void this.#read();
  }

  dispose(): void {
    this.#schemas.dispose();
    this.#clustersChanged.dispose();
    this.#decoders.dispose();
    this.#reading?.abort();
    this.#reading = undefined;
  }

  /** The first reading. A trace of an earlier session is not searched for again before somebody says so. */
  #begin(): void {
    if (this.#look || this.#reading || this.#failed !== undefined) return;
    if (!this.#subject.trace) void this.#read();
    else if (!this.#panel.isRestored) void this.#search({ partitions: [], isolation: 'read_uncommitted' });
  }

  #read(): Promise<void> {
    const request = requestOf(this.#subject.topic, this.#choices);
    this.#selected = null;
    if (this.#choices.start.kind === 'live')
      return this.#works(async (open, reading) => {
        this.#follow.isHeld = false;
        await this.#follow.run(open, request, this.#stage(open, reading), reading.signal);
        if (this.#reading !== reading) return;
        // From here on it is a look like others, to be read on from in both directions.
        this.#streaming = undefined;
        this.#tellRecords();
      });
    return this.#reads(async (kafka, cluster, options) => {
      const { records, lookedAt } = await kafka.peekRecords(cluster, request, options);
      // A topic that was deleted meanwhile: what is loaded may be all that is left of it.
      if (lookedAt.failure && this.#look?.records.length) throw new FailureError(lookedAt.failure);
      const shown = await this.#shown(kafka, records, lookedAt);
      return { request, kafka, records: shown, lookedAt, added: 0 };
    });
  }

  #search(reach: PeekSearchReach): Promise<void> {
    const request = searchRequestOf(this.#subject, this.#searches.choices, reach);
    const looks = requestOf(this.#subject.topic, { ...this.#choices, ...reach, start: { kind: 'oldest' } });
    this.#selected = null;
    return this.#works((open, reading) =>
      runSearch({ open, request, looks, stage: this.#stage(open, reading), how: this.#how(open), signal: reading.signal }),
    );
  }

  #readMore(direction: 'earlier' | 'later'): Promise<void> {
    const look = this.#look;
    if (!look || this.#reading) return Promise.resolve();
    return this.#reads(async (kafka, cluster, options) => {
      const { records, lookedAt } = await kafka.peekMore(cluster, look.request, look.lookedAt, direction, options);
      const more = await this.#shown(kafka, records, lookedAt);
      return {
        ...look,
        records: direction === 'earlier' ? [...more, ...look.records] : [...look.records, ...more],
        lookedAt: kafka.joinLookedAt(look.lookedAt, lookedAt),
        added: direction === 'earlier' ? more.length : 0,
      };
    });
  }

  #reads(
    work: (kafka: Kafka, cluster: OpenCluster['cluster'], options: Parameters<Kafka['peekRecords']>[2]) => Promise<Look>,
  ): Promise<void> {
    return this.#works(async ({ kafka, cluster }, reading) => {
      const look = await work(kafka, cluster, { signal: reading.signal, onProgress: this.#progress(reading) });
      if (this.#reading !== reading) return;
      this.#look = look;
      this.#failed = undefined;
      this.#tellRecords();
    });
  }

  /** One reading: opens the cluster, reads, shows what came. A failure leaves what was shown before. */
  async #works(work: (open: OpenCluster, reading: AbortController) => Promise<void>): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#tell({ type: 'reading' });
    try {
      await work(await this.#parts.clusters.open(this.#subject.clusterName), reading);
    } catch (thrown) {
      const { failureSentence } = await loadKafka();
      if (this.#reading !== reading) return;
      this.#failed = reading.signal.aborted ? vscode.l10n.t('Stopped before anything was read.') : failureSentence(failureOf(thrown));
      this.#tell({ type: 'failed', sentence: this.#failed });
    } finally {
      if (this.#reading === reading) this.#reading = undefined;
    }
  }

  /** A search reads records as the table does. */
  #how({ schemas }: OpenCluster): SearchHow {
    return {
      decodingOf: () => ({ ...this.#decoding, ...(schemas ? { schemas } : {}) }),
      ...(schemas ? { prepare: (_topic, refs) => schemas.prepareRefs(refs) } : {}),
    };
  }

  /** Where a search or following shows what it brings, little by little. */
  #stage({ kafka }: OpenCluster, reading: AbortController): Stage {
    const isOver = () => this.#reading !== reading;
    return {
      show: async (look, records) => {
        const shown = await this.#shown(kafka, records, look.lookedAt);
        if (isOver()) return;
        this.#look = { ...look, kafka, records: shown, added: 0 };
        this.#failed = undefined;
        this.#streaming = reading;
        this.#tellRecords();
      },
      add: async (records, arrival) => {
        const before = this.#look;
        if (isOver() || !before) return;
        const shown = await this.#shown(kafka, records, arrival.lookedAt ?? before.lookedAt);
        if (isOver()) return;
        const { look, message } = withArrived(before, shown, arrival);
        this.#look = look;
        this.#tell(message);
      },
      tell: message => {
        if (!isOver()) this.#tell(message);
      },
    };
  }

  /** Ten times a second is as much as a person can read. */
  #progress(reading: AbortController): (progress: { readonly bytes: number; readonly ms: number }) => void {
    let told = 0;
    return ({ bytes, ms }) => {
      if (this.#reading !== reading || ms - told < 100) return;
      told = ms;
      this.#tell({ type: 'progress', words: vscode.l10n.t('Reading: {0} in {1} s', formatBytes(bytes), (ms / 1_000).toFixed(1)) });
    };
  }

  async #shown(kafka: Kafka, records: readonly KafkaRecord[], lookedAt: LookedAt): Promise<readonly Shown[]> {
    await this.#prepareDecoding(kafka, records);
    return this.#rows(
      kafka,
      records.map(record => ({ record, id: ++this.#lastId })),
      lookedAt,
    );
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
    // What arrived meanwhile was decoded in the new way already.
    const anew = new Map(rows.map(shown => [shown.row.id, shown]));
    if (!this.#look) return;
    this.#look = { ...this.#look, records: this.#look.records.map(shown => anew.get(shown.row.id) ?? shown), added: 0 };
    this.#tellRecords();
  }

  /** The cluster as it is now: somebody may have entered the password that was missing. */
  async #askSchemasAgain(): Promise<void> {
    try {
      const { schemas } = await this.#parts.clusters.open(this.#subject.clusterName);
      schemas?.forgetFailures();
      await this.#decodeAgain();
    } catch (thrown) {
      await tellFailure(this.#parts.log, thrown, { clusterName: this.#subject.clusterName });
    }
  }

  #tell(message: PeekToPage): void {
    if (this.#pageIsThere) this.#panel.tell(message);
  }

  /** Everything that a page needs that was not there before. */
  #tellAll(): void {
    this.#tellState();
    if (this.#look) this.#tellRecords();
    if (this.#failed !== undefined) this.#tell({ type: 'failed', sentence: this.#failed });
    if (this.#reading && this.#reading !== this.#streaming) this.#tell({ type: 'reading' });
  }

  #tellState(): void {
    const { clusterName, topic, trace } = this.#subject;
    this.#tell({
      ...{ type: 'state', clusterName, topic, choices: this.#choices, filter: this.#filter, selected: this.#selected },
      topics: trace?.topics ?? [],
      zone: zoneIn(this.#parts.context.globalState),
      search: this.#searches.state,
    });
  }

  #tellRecords(): void {
    if (!this.#look || !this.#pageIsThere) return;
    const goesOn = this.#reading !== undefined && this.#reading === this.#streaming;
    const { kafka, request, lookedAt, records } = this.#look;
    this.#panel.tell(this.#decoders.told(kafka));
    const lacking = this.#schemas.notes(
      kafka,
      records.map(({ record }) => record),
      this.#decoding,
    );
    this.#panel.tell({ type: 'records', look: onWire(this.#look, goesOn, lacking) });
    this.#panel.tell(
      deadLettersAmong(
        kafka,
        records.map(({ record }) => record),
      ),
    );
    const rows = records.map(({ row }) => row);
    const wanted = this.#compares ? recordInQuestion(request, lookedAt, rows)?.id : this.#compare.shownAmong(rows);
    this.#compares = false;
    if (wanted !== undefined) this.#panel.tell({ type: 'compare', id: wanted });
  }

  #withRecord<T>(id: number, use: (look: Look, record: KafkaRecord) => Promise<T>): Promise<T> {
    const record = this.#look?.records.find(({ row }) => row.id === id)?.record;
    if (!this.#look || !record) return Promise.reject(new Error(vscode.l10n.t('This record is no longer loaded.')));
    return use(this.#look, record);
  }

  async #matching(text: string, signal: AbortSignal): Promise<{ readonly ids: readonly number[] }> {
    this.#filter = text;
    const look = this.#look;
    if (!look || text === '') return { ids: [] };
    return { ids: await this.#loadedFilter.idsOf(look, text, signal) };
  }

  async #groups(signal: AbortSignal): Promise<PeekAsks['groups']['answer']> {
    const { kafka, cluster } = await this.#parts.clusters.open(this.#subject.clusterName);
    try {
      const { groups, missing } = await kafka.listGroups(cluster, { signal });
      const groupIds = groups.map(({ groupId }) => groupId).sort((a, b) => a.localeCompare(b));
      return { groupIds, note: missing.length > 0 ? vscode.l10n.t('Some brokers did not answer: groups may be missing.') : '' };
    } catch (thrown) {
      throw new Error(kafka.failureSentence(failureOf(thrown)), { cause: thrown });
    }
  }
}
