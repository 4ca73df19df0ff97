import type { Cluster } from '../kafka/connection/cluster.ts';
import { missingInAnswer } from '../kafka/errors.ts';
import { describeGroups, listGroups } from '../kafka/groups.ts';
import { letOthersRun } from '../kafka/letOthersRun.ts';
import { fetchBounds } from '../kafka/offsets.ts';
import type { TopicPartition } from '../model/cluster.ts';
import { type Answer, known, unknown } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import type { Group } from '../model/group.ts';
import { type totalLag, totalLagOf } from '../model/lag.ts';
import type { PartitionBounds, PartitionCommit } from '../model/offsets.ts';
import { ByPartition } from './byPartition.ts';
import { fetchPlaces } from './places.ts';
import type { AskOptions } from './sampleGroup.ts';

/** How far a group is behind, over every partition that has a commit or is assigned to a member. */
export interface GroupLag {
  readonly group: Group;
  readonly partitions: readonly (PartitionCommit & PartitionBounds)[];
  /** Lags of the known partitions, and how many have no commit or are not known. */
  readonly total: ReturnType<typeof totalLag>;
  /** The commits, where they could not be had: then only assigned partitions are there, and none of them is known. */
  readonly commits: Answer<unknown>;
}

export interface LagOptions extends AskOptions {
  /** Only groups that read this topic, and of them only its partitions. */
  readonly topic?: string;
}

/**
 * The lag of all groups that this login may see, in as few requests as the brokers allow: groups are described and their commits
 * fetched together, many groups in a request; then each partition's ends are asked for once, however many groups read it.
 * A broker that did not list its groups is in `missing`. Throws FailureError when nothing at all could be had.
 */
export async function lagOfAllGroups(
  cluster: Cluster,
  { topic, ...options }: LagOptions = {},
): Promise<{ readonly groups: readonly GroupLag[]; readonly missing: readonly Missing[] }> {
  const { groups: listings, missing } = await listGroups(cluster, options);
  await letOthersRun(options);
  const [groups, commits] = await Promise.all([describeGroups(cluster, listings, options), fetchPlaces(cluster, listings, options)]);

  const rows = new Map<string, readonly PartitionCommit[]>();
  const wanted = new ByPartition<TopicPartition>();
  for (const group of groups) {
    const others = letOthersRun(options);
    if (others) await others;
    const all = rowsOf(group, commits.get(group.groupId) ?? known([]));
    const ofGroup = topic === undefined ? all : all.filter(row => row.topic === topic);
    rows.set(group.groupId, ofGroup);
    for (const row of ofGroup) wanted.setOnce(row);
  }
  const ends = new ByPartition<PartitionBounds>();
  for (const end of await fetchBounds(cluster, [...wanted], options)) ends.setOnce(end);

  const lags: GroupLag[] = [];
  for (const group of groups) {
    const others = letOthersRun(options);
    if (others) await others;
    if (topic !== undefined && !reads(group, topic, rows.get(group.groupId) ?? [])) continue;
    const partitions = (rows.get(group.groupId) ?? []).map(row => offsetsOf(row, ends.get(row)));
    const total = totalLagOf(partitions);
    lags.push({ group, partitions, total, commits: commits.get(group.groupId) ?? known([]) });
  }
  return { groups: lags, missing };
}

/** It has to do with the topic: a commit, a partition of it, or a member that wants it. */
const reads = ({ members }: Group, topic: string, rows: readonly unknown[]): boolean =>
  rows.length > 0 || members.some(({ subscription }) => subscription.value?.includes(topic));

/** What is committed, then what a member owns without a commit. */
function rowsOf({ members }: Group, commits: Answer<readonly PartitionCommit[]>): readonly PartitionCommit[] {
  const { value = [], failure } = commits;
  const owned = members.flatMap(({ assignment }) => assignment.value ?? []);
  if (owned.length === 0) return value;
  const rows = new ByPartition<PartitionCommit>();
  for (const row of value) rows.setOnce(row);
  const committed = failure ? unknown(failure) : known(null);
  for (const { topic, partition } of owned) rows.setOnce({ topic, partition, committed });
  return [...rows];
}

function offsetsOf(row: PartitionCommit, bounds: PartitionBounds | undefined): PartitionCommit & PartitionBounds {
  const { topic, partition, committed } = row;
  if (bounds === undefined) {
    const none = unknown(missingInAnswer({ request: 'ListOffsets', subject: `${topic}-${partition}` }));
    return { ...row, logStartOffset: none, highWatermark: none };
  }
  const { logStartOffset, highWatermark } = bounds;
  // The broker leaves out in silence what this login may not see: the ends tell.
  const hidden = committed.value === null && highWatermark.failure?.kind === 'forbidden';
  return { ...row, committed: hidden ? unknown(highWatermark.failure) : committed, logStartOffset, highWatermark };
}
