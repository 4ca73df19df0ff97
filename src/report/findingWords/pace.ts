/** Findings about how fast a group gets on, in words. */
import { formatCount, formatRate, formatRateFigure, formatShare, formatSpan } from '../../model/figures.ts';
import type { Difference, PaceFindings } from '../../model/findingFigures/pace.ts';
import { inWords, listed, records, upper, watchedFor } from '../counting.ts';
import { shapeWords } from '../shapeWords.ts';
import type { WordsOf } from './ruleWords.ts';

export const paceWords: WordsOf<keyof PaceFindings> = {
  'stuck-partition': {
    question: 'A stuck partition?',
    ruledOut: 'No stuck partition',
    title: ({ partitions, differsBy }) =>
      `Stuck ${partitions.length === 1 ? 'partition' : 'partitions'}: ${listed(partitions)}${partitions.length === 1 && differsBy.length > 0 ? ', at a record unlike its neighbours' : ''}`,
    headline: ({ partitions, subject, owner, offset, stoodMs, finding }) => {
      const who = owner ?? 'the group';
      if (partitions.length > 1) return `${upper(inWords(partitions.length))} partitions are stuck, ${subject} worst`;
      return finding.confidence === 'possible'
        ? `${subject} may be stuck: ${who} has committed nothing there for ${watchedFor(stoodMs)}`
        : `${subject} is stuck: ${who} cannot get past record ${formatCount(offset)}`;
    },
    sentence: ({ owner, waiting, arrivedPerSecond, stoodMs, atLeast, differsBy, looksLike, neighboursLookLike, finding }) => {
      const differs = differenceWords(differsBy, looksLike, neighboursLookLike);
      const alive = `${owner ?? 'The group'} is alive but has committed nothing there for ${atLeast ? 'at least ' : ''}${watchedFor(stoodMs)}`;
      const arrives =
        arrivedPerSecond !== null && arrivedPerSecond > 0.005 ? ` and ${formatRateFigure(arrivedPerSecond)} more arrive each second` : '';
      const unsure =
        finding.confidence === 'possible' ? ' A group that commits this rarely on purpose looks the same: a longer look tells.' : '';
      return `${differs}${alive}: ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}${arrives}.${unsure}`;
    },
    advice: ({ differsBy }) =>
      differsBy.length > 0
        ? 'Look at the record and into the log of the consumer: it most likely fails there again and again. Handle such records (skip, or a dead-letter topic) instead of retrying for ever.'
        : 'Look into the log of the consumer: it fails at this record, waits for something outside, or works longer on one batch than this look took.',
  },
  'growing-lag': {
    question: 'Falling behind?',
    ruledOut: 'Not outproduced',
    title: ({ partitions, lagPerSecond }) => `Growing lag: ${listed(partitions)}, +${formatRate(lagPerSecond)}`,
    headline: ({ subject, producedPerSecond, consumedPerSecond }) =>
      `${subject} falls behind: ${formatRateFigure(producedPerSecond)} records arrive per second, ${formatRateFigure(consumedPerSecond)} are committed`,
    sentence: ({ waiting, lagPerSecond, observedMs, partitions, hot, hotShare, owners }) =>
      `${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} on ${listed(partitions)}, ${formatRateFigure(lagPerSecond)} more each second over ${watchedFor(observedMs)}: never gone at this rate.` +
      (hot === null ? '' : ` ${hot} alone gets ${formatShare(hotShare ?? 0)} of its topic’s records.`) +
      (owners === 1 && partitions.length > 1 ? ' One member reads all of them.' : ''),
    advice: ({ hot, owners, partitions }) =>
      hot !== null
        ? 'More consumers do not help a hot partition: look at the keys that go there.'
        : owners < partitions.length
          ? 'Start more consumers (up to one a partition), or make the handling of a record quicker.'
          : 'Each partition has its own consumer already: make the handling of a record quicker, or give the topic more partitions.',
  },
  'catching-up': {
    question: 'Catching up?',
    ruledOut: 'No backlog that shrinks',
    title: ({ partitions, etaMs }) => `Catching up: ${listed(partitions)}, ${formatSpan(etaMs)} to go`,
    headline: ({ subject, etaMs }) => `${subject} catches up, and nothing waits in about ${formatSpan(etaMs)}`,
    sentence: ({ waiting, producedPerSecond, consumedPerSecond }) =>
      `${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}; ${formatRateFigure(consumedPerSecond)} are committed per second and ${formatRateFigure(producedPerSecond)} arrive.`,
    advice: () => '',
  },
};

/** "That record is JSON and its neighbours are binary. ", or nothing. */
function differenceWords(differsBy: readonly Difference[], looksLike: string | null, neighbours: string | null): string {
  const clauses = differsBy.map(difference => {
    if (difference === 'tombstone') return 'is a tombstone (null) among records with values';
    if (difference === 'shape')
      return `is ${shapeWords(looksLike ?? 'of another kind')}, its neighbours are ${shapeWords(neighbours ?? 'not')}`;
    if (difference === 'size') return 'is far larger than its neighbours';
    if (difference === 'headers') return 'has other headers than its neighbours';
    return 'has no key, its neighbours have one';
  });
  return clauses.length === 0 ? '' : `That record ${clauses.join(', and ')}. `;
}
