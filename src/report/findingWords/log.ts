/** Findings about the log itself: its leaders, transactions, retention and producers, in words. */
import { formatCount } from '../../model/figures.ts';
import type { LogFindings } from '../../model/findingFigures/log.ts';
import { inWords, listed, records, upper, watchedFor } from '../counting.ts';
import type { WordsOf } from './ruleWords.ts';

export const logWords: WordsOf<keyof LogFindings> = {
  'leaderless-partition': {
    question: 'A partition without a leader?',
    ruledOut: 'Every partition has a leader',
    title: ({ partitions }) => `No leader: ${listed(partitions)}`,
    headline: ({ partitions, subject }) =>
      partitions.length === 1
        ? `${subject} has no leader: nobody can read or write it`
        : `${upper(inWords(partitions.length))} partitions have no leader: nobody can read or write them`,
    sentence: ({ partitions }) =>
      `Until a broker of its in-sync replicas is back, records of ${listed(partitions)} can neither be read nor written, and how many wait there is not known.`,
    advice: () => 'Bring a broker of the in-sync replicas back. An unclean election would give up records: it is the last resort.',
  },
  'open-transaction': {
    question: 'Records hidden by an open transaction?',
    ruledOut: 'No open transaction holds the group up',
    title: ({ partitions }) => `Open transaction: ${listed(partitions)}`,
    headline: ({ subject, hidden, stoodMs }) =>
      `A transaction that has been open for ${watchedFor(stoodMs)} hides ${records(hidden)} of ${subject}`,
    sentence: ({ lastStableOffset, partitions }) =>
      `The group has read ${listed(partitions)} up to the last stable offset (${formatCount(lastStableOffset)}) and waits there. A read_committed consumer gets what lies beyond only when the transaction ends.`,
    advice: () =>
      'Find the producer: it crashed, hangs, or keeps transactions open for long on purpose (Flink does, from checkpoint to checkpoint). The broker ends it after transaction.timeout.ms.',
  },
};
