/** Facts about what a group has committed, a line of evidence each. */
import { formatBytes, formatCount, formatSpan } from '../../model/figures.ts';
import type { CommitFacts } from '../../model/findingFigures/commits.ts';
import { counted, listed, records, watchedFor } from '../counting.ts';
import type { FactWordsOf } from './factWordsOf.ts';

export const commitFacts: FactWordsOf<keyof CommitFacts> = {
  'committed-below-start': ({ partition, committed, logStart, lost }) =>
    `${partition}: committed ${formatCount(committed)}, but the log starts at ${formatCount(logStart)}: ${records(lost)} gone`,
  'topic-keeps-records-for': ({ topic, retentionMs }) => `${topic} keeps records for ${formatSpan(retentionMs)} (retention.ms)`,
  'committed-beyond-end': ({ partition, committed, end }) =>
    `${partition}: committed ${formatCount(committed)}, but the log ends at ${formatCount(end)}`,
  'records-wait': ({ partition, committed, end, waiting }) =>
    `${partition}: committed ${formatCount(committed)}, log end ${formatCount(end)}, ${records(waiting)} waiting`,
  'arrived-without-commit': ({ partition, arrived, ms }) =>
    `${partition}: ${records(arrived)} arrived in ${watchedFor(ms)}, none was committed`,
  'no-commit-at-all': ({ partitions }) =>
    `There is no commit on ${partitions === 1 ? 'its only partition' : `any of its ${formatCount(partitions)} partitions`}`,
  'log-starts-at-age': ({ partition, logStart, ageMs }) =>
    `${partition}: the oldest record that is kept (${formatCount(logStart)}) was written ${formatSpan(ageMs)} ago`,
  'topic-keeps-bytes': ({ topic, bytes }) => `${topic} keeps ${formatBytes(bytes)} a partition (retention.bytes)`,
  'first-unread-record': ({ partition, offset, ageMs, waiting }) =>
    `${partition}: the first unread record (${formatCount(offset)}) was written ${formatSpan(ageMs)} ago, ${records(waiting)} waiting`,
  'commit-has-epoch': ({ partition, committedEpoch, leaderEpoch }) =>
    `${partition}: committed in leader epoch ${formatCount(committedEpoch)}${leaderEpoch === null ? '' : `, the leader's epoch now is ${formatCount(leaderEpoch)}`}`,
  'epoch-ends-before-commit': ({ partition, committed, committedEpoch, endOfEpoch }) =>
    `${partition}: epoch ${formatCount(committedEpoch)} ends at ${formatCount(endOfEpoch)} in the log as it is now, ${formatCount(committed - endOfEpoch)} before the commit`,
  'empty-since': ({ ms }) => `Its last member left ${formatSpan(ms)} ago`,
  'last-commit-was': ({ partition, offset, ageMs }) => `${partition}: offset ${formatCount(offset)} was committed ${formatSpan(ageMs)} ago`,
  'commits-are-kept-for': ({ retentionMs }) => `The broker keeps commits for ${formatSpan(retentionMs)} (offsets.retention.minutes)`,
  'nobody-subscribes': ({ topic, members }) =>
    members === 1 ? `The only member does not subscribe to ${topic}` : `None of the ${formatCount(members)} members subscribes to ${topic}`,
  'members-subscribe-to': ({ topics }) => `Members subscribe to ${listed(topics)}`,
  'no-commit-of-its-own': ({ groupId }) => `${groupId} has no commit on any partition`,
  'other-group-has-commits': ({ groupId, state, partitions, topics }) =>
    `${groupId} (${state}) has commits on ${counted(partitions, 'partition', 'partitions')} of ${listed(topics)}`,
  'commits-come-every': ({ partition, everyMs, records: step, commits }) =>
    `${partition}: a commit every ${formatSpan(everyMs)} with ${records(step)} each, in the middle of ${formatCount(commits)} commits`,
};
