/** One peek panel: what the page tells becomes a reading, a search or following, and what it brings goes to the page. */
import * as vscode from 'vscode';
import { failureOf, FailureError } from '../../model/failure.ts';
import { formatBytes } from '../../model/figures.ts';
import type { PeekRequest } from '../../model/peek.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import {
  isPeekSubject,
  type PeekAsks,
  type PeekChoices,
  type PeekSubject,
  type PeekToHost,
  type PeekToPage,
} from '../../webviewProtocol/peek.ts';
import type { PeekSearchReach } from '../../webviewProtocol/peekSearch.ts';
import { loadKafka, type Kafka, type OpenCluster } from '../clusters/clusters.ts';
import type { Parts } from '../parts.ts';
import type { Attached, OpenPanel } from './panel.ts';
import { choicesFor, keepZone, rememberChoices, requestOf, zoneIn } from './peekChoices.ts';
import { PeekCompare, recordInQuestion } from './peekCompare.ts';
import { deadLetterAnswers } from './peekDeadLetters.ts';
import { PeekFollow } from './peekFollow.ts';
import type { Look, Stage } from './peekLook.ts';
import { PeekRecords } from './peekRecords.ts';
import { detailsOf } from './peekRows.ts';
import { checkSearch, findTraceOf } from './peekSearch.ts';
import { PeekSearches, searchRequestOf } from './peekSearchChoices.ts';
import { tableAnswers } from './peekTable.ts';
import { runSearch } from './runSearch.ts';

type ShownElsewhere = Partial<PeekRequest> & { readonly topic: string };

export class PeekSession implements Attached<PeekToHost, PeekAsks> {
  readonly #panel: OpenPanel<PeekToPage>;
  readonly #parts: Parts;
  readonly #subject: PeekSubject;
  /** Opens another place of the cluster. */
  readonly #show: (request: ShownElsewhere) => void;
  #choices: PeekChoices;
  readonly #records: PeekRecords;
  #failed: string | undefined;
  #filter: string;
  #selected: number | null = null;
  #pageIsThere = false;
  /** The reading at hand. A newer one takes its place, and what it still brings is dropped. */
  #reading: AbortController | undefined;
  /** The reading at hand, where it is a search or following whose rows come by and by. */
  #streaming: AbortController | undefined;
  readonly #follow = new PeekFollow();
  readonly #searches: PeekSearches;
  readonly #compare = new PeekCompare({
    clusterName: () => this.#subject.clusterName,
    loaded: id => this.#records.with(id, ({ request, lookedAt }, record) => Promise.resolve({ request, lookedAt, record })),
    open: () => this.#parts.clusters.open(this.#subject.clusterName),
    decodingOf: records => this.#records.decodingOf(records),
  });
  /** Whoever opened the panel wants the record in question compared, once it is read. */
  #compares: boolean;

  readonly answers: Answers<PeekAsks> = {
    ...this.#compare.answers,
    ...deadLetterAnswers({
      topic: () => this.#subject.topic,
      loaded: id => this.#records.with(id, ({ kafka }, record) => Promise.resolve({ kafka, record })),
      open: () => this.#parts.clusters.open(this.#subject.clusterName),
      show: ({ topic, partition, offset }) => this.#show({ topic, partitions: [partition], start: { kind: 'offset', offset } }),
    }),
    ...tableAnswers(() => ({
      parts: this.#parts,
      clusterName: this.#subject.clusterName,
      topic: this.#subject.topic,
      choices: this.#choices,
      filter: this.#filter,
      decoding: this.#records.decoding,
      loaded: this.#records.look,
    })),
    details: ({ id }) => this.#records.with(id, ({ kafka }, record) => Promise.resolve(detailsOf(kafka, record, this.#records.decoding))),
    filter: async ({ text }, signal) => {
      this.#filter = text;
      return { ids: await this.#records.matching(text, signal) };
    },
    groups: (_question, signal) => groupsOf(this.#parts, this.#subject.clusterName, signal),
    chooseDecoder: async ({ part }) => {
      await this.#records.chooseDecoder(part);
      return null;
    },
    checkSearch: async ({ what, id }) => {
      const open = await this.#parts.clusters.open(this.#subject.clusterName);
      return checkSearch(open.kafka, what, id === null ? undefined : this.#records.find(id), this.#records.how(open));
    },
    findTrace: ({ id }) =>
      this.#records.with(id, async ({ kafka }, record) => {
        await findTraceOf(kafka, this.#subject.clusterName, record);
        return null;
      }),
  };

  constructor(panel: OpenPanel<PeekToPage>, subject: PeekSubject, parts: Parts, show: (request: ShownElsewhere) => void) {
    this.#panel = panel;
    this.#show = show;
    this.#parts = parts;
    this.#subject = subject;
    this.#filter = subject.filter ?? '';
    this.#compares = subject.compares === true;
    this.#choices = choicesFor(parts.context.workspaceState, subject);
    this.#searches = new PeekSearches(parts.context.workspaceState, subject);
    this.#records = new PeekRecords(parts, subject, () => this.#tellRecords());
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
        this.#begin();
        this.#pageIsThere = true;
        this.#tellAll();
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
        void this.#records.askSchemasAgain();
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
    this.#records.dispose();
    this.#reading?.abort();
    this.#reading = undefined;
  }

  /** The first reading. A trace of an earlier session is not searched for again before somebody says so. */
  #begin(): void {
    if (this.#records.look || this.#reading || this.#failed !== undefined) return;
    if (!this.#subject.trace) void this.#read();
    else if (!this.#panel.isRestored) void this.#search({ partitions: [], isolation: 'read_uncommitted' });
    else this.#failed = vscode.l10n.t('After a reload a search does not run again by itself: press Search.');
  }

  #read(): Promise<void> {
    const request = requestOf(this.#subject.topic, this.#choices);
    this.#selected = null;
    this.#searches.isShown = false;
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
      if (lookedAt.failure && this.#records.look?.records.length) throw new FailureError(lookedAt.failure);
      const shown = await this.#records.shown(kafka, records, lookedAt);
      return { request, kafka, records: shown, lookedAt, added: 0 };
    });
  }

  #search(reach: PeekSearchReach): Promise<void> {
    const request = searchRequestOf(this.#subject, this.#searches.choices, reach);
    const looks = requestOf(this.#subject.topic, { ...this.#choices, ...reach, start: { kind: 'oldest' } });
    this.#selected = null;
    this.#searches.isShown = true;
    return this.#works((open, reading) =>
      runSearch({ open, request, looks, stage: this.#stage(open, reading), how: this.#records.how(open), signal: reading.signal }),
    );
  }

  #readMore(direction: 'earlier' | 'later'): Promise<void> {
    const look = this.#records.look;
    if (!look || this.#reading) return Promise.resolve();
    return this.#reads(async (kafka, cluster, options) => {
      const { records, lookedAt } = await kafka.peekMore(cluster, look.request, look.lookedAt, direction, options);
      const more = await this.#records.shown(kafka, records, lookedAt);
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
      this.#records.look = look;
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

  /** Where a search or following shows what it brings, little by little. */
  #stage({ kafka }: OpenCluster, reading: AbortController): Stage {
    const isOver = () => this.#reading !== reading;
    return {
      show: async (look, records) => {
        const shown = await this.#records.shown(kafka, records, look.lookedAt);
        if (isOver()) return;
        this.#records.look = { ...look, kafka, records: shown, added: 0 };
        this.#failed = undefined;
        this.#streaming = reading;
        this.#tellRecords();
      },
      add: async (records, arrival) => {
        const before = this.#records.look;
        if (isOver() || !before) return;
        const shown = await this.#records.shown(kafka, records, arrival.lookedAt ?? before.lookedAt);
        if (isOver()) return;
        const message = this.#records.arrived(shown, arrival);
        if (message) this.#tell(message);
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

  #tell(message: PeekToPage): void {
    if (this.#pageIsThere) this.#panel.tell(message);
  }

  /** Everything that a page needs that was not there before. */
  #tellAll(): void {
    this.#tellState();
    if (this.#records.look) this.#tellRecords();
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
    const { look } = this.#records;
    if (!look || !this.#pageIsThere) return;
    for (const message of this.#records.told(look, this.#reading !== undefined && this.#reading === this.#streaming)) this.#tell(message);
    const rows = look.records.map(({ row }) => row);
    const wanted = this.#compares ? recordInQuestion(look.request, look.lookedAt, rows)?.id : this.#compare.shownAmong(rows);
    this.#compares = false;
    if (wanted !== undefined) this.#tell({ type: 'compare', id: wanted });
  }
}

async function groupsOf(parts: Parts, clusterName: string, signal: AbortSignal): Promise<PeekAsks['groups']['answer']> {
  const { kafka, cluster } = await parts.clusters.open(clusterName);
  try {
    const { groups, missing } = await kafka.listGroups(cluster, { signal });
    const groupIds = groups.map(({ groupId }) => groupId).sort((a, b) => a.localeCompare(b));
    return { groupIds, note: missing.length > 0 ? vscode.l10n.t('Some brokers did not answer: groups may be missing.') : '' };
  } catch (thrown) {
    throw new Error(kafka.failureSentence(failureOf(thrown)), { cause: thrown });
  }
}
