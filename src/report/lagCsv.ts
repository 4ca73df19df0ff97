import { csvCell } from '../model/csv.ts';
import type { PartitionTrend } from '../model/trend.ts';
import type { GroupSeen, LagSeen } from './lagSeen.ts';

/**
 * A line a partition of a group, as RFC 4180 has it. Times are ISO 8601, rates records a second. What is not known is an empty
 * cell with its reason in the last column; no cell turns it into 0.
 */
export function lagCsv({ clusterName, at, groups }: LagSeen): string {
  const lines = groups.flatMap(seen => seen.trend.partitions.map(one => lineOf(clusterName, at, seen, one)));
  return [heads, ...lines].map(cells => cells.map(cell => csvCell(cell)).join(',')).join('\r\n') + '\r\n';
}

const heads = [
  ...['cluster', 'seen_at', 'group', 'group_type', 'group_state', 'topic', 'partition', 'state'],
  ...[
    'committed',
    'log_start',
    'log_end',
    'last_stable',
    'lag',
    'lost',
    'not_yet_visible',
    'not_records',
    'readable',
    'waiting_without_commit',
  ],
  ...['oldest_unread_not_before', 'oldest_unread_before', 'deleted_from', 'commit_unmoved_since'],
  ...[
    'produced_per_second',
    'consumed_per_second',
    'gone_in_ms',
    'member_id',
    'client_id',
    'client_host',
    'group_instance_id',
    'not_known_because',
  ],
] as const;

type Cell = string | number | bigint | null | undefined;

function lineOf(clusterName: string, at: number, { group, unreadOf }: GroupSeen, one: PartitionTrend): readonly Cell[] {
  const { lag, offsets, owner } = one;
  const { committed, logStartOffset, highWatermark, lastStableOffset } = offsets;
  const parts = lag.kind === 'known' ? lag.parts : undefined;
  const unread = unreadOf?.(offsets);
  const failure = committed.failure ?? highWatermark.failure;
  const timeLag = unread?.timeLag;
  const [notBefore, before] =
    timeLag?.kind === 'read'
      ? [timeLag.writtenAt, timeLag.writtenAt]
      : timeLag?.kind === 'between'
        ? [timeLag.notBefore, timeLag.before]
        : [null, null];
  const hidden = parts?.notYetVisible;
  return [
    ...[clusterName, timeOf(at), group.groupId, group.groupType, group.groupState, one.topic, one.partition, one.state],
    ...[committed.value?.offset, logStartOffset.value, highWatermark.value, lastStableOffset.value],
    ...[lag.kind === 'known' ? lag.records : null, parts?.lost, hidden === 'unknown' ? null : hidden, unread?.notRecords],
    ...[parts && parts.readable - (unread?.notRecords ?? 0n), lag.kind === 'no-commit' ? lag.waiting : null],
    ...[timeOf(notBefore), timeOf(before), timeOf(unread?.deletedAt ?? null), timeOf(one.unmovedSince)],
    ...[rate(one.producedPerSecond), rate(one.consumedPerSecond), typeof one.etaMs === 'number' ? Math.round(one.etaMs) : one.etaMs],
    ...[owner?.memberId, owner?.clientId, owner?.clientHost, owner?.groupInstanceId],
    failure ? (failure.code ?? failure.kind) : lag.kind === 'no-commit' ? 'no commit' : null,
  ];
}

const timeOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const rate = (perSecond: number | null): number | null => (perSecond === null ? null : Math.round(perSecond * 1000) / 1000);
