import type { Answer, Failure } from '../model/failure.ts';
import type { PartitionCommit, PartitionEnds } from '../model/offsets.ts';
import type { IsolationLevel, PeekNote, PeekRequest } from '../model/peek.ts';
import type { ClusterLog } from './clusterLog.ts';

/** Where reading begins in one partition, within bounds that were just asked. */
export interface Place {
  readonly partition: number;
  readonly logStartOffset: bigint;
  readonly logEndOffset: bigint;
  readonly lastStableOffset?: bigint;
  readonly committedOffset?: bigint | null;
  readonly at: bigint;
  readonly note?: PeekNote;
}

export interface NoPlace {
  readonly partition: number;
  readonly failure: Failure;
  readonly place?: never;
}

/** Finds the offset to begin at in each wanted partition; one that cannot be had says why and costs only itself. */
export async function findPlaces(
  log: ClusterLog,
  { topic, partitions, start, isolation }: PeekRequest,
): Promise<Answer<readonly (Place | NoPlace)[]>> {
  const existing = await log.partitionsOf(topic);
  if (existing.failure) return existing;

  // Commits first, ends after: a commit is never beyond its end for having been asked later.
  const commits = start.kind === 'committed' ? await log.commits(start.groupId) : undefined;
  if (commits?.failure) return commits;
  const wanted = (partitions.length === 0 ? existing.value : partitions).map(partition => ({ topic, partition }));
  const asked = wanted.filter(({ partition }) => existing.value.includes(partition));
  const times = start.kind === 'time' ? await log.offsetsAtTime(asked, start.at) : [];
  const ends = new Map((await log.ends(asked)).map(each => [each.partition, each]));

  return {
    value: wanted.map(({ partition }) => {
      const bounds = boundsOf(topic, partition, ends.get(partition), isolation);
      if ('failure' in bounds) return bounds;
      switch (start.kind) {
        case 'newest':
          return { ...bounds, at: bounds.logEndOffset };
        case 'oldest':
          return { ...bounds, at: bounds.logStartOffset };
        case 'offset':
          return placeAt(bounds, start.offset);
        case 'time':
          return placeAtTime(bounds, times.find(each => each.partition === partition)?.at ?? { value: null });
        case 'committed':
          return placeAtCommit(
            bounds,
            commits?.value.find(each => each.topic === topic && each.partition === partition),
          );
      }
    }),
  };
}

/** Where each partition stands now: for reading on from an earlier look. */
export async function findBounds(
  log: ClusterLog,
  topic: string,
  partitions: readonly number[],
  isolation: IsolationLevel,
): Promise<readonly (Bounds | NoPlace)[]> {
  const ends = new Map((await log.ends(partitions.map(partition => ({ topic, partition })))).map(each => [each.partition, each]));
  return partitions.map(partition => boundsOf(topic, partition, ends.get(partition), isolation));
}

export type Bounds = Omit<Place, 'at' | 'note' | 'committedOffset'> & { readonly highWatermark: bigint };

function boundsOf(topic: string, partition: number, ends: PartitionEnds | undefined, isolation: IsolationLevel): Bounds | NoPlace {
  if (!ends)
    return {
      partition,
      failure: { kind: 'not-found', code: 'UNKNOWN_TOPIC_OR_PARTITION', request: 'Metadata', subject: `${topic}-${partition}` },
    };
  const end = isolation === 'read_committed' ? ends.lastStableOffset : ends.highWatermark;
  const failure = ends.logStartOffset.failure ?? end.failure;
  if (failure) return { partition, failure };
  const { value: lastStableOffset } = ends.lastStableOffset;
  return {
    partition,
    logStartOffset: ends.logStartOffset.value ?? 0n,
    logEndOffset: end.value ?? 0n,
    highWatermark: ends.highWatermark.value ?? end.value ?? 0n,
    ...(lastStableOffset === undefined ? {} : { lastStableOffset }),
  };
}

function placeAt(bounds: Bounds, asked: bigint): Place {
  const { logStartOffset, logEndOffset, highWatermark } = bounds;
  if (asked < logStartOffset) return { ...bounds, at: logStartOffset, note: 'deleted' };
  if (asked < logEndOffset) return { ...bounds, at: asked };
  return { ...bounds, at: logEndOffset, note: asked < highWatermark ? 'not-yet-visible' : asked > highWatermark ? 'beyond-end' : 'at-end' };
}

function placeAtTime(bounds: Bounds, at: Answer<bigint | null>): Place | NoPlace {
  if (at.failure) return { partition: bounds.partition, failure: at.failure };
  if (at.value === null) return { ...bounds, at: bounds.logEndOffset, note: 'time-beyond-end' };
  return placeAt(bounds, at.value);
}

function placeAtCommit(bounds: Bounds, commit: PartitionCommit | undefined): Place | NoPlace {
  const committed = commit?.committed ?? { value: null };
  if (committed.failure) return { partition: bounds.partition, failure: committed.failure };
  const offset = committed.value?.offset ?? null;
  if (offset === null) return { ...bounds, at: bounds.logEndOffset, note: 'no-commit', committedOffset: null };
  return { ...placeAt(bounds, offset), committedOffset: offset };
}
