import type { TopicPartition } from '../model/cluster.ts';
import { type Answer, type Failure, failureOf, known, unknown } from '../model/failure.ts';
import type { Group, GroupType, JoinedWith, Member } from '../model/group.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { groupState } from './groupListing.ts';
import { consumerGroupDescribe } from './protocol/apis/consumerGroupDescribe.ts';
import { describeGroups } from './protocol/apis/describeGroups.ts';
import { shareGroupDescribe } from './protocol/apis/shareGroupDescribe.ts';
import { streamsGroupDescribe } from './protocol/apis/streamsGroupDescribe.ts';
import { readAssignorData } from './protocol/assignorData.ts';
import { consumerAssignment, consumerSubscription } from './protocol/consumerProtocol.ts';
import { atNode, type Node, type Options } from './routing.ts';

/** What a describe API tells of a group; its id, type and coordinator are known to who asked. */
export type Description = Omit<Group, 'groupId' | 'groupType' | 'coordinator' | 'protocolType' | 'failure'> &
  Partial<Pick<Group, 'protocolType'>>;

type Describe = (cluster: Cluster, groupIds: readonly string[], node: Node, options: Options) => Promise<readonly Answer<Description>[]>;

/** One request to a coordinator, by group type: an answer per group, in their order. */
export const describeAs: Readonly<Record<Exclude<GroupType, 'unknown'>, Describe>> = {
  async classic(cluster, groupIds, node, options) {
    const { groups } = await cluster.ask(describeGroups, { groups: groupIds }, atNode(node, options));
    return inOrder(groupIds, groups, 'DescribeGroups', ({ groupId, groupState: state, protocolType, protocolData, members }) => {
      if (state === 'Dead') return unknown({ kind: 'not-found', code: 'GROUP_ID_NOT_FOUND', request: 'DescribeGroups', subject: groupId });
      const stable = state === 'Stable';
      return known({
        ...{ groupState: groupState(state), protocolType, assignor: protocolData },
        members: members.map(member => classicMember(member, { protocolType, assignor: protocolData, stable })),
      });
    });
  },

  async consumer(cluster, groupIds, node, options) {
    const { groups } = await cluster.ask(consumerGroupDescribe, { groupIds, includeAuthorizedOperations: false }, atNode(node, options));
    return inOrder(groupIds, groups, 'ConsumerGroupDescribe', ({ groupState: state, groupEpoch, assignmentEpoch, assignorName, members }) =>
      known({
        ...{ groupState: groupState(state), groupEpoch, assignmentEpoch, assignor: assignorName },
        members: members.map(({ memberId, instanceId, clientId, clientHost, memberEpoch, ...member }) => ({
          ...{ memberId, groupInstanceId: instanceId, clientId, clientHost, memberEpoch },
          subscription: known(member.subscribedTopicNames),
          subscribedRegex: member.subscribedTopicRegex === '' ? null : member.subscribedTopicRegex,
          assignment: known(partitionsOf(member.assignment)),
          targetAssignment: partitionsOf(member.targetAssignment),
        })),
      }),
    );
  },

  async share(cluster, groupIds, node, options) {
    const { groups } = await cluster.ask(shareGroupDescribe, { groupIds, includeAuthorizedOperations: false }, atNode(node, options));
    return inOrder(groupIds, groups, 'ShareGroupDescribe', ({ groupState: state, groupEpoch, assignmentEpoch, assignorName, members }) =>
      known({
        ...{ groupState: groupState(state), groupEpoch, assignmentEpoch, assignor: assignorName },
        members: members.map(({ memberId, clientId, clientHost, memberEpoch, subscribedTopicNames, assignment }) => ({
          ...{ memberId, groupInstanceId: null, clientId, clientHost, memberEpoch },
          subscription: known(subscribedTopicNames),
          subscribedRegex: null,
          assignment: known(partitionsOf(assignment)),
        })),
      }),
    );
  },

  async streams(cluster, groupIds, node, options) {
    const { groups } = await cluster.ask(streamsGroupDescribe, { groupIds, includeAuthorizedOperations: false }, atNode(node, options));
    return inOrder(groupIds, groups, 'StreamsGroupDescribe', ({ groupState: state, groupEpoch, assignmentEpoch, topology, members }) => {
      const topicsOf = new Map(
        (topology?.subtopologies ?? []).map(({ subtopologyId, sourceTopics, repartitionSourceTopics }) => [
          subtopologyId,
          [...sourceTopics, ...repartitionSourceTopics.map(({ name }) => name)],
        ]),
      );
      const read = ({ activeTasks }: { readonly activeTasks: readonly Tasks[] }) =>
        activeTasks.flatMap(({ subtopologyId, partitions }) =>
          (topicsOf.get(subtopologyId) ?? []).flatMap(topic => partitions.map(partition => ({ topic, partition }))),
        );
      return known({
        ...{ groupState: groupState(state), groupEpoch, assignmentEpoch, assignor: '' },
        members: members.map(({ memberId, instanceId, clientId, clientHost, memberEpoch, assignment, targetAssignment }) => ({
          ...{ memberId, groupInstanceId: instanceId, clientId, clientHost, memberEpoch },
          subscription: known([...new Set([...topicsOf.values()].flat())]),
          subscribedRegex: null,
          assignment: known(read(assignment)),
          targetAssignment: read(targetAssignment),
        })),
      });
    });
  },
};

interface Tasks {
  readonly subtopologyId: string;
  readonly partitions: readonly number[];
}

interface AnsweredGroup {
  readonly groupId: string;
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

function inOrder<G extends AnsweredGroup>(
  groupIds: readonly string[],
  groups: readonly G[],
  request: string,
  describe: (group: G) => Answer<Description>,
): readonly Answer<Description>[] {
  const byId = new Map(groups.map(group => [group.groupId, group]));
  return groupIds.map(subject => {
    const group = byId.get(subject);
    if (group === undefined) return unknown(missingInAnswer({ request, subject }));
    const failure = failureFromCode(group.errorCode, { request, subject, detail: group.errorMessage });
    return failure ? unknown(failure) : describe(group);
  });
}

type AnsweredMember = ReturnType<typeof describeGroups.decode>['groups'][number]['members'][number];

/**
 * The coordinator shows subscriptions and assignments of stable groups alone. In those, no bytes of assignment is an
 * assignment of nothing: the leader left the member out.
 */
function classicMember(member: AnsweredMember, { protocolType, assignor, stable }: ClassicGroup): Member {
  const { memberId, groupInstanceId = null, clientId, clientHost, memberMetadata, memberAssignment } = member;
  const hidden = (what: string): Failure => {
    const subject = `${what} of ${memberId}`;
    if (!stable) return { kind: 'kafka', code: 'REBALANCE_IN_PROGRESS', request: 'DescribeGroups', subject };
    return { kind: 'unsupported', code: 'OTHER_PROTOCOL', request: 'DescribeGroups', subject, detail: protocolType };
  };
  const readable = stable && protocolType === 'consumer';
  const joined = readable
    ? answerOf(() => consumerSubscription.decode(memberMetadata), `subscription of ${memberId}`)
    : unknown(hidden('subscription'));
  return {
    ...{ memberId, groupInstanceId, clientId, clientHost, subscribedRegex: null },
    subscription: joined.failure ? joined : known(joined.value.topics),
    assignment: readable
      ? answerOf(() => (memberAssignment.length === 0 ? [] : assignedPartitions(memberAssignment)), `assignment of ${memberId}`)
      : unknown(hidden('assignment')),
    ...(joined.failure ? {} : { joinedWith: joinedWith(joined.value, assignor, memberId) }),
  };
}

interface ClassicGroup {
  readonly protocolType: string;
  readonly assignor: string;
  readonly stable: boolean;
}

function joinedWith(subscription: ReturnType<typeof consumerSubscription.decode>, assignor: string, memberId: string): JoinedWith {
  const { userData, ownedPartitions, generationId = null, rackId = null } = subscription;
  return {
    ownedPartitions: ownedPartitions === undefined ? null : inOrderOfName(flat(ownedPartitions)),
    ...{ generation: generationId, rack: rackId },
    assignorData: answerOf(() => readAssignorData(assignor, userData), `user data of ${memberId}`),
  };
}

const assignedPartitions = (bytes: Uint8Array): readonly TopicPartition[] =>
  inOrderOfName(flat(consumerAssignment.decode(bytes).assignedPartitions));

const flat = (topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[]): readonly TopicPartition[] =>
  topics.flatMap(({ topic, partitions }) => partitions.map(partition => ({ topic, partition })));

function answerOf<T>(read: () => T, subject: string): Answer<T> {
  try {
    return known(read());
  } catch (error) {
    return unknown({ ...failureOf(error), subject });
  }
}

interface AnsweredAssignment {
  readonly topicPartitions: readonly { readonly topicName: string; readonly partitions: readonly number[] }[];
}

const partitionsOf = ({ topicPartitions }: AnsweredAssignment): readonly TopicPartition[] =>
  inOrderOfName(topicPartitions.flatMap(({ topicName: topic, partitions }) => partitions.map(partition => ({ topic, partition }))));

const inOrderOfName = (partitions: readonly TopicPartition[]): readonly TopicPartition[] =>
  partitions.toSorted((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
