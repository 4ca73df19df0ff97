/** Facts about how fast a group gets on, a line of evidence each. */
import { formatBytes, formatCount, formatRate, formatRateFigure, formatShare, formatSpan } from '../../model/figures.ts';
import type { PaceFacts } from '../../model/findingFigures/pace.ts';
import { counted, listed, records, watchedFor } from '../counting.ts';
import { shapeWords } from '../shapeWords.ts';
import type { FactWordsOf } from './factWordsOf.ts';

export const paceFacts: FactWordsOf<keyof PaceFacts> = {
  'commit-stood-still': ({ partition, offset, endFrom, endTo, ms }) =>
    endTo > endFrom
      ? `${partition}: the commit stayed at ${formatCount(offset)} for ${watchedFor(ms)} while the log end moved ${formatCount(endFrom)} → ${formatCount(endTo)}`
      : `${partition}: the commit stayed at ${formatCount(offset)} for ${watchedFor(ms)}; the log end stayed at ${formatCount(endTo)}`,
  'other-commits-move': ({ moving }) => `Commits on ${counted(moving, 'other partition', 'other partitions')} of the group do move`,
  'record-at-commit': ({ offset, looksLike, size, headers, ageMs }) =>
    `Record ${formatCount(offset)} is ${shapeWords(looksLike)}, ${formatBytes(size)}${headerWords(headers)}${ageMs === null ? '' : `, written ${formatSpan(ageMs)} ago`}`,
  'neighbours-of-record': ({ from, to, looksLike, size, headers }) =>
    `Those around it (${formatCount(from)} – ${formatCount(to)}) are ${looksLike === null ? 'of several kinds' : shapeWords(looksLike)}, ${formatBytes(size)} in the middle${headerWords(headers)}`,
  'lag-changed': ({ from, to, ms }) => `Lag went ${formatCount(from)} → ${formatCount(to)} in ${watchedFor(ms)}`,
  rates: ({ producedPerSecond, consumedPerSecond, lagPerSecond }) =>
    `${formatRate(producedPerSecond)} arrive − ${formatRate(consumedPerSecond)} committed = ${signed(lagPerSecond)} lag`,
  'worst-partition': ({ partition, waiting, lagPerSecond, owner }) =>
    `${partition} is the worst: ${records(waiting)} waiting, ${signed(lagPerSecond)}${owner === null ? '' : `, read by ${owner}`}`,
  'hot-partition': ({ partition, share, timesMedian }) =>
    `${partition} gets ${formatShare(share)} of its topic's records${timesMedian === null ? '; the others get next to nothing' : `, ${formatRateFigure(timesMedian)} times the median of the others`}`,
  'commit-stands-since': ({ partition, offset, ms, atLeast }) =>
    `${partition}: offset ${formatCount(offset)} ${atLeast ? 'has been committed for at least' : 'was first committed'} ${watchedFor(ms)}${atLeast ? '' : ' ago'}`,
  'same-offset-committed-again': ({ partition, offset, times, ms }) =>
    `${partition}: offset ${formatCount(offset)} was committed ${formatCount(times)} times in ${watchedFor(ms)}`,
  'keys-of-newest-records': ({ partition, sampled, keys }) =>
    `${partition}: of its newest ${records(sampled)} ${listed(keys.map(({ key, records: count }) => `${formatShare(count / sampled)} have ${key === '' ? 'no key' : `the key ${key}`}`))}`,
  'share-window': ({ partition, start, end, undone }) =>
    `${partition}: all before ${formatCount(start)} is done, the log ends at ${formatCount(end)}${undone === null ? '' : `, ${records(undone)} not done`}`,
};

const headerWords = (names: readonly string[]): string => (names.length === 0 ? '' : `, headers ${listed(names)}`);
const signed = (perSecond: number): string => (perSecond > 0 ? `+${formatRate(perSecond)}` : formatRate(perSecond));
