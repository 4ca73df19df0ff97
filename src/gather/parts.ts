import { describeTopicConfigs } from '../kafka/configs.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { listGroups } from '../kafka/groups.ts';
import { describeCluster, describeTopics } from '../kafka/topics.ts';
import { partitionName, type Partition } from '../model/cluster.ts';
import { failureOf, type Failure } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import type { Group } from '../model/group.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { GroupSample } from '../model/sample.ts';
import type { Part, TopicConfig } from '../model/snapshot.ts';
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

/** The group's samples; what is not known of its partitions in the newest one is missing. */
export function samplesPart(samples: readonly GroupSample[], newest: GroupSample, lastFailure: Failure | null): Part<GroupSample> {
  const { items, missing } = groupPart(newest);
  if (items.length === 0 && missing.length === 0) return nothing;
  const missed = lastFailure ? [because(newest.group.groupId, lastFailure)] : [];
  return { items: samples, missing: [...missed, ...missingOffsets(newest.partitions)] };
}

export function groupIdsOf(cluster: Cluster, ask: AskOptions): Promise<Part<string>> {
  return orMissing('groups', async () => {
    const [{ groups, missing }, { listsAreComplete }] = await Promise.all([listGroups(cluster, ask), describeCluster(cluster, ask)]);
    return {
      items: groups.map(({ groupId }) => groupId),
      missing: listsAreComplete === false ? [...missing, because('groups', leftOut)] : missing,
    };
  });
}

/** Without DESCRIBE on the cluster, ListGroups leaves out what this login may not see, and says nothing. */
const leftOut: Failure = { kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED', request: 'ListGroups', subject: 'kafka-cluster' };

export function topicsOf(cluster: Cluster, names: readonly string[], ask: AskOptions): Promise<Part<Partition>> {
  if (names.length === 0) return Promise.resolve(nothing);
  return orMissing('topics', async () => {
    const topics = await describeTopics(cluster, names, ask);
    return {
      items: topics.flatMap(({ partitions }) => partitions),
      missing: topics.flatMap(({ name, failure }) => (failure ? [because(name, failure)] : [])),
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

async function orMissing<T>(subject: string, ask: () => Promise<Part<T>>): Promise<Part<T>> {
  try {
    return await ask();
  } catch (thrown) {
    return { items: [], missing: [because(subject, failureOf(thrown))] };
  }
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

const because = (subject: string, failure: Failure): Missing => ({ subject, reason: { kind: 'failure', failure } });

const nothing: Part<never> = { items: [], missing: [] };
