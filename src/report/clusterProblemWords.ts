/** What a cluster's answer says of a file, in words: the live rules' part of problemWords.ts. */
import { formatCount } from '../model/figures.ts';
import type { ProblemFigures, RuleId } from '../model/problem.ts';
import { counted, listed, upper } from './counting.ts';
import { shortened, time } from './settingWords.ts';

export const clusterProblemWords = {
  'session-outside-cluster-limits': ({ sessionMs, side, limitMs, written }) =>
    `${written ? 'A session timeout' : 'The default session timeout'} of ${time(sessionMs)} is ${side} what this cluster takes (${time(limitMs)}, ${
      side === 'below' ? 'group.min.session.timeout.ms' : 'group.max.session.timeout.ms'
    }): joining the group fails with INVALID_SESSION_TIMEOUT.`,
  'transaction-timeout-over-cluster-limit': ({ timeoutMs, limitMs }) =>
    `${time(timeoutMs)} is above what this cluster takes (${time(limitMs)}, transaction.max.timeout.ms): initTransactions() fails.`,
  'group-protocol-not-offered': ({ offered }) =>
    offered === null
      ? 'The brokers are too old for group.protocol=consumer (it came with 3.7): the consumer cannot join its group.'
      : `The brokers offer only ${offered} (group.coordinator.rebalance.protocols): the consumer cannot join its group with group.protocol=consumer.`,
  'record-limit-above-topic': ({ bytes, topic, limitBytes }) =>
    `${topic === null ? 'The brokers take' : `${topic} takes`} batches of at most ${formatCount(limitBytes)} bytes, this producer sends up to ${formatCount(bytes)}: larger ones come back as MESSAGE_TOO_LARGE.`,
  'receive-limit-below-record': ({ receiveBytes, topic, recordBytes }) =>
    `${topic} takes records of up to ${formatCount(recordBytes)} bytes. librdkafka drops an answer above ${formatCount(receiveBytes)} bytes, so one large record stops its partition for good.`,
  'topic-does-not-exist': ({ topic, similar }) =>
    `There is no topic “${topic}”.${similar.length === 0 ? ' A first write or read may create it, where the brokers allow that.' : ` Did you mean ${listed(similar)}?`}`,
  'topic-pattern-matches': ({ pattern, matches, names, unintended }) => {
    if (matches === 0) return `No topic matches “${shortened(pattern)}” at the moment.`;
    if (unintended.length > 0)
      return `“${shortened(pattern)}” also takes ${listed(unintended)} (${counted(matches, 'topic', 'topics')} in all). Is that meant?`;
    return `“${shortened(pattern)}” takes ${counted(matches, 'topic', 'topics')} at the moment: ${someOf(names, matches)}.`;
  },
  'permission-missing': ({ user, operation, on, name }) =>
    `${user === null ? 'Without a login one' : `“${user}”`} may not ${operation} the ${on} ${name}: ${
      on === 'topic' ? 'TOPIC_AUTHORIZATION_FAILED' : 'GROUP_AUTHORIZATION_FAILED'
    } is all that this client will get. It needs an ACL for ${operation} on that ${on}.`,
  'group-used-for-other-topics': ({ groupId, members, topics }) =>
    `${upper(counted(members, 'member', 'members'))} of the group “${groupId}” ${members === 1 ? 'reads' : 'read'} ${listed(topics)}, which this file does not name: two applications seem to share the group.`,
  'group-of-another-type': ({ groupId, user }) =>
    `“${groupId}” is ${groupUsers[user] ?? `a group of ${user} clients`}: a client of another kind is refused (INCONSISTENT_GROUP_PROTOCOL). Choose another group.`,
  'acks-without-enough-replicas': ({ topic, replicas, inSync, minIsr, means }) => {
    switch (means) {
      case 'writes-fail':
        return `Only ${inSync} of ${counted(replicas, 'replica', 'replicas')} of ${topic} ${inSync === 1 ? 'is' : 'are'} in sync and min.insync.replicas is ${minIsr}: with acks=all writes fail (NOT_ENOUGH_REPLICAS).`;
      case 'one-failure-stops-writes':
        return `${topic} has ${replicas} replicas and min.insync.replicas=${minIsr}: when one broker is down, writes with acks=all fail.`;
      case 'leader-alone-is-enough':
        return `${topic} has min.insync.replicas=1: with acks=all a record counts as written even when the leader alone has it. 2 of 3 replicas is usual.`;
    }
  },
  'offset-reset-without-effect': ({ groupId, reset, partitions }) =>
    `“${groupId}” has commits in ${counted(partitions, 'partition', 'partitions')}: it goes on from them, and auto.offset.reset=${reset} counts only where a commit is missing or out of range.`,
  'latest-on-new-group': ({ groupId }) =>
    `“${groupId}” has no commit yet: it starts at the end and skips the records that are already there, in partitions that are added later too.`,
  'bootstrap-single-broker': ({ server, brokers }) =>
    `The cluster has ${brokers} brokers and only ${server} is named: if just that one is down, the client cannot start. Name two or three.`,
} satisfies { readonly [Id in RuleId]?: (figures: ProblemFigures[Id]) => string };

/** Whose a group is. */
const groupUsers: Readonly<Record<string, string>> = {
  share: 'a share group',
  streams: 'the group of a Streams application',
  connect: 'the group of Connect workers',
  consumer: 'a consumer group',
};

/** "a, b and 4 more" of six. */
const someOf = (names: readonly string[], of: number): string =>
  of > names.length ? `${names.join(', ')} and ${formatCount(of - names.length)} more` : listed(names, names.length);
