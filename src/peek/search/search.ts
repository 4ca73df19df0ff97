/** Searches records in a thread of its own, from where to where, and tells what it covered. Leaves no trace in the cluster. */
import type { Cluster } from '../../kafka/connection/cluster.ts';
import { FailureError } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchEnd, SearchFault, SearchFor, SearchRequest } from '../../model/search.ts';
import { clusterLog } from '../peek.ts';
import { WorkerClient } from '../workerClient.ts';
import type { TryAnswer } from './checks.ts';
import { decodingToSend } from './schemasAtHand.ts';
import { Searching } from './searching.ts';
import { schemasFor, type SearchHow, type SearchOptions } from './searchOptions.ts';
import { findWays } from './ways.ts';

export type { SearchHow, SearchOptions } from './searchOptions.ts';
export { traceIdIn, traceIdsOf } from './trace.ts';

/**
 * Searches what the request says, up to the log ends of when it began. Unknown topics, failing partitions, deleted offsets and
 * records that cannot be held against what is searched for are told in the end. Throws FailureError only where the cluster itself
 * does not answer.
 */
export async function searchRecords(cluster: Cluster, request: SearchRequest, options: SearchOptions): Promise<SearchEnd> {
  const { signal = new AbortController().signal } = options;
  const began = performance.now();
  const worker = new WorkerClient();
  try {
    // The thread starts while the cluster is asked.
    const checking = worker.run('check', { what: request.what }, { mostMs: mostStartMs }).catch(faultIn);
    const found = await findWays(clusterLog(cluster, signal), request).catch((error: unknown) => {
      if (signal.aborted) return { ways: [], failures: [] };
      throw error;
    });
    const fault = await checking;
    const searching = new Searching({ cluster, request, options: { ...options, signal }, worker, ...found, began });
    return await searching.run(fault);
  } finally {
    worker.dispose();
  }
}

/** Why this cannot be searched for; undefined where it can. Asked before anything is read, as often as somebody types. */
export function checkSearch(what: SearchFor): Promise<SearchFault | undefined> {
  return checker.run('check', { what }, { mostMs: mostStartMs }).catch(faultIn);
}

/** Whether one record would be found: it is held against what is searched for, however long that takes up to 3 s. */
export async function trySearch(what: SearchFor, record: KafkaRecord, how: SearchHow = {}): Promise<TryAnswer> {
  const decoding = how.decodingOf?.(record.topic) ?? {};
  try {
    await checker.run('check', { what }, { mostMs: mostStartMs }); // the thread's start is not the record's time
    return await checker.run(
      'try',
      { what, record, decoding: decodingToSend(record.topic, decoding) },
      { mostMs: mostRecordMs, onAsk: question => schemasFor(how, question) },
    );
  } catch (error) {
    return { fault: faultIn(error) };
  }
}

/** What the panel types is checked again and again by one thread. */
const checker = new WorkerClient();

/** A thread takes 40 ms to start; on a machine that is busy with everything else, seconds. */
const mostStartMs = 20_000;
const mostRecordMs = 3_000;

/** The thread broke while it worked on the one question: it took too long, or too much memory. */
function faultIn(error: unknown): SearchFault {
  if (!(error instanceof FailureError) || error.failure.kind === 'cancelled') throw error;
  const { code, detail } = error.failure;
  return { kind: code === 'WORKER_TOOK_TOO_LONG' ? 'too-slow' : 'ended', ...(detail ? { detail } : {}) };
}
