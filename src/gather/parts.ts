import { describeTopicConfigs } from '../kafka/configs.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { listGroups } from '../kafka/groups.ts';
import { describeCluster, describeTopics } from '../kafka/topics.ts';
import { type ClusterDescription, partitionName, type Partition } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import type { Group, GroupListing } from '../model/group.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { GroupSample } from '../model/sample.ts';
import type { Part, TopicConfig } from '../model/snapshot.ts';
import { because, nothing, orMissing } from './part.ts';
import type { AskOptions } from './sampleGroup.ts';

/** The parts of a snapshot, one question each. What fails is missing, with its reason; nothing here throws. */

/** No item and nothing missing: the group does not exist. */
export function groupPart({ group, partitions }: GroupSample): Part<Group> {
  if (group.failure?.kind === 'not-found') return nothing;
  if (group.failure) return { items: [], missing: [because(group.groupId, group.failure)] };
  const neverWas =
    group.groupState === 'Dead' && group.members.length === 0 && partitions.every(({ committed }) => committed.value === null);
  return neverWas ? nothing : { items: [group], missing: [] };
}

/** The group's samples; what is not known in the newest one is missing. */
export function samplesPart(samples: readonly GroupSample[], newest: GroupSample, lastFailure: Failure | null): Part<GroupSample> {
  if (doesNotExist(newest)) return nothing;
  const { groupId } = newest.group;
  const whole = [lastFailure, newest.group.failure, newest.commitsFailure].filter(failure => !!failure);
  return { items: samples, missing: distinct([...whole.map(failure => because(groupId, failure)), ...missingOffsets(newest.partitions)]) };
}

export function doesNotExist(sample: GroupSample): boolean {
  const { items, missing } = groupPart(sample);
  return items.length === 0 && missing.length === 0;
}

/** Topics that the group is known to have to do with: committed, assigned or subscribed to. */
export function topicNamesOf({ group, partitions }: GroupSample): readonly string[] {
  const subscribed = group.members.flatMap(({ subscription }) => subscription.value ?? []);
  return [...new Set([...partitions.map(({ topic }) => topic), ...subscribed])].sort();
}

/** All groups that this login may see. */
export function groupListingsOf(
  cluster: Cluster,
  ask: AskOptions,
  described: Promise<ClusterDescription> = describeCluster(cluster, ask),
): Promise<Part<GroupListing>> {
  return orMissing('groups', async () => {
    const [{ groups, missing }, { groupListIsComplete }] = await Promise.all([listGroups(cluster, ask), described]);
    return { items: groups, missing: groupListIsComplete === false ? [...missing, because('groups', leftOut)] : missing };
  });
}

/** Without DESCRIBE on the cluster, ListGroups leaves out what this login may not see, and says nothing. */
const leftOut: Failure = { kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED', request: 'ListGroups', subject: 'kafka-cluster' };

export function topicsOf(cluster: Cluster, sample: GroupSample, ask: AskOptions): Promise<Part<Partition>> {
  const names = topicNamesOf(sample);
  // Without group or commits nobody knows which topics these are.
  const { failure = sample.commitsFailure, groupId } = sample.group;
  const unnamed = failure && !doesNotExist(sample) ? [because(groupId, failure)] : [];
  if (names.length === 0) return Promise.resolve({ items: [], missing: unnamed });
  return orMissing('topics', async () => {
    const topics = await describeTopics(cluster, names, ask);
    return {
      items: topics.flatMap(({ partitions }) => partitions),
      missing: [...unnamed, ...topics.flatMap(topic => (topic.failure ? [because(topic.name, topic.failure)] : []))],
    };
  });
}

export function topicConfigsOf(cluster: Cluster, names: readonly string[], ask: AskOptions): Promise<Part<TopicConfig>> {
  if (names.length === 0) return Promise.resolve(nothing);
  return orMissing('topic configurations', async () => {
    const answers = await describeTopicConfigs(cluster, names, ask);
    return {
      items: answers.flatMap(({ topic, entries }) => (entries.value ? [{ topic, entries: entries.value }] : [])),
      missing: answers.flatMap(({ topic, entries }) => (entries.failure ? [because(topic, entries.failure)] : [])),
    };
  });
}

/** What failed of commits and ends: of a topic once where all its partitions say the same, else partition by partition. */
function missingOffsets(partitions: readonly PartitionOffsets[]): readonly Missing[] {
  const byTopic = new Map<string, PartitionOffsets[]>();
  for (const row of partitions) {
    const rows = byTopic.get(row.topic);
    if (rows) rows.push(row);
    else byTopic.set(row.topic, [row]);
  }
  return [...byTopic].flatMap(([topic, rows]) => {
    const failures = rows.map(failureOfRow);
    const first = failures[0];
    if (first && failures.every(failure => failure?.kind === first.kind && failure.code === first.code)) return [because(topic, first)];
    return rows.flatMap((row, index) => {
      const failure = failures[index];
      return failure ? [because(partitionName(row), failure)] : [];
    });
  });
}

const failureOfRow = ({ committed, highWatermark }: PartitionOffsets): Failure | undefined => committed.failure ?? highWatermark.failure;

/** One failure of the coordinator is told of the group and of its commits alike. */
function distinct(missing: readonly Missing[]): readonly Missing[] {
  return [...new Map(missing.map(one => [`${one.subject} ${JSON.stringify(one.reason)}`, one])).values()];
}
