/** Findings about how fast a group gets on, in words. */
import type { Difference } from '../../model/differences.ts';
import { formatCount, formatRate, formatRateFigure, formatShare, formatSpan } from '../../model/figures.ts';
import type { PaceFindings } from '../../model/findingFigures/pace.ts';
import { counted, inWords, listed, records, upper, watchedFor } from '../counting.ts';
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
  'stopped-everywhere': {
    question: 'Stopped everywhere?',
    ruledOut: 'The group gets on somewhere',
    title: ({ partitions }) => `Stopped everywhere: ${listed(partitions)}`,
    headline: ({ groupId, members, partitions, stoodMs, finding }) =>
      `${groupId} ${finding.confidence === 'possible' ? 'may have' : 'has'} stopped: ${counted(members, 'member lives', 'members live')} and nothing was committed on ${counted(partitions.length, 'partition', 'partitions')} for ${watchedFor(stoodMs)}`,
    sentence: ({ waiting, arrivedPerSecond, commitsAgain, finding }) =>
      `${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}${arrivedPerSecond !== null && arrivedPerSecond > 0.005 ? ` and ${formatRateFigure(arrivedPerSecond)} more arrive each second` : ''}; no partition gets on, so it is not one record but the program.` +
      (commitsAgain === true ? ' It commits the same offsets again and again: its loop turns, and reads nothing.' : '') +
      (finding.confidence === 'possible' ? ' A group that commits this rarely on purpose looks the same: a longer look tells.' : ''),
    advice: ({ commitsAgain }) =>
      commitsAgain === true
        ? 'Look for partitions that were paused and never resumed, and for a handler that fails at every record and seeks back.'
        : 'Look into the log of the consumers and take a thread dump: a handler that waits for a database, a call without a time limit, or a lock; or a thread that has died while heartbeats go on.',
  },
  'growing-lag': {
    question: 'Falling behind?',
    ruledOut: 'Not outproduced',
    title: ({ partitions, lagPerSecond }) => `Growing lag: ${listed(partitions)}, +${formatRate(lagPerSecond)}`,
    headline: ({ subject, producedPerSecond, consumedPerSecond }) =>
      `${subject} falls behind: ${formatRateFigure(producedPerSecond)} records arrive per second, ${formatRateFigure(consumedPerSecond)} are committed`,
    sentence: ({ waiting, lagPerSecond, observedMs, partitions, owners }) =>
      `${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} on ${listed(partitions)}, ${formatRateFigure(lagPerSecond)} more each second over ${watchedFor(observedMs)}: never gone at this rate.` +
      (owners === 1 && partitions.length > 1 ? ' One member reads all of them.' : ''),
    advice: ({ owners, partitions }) =>
      owners < partitions.length
        ? 'Start more consumers (up to one a partition), or make the handling of a record quicker.'
        : 'Each partition has its own consumer already: make the handling of a record quicker, or give the topic more partitions.',
  },
  'hot-partition': {
    question: 'A hot partition?',
    ruledOut: 'No partition falls behind for getting most of its topic',
    title: ({ partition, share }) => `Hot partition: ${partition} gets ${formatShare(share)}`,
    headline: ({ partition, share, partitions, producedPerSecond, consumedPerSecond }) =>
      `${partition} falls behind because it gets ${formatShare(share)} of all records, as one of ${inWords(partitions)} partitions: ${formatRateFigure(producedPerSecond)} arrive per second, ${formatRateFigure(consumedPerSecond)} are committed`,
    sentence: ({ timesMedian, waiting, key, keyShare }) =>
      `That is ${timesMedian === null ? 'nearly all there is' : `${formatRateFigure(timesMedian)} times the median of the others`}; ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}.` +
      (key === null
        ? ''
        : ` ${key === '' ? 'Records without a key make' : `The key ${key} makes`} ${formatShare(keyShare ?? 0)} of its newest records.`),
    advice: ({ key }) =>
      key === ''
        ? 'More consumers do not help: a partition is read by one. A partitioner that sends all records without a key to one partition does this: let the producer spread them.'
        : 'More consumers do not help: a partition is read by one. Give the busy key a finer one (customer and day, say), send it to a topic of its own, or handle its records in parallel within the consumer.',
  },
  'share-group-backlog': {
    question: 'A backlog of the share group?',
    ruledOut: 'No backlog of a share group',
    title: ({ records: undone, groupId }) => `Share group backlog: ${records(undone)} for ${groupId}`,
    headline: ({ groupId, members, records: undone }) =>
      members === 0
        ? `Nobody reads for ${groupId}: the share group is empty and ${records(undone)} ${undone === 1n ? 'is' : 'are'} not done`
        : `${groupId} has ${records(undone)} that ${undone === 1n ? 'is' : 'are'} not done yet`,
    sentence: ({ partitions, producedPerSecond, members }) =>
      `They lie on ${listed(partitions)}${producedPerSecond !== null && producedPerSecond > 0.005 ? `, where ${formatRateFigure(producedPerSecond)} arrive per second` : ''}${members === 0 ? '' : `, for ${counted(members, 'member', 'members')}`}.`,
    advice: ({ members }) =>
      members === 0
        ? 'Start a member of the group. It goes on where the window begins.'
        : 'Start more members: unlike in a consumer group they may be more than the partitions. And look into their logs: what is released instead of rejected comes back.',
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
    if (difference === 'schema') return 'was written with another schema than its neighbours';
    if (difference === 'size') return 'is far larger than its neighbours';
    if (difference === 'headers') return 'has other headers than its neighbours';
    return 'has no key, its neighbours have one';
  });
  return clauses.length === 0 ? '' : `That record ${clauses.join(', and ')}. `;
}
