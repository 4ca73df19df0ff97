/** Facts about the log itself: its leaders, transactions, retention and producers, a line of evidence each. */
import { formatBytes, formatCount, formatSpan } from '../../model/figures.ts';
import type { LogFacts } from '../../model/findingFigures/log.ts';
import { watchedFor } from '../counting.ts';
import type { FactWordsOf } from './factWordsOf.ts';

export const logFacts: FactWordsOf<keyof LogFacts> = {
  'no-leader': ({ partition, isr, replicas, offline }) =>
    `${partition} has no leader; replicas ${brokers(replicas)}, in sync ${brokers(isr)}, offline ${brokers(offline)}`,
  'stable-offset-stood-still': ({ partition, lastStableOffset, end, ms }) =>
    `${partition}: the last stable offset stayed at ${formatCount(lastStableOffset)} for ${watchedFor(ms)}, the log end is ${formatCount(end)}`,
  'group-waits-at-stable-offset': ({ committed }) => `The group has committed exactly up to there: ${formatCount(committed)}`,
  'first-hidden-record': ({ offset, producerId, ageMs }) =>
    `Record ${formatCount(offset)}, the first that is hidden, comes from producer id ${formatCount(producerId)}${ageMs === null ? '' : ` and was written ${formatSpan(ageMs)} ago`}`,
  'producer-of-open-transaction': ({ partition, producerId, openSince, lastWroteMs }) =>
    `${partition}: producer id ${formatCount(producerId)} has a transaction open since offset ${formatCount(openSince)}${lastWroteMs === null ? '' : `, and wrote last ${formatSpan(lastWroteMs)} ago`}`,
  'transaction-is': ({ transactionalId, state, openMs, timeoutMs }) =>
    `It is ${transactionalId} (${state})${openMs === null ? '' : `, open for ${formatSpan(openMs)}`}; its coordinator ends it after ${formatSpan(timeoutMs)}`,
  'coordinator-does-not-know-producer': ({ producerId }) =>
    `None of the transactions that this login is shown is of producer id ${formatCount(producerId)}`,
  'transaction-leaves-partition-out': ({ transactionalId, partition }) =>
    `The coordinator of ${transactionalId} does not count ${partition} to its transaction`,
  'fewer-in-sync-than-needed': ({ partition, isr, replicas, minimum }) =>
    `${partition}: replicas ${brokers(replicas)}, in sync ${brokers(isr)}; min.insync.replicas is ${formatCount(minimum)}`,
  'batch-at-commit': ({ partition, offset, size }) =>
    `${partition}: the batch with record ${formatCount(offset)} has at least ${formatBytes(size)}, uncompressed`,
  'newest-record': ({ partition, offset, ageMs, byBroker }) =>
    `The newest record (${formatCount(offset)} of ${partition}) was written ${formatSpan(ageMs)} ago, by the ${byBroker ? 'broker' : 'producer'}'s clock`,
  'nothing-arrived': ({ partitions, ms }) =>
    `Nothing arrived in ${watchedFor(ms)} on ${partitions === 1 ? 'its only partition' : `any of ${formatCount(partitions)} partitions`}, and nothing is left to read`,
};

const brokers = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
