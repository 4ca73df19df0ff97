/** A search whose matches are shown in a peek panel while it runs. */
import { setTimeout as pause } from 'node:timers/promises';
import type { PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchProgress, SearchRequest } from '../../model/search.ts';
import type { SearchHow } from '../../peek/search/search.ts';
import type { Kafka, OpenCluster } from '../clusters/clusters.ts';
import type { Stage } from './peekLook.ts';
import { mostFound } from './peekSearchChoices.ts';

export interface RunSearch {
  readonly open: {
    readonly cluster: OpenCluster['cluster'];
    readonly kafka: Pick<Kafka, 'searchRecords' | 'wordSearch' | 'wordSearchProgress' | 'failureSentence'>;
  };
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
  await stage.show({ request: looks, lookedAt: nothing, statement: words(progress).statement }, []);

  let found: KafkaRecord[] = [];
  let told = progress;
  let isOver = false;
  const searching = kafka
    .searchRecords(cluster, request, {
      signal,
      how,
      onFound: records => {
        for (const record of records) found.push(record);
      },
      onProgress: now => {
        progress = now;
      },
    })
    .finally(() => (isOver = true));
  // Few large turns instead of many small ones: what is found while rows are made waits for the next.
  const isStillSearching = () => !isOver;
  while (isStillSearching()) {
    await Promise.race([searching, pause(betweenShowsMs)]);
    if (found.length === 0 && told === progress) continue;
    told = progress;
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
