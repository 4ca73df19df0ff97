import { describeBrokerConfigs } from '../kafka/configs.ts';
import { describeClientQuotas } from '../kafka/clientQuotas.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { operationsOnGroups, operationsOnTopics } from '../kafka/permissions.ts';
import { describeCluster, listTopics } from '../kafka/topics.ts';
import type { ClusterDescription, ConfigEntry } from '../model/cluster.ts';
import type { AllowedOperations } from '../model/operations.ts';
import type { Answer, Failure } from '../model/failure.ts';
import type { ClientQuota } from '../model/quota.ts';
import type { Part, SubjectOperations } from '../model/snapshot.ts';
import { because, nothing, orMissing } from './part.ts';
import type { AskOptions } from './sampleGroup.ts';

/** The parts of a snapshot that are about the cluster and this login, one question each. Nothing here throws. */

/** Of one broker: one is enough for what all have in common. */
export const brokerConfigsOf = (
  cluster: Cluster,
  ask: AskOptions,
  described: Promise<ClusterDescription> = describeCluster(cluster, ask),
): Promise<Part<ConfigEntry>> =>
  orMissing('broker configurations', async () => {
    const { brokers } = await described;
    const [first] = brokers;
    if (first === undefined) return nothing;
    const { value = [], failure } = await describeBrokerConfigs(cluster, first.nodeId, ask);
    return { items: value, missing: failure ? [because('broker configurations', failure)] : [] };
  });

/** Those of them that a consumer, its group and its commits have to do with. */
export async function groupLimitsOf(cluster: Cluster, ask: AskOptions, described: Promise<ClusterDescription>): Promise<Part<ConfigEntry>> {
  const { items, missing } = await brokerConfigsOf(cluster, ask, described);
  return { items: items.filter(({ name, sensitive }) => !sensitive && aboutGroups.test(name)), missing };
}

const aboutGroups =
  /^(?:offsets[.]|group[.]|log[.](?:retention|cleanup|message[.]timestamp)|(?:message|fetch|socket[.]request)[.]max[.]bytes$|transaction(?:al)?[.]|min[.]insync|default[.]replication|auto[.]create|unclean[.]leader|max[.]connections)/;

export const allTopicNamesOf = (
  cluster: Cluster,
  ask: AskOptions,
  described: Promise<ClusterDescription> = describeCluster(cluster, ask),
): Promise<Part<string>> =>
  orMissing('topics', async () => {
    const [topics, { listsAreComplete }] = await Promise.all([listTopics(cluster, ask), described]);
    const seen = topics.filter(({ failure }) => failure?.kind !== 'not-found' && failure?.kind !== 'forbidden');
    return { items: seen.map(({ name }) => name), missing: listsAreComplete === false ? [because('topics', topicsLeftOut)] : [] };
  });

/** Metadata leaves out what this login may not see, and says nothing. */
export const topicsLeftOut: Failure = { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Metadata', subject: 'topics' };

export const quotasOf = (cluster: Cluster, ask: AskOptions): Promise<Part<ClientQuota>> =>
  orMissing('quotas', async () => ({ items: await describeClientQuotas(cluster, ask), missing: [] }));

/** What does not exist is no gap: the parts about it say so. */
export async function operationsOf(
  cluster: Cluster,
  groupId: string,
  topics: readonly string[],
  ask: AskOptions,
): Promise<Part<SubjectOperations>> {
  const parts = await Promise.all([
    operationsOn('group', [groupId], () => operationsOnGroups(cluster, [groupId], ask)),
    operationsOn('topic', topics, () => operationsOnTopics(cluster, topics, ask)),
  ]);
  return { items: parts.flatMap(({ items }) => items), missing: parts.flatMap(({ missing }) => missing) };
}

const operationsOn = (
  kind: SubjectOperations['kind'],
  names: readonly string[],
  ask: () => Promise<readonly Answer<AllowedOperations>[]>,
): Promise<Part<SubjectOperations>> =>
  names.length === 0
    ? Promise.resolve(nothing)
    : orMissing('permissions', async () => {
        const answers = await ask();
        return {
          items: answers.flatMap(({ value }) => (value ? [{ kind, ...value }] : [])),
          missing: answers.flatMap(({ failure }, index) =>
            failure && failure.kind !== 'not-found' ? [because(names[index] ?? '', failure)] : [],
          ),
        };
      });
