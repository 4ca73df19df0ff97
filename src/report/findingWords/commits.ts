/** Findings about what a group has committed, in words. */
import { formatCount } from '../../model/figures.ts';
import type { CommitFindings } from '../../model/findingFigures/commits.ts';
import { counted, inWords, listed, records, watchedFor } from '../counting.ts';
import type { WordsOf } from './ruleWords.ts';

export const commitWords: WordsOf<keyof CommitFindings> = {
  'records-lost': {
    question: 'Records deleted before they were read?',
    ruledOut: 'No commit below the log start',
    title: ({ partitions, records: lost }) => `Records lost: ${formatCount(lost)} on ${listed(partitions)}`,
    headline: ({ partitions, subject, records: lost }) =>
      `${records(lost)} of ${partitions.length === 1 ? subject : `${inWords(partitions.length)} partitions`} ${lost === 1n ? 'was' : 'were'} deleted before the group read ${lost === 1n ? 'it' : 'them'}`,
    sentence: ({ partitions }) =>
      `The commit on ${listed(partitions)} lies below the log start. Where a consumer starts there is now decided by its auto.offset.reset.`,
    advice: () => 'They are gone. Give the topic a longer retention, or the group more capacity, before it happens again.',
  },
  'commit-beyond-end': {
    question: 'A commit beyond the log’s end?',
    ruledOut: 'No commit beyond the log end',
    title: ({ partitions }) => `Commit beyond the log’s end: ${listed(partitions)}`,
    headline: ({ subject, committed, end }) =>
      `The commit on ${subject} lies ${formatCount(committed - end)} beyond the log’s end: the topic was made anew or cut back`,
    sentence: ({ partitions, committed, end }) =>
      `Committed is ${formatCount(committed)}, the log ends at ${formatCount(end)}. A consumer of ${listed(partitions)} starts wherever its auto.offset.reset says: earliest reads everything again, latest skips what is there.`,
    advice: () =>
      'If the topic was deleted and made anew, reset the group’s offsets on it. If not, records were lost in an unclean leader election.',
  },
  'empty-group-with-waiting-records': {
    question: 'Records that nobody reads?',
    ruledOut: 'No records wait without a reader',
    title: ({ groupId, records: waiting }) => `Empty group: ${records(waiting)} wait for ${groupId}`,
    headline: ({ groupId, records: waiting }) =>
      `Nobody reads for ${groupId}: the group is empty and ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}`,
    sentence: ({ partitions }) =>
      `The group has commits on ${listed(partitions)} and no member. Its consumers have stopped, run under another group.id, or never reached this cluster again.`,
    advice: () =>
      'Start a consumer of this group, or look into the log of the one that should run. A batch job that is between two runs is fine.',
  },
  'nothing-committed': {
    question: 'Members that never commit?',
    ruledOut: 'The group commits what it reads',
    title: ({ partitions, elsewhere }) => (elsewhere ? `Never committed: ${listed(partitions)}` : 'Nothing is ever committed'),
    headline: ({ partitions, subject, elsewhere, members }) =>
      elsewhere
        ? `Nothing was ever committed on ${partitions.length === 1 ? subject : `${inWords(partitions.length)} partitions`}`
        : `${subject} commits nothing, although ${counted(members, 'member owns', 'members own')} partitions where records arrive`,
    sentence: ({ arrived, observedMs }) =>
      `${records(arrived)} arrived in ${watchedFor(observedMs)} and no commit came. After a restart the consumers begin wherever auto.offset.reset says: everything again with earliest, nothing of what was missed with latest.`,
    advice: () =>
      'With enable.auto.commit=false the program must commit itself: commitSync or commitAsync after the work. With auto-commit, look whether it ever comes back to poll().',
  },
};
