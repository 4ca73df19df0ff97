/** What several rules ask of partitions and groups. */
import { partitionName } from '../model/cluster.ts';
import type { Fix } from '../model/finding.ts';
import type { Group, GroupType } from '../model/group.ts';
import type { PartitionTrend } from '../model/trend.ts';

/** Records that wait, where that is known; else 0. */
export const waitingOn = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.records : 0n);

export const waitingOnAll = (partitions: readonly PartitionTrend[]): bigint => partitions.reduce((sum, one) => sum + waitingOn(one), 0n);

export const namesOf = (partitions: readonly PartitionTrend[]): readonly string[] => partitions.map(partitionName);

/** Most records waiting first. */
export function worstFirst(partitions: readonly PartitionTrend[]): readonly PartitionTrend[] {
  return [...partitions].sort((a, b) => Number(waitingOn(b) - waitingOn(a)));
}

/** A finding each for three partitions at most; more of one kind are one finding, or nobody would read them. */
export function apart<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length <= 3 ? items.map(item => [item]) : [items];
}

/** Evidence is shown for so many partitions of a finding. */
export const SHOWN_PARTITIONS = 3;

/** Committed offset and end as seen last; null where one of them is unknown. */
export function placesOf({ offsets }: PartitionTrend): { readonly committed: bigint; readonly end: bigint } | null {
  const [committed, end] = [offsets.committed.value?.offset, offsets.highWatermark.value];
  return committed === undefined || end === undefined ? null : { committed, end };
}

/** Its members read partitions that are assigned to them alone, and commit offsets: neither Connect's nor share groups do. */
export const isConsumerGroup = ({ groupType, protocolType }: Group): boolean =>
  groupType === 'consumer' || (groupType === 'classic' && (protocolType === 'consumer' || protocolType === ''));

/** Assignments are complete and nothing moves. */
export const isSettled = ({ groupState, members }: Group): boolean =>
  groupState === 'Stable' && members.length > 0 && members.every(({ assignment }) => assignment.value !== undefined);

/** The request that tells of a group of this type. */
export const describedBy = ({ groupType }: Group): string => describes[groupType];

const describes: Readonly<Record<GroupType, string>> = {
  classic: 'DescribeGroups',
  consumer: 'ConsumerGroupDescribe',
  share: 'ShareGroupDescribe',
  streams: 'StreamsGroupDescribe',
  unknown: 'DescribeGroups',
};

export const OFFSETS = 'OffsetFetch, ListOffsets';

export const showLag = ({ topic, partition }: { readonly topic: string; readonly partition: number }): Fix => ({
  kind: 'show-lag',
  topic,
  partition,
});

export const describeGroupCommand = (groupId: string): Fix => ({ kind: 'copy-command', command: 'describe-group', figures: { groupId } });

/** The address of a member without the slash that the broker writes before it. */
export const hostOf = (clientHost: string): string => clientHost.replace(/^\//, '');

/** Sums over partitions whose rates are known. */
export function ratesOf(partitions: readonly PartitionTrend[]): Rates {
  const sum = (rate: (one: PartitionTrend) => number | null) => partitions.reduce((all, one) => all + (rate(one) ?? 0), 0);
  return {
    producedPerSecond: sum(({ producedPerSecond }) => producedPerSecond),
    consumedPerSecond: sum(({ consumedPerSecond }) => consumedPerSecond),
    lagPerSecond: sum(({ lagPerSecond }) => lagPerSecond),
  };
}

/** Records a second. */
interface Rates {
  readonly producedPerSecond: number;
  readonly consumedPerSecond: number;
  readonly lagPerSecond: number;
}
