/** Findings about members that come and go, and rebalances that do not end, in words. */
import { formatCount } from '../../model/figures.ts';
import type { RebalanceFindings } from '../../model/findingFigures/rebalances.ts';
import { counted, inWords, listed, upper, watchedFor } from '../counting.ts';
import type { WordsOf } from './ruleWords.ts';

export const rebalanceWords: WordsOf<keyof RebalanceFindings> = {
  'rebalance-storm': {
    question: 'A rebalance storm?',
    ruledOut: 'No rebalance storm',
    title: ({ rebalances, ms }) => `Rebalance storm: ${formatCount(rebalances)} in ${watchedFor(ms)}`,
    headline: ({ subject, everyMs, stopsAll }) =>
      `${subject} rebalances every ${watchedFor(everyMs)}${stopsAll ? ' and hardly gets to read' : ': its partitions keep moving'}`,
    sentence: ({ rebalances, ms, came, went, clients }) =>
      `${upper(counted(rebalances, 'rebalance', 'rebalances'))} in ${watchedFor(ms)}: ${formatCount(came)} joined and ${formatCount(went)} left` +
      (clients.length === 0 ? ', so members join again without leaving.' : `, and those who do not stay are ${listed(clients)}.`),
    advice: ({ clients }) =>
      clients.length === 0
        ? 'Members that stay and join again have lost their coordinator, changed their subscription, or see partitions come and go: look into their logs for “rebalance”.'
        : 'Find out who starts and stops them: an autoscaler that follows the lag, a liveness probe that fails, memory limits, a release that is rolled back. Instances with a group.instance.id may restart without a rebalance.',
  },
  'crash-looping-member': {
    question: 'A member that crashes again and again?',
    ruledOut: 'No member that comes back again and again',
    title: ({ clientId, times }) => `Crash loop: ${clientId} joined and went ${formatCount(times)} times`,
    headline: ({ clientId, host, usualMs }) => `${clientId} (${host}) joins, is gone after ${watchedFor(usualMs)}, and joins again`,
    sentence: ({ times, ms }) =>
      `${upper(inWords(times))} times in ${watchedFor(ms)} it came as a new member. Each time the whole group rebalances, and what it had read without committing is read again.`,
    advice: () =>
      'Look into its log for what ends it: a record it cannot handle (look at the stuck partition’s next record), too little memory, a failing probe. kubectl describe pod tells the reason of the last end.',
  },
  'poll-interval-exceeded': {
    question: 'A member that works longer than max.poll.interval.ms?',
    ruledOut: 'No member stays away from poll() for too long',
    title: ({ clientId, timeoutMs }) => `Poll interval exceeded: ${clientId}, ${watchedFor(timeoutMs)}`,
    headline: ({ clientId, timeoutMs }) =>
      `${clientId} works longer on one batch than the ${watchedFor(timeoutMs)} it may be away from poll()`,
    sentence: ({ times, usualMs, timeoutMs }) =>
      `${upper(inWords(times))} times it left after ${watchedFor(usualMs)}, just what max.poll.interval.ms (${formatCount(timeoutMs)}) allows, and came back as a new member. What it worked on meanwhile goes to others and is done again.`,
    advice: () =>
      'Take fewer records at a time (max.poll.records), make the work quicker, hand it to threads and pause the partitions, or allow more time (max.poll.interval.ms). A restart does not help.',
  },
  'static-members-fence-each-other': {
    question: 'Two members with one group.instance.id?',
    ruledOut: 'No instance id is used twice',
    title: ({ groupInstanceId }) => `Used twice: group.instance.id ${groupInstanceId}`,
    headline: ({ groupInstanceId, holders }) =>
      holders.length > 1
        ? `${listed(holders)} throw each other out: all have group.instance.id ${groupInstanceId}`
        : `Programs with group.instance.id ${groupInstanceId} throw each other out`,
    sentence: ({ times, ms, holders }) =>
      `It changed hands ${inWords(times)} times in ${watchedFor(ms)}. Whoever joins with it takes it over, and the one before ends with FENCED_INSTANCE_ID.` +
      (holders.length > 1
        ? ''
        : ' Kafka shows them all under the first one’s name, so that it may also be one program that restarts again and again.'),
    advice: () =>
      'Give each instance its own group.instance.id: the pod’s name of a StatefulSet, or a number. One file for all of them makes them equal.',
  },
  'vanished-member': {
    question: 'A member that vanished without leaving?',
    ruledOut: 'No member vanished without leaving',
    title: ({ clientId, silentMs }) => `Vanished: ${clientId}, missed after ${watchedFor(silentMs)}`,
    headline: ({ clientId, silentMs }) => `${clientId} vanished without leaving: its partitions rested for ${watchedFor(silentMs)}`,
    sentence: ({ clientId, host, partitions, sessionMs }) =>
      `${clientId} (${host}) committed nothing more and was missed only when its session (${watchedFor(sessionMs)}) was over. Until then nobody read ${partitions.length === 0 ? 'what it owned' : listed(partitions)}; what it had not committed is read again.`,
    advice: () =>
      'A process that is killed, runs out of memory or loses its network cannot leave. Close consumers on SIGTERM, and give the pod time for it (terminationGracePeriodSeconds). A shorter session.timeout.ms notices sooner, and takes a long pause for a death.',
  },
  'join-hangs': {
    question: 'A rebalance that does not end?',
    ruledOut: 'No rebalance that waits for members',
    title: ({ ms }) => `Rebalance hangs: for ${watchedFor(ms)}`,
    headline: ({ subject, ms, awaited }) =>
      awaited.length === 1
        ? `${subject} has waited for ${watchedFor(ms)} for ${awaited[0] ?? 'a member'} to join again`
        : `${subject} has waited for ${watchedFor(ms)} for members to join`,
    sentence: ({ members, awaited, joined, timeoutMs }) =>
      `${upper(counted(members, 'member is', 'members are'))} known${joined > 0 ? `, ${inWords(joined)} of them new` : ''}. ` +
      (awaited.length === 0
        ? 'Some have not joined'
        : awaited.length === 1
          ? `${awaited[0] ?? 'One'} has not joined again`
          : `One or more of ${listed(awaited)} have not joined again`) +
      ': a member hears of a rebalance in poll() alone, and is at work since its last one' +
      (timeoutMs === null ? '.' : `. It is awaited for ${watchedFor(timeoutMs)} (its max.poll.interval.ms), then left out.`),
    advice: () =>
      'Look at what that member works on: a slow call, a retry without end, too many records a poll (max.poll.records). Nobody in an eager group reads meanwhile; a cooperative assignor or group.protocol=consumer lets the others go on.',
  },
  'sync-hangs': {
    question: 'A rebalance whose assignment does not come?',
    ruledOut: 'No rebalance that waits for its assignment',
    title: ({ ms }) => `Assignment does not come: for ${watchedFor(ms)}`,
    headline: ({ subject, ms, leader }) =>
      `${subject} has waited for ${watchedFor(ms)} for ${leader ?? 'its leader'} to send the assignment`,
    sentence: ({ members }) =>
      `${upper(counted(members, 'member has', 'members have'))} joined, and the one that is to assign the partitions has not answered. Nobody reads.`,
    advice: () =>
      'The group’s leader is one of the members: look whether it hangs, pauses for garbage collection, or cannot describe the topics. The coordinator gives it up after the rebalance timeout.',
  },
  'reconciliation-hangs': {
    question: 'A reconciliation that does not end?',
    ruledOut: 'Every member has what the coordinator meant for it',
    title: ({ partitions, ms }) => `Reconciliation hangs: ${listed(partitions)}, for ${watchedFor(ms)}`,
    headline: ({ members, partitions, holds, ms }) =>
      holds
        ? `${listed(members)} has not given up ${listed(partitions)} for ${watchedFor(ms)}, and others wait for ${partitions.length === 1 ? 'it' : 'them'}`
        : `${listed(members)} has not taken ${listed(partitions)} for ${watchedFor(ms)}`,
    sentence: ({ holds, timeoutMs }) =>
      (holds
        ? 'The coordinator has asked for the partitions back, and a member gives them back in poll() alone, after its present batch'
        : 'The coordinator has given the partitions out, and the member does not confirm them') +
      (timeoutMs === null ? '.' : `. After ${watchedFor(timeoutMs)} (its max.poll.interval.ms) it is thrown out.`),
    advice: () => 'Look at what that member works on: a slow call, a retry without end, or a rebalance listener that does not return.',
  },
  'mixed-assignors': {
    question: 'Members without a common assignor?',
    ruledOut: 'No assignor that does not fit the group',
    title: ({ assignor, file }) => (file === null ? `Eager members in a ${assignor} group` : `No common assignor: ${file}`),
    headline: ({ assignor, file, eager, subject }) =>
      file === null
        ? `${listed(eager)} ${eager.length === 1 ? 'gives' : 'give'} everything back at each rebalance, although ${subject} is ${assignor}`
        : `A client with ${file} cannot join: the group runs on ${assignor}, which it does not offer`,
    sentence: ({ file, listed: offered, assignor }) =>
      file === null
        ? 'They still list an eager assignor beside the cooperative one, and then give back all they own before they join again: they stop while the others go on.'
        : `It offers ${listed(offered)}. A member must share an assignor with all others, or it is refused with INCONSISTENT_GROUP_PROTOCOL. The group is on ${assignor} now; whether its members would offer another one is not known here.`,
    advice: ({ file }) =>
      file === null
        ? 'The second of the two releases is missing: take range (or sticky) out of their partition.assignment.strategy.'
        : 'Change assignors in two releases: first list both everywhere ([CooperativeStickyAssignor, RangeAssignor]), then take the old one out.',
  },
};
