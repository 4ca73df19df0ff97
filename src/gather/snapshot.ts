import type { Cluster } from '../kafka/connection/cluster.ts';
import type { ClientFile } from '../model/clientFile.ts';
import { FailureError, type Failure } from '../model/failure.ts';
import type { GroupSample } from '../model/sample.ts';
import type { Part, Snapshot } from '../model/snapshot.ts';
import { joinGather, type SharedGather } from './gathers.ts';
import { Look } from './look.ts';
import { orMissing } from './part.ts';
import { doesNotExist } from './parts.ts';
import type { AskOptions } from './sampleGroup.ts';
import { Sampler } from './sampler.ts';

export interface GatherOptions extends AskOptions {
  /** How long to watch. Default: 20 s. 0 asks once. Who comes while somebody else watches the same group waits for that window's end. */
  readonly windowMs?: number;
  /** The cluster's own, so that what it saw before counts too and nobody is asked twice. */
  readonly sampler?: Sampler;
  /** Files of the workspace that name this group; absent: nobody looked for any. They are awaited beside the cluster's answers. */
  readonly clientFiles?: Promise<Part<ClientFile>>;
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
 * says why. Who asks while the same group is being looked at joins in: nothing is asked twice. Throws FailureError only when
 * the group could not be asked for at all, or `signal` was aborted.
 */
export async function gatherSnapshot(
  cluster: Cluster,
  clusterName: string,
  groupId: string,
  { windowMs = DEFAULT_WINDOW_MS, sampler, signal, clientFiles, onSnapshot, onProgress }: GatherOptions = {},
): Promise<Snapshot> {
  const files = clientFiles && orMissing('files of the workspace', () => clientFiles);
  const named = async (snapshot: Snapshot): Promise<Snapshot> => ({
    ...{ ...snapshot, clusterName },
    parts: { ...snapshot.parts, ...(files ? { clientFiles: await files } : {}) },
  });
  const begin = (shared: SharedGather) => gather(cluster, groupId, sampler ?? new Sampler(cluster), windowMs, shared);
  const joined = joinGather(cluster, groupId, windowMs, begin, {
    onSnapshot: early => {
      if (windowMs > 0) void named(early).then(snapshot => (signal?.aborted ? undefined : onSnapshot?.(snapshot)));
    },
    onProgress: (doneMs, ofMs) => onProgress?.(doneMs, ofMs),
  });
  const abort = () => joined.leave(new FailureError({ kind: 'cancelled', subject: groupId }));
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  try {
    return await named(await (windowMs === 0 ? joined.early : joined.whole));
  } finally {
    signal?.removeEventListener('abort', abort);
    joined.leave();
  }
}

/** One look at the beginning of the window, which is told at once, and one at its end. */
async function gather(cluster: Cluster, groupId: string, sampler: Sampler, windowMs: number, shared: SharedGather): Promise<Snapshot> {
  const { signal } = shared;
  const began = { at: Date.now(), ...cluster.cost };
  const look = new Look(cluster, groupId, { signal });

  const snapshotOf = async (newest: GroupSample, lastFailure: Failure | null): Promise<Snapshot> => {
    const samples = sampler.history(groupId).filter(({ at }) => at >= newest.at - HISTORY_MS && at <= newest.at);
    const parts = await look.at({ newest, samples, lastFailure });
    const cost = { requests: cluster.cost.requests - began.requests, bytes: cluster.cost.bytes - began.bytes, ms: Date.now() - began.at };
    return { clusterName: '', groupId, takenAt: newest.at, cost, parts };
  };

  let early: Promise<Snapshot> | undefined;
  const seen = await watchFor(windowMs, sampler, groupId, signal, (sample, first) => {
    shared.onProgress(Math.min(sample.at - first.at, windowMs), windowMs);
    early ??= snapshotOf(sample, null).then(snapshot => {
      shared.onSnapshot(snapshot);
      return snapshot;
    });
    // A failure of its own is told where it is awaited, below.
    early.catch(() => undefined);
    return doesNotExist(sample);
  });
  const snapshot = seen.newest === seen.first && early ? await early : await snapshotOf(seen.newest, seen.failure);
  if (signal.aborted) throw cancelled(groupId);
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
  signal: AbortSignal,
  onSample: (sample: GroupSample, first: GroupSample) => boolean,
): Promise<Seen> {
  return new Promise((resolve, reject) => {
    let first: GroupSample | undefined;
    let newest: GroupSample | undefined;
    let failure: Failure | null = null;
    let deadline: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', finish);
      unwatch();
      if (signal.aborted) reject(cancelled(groupId));
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
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}

const cancelled = (groupId: string): FailureError => new FailureError({ kind: 'cancelled', subject: groupId });
