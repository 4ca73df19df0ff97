/** Findings about what a group has committed, in words. */
import { formatCount, formatSpan } from '../../model/figures.ts';
import type { CommitFindings, LogChange } from '../../model/findingFigures/commits.ts';
import { counted, inWords, listed, records, upper, watchedFor } from '../counting.ts';
import type { WordsOf } from './ruleWords.ts';

export const commitWords: WordsOf<keyof CommitFindings> = {
  'records-lost': {
    question: 'Records deleted before they were read?',
    ruledOut: 'No commit below the log start',
    title: ({ partitions, records: lost }) => `Records lost: ${formatCount(lost)} on ${listed(partitions)}`,
    headline: ({ partitions, subject, records: lost }) =>
      `${records(lost)} of ${partitions.length === 1 ? subject : `${inWords(partitions.length)} partitions`} ${lost === 1n ? 'was' : 'were'} deleted before the group read ${lost === 1n ? 'it' : 'them'}`,
    sentence: ({ partitions, by }) =>
      `The commit on ${listed(partitions)} lies below the log start${by === null ? '' : `: ${deletedBy[by]}`}. Where a consumer starts there is now decided by its auto.offset.reset.`,
    advice: ({ by }) =>
      by === 'somebody'
        ? 'They are gone. Ask who deleted records there (kafka-delete-records does), and whether this group should have had them.'
        : `They are gone. Give the topic a longer retention${by === 'retention.bytes' ? ' (retention.bytes is what binds here)' : ''}, or the group more capacity, before it happens again.`,
  },
  'close-to-retention': {
    question: 'Unread records about to be deleted?',
    ruledOut: 'No unread record is close to its deletion',
    title: ({ partitions, remainingMs }) =>
      `Close to retention: ${listed(partitions)}${remainingMs > 0 ? `, ${formatSpan(remainingMs)} left` : ''}`,
    headline: ({ subject, remainingMs }) =>
      remainingMs > 0
        ? `Unread records of ${subject} are deleted in about ${formatSpan(remainingMs)}`
        : `Unread records of ${subject} may be deleted at any moment`,
    sentence: ({ ageMs, keptForMs, by, waiting }) =>
      `The first unread record is ${formatSpan(ageMs)} old, and ${by === 'retention.ms' ? `the topic keeps records for ${formatSpan(keptForMs)}` : `the topic’s size lets records get about ${formatSpan(keptForMs)} old`}: ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} behind it.`,
    advice: ({ by }) =>
      `Give the topic a longer ${by} now if they matter, then make the group quicker or start it. What is deleted is gone.`,
  },
  'commit-beyond-end': {
    question: 'A commit beyond the log’s end?',
    ruledOut: 'No commit beyond the log end',
    title: ({ partitions }) => `Commit beyond the log’s end: ${listed(partitions)}`,
    headline: ({ subject, committed, end, how }) =>
      `The commit on ${subject} lies ${formatCount(committed - end)} beyond the log’s end: the topic was ${how === null ? 'made anew or cut back' : logChanges[how]}`,
    sentence: ({ partitions, committed, end }) =>
      `Committed is ${formatCount(committed)}, the log ends at ${formatCount(end)}. A consumer of ${listed(partitions)} starts wherever its auto.offset.reset says: earliest reads everything again, latest skips what is there.`,
    advice: ({ how }) =>
      how === 'recreated'
        ? 'Reset the group’s offsets on the topic while the group is empty. To empty a topic, delete its records instead of the topic: offsets then go on counting.'
        : how === 'truncated'
          ? 'Records were lost in an unclean leader election: look into the brokers’ logs, and set unclean.leader.election.enable=false.'
          : 'If the topic was deleted and made anew, reset the group’s offsets on it. If not, records were lost in an unclean leader election.',
  },
  'commit-of-another-log': {
    question: 'A commit of another log?',
    ruledOut: 'Commits fit their log',
    title: ({ partitions }) => `Commit of another log: ${listed(partitions)}`,
    headline: ({ subject, how }) => `The commit on ${subject} was made before the topic was ${logChanges[how]}`,
    sentence: ({ committed, committedEpoch, partitions }) =>
      `Offset ${formatCount(committed)} exists, but other records stand there now than when it was committed (leader epoch ${formatCount(committedEpoch)}). A consumer of ${listed(partitions)} that starts there skips, or reads again, without any error.`,
    advice: ({ how }) =>
      how === 'recreated'
        ? 'Stop the group and reset its offsets on the topic: to the earliest, or to the time at which it was made anew.'
        : 'Records were lost in an unclean leader election. Compare what the group has done with what is in the log, and reset its offsets where it has to be.',
  },
  'empty-group-with-waiting-records': {
    question: 'Records that nobody reads?',
    ruledOut: 'No records wait without a reader',
    title: ({ groupId, records: waiting }) => `Empty group: ${records(waiting)} wait for ${groupId}`,
    headline: ({ groupId, records: waiting }) =>
      `Nobody reads for ${groupId}: the group is empty and ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}`,
    sentence: ({ partitions, emptyMs }) =>
      `The group has commits on ${listed(partitions)} and ${emptyMs === null ? 'no member' : `has had no member for ${formatSpan(emptyMs)}`}. Its consumers have stopped, run under another group.id, or never reached this cluster again.`,
    advice: () =>
      'Start a consumer of this group, or look into the log of the one that should run. A batch job that is between two runs is fine.',
  },
  'commits-about-to-expire': {
    question: 'Commits about to expire?',
    ruledOut: 'Commits do not expire soon',
    title: ({ groupId, remainingMs }) =>
      remainingMs > 0 ? `Commits of ${groupId} expire in ${formatSpan(remainingMs)}` : `Commits of ${groupId} expire at any moment`,
    headline: ({ groupId, remainingMs, partitions }) =>
      `${groupId} loses its commits on ${counted(partitions.length, 'partition', 'partitions')} ${remainingMs > 0 ? `in about ${formatSpan(remainingMs)}` : 'at any moment'}`,
    sentence: ({ counts, sinceMs, retentionMs, waiting }) =>
      `${counts === 'since-empty' ? `The group has been empty for ${formatSpan(sinceMs)}` : `The group is empty and its oldest commit was made ${formatSpan(sinceMs)} ago`}, and the broker keeps commits for ${formatSpan(retentionMs)}. After that a consumer starts wherever auto.offset.reset says${waiting > 0n ? `; ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} now` : ''}.`,
    advice: () =>
      'Start the group before that, if only for a moment: its clock begins anew when the last member leaves. Or raise offsets.retention.minutes on the brokers.',
  },
  'topic-no-longer-subscribed': {
    question: 'A topic that nobody subscribes to any more?',
    ruledOut: 'Every topic with commits is subscribed to',
    title: ({ topics }) => `Not subscribed to any more: ${listed(topics)}`,
    headline: ({ topics, waiting, members }) =>
      `${members === 1 ? 'The only member does not subscribe' : `None of the ${inWords(members)} members subscribes`} to ${listed(topics)} any more, where ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'}`,
    sentence: ({ partitions }) =>
      `The group has commits on ${listed(partitions)} from earlier. Nobody reads there under this name, so its lag only grows, until the commits expire.`,
    advice: () =>
      'If it was dropped on purpose, delete the group’s offsets on the topic (kafka-consumer-groups --delete-offsets), so that nobody is alarmed. If not, look at the list of topics or the pattern in the client.',
  },
  'group-renamed': {
    question: 'A new name for an old group?',
    ruledOut: 'No other group’s commits were left behind',
    title: ({ groupId, others: [first] }) => `New group.id: ${groupId} has no commits, ${first ?? 'another group'} has`,
    headline: ({ groupId, others: [first = 'another group'], isSimilar, exists }) =>
      `${groupId} ${exists ? 'has no commits' : 'does not exist'}${isSimilar ? `: ${first}, which nobody runs any more, has them` : `, and ${first}, which nobody runs any more, has commits on the same topics`}`,
    sentence: ({ partitions, reset }) =>
      `Commits belong to a group.id: under a new one nothing is known of those ${counted(partitions, 'partition', 'partitions')}, and auto.offset.reset decides. ${reset === null ? resetWords.unknown : (resetWords[reset] ?? `The file says ${reset}.`)}`,
    advice: ({ others: [first = 'the old group'] }) =>
      `If the group was renamed, copy the commits of ${first} before the first start (kafka-consumer-groups --reset-offsets --export, then --from-file for the new name), or go back to the old name.`,
  },
  'commits-too-rare': {
    question: 'Commits too rare for the rate?',
    ruledOut: 'Commits come often enough, as far as they are known',
    title: ({ everyMs, records: repeated }) => `Rare commits: every ${formatSpan(everyMs)}, ${records(repeated)} each`,
    headline: ({ groupId, everyMs, records: repeated }) =>
      `A crash of ${groupId} repeats up to ${records(repeated)}: it commits every ${formatSpan(everyMs)} only`,
    sentence: ({ commits }) =>
      `${upper(counted(commits, 'commit', 'commits'))} tell it. What was read since the last commit is read again after a crash, a rebalance or a hard stop, and the lag that is shown is too high by as much.`,
    advice: () =>
      'Commit after each batch, or shorten auto.commit.interval.ms (5 s by default). Flink and Kafka Streams commit rarely on purpose and keep their results consistent themselves.',
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

const deletedBy: Readonly<Record<'retention.ms' | 'retention.bytes' | 'somebody', string>> = {
  'retention.ms': 'they got older than the topic keeps records',
  'retention.bytes': 'the log got larger than the topic may be',
  somebody: 'neither age nor size explains it, so somebody deleted them',
};

const logChanges: Readonly<Record<LogChange, string>> = { recreated: 'deleted and made anew', truncated: 'cut back' };

/** What auto.offset.reset does to a group without commits. */
const resetWords: Readonly<Record<string, string>> & { readonly unknown: string } = {
  earliest: 'With earliest, as the file says, all that is kept is read again.',
  latest: 'With latest, as the file says, all that is there already is skipped.',
  none: 'With none, as the file says, the consumer stops with an error.',
  unknown: 'With earliest all that is kept is read again, with latest (the default) all that is there already is skipped.',
};
