import { partitionName } from '../../model/cluster.ts';
import type { Failure } from '../../model/failure.ts';
import type { Severity } from '../../model/finding.ts';
import { formatCount, formatRate, formatSpan } from '../../model/figures.ts';
import type { Group, GroupListing, GroupType, Member } from '../../model/group.ts';
import type { Cost, PartitionState } from '../../model/sample.ts';
import type { GroupTrend, PartitionTrend } from '../../model/trend.ts';
import type { VerdictWords } from '../../report/verdictWords.ts';
import { commands } from '../contributions.ts';
import type { Diagnosed } from '../diagnoses.ts';
import type { Icon, Row } from './nodes.ts';
import { groupIcons, icons, isTrouble, partitionStates, worstFirst } from './states.ts';

/** How failures and lag are worded: src/report, which is loaded with the first connection. */
export interface Words {
  describeFailure(failure: Failure): { readonly what: string; readonly why: string; readonly next: string };
  failureSentence(failure: Failure): string;
  wordLag(group: Group, trend: GroupTrend, now: number): { readonly headline: string; readonly sentence: string };
}

/** What was seen of a group's lag, if anybody looked. */
export interface GroupLook {
  readonly trend?: GroupTrend;
  readonly cost?: Cost;
  /** The last look failed; `trend` is then what was seen before. */
  readonly failure?: Failure;
  /** Nobody looks at the group any more, so what was seen is as of then. */
  readonly isOld?: boolean;
}

/** What the last diagnosis of this session came to; nothing more is asked for it. */
export type GroupDiagnosis = Pick<Diagnosed, 'snapshot' | 'words' | 'isEarly'>;

/** Stuck groups say so first; what nobody looked at has only Kafka's state, type and the number of members. */
export function groupRow(group: Group | GroupListing, look: GroupLook | undefined, words: Words, diagnosis?: GroupDiagnosis): Row {
  const kafka = [group.groupState, groupTypeWords(group), membersWords(group)].filter(Boolean).join(' · ');
  const described = 'members' in group ? group : undefined;
  const failure = look?.failure ?? described?.failure;
  const trend = look?.trend;
  // An answer without partitions means nothing where part of it failed.
  const summary = trend && (trend.partitions.length > 0 || !failure) ? groupSummary(trend, group.groupState === 'Empty') : '';
  const asOf = trend && look.isOld && summary !== '' ? `as of ${clock(trend.at)}` : '';
  const trouble = failure ? `no answer: ${words.describeFailure(failure).what}` : '';
  const worst = trend && worstState(trend);
  const found = diagnosis ? findingsWords(diagnosis) : '';
  return {
    label: group.groupId,
    description: [trouble, summary, asOf, found, kafka].filter(Boolean).join(' · '),
    icon: failure
      ? failure.kind === 'forbidden'
        ? icons.forbidden
        : icons.warning
      : worst
        ? groupIcon(worst, group.groupState)
        : (findingIcon(diagnosis) ?? groupIcons[group.groupState]),
    tooltip: lines(
      `Group ${group.groupId}`,
      `${group.groupState}, ${groupTypeWords(group)}${membersWords(group) === '' ? '' : `, ${membersWords(group)}`}`,
      described?.assignor ? `Assignor: ${described.assignor}` : '',
      typeof described?.coordinator === 'number' ? `Coordinator: broker ${described.coordinator}` : '',
      described?.groupEpoch === undefined ? '' : `Group epoch: ${described.groupEpoch}`,
      ...(trend && described ? lagTooltip(described, trend, words) : []),
      trend ? lookedAtWords(trend.at, look.cost) : 'Open it to see its members and their lag.',
      diagnosis ? `Diagnosed ${clock(diagnosis.snapshot.takenAt, true)}: ${diagnosis.words.headline}.` : '',
      failure ? words.failureSentence(failure) : '',
    ),
    context: `group ${group.groupState} ${group.groupType}${diagnosis ? ' diagnosed' : ''}`,
    opens: 'closed',
  };
}

/** "2 findings at 14:43": errors and warnings; what is only good to know is no trouble. */
function findingsWords({ snapshot, words, isEarly }: GroupDiagnosis): string {
  const troubles = words.findings.filter(({ finding }) => finding.severity !== 'information').length;
  return troubles === 0 ? '' : `${count(troubles, 'finding')}${isEarly ? ' so far' : ` at ${clock(snapshot.takenAt)}`}`;
}

/** Of a group whose lag nobody looks at, the diagnosis still says how it is. */
function findingIcon(diagnosis: GroupDiagnosis | undefined): Icon | undefined {
  const severity = diagnosis?.words.findings[0]?.finding.severity;
  return severity === undefined || severity === 'information' ? undefined : severities[severity];
}

const severities: Readonly<Record<Severity, Icon>> = { error: icons.error, warning: icons.warning, information: icons.information };

/** One cause that the last diagnosis found. */
export function findingRow({ snapshot }: GroupDiagnosis, { finding, words }: VerdictWords['findings'][number]): Row {
  return {
    label: words.title,
    description: `${finding.confidence} · ${clock(snapshot.takenAt)}`,
    icon: severities[finding.severity],
    tooltip: lines(`${words.headline}.`, words.sentence, words.advice, `Diagnosed ${clock(snapshot.takenAt, true)}. Enter asks again.`),
    context: 'finding',
    command: commands.diagnoseGroup,
  };
}

function lagTooltip(group: Group, trend: GroupTrend, words: Words): readonly string[] {
  const { headline, sentence } = words.wordLag(group, trend, trend.at);
  return [headline, sentence];
}

/** Kafka's two kinds of consumer groups have confusing names: the newer one is called "consumer" (KIP-848). */
export function groupTypeWords({ groupType, protocolType }: GroupListing): string {
  const words: Readonly<Record<GroupType, string>> = {
    classic: protocolType === '' || protocolType === 'consumer' ? 'classic' : `classic, ${protocolType}`,
    consumer: 'consumer (KIP-848)',
    share: 'share',
    streams: 'streams',
    unknown: 'type unknown',
  };
  return words[groupType];
}

/** The state that a group is named after. undefined: it has no partition at all. */
export function worstState({ partitions }: GroupTrend): PartitionState | undefined {
  return worstFirst.find(state => partitions.some(partition => partition.state === state));
}

/** "stuck for 41 min · 7,255 wait", "1 stuck, 1 hot · 7,255 wait", "draining · gone in 4 min". */
export function groupSummary(trend: GroupTrend, empty: boolean): string {
  const worst = worstState(trend);
  if (worst === undefined) return 'no partitions, no commits';
  const waiting = waitingWords(trend);
  const troubles = worstFirst.filter(isTrouble).flatMap(state => {
    const count = trend.partitions.filter(partition => partition.state === state).length;
    return count === 0 ? [] : [{ state, count }];
  });
  const [only] = troubles;
  if (troubles.length > 1) return joined(troubles.map(({ state, count }) => `${count} ${partitionStates[state].word}`).join(', '), waiting);
  if (only) {
    const ones = trend.partitions.filter(({ state }) => state === only.state);
    return joined(`${partitionStates[only.state].word}${sinceWords(only.state, ones, trend.at)}`, waiting);
  }
  if (worst === 'draining') return joined('draining', typeof trend.etaMs === 'number' ? `gone in ${formatSpan(trend.etaMs)}` : waiting);
  if (worst === 'no-commit' && trend.partitions.every(({ state }) => state === 'no-commit')) return 'no commit yet';
  if (worst === 'no-commit') return joined('partly without a commit', waiting);
  if (worst === 'steady' && trend.total.records === 0n) return empty ? 'empty, nothing left to read' : 'steady, nothing waits';
  return joined(partitionStates[worst].word, waiting);
}

export function memberRow(member: Member, owned: readonly PartitionTrend[]): Row {
  const host = member.clientHost.replace(/^\//, '');
  const instance = member.groupInstanceId === null ? '' : `instance ${member.groupInstanceId}`;
  const assignment = member.assignment.value;
  const idle = assignment?.length === 0;
  const owns = assignment === undefined ? 'assignment unknown' : idle ? 'idle, owns no partition' : count(assignment.length, 'partition');
  const worst = worstFirst.find(state => isTrouble(state) && owned.some(partition => partition.state === state));
  return {
    label: member.clientId === '' ? member.memberId : member.clientId,
    description: [host, instance, owns].filter(Boolean).join(' · '),
    icon: worst ? partitionStates[worst].icon : idle ? icons.idleMember : icons.member,
    tooltip: lines(
      `Member ${member.memberId}`,
      `Client id: ${member.clientId}`,
      `Host: ${host}`,
      member.groupInstanceId === null ? 'No group.instance.id: a restart rebalances the group.' : `Instance id: ${member.groupInstanceId}`,
      member.memberEpoch === undefined ? '' : `Member epoch: ${member.memberEpoch}`,
      member.subscribedRegex === null ? '' : `Subscribed by pattern: ${member.subscribedRegex}`,
      member.subscription.value && member.subscription.value.length > 0 ? `Subscribed to ${member.subscription.value.join(', ')}` : '',
      capital(owns) + '.',
    ),
    context: `member${idle ? ' idle' : ''}`,
    ...(assignment && assignment.length > 0 ? { opens: 'closed' } : {}),
  };
}

/** Partitions that no member was seen to own. `known` is false where the members' assignments could not be read. */
export function unownedRow(partitions: readonly PartitionTrend[], known: boolean): Row {
  const worst = worstFirst.find(state => partitions.some(partition => partition.state === state));
  return {
    label: known ? 'Without an owner' : 'Owner unknown',
    description: joined(count(partitions.length, 'partition'), waitingWords({ partitions })),
    icon: worst ? partitionStates[worst].icon : icons.unowned,
    tooltip: known
      ? 'The group has committed offsets for these partitions, or subscribes to their topic, and no member reads them now.'
      : 'Who reads these partitions could not be told: assignments are not shown while a group rebalances, nor without permission.',
    context: 'unowned',
    opens: 'open',
  };
}

/** One partition of a group: committed offset, end and lag, or the reason why there is none. */
export function groupPartitionRow(partition: PartitionTrend, at: number, words: Words): Row {
  const { state, lag, offsets } = partition;
  const committed = offsets.committed.value;
  const end = offsets.highWatermark.value;
  const stateWords = `${partitionStates[state].word}${sinceWords(state, [partition], at)}`;
  const figures =
    lag.kind === 'known'
      ? [
          `lag ${formatCount(lag.records)}`,
          committed ? `committed ${formatCount(committed.offset)}` : '',
          end === undefined ? '' : `end ${formatCount(end)}`,
        ]
      : lag.kind === 'no-commit'
        ? [
            lag.waiting === undefined ? '' : `${formatCount(lag.waiting)} in the log`,
            end === undefined ? 'end unknown' : `end ${formatCount(end)}`,
          ]
        : [
            'lag unknown',
            committed ? `committed ${formatCount(committed.offset)}` : '',
            end === undefined ? '' : `end ${formatCount(end)}`,
            words.describeFailure(lag.reason).what,
          ];
  return {
    label: partitionName(partition),
    description: [state === 'unknown' ? '' : partitionStates[state].word, ...figures].filter(Boolean).join(' · '),
    icon: partitionStates[state].icon,
    tooltip: lines(
      `${partitionName(partition)}: ${stateWords}`,
      ...figuresTooltip(partition),
      lag.kind === 'unknown' ? words.failureSentence(lag.reason) : '',
      lag.kind === 'no-commit' ? 'Nothing is committed: auto.offset.reset decides where a reader starts.' : '',
    ),
    context: `partition of-group ${state}`,
  };
}

function figuresTooltip({ lag, offsets, owner, producedPerSecond, consumedPerSecond }: PartitionTrend): readonly string[] {
  const { committed, highWatermark, logStartOffset, lastStableOffset } = offsets;
  const lost = lag.kind === 'known' && lag.parts.lost > 0n ? `${formatCount(lag.parts.lost)} were deleted before they were read.` : '';
  const hidden =
    lag.kind === 'known' && typeof lag.parts.notYetVisible === 'bigint' && lag.parts.notYetVisible > 0n
      ? `${formatCount(lag.parts.notYetVisible)} are not yet visible to read_committed clients.`
      : '';
  return [
    committed.value ? `Committed offset: ${formatCount(committed.value.offset)}` : '',
    highWatermark.value === undefined ? '' : `Log end offset: ${formatCount(highWatermark.value)}`,
    logStartOffset.value === undefined ? '' : `Log start offset: ${formatCount(logStartOffset.value)}`,
    lastStableOffset.value === undefined || lastStableOffset.value === highWatermark.value
      ? ''
      : `Last stable offset: ${formatCount(lastStableOffset.value)}`,
    producedPerSecond === null || consumedPerSecond === null
      ? ''
      : `In ${formatRate(producedPerSecond)}, out ${formatRate(consumedPerSecond)}`,
    lost,
    hidden,
    owner ? `Owner: ${owner.clientId} (${owner.clientHost.replace(/^\//, '')})` : 'No member owns it.',
  ];
}

/** Kafka calls both "Stable"; what counts for the picture is what was seen of the lag, except that an empty group is hollow. */
const groupIcon = (worst: PartitionState, state: Group['groupState']): Icon =>
  worst === 'steady' && state === 'Empty' ? groupIcons.Empty : partitionStates[worst].icon;

/** " for 41 min" where the commit was seen to arrive, " over 20 s" where it stood there from the first look on. */
function sinceWords(state: PartitionState, partitions: readonly PartitionTrend[], at: number): string {
  if (state !== 'stuck' && state !== 'stopped') return '';
  let longest = 0;
  let sure = false;
  for (const { waitingSince, sawCommitMove } of partitions) {
    if (waitingSince === null || at - waitingSince <= longest) continue;
    longest = at - waitingSince;
    sure = sawCommitMove;
  }
  return longest === 0 ? '' : ` ${sure ? 'for' : 'over'} ${formatSpan(longest)}`;
}

function waitingWords({ partitions }: { readonly partitions: readonly PartitionTrend[] }): string {
  let waiting = 0n;
  for (const { lag } of partitions) if (lag.kind === 'known') waiting += lag.records;
  return waiting === 0n ? '' : `${formatCount(waiting)} wait`;
}

function membersWords(group: Group | GroupListing): string {
  if (!('members' in group) || group.failure) return '';
  if (group.members.length === 0) return 'no members';
  const idle = group.members.filter(({ assignment }) => assignment.value?.length === 0).length;
  return `${count(group.members.length, 'member')}${idle > 0 && group.groupState === 'Stable' ? `, ${idle} idle` : ''}`;
}

const lookedAtWords = (at: number, cost: Cost | undefined): string =>
  `Looked at ${clock(at, true)}${cost ? `: ${count(cost.requests, 'request')}, ${Math.round(cost.ms)} ms` : ''}.`;

/** 13:02, or 13:02:11, as the person's clock shows it. */
export const clock = (at: number, seconds = false): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}) });

export const count = (n: number, thing: string): string => `${formatCount(n)} ${thing}${n === 1 ? '' : 's'}`;
export const lines = (...all: readonly string[]): string => all.filter(line => line !== '').join('\n');
const joined = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(' · ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
