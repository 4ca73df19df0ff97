/** Facts about what a group has committed, a line of evidence each. */
import { formatCount, formatSpan } from '../../model/figures.ts';
import type { CommitFacts } from '../../model/findingFigures/commits.ts';
import { records, watchedFor } from '../counting.ts';
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
};
