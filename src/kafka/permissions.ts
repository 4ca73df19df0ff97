import { type Answer, failureOf, known, unknown } from '../model/failure.ts';
import type { AllowedOperations, Operation } from '../model/operations.ts';
import type { Cluster } from './connection/cluster.ts';
import { locateCoordinators } from './coordinators.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { consumerGroupDescribe } from './protocol/apis/consumerGroupDescribe.ts';
import { describeGroups } from './protocol/apis/describeGroups.ts';
import { metadata } from './protocol/apis/metadata.ts';
import { shareGroupDescribe } from './protocol/apis/shareGroupDescribe.ts';
import { streamsGroupDescribe } from './protocol/apis/streamsGroupDescribe.ts';
import { askEach, atNode, type Node, type Options, toAnyBroker } from './routing.ts';

/** What this login may do with each topic, in the order of `names`; none is created by asking. Brokers tell it since 2.3 (KIP-430). */
export async function operationsOnTopics(
  cluster: Cluster,
  names: readonly string[],
  options: Options = {},
): Promise<readonly Answer<AllowedOperations>[]> {
  const asked = await askEach(
    names,
    toAnyBroker((some, node) => askTopics(cluster, some, node, options), 200),
    options,
  );
  return asked.map(({ answer }) => answer);
}

/**
 * What this login may do with each group, in the order of `groupIds`. Who may not DESCRIBE it is refused; of a group that does
 * not exist newer brokers tell nothing (not-found).
 */
export async function operationsOnGroups(
  cluster: Cluster,
  groupIds: readonly string[],
  options: Options = {},
): Promise<readonly Answer<AllowedOperations>[]> {
  const asked = await askEach<string, AllowedOperations>(
    groupIds,
    {
      locate: (ids, fresh) => locateCoordinators(cluster, ids, fresh, options),
      ask: (ids, node) => askGroups(cluster, ids, node, options),
      most: 100,
    },
    options,
  );
  return asked.map(({ answer }) => answer);
}

async function askTopics(cluster: Cluster, names: readonly string[], node: Node, options: Options) {
  const { topics } = await cluster.ask(
    metadata,
    { topics: names.map(name => ({ name })), allowAutoTopicCreation: false, includeTopicAuthorizedOperations: true },
    atNode(node, options),
  );
  const byName = new Map(topics.map(topic => [topic.name, topic]));
  return names.map((subject): Answer<AllowedOperations> => {
    const topic = byName.get(subject);
    if (topic === undefined) return unknown(missingInAnswer({ request: 'Metadata', subject }));
    return answerOf(subject, 'Metadata', topic.errorCode, topic.topicAuthorizedOperations);
  });
}

async function askGroups(cluster: Cluster, groupIds: readonly string[], node: Node, options: Options) {
  const { groups } = await cluster.ask(describeGroups, { groups: groupIds, includeAuthorizedOperations: true }, atNode(node, options));
  const byId = new Map(groups.map(group => [group.groupId, group]));
  const answers = groupIds.map((subject): Answer<AllowedOperations> => {
    const group = byId.get(subject);
    if (group === undefined) return unknown(missingInAnswer({ request: 'DescribeGroups', subject }));
    // An older broker calls a group of another type dead, and says of it what may be done with any name.
    const isDead = group.errorCode === 0 && group.groupState === 'Dead';
    return answerOf(
      subject,
      'DescribeGroups',
      isDead && !tells(group.authorizedOperations) ? groupIdNotFound : group.errorCode,
      group.authorizedOperations,
    );
  });
  const others = groupIds.filter((_, index) => answers[index]?.failure?.code === 'GROUP_ID_NOT_FOUND');
  const ofNewerTypes = await askNewerTypes(cluster, others, node, options);
  return answers.map((answer, index) => ofNewerTypes.get(groupIds[index] ?? '') ?? answer);
}

/** The APIs of the types that DescribeGroups does not know, each asked about what those before it did not know either. */
const newerTypes = [consumerGroupDescribe, shareGroupDescribe, streamsGroupDescribe] as const;

/** Groups of KIP-848, KIP-932 and KIP-1071. A group of no type stays not found. */
async function askNewerTypes(
  cluster: Cluster,
  groupIds: readonly string[],
  node: Node,
  options: Options,
): Promise<ReadonlyMap<string, Answer<AllowedOperations>>> {
  const told = new Map<string, Answer<AllowedOperations>>();
  for (const describe of newerTypes) {
    const open = groupIds.filter(groupId => told.get(groupId)?.value === undefined);
    if (open.length === 0) break;
    try {
      const { groups } = await cluster.ask<Described, Answered>(
        describe,
        { groupIds: open, includeAuthorizedOperations: true },
        atNode(node, options),
      );
      for (const group of groups) {
        // A group of another type is not found here, which says nothing.
        if (group.errorCode === groupIdNotFound) continue;
        told.set(group.groupId, answerOf(group.groupId, describe.name, group.errorCode, group.authorizedOperations));
      }
    } catch (thrown) {
      // Brokers before 3.7, 4.1 and 4.2 have no such groups.
      if (failureOf(thrown).kind !== 'unsupported') throw thrown;
    }
  }
  return told;
}

interface Described {
  readonly groupIds: readonly string[];
  readonly includeAuthorizedOperations: boolean;
}

interface Answered {
  readonly groups: readonly { readonly groupId: string; readonly errorCode: number; readonly authorizedOperations: number }[];
}

function answerOf(subject: string, request: string, code: number, bits: number | undefined): Answer<AllowedOperations> {
  const failure = failureFromCode(code, { request, subject });
  if (failure) return unknown(failure);
  if (!tells(bits)) return unknown({ kind: 'unsupported', request, subject });
  return known({ name: subject, operations: operations.flatMap(([name, bit]) => ((bits & (1 << bit)) === 0 ? [] : [name])) });
}

/** Int32's minimum: the broker does not tell. */
const tells = (bits: number | undefined): bits is number => bits !== undefined && bits !== -0x8000_0000;

const groupIdNotFound = 69;

/** AclOperation's numbers. */
const operations: readonly (readonly [Operation, number])[] = [
  ['READ', 3],
  ['WRITE', 4],
  ['CREATE', 5],
  ['DELETE', 6],
  ['ALTER', 7],
  ['DESCRIBE', 8],
  ['DESCRIBE_CONFIGS', 10],
  ['ALTER_CONFIGS', 11],
];
