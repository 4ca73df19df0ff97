import type { TopicPartition } from '../../model/cluster.ts';
import { type Answer, known, unknown } from '../../model/failure.ts';
import { memoryOf } from '../clusterMemory.ts';
import type { Cluster } from '../connection/cluster.ts';
import { locateCoordinators } from '../coordinators.ts';
import { failureFromCode } from '../errors.ts';
import { answersByPartition, byTopic } from '../itemAnswers.ts';
import { offsetCommit } from '../protocol/apis/offsetCommit.ts';
import { offsetDelete } from '../protocol/apis/offsetDelete.ts';
import type { Api } from '../protocol/api.ts';
import { atNode, type Options } from '../routing.ts';
import { changeEach } from './askOnce.ts';

export interface CommitToSet extends TopicPartition {
  /** Of the next record to be read. */
  readonly offset: bigint;
  /** Epoch of the record before it, by which truncation is noticed; −1 where it is not known. */
  readonly leaderEpoch?: number;
  readonly metadata?: string;
}

export type PartitionOutcome = TopicPartition & { readonly outcome: Answer<true> };

/**
 * Sets what a group without members committed, partition by partition, in the order of `commits`. While it has members, Kafka refuses
 * with UNKNOWN_MEMBER_ID; a group that does not exist comes into being. It takes READ on the group and on the topics.
 */
export async function commitOffsets(
  cluster: Cluster,
  groupId: string,
  commits: readonly CommitToSet[],
  options: Options = {},
): Promise<readonly PartitionOutcome[]> {
  // The first commit of a cluster makes `__consumer_offsets`; looking for its coordinator must not, and would stop here.
  memoryOf(cluster).groupsExist = true;
  return ofGroup(cluster, offsetCommit, groupId, commits, options, async (asking, some) => {
    const topics = byTopic(some, ({ partition: partitionIndex, offset: committedOffset, leaderEpoch = -1, metadata = '' }) => ({
      ...{ partitionIndex, committedOffset, committedLeaderEpoch: leaderEpoch, committedMetadata: metadata },
    })).map(({ topic: name, partitions }) => ({ name, partitions }));
    const answer = await cluster.ask(offsetCommit, { groupId, topics }, asking);
    return answersByPartition(offsetCommit.name, some, partitionsIn(answer.topics), () => true);
  });
}

/**
 * Forgets what a group committed for these partitions. Topics that a member of it subscribes to are refused with
 * GROUP_SUBSCRIBED_TO_TOPIC. It takes DELETE on the group and READ on the topics.
 */
export async function deleteOffsets(
  cluster: Cluster,
  groupId: string,
  partitions: readonly TopicPartition[],
  options: Options = {},
): Promise<readonly PartitionOutcome[]> {
  return ofGroup(cluster, offsetDelete, groupId, partitions, options, async (asking, some) => {
    const topics = byTopic(some, ({ partition: partitionIndex }) => ({ partitionIndex })).map(({ topic: name, partitions: ones }) => ({
      ...{ name, partitions: ones },
    }));
    const answer = await cluster.ask(offsetDelete, { groupId, topics }, asking);
    const failure = failureFromCode(answer.errorCode, { request: offsetDelete.name, subject: groupId });
    if (failure) return some.map(() => unknown(failure));
    return answersByPartition(offsetDelete.name, some, partitionsIn(answer.topics), () => true);
  });
}

async function ofGroup<P extends TopicPartition>(
  cluster: Cluster,
  { name }: Pick<Api<never, unknown>, 'name'>,
  groupId: string,
  partitions: readonly P[],
  options: Options,
  ask: (asking: ReturnType<typeof atNode>, some: readonly P[]) => Promise<readonly Answer<true>[]>,
): Promise<readonly PartitionOutcome[]> {
  const asked = await changeEach<P, true>(
    name,
    partitions,
    {
      locate: async (some, fresh) => {
        const [coordinator] = await locateCoordinators(cluster, [groupId], fresh, options);
        return some.map(() => coordinator ?? known('any'));
      },
      ask: (some, node) => ask(atNode(node, options), some),
      most: 1_000,
    },
    options,
  );
  return asked.map(({ item: { topic, partition }, answer }) => ({ topic, partition, outcome: about(groupId, answer) }));
}

/** Kafka answers by partition also what is wrong with the group. */
function about(groupId: string, outcome: Answer<true>): Answer<true> {
  const ofTheGroup = outcome.failure?.code === 'GROUP_AUTHORIZATION_FAILED';
  return outcome.failure && ofTheGroup ? unknown({ ...outcome.failure, subject: groupId }) : outcome;
}

interface AnsweredTopic<A> {
  readonly name: string;
  readonly partitions: readonly A[];
}

const partitionsIn = <A extends { readonly partitionIndex: number }>(topics: readonly AnsweredTopic<A>[]) =>
  topics.flatMap(({ name, partitions }) => partitions.map(one => [name, one.partitionIndex, one] as const));
