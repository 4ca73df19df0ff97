/** Every fact that proves a finding, as one line of evidence. */
import { formatBytes, formatCount, formatRate, formatRateFigure, formatShare, formatSpan } from '../model/figures.ts';
import type { Evidence } from '../model/finding.ts';
import type { FactFigures, FactId } from '../model/findingFigures.ts';
import { counted, listed, records, upper, watchedFor } from './counting.ts';

export const wordFact = (evidence: Evidence): string => wordOf(evidence.fact, evidence.figures);

function wordOf<Id extends FactId>(fact: Id, figures: FactFigures[Id]): string {
  return facts[fact](figures);
}

const facts: { readonly [Id in FactId]: (figures: FactFigures[Id]) => string } = {
  'not-in-list': ({ groups }) => `It is not among the ${formatCount(groups)} groups that this login may see`,
  'coordinator-does-not-know-it': () => 'Its coordinator knows no group of that name',
  'no-leader': ({ partition, isr, replicas, offline }) =>
    `${partition} has no leader; replicas ${brokers(replicas)}, in sync ${brokers(isr)}, offline ${brokers(offline)}`,
  'committed-below-start': ({ partition, committed, logStart, lost }) =>
    `${partition}: committed ${formatCount(committed)}, but the log starts at ${formatCount(logStart)}: ${records(lost)} gone`,
  'topic-keeps-records-for': ({ topic, retentionMs }) => `${topic} keeps records for ${formatSpan(retentionMs)} (retention.ms)`,
  'committed-beyond-end': ({ partition, committed, end }) =>
    `${partition}: committed ${formatCount(committed)}, but the log ends at ${formatCount(end)}`,
  'group-is-empty': ({ state }) => `The group has no members (${state})`,
  'records-wait': ({ partition, committed, end, waiting }) =>
    `${partition}: committed ${formatCount(committed)}, log end ${formatCount(end)}, ${records(waiting)} waiting`,
  'commit-stood-still': ({ partition, offset, endFrom, endTo, ms }) =>
    endTo > endFrom
      ? `${partition}: the commit stayed at ${formatCount(offset)} for ${watchedFor(ms)} while the log end moved ${formatCount(endFrom)} → ${formatCount(endTo)}`
      : `${partition}: the commit stayed at ${formatCount(offset)} for ${watchedFor(ms)}; the log end stayed at ${formatCount(endTo)}`,
  'owner-is-alive': ({ partition, owner, host, state }) => `${owner} (${host}) owns ${partition}; the group is ${state}`,
  'members-are-alive': ({ members, state }) => `The group has ${counted(members, 'member', 'members')} and is ${state}`,
  'other-commits-move': ({ moving }) => `Commits on ${counted(moving, 'other partition', 'other partitions')} of the group do move`,
  'record-at-commit': ({ offset, looksLike, size, headers, ageMs }) =>
    `Record ${formatCount(offset)} is ${shapeWords(looksLike)}, ${formatBytes(size)}${headerWords(headers)}${ageMs === null ? '' : `, written ${formatSpan(ageMs)} ago`}`,
  'neighbours-of-record': ({ from, to, looksLike, size, headers }) =>
    `Those around it (${formatCount(from)} – ${formatCount(to)}) are ${looksLike === null ? 'of several kinds' : shapeWords(looksLike)}, ${formatBytes(size)} in the middle${headerWords(headers)}`,
  'member-owns-none-of': ({ partition, members }) =>
    members === 1 ? `The only member does not own ${partition}` : `None of the ${formatCount(members)} members owns ${partition}`,
  'topic-is-subscribed': ({ topic, subscribers }) => `${topic} is subscribed to by ${listed(subscribers)}`,
  'arrived-without-commit': ({ partition, arrived, ms }) =>
    `${partition}: ${records(arrived)} arrived in ${watchedFor(ms)}, none was committed`,
  'no-commit-at-all': ({ partitions }) =>
    `There is no commit on ${partitions === 1 ? 'its only partition' : `any of its ${formatCount(partitions)} partitions`}`,
  'stable-offset-stood-still': ({ partition, lastStableOffset, end, ms }) =>
    `${partition}: the last stable offset stayed at ${formatCount(lastStableOffset)} for ${watchedFor(ms)}, the log end is ${formatCount(end)}`,
  'group-waits-at-stable-offset': ({ committed }) => `The group has committed exactly up to there: ${formatCount(committed)}`,
  'first-hidden-record': ({ offset, producerId, ageMs }) =>
    `Record ${formatCount(offset)}, the first that is hidden, comes from producer id ${formatCount(producerId)}${ageMs === null ? '' : ` and was written ${formatSpan(ageMs)} ago`}`,
  'lag-changed': ({ from, to, ms }) => `Lag went ${formatCount(from)} → ${formatCount(to)} in ${watchedFor(ms)}`,
  rates: ({ producedPerSecond, consumedPerSecond, lagPerSecond }) =>
    `${formatRate(producedPerSecond)} arrive − ${formatRate(consumedPerSecond)} committed = ${signed(lagPerSecond)} lag`,
  'worst-partition': ({ partition, waiting, lagPerSecond, owner }) =>
    `${partition} is the worst: ${records(waiting)} waiting, ${signed(lagPerSecond)}${owner === null ? '' : `, read by ${owner}`}`,
  'hot-partition': ({ partition, share, timesMedian }) =>
    `${partition} gets ${formatShare(share)} of its topic's records${timesMedian === null ? '; the others get next to nothing' : `, ${formatRateFigure(timesMedian)} times the median of the others`}`,
  'members-share-partitions': ({ members, partitions, assignor }) =>
    `${upper(counted(members, 'member shares', 'members share'))} ${counted(partitions, 'partition', 'partitions')}${assignor === '' ? '' : ` (${assignor})`}`,
  'member-owns-nothing': ({ member, host }) => `${member} (${host}) is assigned nothing`,
};

/** What a value looks like, as it stands after "is": "JSON", "binary, not text". */
export const shapeWords = (shape: string): string => shapes[shape] ?? shape;

const shapes: Readonly<Record<string, string>> = {
  null: 'a tombstone (null)',
  empty: 'empty',
  json: 'JSON',
  text: 'plain text',
  registry: 'in schema registry framing',
  binary: 'binary',
};

const headerWords = (names: readonly string[]): string => (names.length === 0 ? '' : `, headers ${listed(names)}`);
const brokers = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
const signed = (perSecond: number): string => (perSecond > 0 ? `+${formatRate(perSecond)}` : formatRate(perSecond));
