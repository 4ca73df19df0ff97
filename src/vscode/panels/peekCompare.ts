/** A record beside its neighbours, for the peek panel: reads what lies around it, compares, and keeps what the page shows. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import type { Cluster } from '../../kafka/connection/cluster.ts';
import { failureOf } from '../../model/failure.ts';
import type { Comparison, ReadRecord } from '../../model/comparison.ts';
import type { LookedAt, PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { ComparisonWords } from '../../report/comparisonWords.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { PeekRow } from '../../webviewProtocol/peek.ts';
import type { CompareAsks, ComparisonOnWire } from '../../webviewProtocol/peekCompare.ts';
import type { Kafka } from '../clusters/clusters.ts';
import { markersOf } from './peekRows.ts';
import { diffRecords } from './recordDocuments.ts';

/** What it needs of the panel that it is a part of. */
export interface ComparingPanel {
  readonly clusterName: () => string;
  /** Rejects where the record is no longer loaded. */
  readonly loaded: (id: number) => Promise<{ readonly request: PeekRequest; readonly lookedAt: LookedAt; readonly record: KafkaRecord }>;
  readonly open: () => Promise<{ readonly kafka: Kafka; readonly cluster: Cluster }>;
  /** How records of this topic are read, with the schemas that these ones name. */
  readonly decodingOf: (records: readonly KafkaRecord[]) => Promise<TopicDecoding>;
}

interface Compared {
  readonly comparison: Comparison;
  readonly words: ComparisonWords;
  readonly kafka: Kafka;
  readonly decoding: TopicDecoding;
}

export class PeekCompare {
  readonly #panel: ComparingPanel;
  /** The record whose comparison the page shows: it comes back with the page. */
  #shown: number | undefined;
  #compared: { readonly id: number; readonly compared: Promise<Compared> } | undefined;

  readonly answers: Answers<CompareAsks> = {
    compare: async ({ id }, signal) => {
      this.#shown = id;
      const { comparison, words } = await this.#compare(id, signal);
      return onWire(comparison, words);
    },
    compareNoMore: () => {
      this.#forget();
      return Promise.resolve(null);
    },
    copyComparison: async ({ id }) => {
      const { kafka, comparison, words } = await this.#again(id);
      await vscode.env.clipboard.writeText(kafka.comparisonMarkdown(comparison, words));
      return { said: vscode.l10n.t('Comparison copied as Markdown') };
    },
    diffWithBefore: async ({ id }) => {
      const { kafka, comparison, decoding } = await this.#again(id);
      const openedFrom = (record: KafkaRecord) => ({ kafka, clusterName: this.#panel.clusterName(), record, decoding });
      if (comparison.before) await diffRecords(openedFrom(comparison.before.record), openedFrom(comparison.record.record));
      return null;
    },
  };

  constructor(panel: ComparingPanel) {
    this.#panel = panel;
  }

  /** The record whose comparison is shown; what is not loaded any more is forgotten. */
  shownAmong(rows: readonly PeekRow[]): number | undefined {
    if (!rows.some(({ id }) => id === this.#shown)) this.#forget();
    return this.#shown;
  }

  #forget(): void {
    this.#shown = undefined;
    this.#compared = undefined;
  }

  /** What was compared just now is copied as it was shown. */
  #again(id: number): Promise<Compared> {
    return this.#compared?.id === id ? this.#compared.compared : this.#compare(id);
  }

  #compare(id: number, signal?: AbortSignal): Promise<Compared> {
    const compared = this.#read(id, signal);
    this.#compared = { id, compared };
    return compared;
  }

  async #read(id: number, signal: AbortSignal | undefined): Promise<Compared> {
    const { request, lookedAt, record } = await this.#panel.loaded(id);
    const { kafka, cluster } = await this.#panel.open();
    try {
      const { before, after, failure } = await kafka.readNeighbours(cluster, record, signal ? { signal } : {});
      const decoding = await this.#panel.decodingOf([...before, record, ...after]);
      // As rows are: of values of megabytes the beginning tells what they are.
      const glance = { ...decoding, glance: true };
      const read = (one: KafkaRecord): ReadRecord => ({
        record: one,
        key: kafka.decodePart(one, 'key', glance),
        value: kafka.decodePart(one, 'value', glance),
      });
      const comparison = kafka.compareRecords(read(record), before.map(read), after.map(read));
      return { comparison, words: kafka.wordComparison(comparison, isNext(request, lookedAt, record), failure), kafka, decoding };
    } catch (thrown) {
      throw new Error(kafka.failureSentence(failureOf(thrown)), { cause: thrown });
    }
  }
}

/** The record that whoever opened the panel came for: where the group reads on, or the offset that was asked for. */
export function recordInQuestion(request: PeekRequest, lookedAt: LookedAt, rows: readonly PeekRow[]): PeekRow | undefined {
  const { start } = request;
  const [marker] = markersOf(request, lookedAt);
  const from = start.kind === 'offset' ? start.offset : marker && BigInt(marker.offset);
  if (from === undefined) return undefined;
  return rows.find(({ partition, offset, mark }) => {
    return mark !== 'control' && (marker === undefined || partition === marker.partition) && BigInt(offset) >= from;
  });
}

/** No record of the application lies between the commit and this one. */
function isNext({ start }: PeekRequest, { partitions }: LookedAt, { partition, offset }: KafkaRecord): boolean {
  const committed = partitions.find(one => one.partition === partition)?.committedOffset;
  return start.kind === 'committed' && committed !== undefined && committed !== null && offset === committed;
}

const onWire = ({ before }: Comparison, words: ComparisonWords): ComparisonOnWire => ({ ...words, canDiff: before !== null });
