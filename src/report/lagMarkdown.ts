import { partitionName } from '../model/cluster.ts';
import { formatCount, formatRate, formatSpan } from '../model/figures.ts';
import { memberNames } from '../model/memberNames.ts';
import { timeLagBounds, type TimeLag } from '../model/timeLag.ts';
import type { GroupTrend, PartitionTrend } from '../model/trend.ts';
import type { GroupSeen, LagSeen } from './lagSeen.ts';
import { wordLag } from './lagWords.ts';
import { code, plain, table, timeOf } from './markdown.ts';

/** Partitions of a group in its table, worst first; a group may have thousands. */
const MOST_ROWS = 30;

/** For a ticket or a chat: the first lines of the panel, what they rest on, and the worst partitions. */
export function lagMarkdown({ clusterName, at, groups }: LagSeen): string {
  const [only] = groups;
  const parts = groups.length === 1 && only ? groupParts(only, at, '#') : manyParts(groups, at);
  return [...parts, `Seen ${timeOf(at)} on cluster ${code(clusterName)}. Nothing was changed.`].join('\n\n') + '\n';
}

function manyParts(groups: readonly GroupSeen[], at: number): readonly string[] {
  const worst = groups.toSorted((a, b) => compare(b.trend.total.records, a.trend.total.records));
  return [
    `# Lag of ${formatCount(groups.length)} groups`,
    table(
      ['Group', 'State', 'Lag', 'Not counted', 'In', 'Out', 'Gone'],
      worst.map(({ group, trend }) => [
        group.groupId,
        wordLag(group, trend, at).headline,
        formatCount(trend.total.records),
        notCounted(trend),
        rate(trend.producedPerSecond),
        rate(trend.consumedPerSecond),
        gone(trend.etaMs),
      ]),
    ),
  ];
}

function groupParts({ group, trend, unreadOf }: GroupSeen, at: number, level: string): readonly string[] {
  const { headline, sentence } = wordLag(group, trend, at);
  const names = memberNames(group.members);
  const rows = trend.partitions.toSorted((a, b) => compare(waiting(b), waiting(a))).slice(0, MOST_ROWS);
  const left = trend.partitions.length - rows.length;
  return [
    `${level} ${plain(headline)}`,
    ...(sentence === '' ? [] : [plain(sentence)]),
    [
      `Group ${code(group.groupId)} (${group.groupType}, ${group.groupState}, ${formatCount(group.members.length)} members):`,
      `${formatCount(trend.total.records)} records wait${notCounted(trend) === '' ? '' : `, ${notCounted(trend)} not counted`};`,
      `in ${rate(trend.producedPerSecond)}, out ${rate(trend.consumedPerSecond)}, gone ${gone(trend.etaMs)}.`,
    ].join(' '),
    table(
      ['Partition', 'State', 'Committed', 'Log end', 'Lag', 'Lost', 'Oldest unread', 'Owner'],
      rows.map(one => [
        partitionName(one),
        one.state,
        one.offsets.committed.value
          ? formatCount(one.offsets.committed.value.offset)
          : one.offsets.committed.failure
            ? 'unknown'
            : 'no commit',
        one.offsets.highWatermark.value === undefined ? 'unknown' : formatCount(one.offsets.highWatermark.value),
        one.lag.kind === 'known' ? formatCount(one.lag.records) : one.lag.kind === 'no-commit' ? 'no commit' : 'unknown',
        one.lag.kind === 'known' ? formatCount(one.lag.parts.lost) : '',
        ageWords(unreadOf?.(one.offsets).timeLag, at),
        one.owner ? (names.get(one.owner.memberId) ?? one.owner.clientId) : 'nobody',
      ]),
    ),
    ...(left > 0 ? [`${formatCount(left)} more with less lag.`] : []),
  ];
}

/** "41 min", "between 10 min and 1 h", "more than 7 days"; empty where nothing waits or nobody looked. */
export function ageWords(timeLag: TimeLag | undefined, now: number): string {
  if (timeLag?.kind !== 'read' && timeLag?.kind !== 'between') return '';
  const { least, most } = timeLagBounds(timeLag, now);
  if (least === null) return '';
  if (timeLag.kind === 'read') return formatSpan(least);
  if (most === null) return `more than ${formatSpan(least)}`;
  return least === 0 ? `less than ${formatSpan(most)}` : `between ${formatSpan(least)} and ${formatSpan(most)}`;
}

function notCounted({ total: { noCommit, unknown } }: GroupTrend): string {
  return [noCommit > 0 ? `${formatCount(noCommit)} without a commit` : '', unknown > 0 ? `${formatCount(unknown)} unknown` : '']
    .filter(Boolean)
    .join(', ');
}

const rate = (perSecond: number | null): string => (perSecond === null ? 'too early to say' : formatRate(perSecond));
const gone = (etaMs: GroupTrend['etaMs']): string => (etaMs === 'never' ? 'never' : etaMs === null ? '' : `in ${formatSpan(etaMs)}`);
const waiting = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.records : -1n);
const compare = (a: bigint, b: bigint): number => (a > b ? 1 : a < b ? -1 : 0);
