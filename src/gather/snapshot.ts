import type { Cluster } from '../kafka/connection/cluster.ts';
import { FailureError, type Failure } from '../model/failure.ts';
import type { GroupSample } from '../model/sample.ts';
import { type Snapshot, wholeParts } from '../model/snapshot.ts';
import { doesNotExist, groupIdsOf, groupPart, samplesPart, topicConfigsOf, topicNamesOf, topicsOf } from './parts.ts';
import { recordsAtCommit } from './recordsAtCommit.ts';
import type { AskOptions } from './sampleGroup.ts';
import { Sampler } from './sampler.ts';

export interface GatherOptions extends AskOptions {
  /** How long to watch. Default: 20 s. 0 asks once. */
  readonly windowMs?: number;
  /** The cluster's own, so that what it saw before counts too and nobody is asked twice. */
  readonly sampler?: Sampler;
  /** Called once, with all that can be told at the first look. */
  readonly onSnapshot?: (early: Snapshot) => void;
  readonly onProgress?: (doneMs: number, ofMs: number) => void;
}

const DEFAULT_WINDOW_MS = 20_000;
/** Ten beats in the default window: a commit every 5 s is seen to come three times at least. */
const BEAT_MS = 2_000;
/** What the sampler saw earlier counts as far back as this. */
const HISTORY_MS = 5 * 60_000;

/**
 * Everything that a diagnosis of one group looks at. It only reads. What could not be had is missing in its part and
 * says why. Throws FailureError only when the group could not be asked for at all, or `signal` was aborted.
 */
export async function gatherSnapshot(
  cluster: Cluster,
  clusterName: string,
  groupId: string,
  { windowMs = DEFAULT_WINDOW_MS, sampler = new Sampler(cluster), signal, onSnapshot, onProgress }: GatherOptions = {},
): Promise<Snapshot> {
  const ask: AskOptions = signal ? { signal } : {};
  const began = { at: Date.now(), ...cluster.cost };
  const groupIds = groupIdsOf(cluster, ask);

  const snapshotOf = async (newest: GroupSample, lastFailure: Failure | null): Promise<Snapshot> => {
    const samples = sampler.history(groupId).filter(({ at }) => at >= newest.at - HISTORY_MS && at <= newest.at);
    const [ids, topics, topicConfigs, records] = await Promise.all([
      groupIds,
      topicsOf(cluster, newest, ask),
      topicConfigsOf(cluster, topicNamesOf(newest), ask),
      recordsAtCommit(cluster, newest, ask),
    ]);
    const cost = { requests: cluster.cost.requests - began.requests, bytes: cluster.cost.bytes - began.bytes, ms: Date.now() - began.at };
    const parts = {
      group: groupPart(newest),
      samples: samplesPart(samples, newest, lastFailure),
      topics,
      records,
      groupIds: ids,
      topicConfigs,
    };
    return { clusterName, groupId, takenAt: newest.at, cost, parts: wholeParts(parts) };
  };

  let early: Promise<Snapshot> | undefined;
  const seen = await watchFor(windowMs, sampler, groupId, signal, (sample, first) => {
    onProgress?.(Math.min(sample.at - first.at, windowMs), windowMs);
    early ??= snapshotOf(sample, null).then(snapshot => {
      if (windowMs > 0 && !signal?.aborted) onSnapshot?.(snapshot);
      return snapshot;
    });
    // A failure of its own is told where it is awaited, below.
    early.catch(() => undefined);
    return doesNotExist(sample);
  });
  const snapshot = seen.newest === seen.first && early ? await early : await snapshotOf(seen.newest, seen.failure);
  if (signal?.aborted) throw cancelled(groupId);
  return snapshot;
}

interface Seen {
  readonly first: GroupSample;
  readonly newest: GroupSample;
  /** Set when the last beats failed. */
  readonly failure: Failure | null;
}

/** Watches for one window. `onSample` may say that it has seen enough. Rejects when not even one sample came. */
function watchFor(
  windowMs: number,
  sampler: Sampler,
  groupId: string,
  signal: AbortSignal | undefined,
  onSample: (sample: GroupSample, first: GroupSample) => boolean,
): Promise<Seen> {
  return new Promise((resolve, reject) => {
    let first: GroupSample | undefined;
    let newest: GroupSample | undefined;
    let failure: Failure | null = null;
    let deadline: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', finish);
      unwatch();
      if (signal?.aborted) reject(cancelled(groupId));
      else if (first && newest) resolve({ first, newest, failure });
      else reject(new FailureError(failure ?? { kind: 'silent', subject: groupId }));
    };
    const unwatch = sampler.watch(
      groupId,
      sample => {
        first ??= sample;
        newest = sample;
        failure = null;
        // Where beats fail or are slow, the window ends nevertheless.
        deadline ??= setTimeout(finish, windowMs + BEAT_MS);
        // A first beat that took long, with its connections to make, must not cost another beat at the end.
        if (onSample(sample, first) || sample.at - first.at >= windowMs - BEAT_MS / 2) finish();
      },
      failed => {
        failure = failed;
        if (!first) finish();
      },
      BEAT_MS,
    );
    signal?.addEventListener('abort', finish);
    if (signal?.aborted) finish();
  });
}

const cancelled = (groupId: string): FailureError => new FailureError({ kind: 'cancelled', subject: groupId });
