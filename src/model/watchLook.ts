import { partitionName } from './cluster.ts';
import type { PartitionOffsets } from './offsets.ts';
import type { GroupSample } from './sample.ts';
import { timeLagBounds, type UnreadLook } from './timeLag.ts';
import type { GroupTrend } from './trend.ts';
import type { WatchLook } from './watch.ts';

/** A judged sample of a watched group as its thresholds see it. `deadLetters`: log ends by topic; null: not known. */
export function watchLookAt(
  { at, group, partitions }: GroupSample,
  trend: GroupTrend,
  unreadOf: (offsets: PartitionOffsets) => UnreadLook,
  deadLetters: ReadonlyMap<string, bigint> | null,
): WatchLook {
  // Asked, and nothing came back, or a group that does not exist (any more): neither fine nor in trouble.
  if (partitions.length === 0 && (group.failure !== undefined || group.groupState === 'Dead'))
    return { at, lagRecords: null, lagIsPartial: true, timeLagMs: null, stuck: null, waitingForNobody: null, deadLetters };
  const known = trend.partitions.some(({ lag }) => lag.kind !== 'unknown') || trend.partitions.length === 0;
  return {
    at,
    lagRecords: known ? trend.total.records : null,
    // What is forbidden, or gone, stays so: waiting for it would keep the rest from being judged.
    lagIsPartial: trend.partitions.some(({ lag }) => lag.kind === 'unknown' && !['forbidden', 'not-found'].includes(lag.reason.kind)),
    timeLagMs: oldest(trend, unreadOf),
    stuck: known ? trend.partitions.filter(({ state }) => state === 'stuck').map(partitionName) : null,
    waitingForNobody: group.failure ? null : group.members.length === 0 ? trend.total.records : 0n,
    deadLetters,
  };
}

/** The least that the oldest unread record's age can be, of the partitions that were looked at; null where none was, though records wait. */
function oldest({ at, partitions, total }: GroupTrend, unreadOf: (offsets: PartitionOffsets) => UnreadLook): number | null {
  let most: number | null = total.records === 0n ? 0 : null;
  for (const { offsets } of partitions) {
    const { least } = timeLagBounds(unreadOf(offsets).timeLag, at);
    if (least !== null && least > (most ?? -1)) most = least;
  }
  return most;
}
