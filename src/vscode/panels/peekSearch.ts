/** Searching a topic, or several, from a peek panel: from what the bar says to the request, and what is found to the panel. */
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { formatCount } from '../../model/figures.ts';
import type { PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchFor, SearchProgress, SearchRequest } from '../../model/search.ts';
import type { SearchHow } from '../../peek/search/search.ts';
import type { PeekSearchCheck } from '../../webviewProtocol/peekSearch.ts';
import type { Kafka, OpenCluster } from '../clusters/clusters.ts';
import { commands } from '../contributions.ts';
import type { Stage } from './peekLook.ts';
import { mostFound } from './peekSearchChoices.ts';

/** Whether it can be searched for, and what it says of one record. */
export async function checkSearch(
  kafka: Kafka,
  what: SearchFor,
  record: KafkaRecord | undefined,
  how: SearchHow,
): Promise<PeekSearchCheck> {
  const fault = await kafka.checkSearch(what);
  if (fault) return { fault: { at: fault.at ?? null, sentence: kafka.wordSearchFault(fault) }, trial: null };
  if (!record) return { fault: null, trial: null };
  const tried = await kafka.trySearch(what, record, how);
  const offset = formatCount(record.offset);
  if ('fault' in tried)
    return {
      fault: null,
      trial: { outcome: 'fault', words: vscode.l10n.t('tried on {0}: {1}', offset, kafka.wordSearchFault(tried.fault)) },
    };
  return {
    fault: null,
    trial: tried.passes
      ? { outcome: 'passes', words: vscode.l10n.t('tried on {0}: passes', offset) }
      : { outcome: 'does-not-pass', words: vscode.l10n.t('tried on {0}: does not pass', offset) },
  };
}

/** Looks for the record's trace in topics that the person picks. Rejects with a sentence where the record has none. */
export async function findTraceOf(kafka: Kafka, clusterName: string, record: KafkaRecord): Promise<void> {
  const [trace] = kafka.traceIdsOf(record);
  if (!trace) throw new Error(vscode.l10n.t('No header of this record is known to carry a trace id.'));
  await vscode.commands.executeCommand(commands.findTrace, { clusterName, topic: record.topic, traceId: trace.id });
}

export interface RunSearch {
  readonly open: OpenCluster;
  readonly request: SearchRequest;
  /** What a look at this panel's topic is, for whatever reads on from what is loaded. */
  readonly looks: PeekRequest;
  readonly stage: Stage;
  readonly how: SearchHow;
  readonly signal: AbortSignal;
}

/** Searches until the end, or until it is cancelled: what was found until then stays. */
export async function runSearch({ open: { cluster, kafka }, request, looks, stage, how, signal }: RunSearch): Promise<void> {
  const nothing = { partitions: [], records: 0, hidden: 0, bytes: 0, ms: 0 };
  const words = (progress: SearchProgress) => {
    const { lead, rest, share } = kafka.wordSearchProgress(request, progress);
    return { statement: { lead, rest, notes: [], details: [] }, share: share ?? null };
  };
  let progress: SearchProgress = { records: 0, matched: 0, bytes: 0, ms: 0, share: 0 };
  await stage.show({ request: looks, kafka, lookedAt: nothing, statement: words(progress).statement }, []);

  let found: KafkaRecord[] = [];
  let isNews = false;
  let isOver = false;
  const searching = kafka
    .searchRecords(cluster, request, {
      signal,
      how,
      onFound: records => {
        found.push(...records);
        isNews = true;
      },
      onProgress: now => {
        progress = now;
        isNews = true;
      },
    })
    .finally(() => (isOver = true));
  // Few large turns instead of many small ones: what is found while rows are made waits for the next.
  const isStillSearching = () => !isOver;
  while (isStillSearching()) {
    await Promise.race([searching, pause(betweenShowsMs)]);
    if (!isNews) continue;
    isNews = false;
    const some = found;
    found = [];
    await stage.add(some, { ...words(progress), most: mostFound });
  }
  const end = await searching;
  const statement = kafka.wordSearch(request, end, kafka.failureSentence);
  await stage.add(found, { statement, share: null, most: mostFound });
  stage.tell({ type: 'ended', statement, canSearchFromOldest: end.matched === 0 && !end.stopped && request.from.kind !== 'oldest' });
}

/** Six times a second is as much as a person can follow. */
const betweenShowsMs = 150;
