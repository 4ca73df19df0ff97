import type { Answer } from '../../model/failure.ts';
import { memoryOf } from '../clusterMemory.ts';
import type { AskOptions, Cluster } from '../connection/cluster.ts';
import { locateController } from '../controller.ts';
import { answersByName } from '../itemAnswers.ts';
import { createPartitions as createPartitionsApi } from '../protocol/apis/createPartitions.ts';
import { createTopics as createTopicsApi } from '../protocol/apis/createTopics.ts';
import { deleteTopics as deleteTopicsApi } from '../protocol/apis/deleteTopics.ts';
import { atNode, type Options } from '../routing.ts';
import { changeEach } from './askOnce.ts';

export interface TopicToCreate {
  readonly name: string;
  /** Absent: as the broker is configured (from 2.4 on; older brokers refuse). */
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly configs?: Readonly<Record<string, string>>;
}

export interface TopicChangeOptions extends Options {
  /** True: only asks whether it would be accepted. */
  readonly validateOnly?: boolean;
}

export interface TopicOutcome {
  readonly topic: string;
  readonly outcome: Answer<true>;
}

/** Creates topics, in the order of `topics`. One that exists is refused with TOPIC_ALREADY_EXISTS. It takes CREATE on topic or cluster. */
export function createTopics(
  cluster: Cluster,
  topics: readonly TopicToCreate[],
  { validateOnly = false, ...options }: TopicChangeOptions = {},
): Promise<readonly TopicOutcome[]> {
  const byName = new Map(topics.map(topic => [topic.name, topic]));
  return change(cluster, createTopicsApi.name, [...byName.keys()], options, async (names, asking) => {
    const wanted = names.map(name => {
      const { partitions = -1, replicationFactor = -1, configs = {} } = byName.get(name) ?? {};
      return {
        name,
        numPartitions: partitions,
        replicationFactor,
        configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
      };
    });
    const answer = await cluster.ask(createTopicsApi, { topics: wanted, timeoutMs, validateOnly }, asking);
    return new Map(answer.topics.map(one => [one.name, one]));
  });
}

/** Deletes topics with all their records, for ever. It takes DELETE on the topic. */
export async function deleteTopics(cluster: Cluster, topics: readonly string[], options: Options = {}): Promise<readonly TopicOutcome[]> {
  const outcomes = await change(cluster, deleteTopicsApi.name, [...new Set(topics)], options, async (names, asking) => {
    const answer = await cluster.ask(
      deleteTopicsApi,
      version => ({ ...(version >= 6 ? { topics: names.map(name => ({ name })) } : { topicNames: names }), timeoutMs }),
      asking,
    );
    return new Map(answer.responses.map(one => [one.name ?? '', one]));
  });
  for (const { topic, outcome } of outcomes) if (outcome.value) memoryOf(cluster).topics.delete(topic);
  return outcomes;
}

/** Gives a topic more partitions: `partitions` in all. There is no way back, and keys may go to other partitions from then on. It takes ALTER. */
export async function createPartitions(
  cluster: Cluster,
  topics: readonly { readonly topic: string; readonly partitions: number }[],
  { validateOnly = false, ...options }: TopicChangeOptions = {},
): Promise<readonly TopicOutcome[]> {
  const byName = new Map(topics.map(({ topic, partitions }) => [topic, partitions]));
  return change(cluster, createPartitionsApi.name, [...byName.keys()], options, async (names, asking) => {
    const wanted = names.map(name => ({ name, count: byName.get(name) ?? 0, assignments: null }));
    const answer = await cluster.ask(createPartitionsApi, { topics: wanted, timeoutMs, validateOnly }, asking);
    return new Map(answer.results.map(one => [one.name, one]));
  });
}

/** How long the controller waits until the brokers have taken it over. It is shorter than our own patience, so that its answer comes first. */
const timeoutMs = 15_000;

interface Answered {
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

async function change(
  cluster: Cluster,
  request: string,
  names: readonly string[],
  options: Options,
  ask: (names: readonly string[], asking: AskOptions) => Promise<ReadonlyMap<string, Answered>>,
): Promise<readonly TopicOutcome[]> {
  const asked = await changeEach<string, true>(
    request,
    names,
    {
      locate: some => locateController(cluster, some, options),
      ask: async (some, node) => answersByName(request, some, await ask(some, atNode(node, options)), () => true),
      most: 100,
    },
    options,
  );
  return asked.map(({ item: topic, answer: outcome }) => ({ topic, outcome }));
}
