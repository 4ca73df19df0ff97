/** Facts about members that come and go, and rebalances that do not end, a line of evidence each. */
import { formatCount } from '../../model/figures.ts';
import type { RebalanceFacts } from '../../model/findingFigures/rebalances.ts';
import { counted, inWords, listed, watchedFor } from '../counting.ts';
import type { FactWordsOf } from './factWordsOf.ts';

export const rebalanceFacts: FactWordsOf<keyof RebalanceFacts> = {
  'rebalances-in': ({ rebalances, ms, unexplained }) =>
    `${formatCount(rebalances)} rebalances in ${watchedFor(ms)}${unexplained === 0 ? '' : `, ${formatCount(unexplained)} of them without anybody coming or going`}`,
  'came-and-went': ({ clientId, host, times, usualMs }) =>
    `${clientId} (${host}) joined and went ${times === 1 ? 'once' : `${inWords(times)} times`}, after ${watchedFor(usualMs)}`,
  'last-life': ({ memberId, ms }) => `${memberId} was in the group for ${watchedFor(ms)}`,
  'may-be-away-from-poll': ({ clientId, timeoutMs }) =>
    `${clientId} joined with a rebalance timeout (max.poll.interval.ms) of ${watchedFor(timeoutMs)}`,
  'instance-changed-hands': ({ groupInstanceId, times, ms, holders }) =>
    `${groupInstanceId} went from one member to the next ${inWords(times)} times in ${watchedFor(ms)}: ${listed(holders)}`,
  'silent-before-it-left': ({ clientId, partitions, ms }) =>
    `No commit of ${clientId} on ${listed(partitions)} for ${watchedFor(ms)} before it was missed, though records waited`,
  'session-timeout-of': ({ clientId, sessionMs }) => `${clientId} has a session timeout of ${watchedFor(sessionMs)}`,
  'stayed-in-state': ({ state, ms }) => `The group has been ${state} for ${watchedFor(ms)}`,
  'was-there-before': ({ member, host }) => `${member} (${host}) was there before and has to join again`,
  'awaited-for': ({ timeoutMs }) => `It is awaited for its rebalance timeout (max.poll.interval.ms): ${watchedFor(timeoutMs)}`,
  'is-group-leader': ({ member }) => `${member} was the group’s leader last`,
  'unlike-its-target': ({ member, host, ms, owns, target, memberEpoch, groupEpoch }) =>
    `${member} (${host}) owns ${counted(owns, 'partition', 'partitions')} and should own ${target === owns ? 'others' : inWords(target)}, unchanged for ${watchedFor(ms)}` +
    (memberEpoch === null || groupEpoch === null
      ? ''
      : `; it is at epoch ${formatCount(memberEpoch)}, the group at ${formatCount(groupEpoch)}`),
  'group-runs-on-assignor': ({ assignor, members }) => `The group runs on ${assignor} with ${counted(members, 'member', 'members')}`,
  'gave-everything-back': ({ member, partitions, generation }) =>
    `${member} owned ${counted(partitions, 'partition', 'partitions')} in generation ${formatCount(generation)} and joined the next one with none`,
};
