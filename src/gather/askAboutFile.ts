import type { Cluster } from '../kafka/connection/cluster.ts';
import { describeGroups, listGroups } from '../kafka/groups.ts';
import { fetchCommits } from '../kafka/offsets.ts';
import { operationsOnGroups, operationsOnTopics } from '../kafka/permissions.ts';
import { describeCluster, describeTopics, listTopics } from '../kafka/topics.ts';
import type { AskedCluster, AskedParts, ClusterQuestions, GroupCommits } from '../model/askedCluster.ts';
import type { Broker, Topic } from '../model/cluster.ts';
import { FailureError, type Answer } from '../model/failure.ts';
import type { Group } from '../model/group.ts';
import type { AllowedOperations } from '../model/operations.ts';
import type { Part } from '../model/snapshot.ts';
import { brokerConfigsOf, topicsLeftOut } from './clusterParts.ts';
import { because, nothing, orMissing } from './part.ts';
import { topicConfigsOf } from './parts.ts';
import type { AskOptions } from './sampleGroup.ts';

export interface AskedBy extends AskOptions {
  /** As the person calls the cluster. */
  readonly clusterName: string;
  /** The name that the connection logs in with; null: without a login. */
  readonly userName: string | null;
}

/**
 * What the linter's live rules want to know about one file. It only reads, and what could not be had is missing with its
 * reason. Throws FailureError only when `signal` was aborted.
 */
export async function askAboutFile(
  cluster: Cluster,
  questions: ClusterQuestions,
  { clusterName, userName, ...ask }: AskedBy,
): Promise<AskedCluster> {
  const { groups } = questions;
  const existing = topicsOf(cluster, questions, ask);
  const [brokers, brokerConfigs, topics, topicConfigs, described, commits, topicOperations, groupOperations] = await Promise.all([
    questions.brokers ? brokersOf(cluster, ask) : nothing,
    questions.brokerConfigs ? brokerConfigsOf(cluster, ask) : nothing,
    existing,
    existing.then(({ items }) => topicConfigsOf(cluster, among(questions.topics, items), ask)),
    groups.length > 0 ? groupsOf(cluster, groups, ask) : nothing,
    groups.length > 0 ? commitsOf(cluster, groups, ask) : nothing,
    existing.then(({ items }) => operationsOf(among(questions.topics, items), names => operationsOnTopics(cluster, names, ask))),
    operationsOf(groups, names => operationsOnGroups(cluster, names, ask)),
  ]);
  if (ask.signal?.aborted) throw new FailureError({ kind: 'cancelled', subject: clusterName });
  const parts: AskedParts = { brokers, brokerConfigs, topics, topicConfigs, groups: described, commits, topicOperations, groupOperations };
  return { clusterName, at: Date.now(), userName, parts };
}

const brokersOf = (cluster: Cluster, ask: AskOptions): Promise<Part<Broker>> =>
  orMissing('brokers', async () => ({ items: (await describeCluster(cluster, ask)).brokers, missing: [] }));

/** All topics, or those that are named; of one that is named it is known whether it is only out of sight. */
const topicsOf = (cluster: Cluster, { allTopics, topics: names }: ClusterQuestions, ask: AskOptions): Promise<Part<Topic>> => {
  if (!allTopics && names.length === 0) return Promise.resolve(nothing);
  return orMissing('topics', async () => {
    const [named, all, complete] = await Promise.all([
      describeTopics(cluster, names, ask),
      allTopics ? listTopics(cluster, ask) : [],
      allTopics ? describeCluster(cluster, ask).then(({ listsAreComplete }) => listsAreComplete) : true,
    ]);
    const items = new Map([...all, ...named].map(topic => [topic.name, topic]));
    const missing = named.flatMap(({ name, failure }) => (failure && failure.kind !== 'not-found' ? [because(name, failure)] : []));
    return {
      items: [...items.values()].filter(({ failure }) => failure?.kind !== 'not-found' && failure?.kind !== 'forbidden'),
      missing: complete === false ? [...missing, because('topics', topicsLeftOut)] : missing,
    };
  });
};

const groupsOf = (cluster: Cluster, groupIds: readonly string[], ask: AskOptions): Promise<Part<Group>> =>
  orMissing('groups', async () => {
    const listed = new Map((await listGroups(cluster, ask)).groups.map(group => [group.groupId, group]));
    const unlisted = { groupType: 'unknown', groupState: 'Unknown', protocolType: '' } as const;
    const groups = await describeGroups(
      cluster,
      groupIds.map(groupId => listed.get(groupId) ?? { groupId, ...unlisted }),
      ask,
    );
    const exists = groups.filter(({ failure, groupState, groupId }) =>
      failure ? failure.kind !== 'not-found' : groupState !== 'Dead' || listed.has(groupId),
    );
    return {
      items: exists.filter(({ failure }) => !failure),
      missing: exists.flatMap(({ groupId, failure }) => (failure ? [because(groupId, failure)] : [])),
    };
  });

const commitsOf = (cluster: Cluster, groupIds: readonly string[], ask: AskOptions): Promise<Part<GroupCommits>> =>
  orMissing('commits', async () => {
    const answers = [...(await fetchCommits(cluster, groupIds, ask))];
    return {
      items: answers.flatMap(([groupId, { value: commits }]) => (commits ? [{ groupId, commits }] : [])),
      missing: answers.flatMap(([groupId, { failure }]) => (failure ? [because(groupId, failure)] : [])),
    };
  });

function operationsOf(
  names: readonly string[],
  ask: (names: readonly string[]) => Promise<readonly Answer<AllowedOperations>[]>,
): Promise<Part<AllowedOperations>> {
  if (names.length === 0) return Promise.resolve(nothing);
  return orMissing('permissions', async () => {
    const answers = await ask(names);
    return {
      items: answers.flatMap(({ value }) => value ?? []),
      missing: answers.flatMap(({ failure }, index) => (failure ? [because(names[index] ?? '', failure)] : [])),
    };
  });
}

const among = (names: readonly string[], topics: readonly Topic[]): readonly string[] => {
  const there = new Set(topics.map(({ name }) => name));
  return names.filter(name => there.has(name));
};
