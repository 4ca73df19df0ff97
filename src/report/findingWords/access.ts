/** Findings about what clients subscribe to, may do and were told to do, in words. */
import { formatBytes, formatCount } from '../../model/figures.ts';
import type { AccessFindings } from '../../model/findingFigures/access.ts';
import { counted, inWords, listed, records, upper } from '../counting.ts';
import type { WordsOf } from './ruleWords.ts';

export const accessWords: WordsOf<keyof AccessFindings> = {
  'subscribed-topic-missing': {
    question: 'A subscribed topic that does not exist?',
    ruledOut: 'Every subscribed topic exists',
    title: ({ topic }) => `Topic does not exist: ${topic}`,
    headline: ({ topic, subscribers, similar: [first] }) =>
      `${listed(subscribers)} ${subscribers.length === 1 ? 'subscribes' : 'subscribe'} to ${topic}, which does not exist${first === undefined ? '' : `. Did you mean ${first}?`}`,
    sentence: ({ isOnlyOne }) =>
      isOnlyOne
        ? 'It has nothing else to read, and waits for the topic in silence: the client only warns in its log (UNKNOWN_TOPIC_OR_PARTITION).'
        : 'The other topics are read as if nothing were wrong: the client only warns in its log (UNKNOWN_TOPIC_OR_PARTITION).',
    advice: () =>
      'Create the topic, or correct its name in the client. Names are case-sensitive, and each environment may have a prefix of its own.',
  },
  'pattern-takes-too-much': {
    question: 'A pattern that takes unwanted topics?',
    ruledOut: 'No pattern takes retries, dead letters or backups',
    title: ({ unwanted }) => `Pattern takes more than meant: ${listed(unwanted)}`,
    headline: ({ pattern, unwanted }) => `The pattern ${pattern} also takes ${listed(unwanted)}`,
    sentence: ({ topics, unwanted }) =>
      `It takes ${counted(topics.length, 'topic', 'topics')}, and ${unwanted.length === 1 ? 'this one looks' : 'these look'} as if meant for somebody else: records that were set aside are handled again.`,
    advice: () => 'Name the topics, or bound the pattern: orders[.](eu|us) and no .* at its end. An unescaped dot takes any character.',
  },
  'two-applications-in-one-group': {
    question: 'Two applications in one group?',
    ruledOut: 'All members subscribe to common topics',
    title: ({ applications }) => `${upper(counted(applications, 'application', 'applications'))} in one group`,
    headline: ({ subject, camps }) => `${subject} is used by ${inWords(camps.length)} applications: ${camps.slice(0, 3).join(' and ')}`,
    sentence: () =>
      'They have no topic in common. Each one’s start, stop or crash rebalances the other, and should both subscribe to one topic, each gets only a part of it.',
    advice: () => 'Give each application its own group.id. A new group has no commits: look first at where it would start.',
  },
  'permission-missing': {
    question: 'A missing permission?',
    ruledOut: 'No permission is missing',
    title: ({ operation, resource, names }) => `Permission missing: ${operation} on ${resource} ${listed(names)}`,
    headline: ({ operation, resource, names, kind }) =>
      kind === 'refused'
        ? `This login may not ${operation} the ${resource} ${listed(names)}`
        : kind === 'hidden'
          ? `This login may not see the group ${listed(names)}, or there is no such group`
          : `This login may not ${operation} the ${resource} ${listed(names)}: nor may a consumer that uses it`,
    sentence: ({ kind, resource }) =>
      kind !== 'would-be-refused'
        ? `What lies behind it is not known here: neither fine nor wrong. ${resource === 'group' ? 'A consumer takes READ on its group and on its topics.' : 'A consumer takes READ on the topic, which includes DESCRIBE, and READ on its group.'}`
        : 'Nobody reads in this group. If its consumers log in as this connection does, that is why: they are refused before they join, or get no records.',
    advice: () => 'Have an administrator allow it: the command is below. A new rule is in effect within seconds.',
  },
  'coordinator-unhealthy': {
    question: 'A coordinator or offsets topic that is not well?',
    ruledOut: 'The coordinator and its partition are well',
    title: ({ kind, partition }) =>
      `${kind === 'fewer-replicas' ? 'Fewer replicas' : 'Coordinator unavailable'}: ${partition === null ? 'no __consumer_offsets' : `__consumer_offsets-${partition}`}`,
    headline: ({ kind, groupId, partition, isr, replicas, minIsr }) =>
      kind === 'no-leader'
        ? `${groupId} has no coordinator: __consumer_offsets-${partition ?? 0} has no leader`
        : kind === 'cannot-commit'
          ? `${groupId} cannot commit: ${inWords(isr)} of the ${inWords(minIsr)} replicas that have to be in sync ${isr === 1 ? 'is' : 'are'}`
          : kind === 'no-answer'
            ? `The coordinator of ${groupId} is not available`
            : `${groupId} has only ${inWords(isr)} of ${inWords(replicas)} copies of its commits in sync`,
    sentence: ({ kind, partition, replicationFactor }) =>
      kind === 'fewer-replicas'
        ? 'Commits are taken as ever. One more lost broker may leave the group without a coordinator.'
        : `Nobody can join the group, and no commit is kept until its coordinator, the leader of its partition of __consumer_offsets, is back.` +
          (partition === null && replicationFactor !== null
            ? ` That topic is not there yet: it is made with ${counted(replicationFactor, 'replica', 'replicas')}, and takes as many brokers.`
            : ''),
    advice: ({ kind, partition, replicationFactor }) =>
      kind === 'no-answer' && partition === null && replicationFactor !== null && replicationFactor > 1
        ? 'Start the missing brokers, or set offsets.topic.replication.factor=1 where there is one broker only.'
        : 'Look at the brokers among its replicas. A coordinator that has just moved loads the commits first: seconds, or minutes for a large partition.',
  },
  'quota-throttling': {
    question: 'Slowed down by a quota?',
    ruledOut: 'No quota that holds the members back',
    title: ({ clientId, limit }) => `Quota: ${clientId} is held to ${formatBytes(limit)}/s`,
    headline: ({ clientId, limit, arrivePerSecond }) =>
      arrivePerSecond === null
        ? `${clientId} may read ${formatBytes(limit)}/s at most, and falls behind`
        : arrivePerSecond > limit
          ? `${clientId} may read ${formatBytes(limit)}/s, and ${formatBytes(arrivePerSecond)}/s arrive`
          : `${clientId} reads as much as its quota allows (${formatBytes(limit)}/s), and falls behind`,
    sentence: ({ waiting, partitions, readPerSecond }) =>
      `${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} on ${counted(partitions, 'partition', 'partitions')}. ` +
      (readPerSecond === null
        ? 'Whether the quota is the cause cannot be told: how large the records are is not known.'
        : `It reads about ${formatBytes(readPerSecond)}/s; above the quota the broker answers later, and more members with this client id share the same quota.`),
    advice: () =>
      'Have an administrator raise consumer_byte_rate for this client id, or take a new one. More consumers under the same client id do not help.',
  },
  'file-differs-from-members': {
    question: 'Does what runs differ from the file?',
    ruledOut: 'What runs is what the file says',
    title: ({ file, keys }) => `Not as in ${file}: ${listed(keys)}`,
    headline: ({ file, keys, written, running, absent }) =>
      absent
        ? `No member runs with ${keys[0] ?? ''}=${written}, as ${file} says`
        : `${file} says ${keys[0] ?? ''}=${written}, and what runs has ${running}`,
    sentence: ({ keys, members }) =>
      `${upper(counted(keys.length, 'setting', 'settings'))} of the file ${keys.length === 1 ? 'differs' : 'differ'} from what ${members === 1 ? 'the member' : `the ${formatCount(members)} members`} joined with: ` +
      'not deployed yet, overridden by the environment or the code, or another file is in effect.',
    advice: () => 'Restart the client with this file, or correct the file. What runs decides, whatever the file says.',
  },
};
