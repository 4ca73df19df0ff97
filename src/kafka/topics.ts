import type { Broker, ClusterDescription, Partition, Topic, TopicPartition } from '../model/cluster.ts';
import { type Answer, FailureError, failureOf, known, unknown } from '../model/failure.ts';
import { operationsOnCluster } from './authorizedOperations.ts';
import { memoryOf } from './clusterMemory.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { letOthersRun } from './letOthersRun.ts';
import { describeCluster as describeClusterApi } from './protocol/apis/describeCluster.ts';
import { metadata } from './protocol/apis/metadata.ts';
import type { Options } from './routing.ts';

/**
 * Id, controller and brokers of the cluster, and whether lists of groups and topics can be trusted to be whole.
 * Brokers before 2.8 tell it by Metadata, where their answer means the same.
 */
export async function describeCluster(cluster: Cluster, options: Options = {}): Promise<ClusterDescription> {
  try {
    const answer = await cluster.ask(describeClusterApi, { includeClusterAuthorizedOperations: true }, options);
    throwIfFailed(answer.errorCode, 'DescribeCluster', answer.errorMessage);
    const brokers = answer.brokers.map(({ brokerId, host, port, rack }) => ({ nodeId: brokerId, host, port, rack }));
    cluster.learn(brokers);
    return {
      clusterId: answer.clusterId,
      controllerId: orNull(answer.controllerId),
      brokers,
      ...operationsOnCluster(answer.clusterAuthorizedOperations),
    };
  } catch (error) {
    if (failureOf(error).kind !== 'unsupported') throw error;
    const answer = await askMetadata(cluster, [], options);
    return {
      clusterId: answer.clusterId,
      controllerId: orNull(answer.controllerId),
      brokers: answer.brokers,
      ...operationsOnCluster(answer.clusterAuthorizedOperations),
    };
  }
}

/** All topics that this login may see, by name. What it may not see is left out in silence (`listsAreComplete` tells). */
export async function listTopics(cluster: Cluster, options: Options = {}): Promise<readonly Topic[]> {
  const { topics } = await askMetadata(cluster, null, options);
  return topics.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** These topics, in the order of `names`. One that does not exist or is forbidden carries its failure; none is created by asking. */
export async function describeTopics(cluster: Cluster, names: readonly string[], options: Options = {}): Promise<readonly Topic[]> {
  if (names.length === 0) return [];
  const { topics } = await askMetadata(cluster, [...new Set(names)], options);
  const byName = new Map(topics.map(topic => [topic.name, topic]));
  return names.map(
    name => byName.get(name) ?? { name, internal: false, partitions: [], failure: missingInAnswer({ request: 'Metadata', subject: name }) },
  );
}

/** The brokers of the cluster as of now. */
export async function currentBrokers(cluster: Cluster, options: Options): Promise<readonly Broker[]> {
  const { brokers } = await askMetadata(cluster, [], options);
  return brokers;
}

/** Node ids of the partitions' leaders: from memory, or where that is empty, wrong (`fresh`) or leaderless, from Metadata. */
export async function locateLeaders(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  fresh: boolean,
  options: Options,
): Promise<readonly Answer<number>[]> {
  const { topics } = memoryOf(cluster);
  const remembered = (one: TopicPartition) => partitionIn(topics.get(one.topic), one)?.leader ?? undefined;
  const asked = new Set(partitions.filter(one => fresh || remembered(one) === undefined).map(({ topic }) => topic));
  await describeTopics(cluster, [...asked], options);
  return partitions.map(one => {
    const leader = remembered(one);
    return leader === undefined ? whyNoLeader(topics.get(one.topic), one) : known(leader);
  });
}

function whyNoLeader(topic: Topic | undefined, { topic: name, partition }: TopicPartition): Answer<number> {
  const subject = `${name}-${partition}`;
  const failure = topic?.failure ?? partitionIn(topic, { topic: name, partition })?.failure;
  return unknown(
    failure ? { ...failure, subject } : { kind: 'not-found', code: 'UNKNOWN_TOPIC_OR_PARTITION', request: 'Metadata', subject },
  );
}

/** Partitions are numbered from 0 without gaps, and kept in that order. */
function partitionIn(topic: Topic | undefined, { partition }: TopicPartition): Partition | undefined {
  const found = topic?.partitions[partition];
  return found?.partition === partition ? found : undefined;
}

interface MetadataAnswer {
  readonly clusterId: string | null;
  readonly controllerId: number;
  readonly brokers: readonly Broker[];
  readonly topics: readonly Topic[];
  readonly clusterAuthorizedOperations?: number;
}

/** Metadata for these topics (null: all), which the cluster's connections and memory learn from. */
async function askMetadata(cluster: Cluster, names: readonly string[] | null, options: Options): Promise<MetadataAnswer> {
  const answer = await cluster.ask(
    metadata,
    version => ({
      topics: names && names.map(name => ({ name })),
      allowAutoTopicCreation: false,
      ...(version <= 10 ? { includeClusterAuthorizedOperations: names?.length === 0 } : {}),
    }),
    options,
  );
  throwIfFailed(answer.errorCode ?? 0, 'Metadata', null);
  const { clusterId, controllerId, brokers, clusterAuthorizedOperations } = answer;
  cluster.learn(brokers);
  const memory = memoryOf(cluster);
  const topics: Topic[] = [];
  for (const answered of answer.topics) {
    await letOthersRun(options);
    const topic = topicOf(answered);
    topics.push(topic);
    memory.topics.set(topic.name, topic);
  }
  return {
    clusterId,
    controllerId,
    brokers,
    topics,
    ...(clusterAuthorizedOperations === undefined ? {} : { clusterAuthorizedOperations }),
  };
}

type AnsweredTopic = ReturnType<typeof metadata.decode>['topics'][number];
type AnsweredPartition = AnsweredTopic['partitions'][number];

function topicOf({ name, errorCode, isInternal, partitions }: AnsweredTopic): Topic {
  const topic = name ?? '';
  const failure = failureFromCode(errorCode, { request: 'Metadata', subject: topic });
  return {
    name: topic,
    internal: isInternal,
    partitions: partitions.map(partition => partitionOf(topic, partition)).sort((a, b) => a.partition - b.partition),
    ...(failure ? { failure } : {}),
  };
}

/** One partition as Metadata and DescribeTopicPartitions tell it. */
export function partitionOf(topic: string, answered: AnsweredPartition, request = 'Metadata'): Partition {
  const leader = orNull(answered.leaderId);
  // A replica that is away is no failure of the partition: replicas, ISR and leader are told all the same.
  const code = answered.errorCode === replicaNotAvailable ? 0 : answered.errorCode;
  const failure = failureFromCode(leader === null && code === 0 ? leaderNotAvailable : code, {
    request,
    subject: `${topic}-${answered.partitionIndex}`,
  });
  return {
    ...{ topic, partition: answered.partitionIndex, leader },
    leaderEpoch: answered.leaderEpoch ?? -1,
    replicas: answered.replicaNodes,
    // Mostly all replicas are in sync and none is offline: of a hundred thousand partitions one list each is enough to keep.
    isr: areSame(answered.isrNodes, answered.replicaNodes) ? answered.replicaNodes : answered.isrNodes,
    offlineReplicas: answered.offlineReplicas?.length ? answered.offlineReplicas : none,
    ...(failure ? { failure } : {}),
  };
}

const none: readonly number[] = [];
const areSame = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((id, index) => id === others[index]);

const leaderNotAvailable = 5;
const replicaNotAvailable = 9;

const orNull = (id: number): number | null => (id < 0 ? null : id);

function throwIfFailed(code: number, request: string, detail: string | null): void {
  const failure = failureFromCode(code, { request, detail });
  if (failure) throw new FailureError(failure);
}
