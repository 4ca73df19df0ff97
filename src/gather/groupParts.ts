import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchCommits } from '../kafka/offsets.ts';
import { offsetsPartitionOf, OffsetsLogReader, offsetsTopic } from '../kafka/offsetsLog.ts';
import { fetchShareOffsets } from '../kafka/shareOffsets.ts';
import type { Partition } from '../model/cluster.ts';
import type { GroupListing } from '../model/group.ts';
import type { OffsetsLog } from '../model/offsetsLog.ts';
import type { ShareOffset } from '../model/shareOffset.ts';
import { similarNames } from '../model/similarNames.ts';
import type { Part, RelatedGroup } from '../model/snapshot.ts';
import { because, nothing, orMissing } from './part.ts';
import type { AskOptions } from './sampleGroup.ts';

/** The parts of a snapshot that tell more of a group than its members and commits. Nothing here throws. */

/** What is to be read of `__consumer_offsets`, again and again: each time what has come since is added. */
export class GroupsOffsetsTopic {
  readonly #cluster: Cluster;
  readonly #groupId: string;
  #reader: OffsetsLogReader | undefined;

  constructor(cluster: Cluster, groupId: string) {
    this.#cluster = cluster;
    this.#groupId = groupId;
  }

  /** The partition that is the group's, as it is now. */
  partition(ask: AskOptions): Promise<Part<Partition>> {
    return orMissing(offsetsTopic, async () => {
      const partition = await offsetsPartitionOf(this.#cluster, this.#groupId, ask);
      return partition ? { items: [partition], missing: [] } : nothing;
    });
  }

  /** @param partition where `partition()` found it. */
  log(partition: Part<Partition>, ask: AskOptions): Promise<Part<OffsetsLog>> {
    return orMissing(offsetsTopic, async () => {
      const [found] = partition.items;
      if (found === undefined) return { items: [], missing: partition.missing };
      this.#reader ??= new OffsetsLogReader(this.#cluster, this.#groupId, found);
      const { log, failure } = await this.#reader.read(ask);
      return { items: [log], missing: failure ? [because(offsetsTopic, failure)] : [] };
    });
  }
}

/** Where nobody looks again: the tail of the group's own partition, once. */
export async function offsetsLogOf(cluster: Cluster, groupId: string, ask: AskOptions): Promise<Part<OffsetsLog>> {
  const topic = new GroupsOffsetsTopic(cluster, groupId);
  return topic.log(await topic.partition(ask), ask);
}

/** Groups whose commits are asked for, those of similar names first. */
const MOST_ASKED = 1_000;
const MOST_RELATED = 16;
const MOST_COMMITS = 200;

/**
 * Others that have committed on these topics, or whose names are similar: the group may have had another name. Similar names first,
 * then those with most commits there. Without topics, the similar names alone.
 */
export async function relatedGroupsOf(
  cluster: Cluster,
  groupId: string,
  topics: readonly string[],
  listings: Part<GroupListing>,
  ask: AskOptions,
): Promise<Part<RelatedGroup>> {
  const others = listings.items.filter(one => one.groupId !== groupId && one.groupType !== 'share');
  const similar = new Set(
    similarNames(
      groupId,
      others.map(one => one.groupId),
    ),
  );
  const candidates =
    topics.length === 0 ? others.filter(one => similar.has(one.groupId)) : bySimilarity(others, similar).slice(0, MOST_ASKED);
  if (candidates.length === 0) return { items: [], missing: listings.missing };
  return orMissing('other groups', async () => {
    const commits = await fetchCommits(
      cluster,
      candidates.map(one => one.groupId),
      ask,
    );
    const wanted = new Set(topics);
    const related = candidates.flatMap(({ groupId: id, groupState, groupType }) => {
      const all = commits.get(id)?.value?.filter(({ committed }) => committed.value) ?? [];
      const there = topics.length === 0 ? all : all.filter(({ topic }) => wanted.has(topic));
      return there.length === 0 ? [] : [{ groupId: id, groupState, groupType, commits: there.slice(0, MOST_COMMITS) }];
    });
    const failed = candidates.flatMap(({ groupId: id }) => {
      const failure = commits.get(id)?.failure;
      return failure ? [because(id, failure)] : [];
    });
    const most = [...related].sort(
      (a, b) => Number(similar.has(b.groupId)) - Number(similar.has(a.groupId)) || b.commits.length - a.commits.length,
    );
    return { items: most.slice(0, MOST_RELATED), missing: [...listings.missing, ...failed] };
  });
}

const bySimilarity = (groups: readonly GroupListing[], similar: ReadonlySet<string>): readonly GroupListing[] =>
  [...groups].sort((a, b) => Number(similar.has(b.groupId)) - Number(similar.has(a.groupId)));

export const shareOffsetsOf = (cluster: Cluster, groupId: string, ask: AskOptions): Promise<Part<ShareOffset>> =>
  orMissing(groupId, async () => {
    const { value = [], failure } = (await fetchShareOffsets(cluster, [groupId], ask)).get(groupId) ?? {};
    return { items: value, missing: failure ? [because(groupId, failure)] : [] };
  });
