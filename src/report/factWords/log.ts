/** Facts about the log itself: its leaders, transactions, retention and producers, a line of evidence each. */
import { formatCount, formatSpan } from '../../model/figures.ts';
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
};

const brokers = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
