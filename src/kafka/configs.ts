import type { ConfigEntry } from '../model/cluster.ts';
import { type Answer, known, unknown } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { brokerResource, describeConfigs, groupResource, topicResource } from './protocol/apis/describeConfigs.ts';
import { askEach, atNode, type Node, type Options, toAnyBroker } from './routing.ts';
import { currentBrokers } from './topics.ts';

export interface TopicConfigAnswer {
  readonly topic: string;
  readonly entries: Answer<readonly ConfigEntry[]>;
}

/** The configuration of each topic, defaults included, in the order of `topics`. */
export async function describeTopicConfigs(
  cluster: Cluster,
  topics: readonly string[],
  options: Options = {},
): Promise<readonly TopicConfigAnswer[]> {
  const answers = await askEach(
    topics,
    toAnyBroker((some, node) => configsOf(cluster, topicResource, some, node, options), 200),
    options,
  );
  return answers.map(({ item: topic, answer: entries }) => ({ topic, entries }));
}

/** The configuration that this broker runs with, its static and dynamic settings and defaults; asked of itself. */
export async function describeBrokerConfigs(
  cluster: Cluster,
  nodeId: number,
  options: Options = {},
): Promise<Answer<readonly ConfigEntry[]>> {
  const [asked] = await askEach(
    [String(nodeId)],
    {
      locate: async (_, fresh) => {
        if (fresh || !cluster.brokers().some(broker => broker.nodeId === nodeId)) await currentBrokers(cluster, options);
        return [known(nodeId)];
      },
      ask: (some, node) => configsOf(cluster, brokerResource, some, node, options),
      most: 1,
    },
    options,
  );
  return asked?.answer ?? unknown(missingInAnswer({ request, subject: `broker ${nodeId}` }));
}

/** What is configured for this group (KIP-848, KIP-932), the brokers' defaults included where they tell them. Brokers before 3.8 know none. */
export async function describeGroupConfigs(
  cluster: Cluster,
  groupId: string,
  options: Options = {},
): Promise<Answer<readonly ConfigEntry[]>> {
  const [asked] = await askEach(
    [groupId],
    toAnyBroker((some, node) => configsOf(cluster, groupResource, some, node, options), 1),
    options,
  );
  return asked?.answer ?? unknown(missingInAnswer({ request, subject: groupId }));
}

const request = 'DescribeConfigs';

async function configsOf(
  cluster: Cluster,
  resourceType: number,
  names: readonly string[],
  node: Node,
  options: Options,
): Promise<readonly Answer<readonly ConfigEntry[]>[]> {
  const resources = [...new Set(names)].map(resourceName => ({ resourceType, resourceName, configurationKeys: null }));
  const { results } = await cluster.ask(describeConfigs, { resources }, atNode(node, options));
  const byName = new Map(results.map(result => [result.resourceName, result]));
  return names.map(name => {
    const subject = resourceType === brokerResource ? `broker ${name}` : name;
    const result = byName.get(name);
    if (result === undefined) return unknown(missingInAnswer({ request, subject }));
    const failure = failureFromCode(result.errorCode, { request, subject, detail: result.errorMessage });
    if (failure) return unknown(failure);
    return known(
      result.configs.map(({ name: key, value, configSource, isSensitive }) => ({
        ...{ name: key, value, sensitive: isSensitive },
        source: sources[configSource] ?? ('other' as const),
      })),
    );
  });
}

/** By Kafka's ConfigSource. */
const sources: Readonly<Record<number, ConfigEntry['source']>> = {
  1: 'topic',
  2: 'broker',
  3: 'default-broker',
  4: 'static-broker',
  5: 'default',
  8: 'group',
};
