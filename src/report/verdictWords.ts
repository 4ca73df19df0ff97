/** A verdict in words: the first line answers "why?", and what was not looked at is never called fine. */
import { partitionName } from '../model/cluster.ts';
import { formatCount, formatRateFigure } from '../model/figures.ts';
import type { Finding, Missing, NotChecked, Verdict } from '../model/finding.ts';
import type { Group, GroupType } from '../model/group.ts';
import { missingPermission } from '../model/missingPermission.ts';
import type { PartitionState } from '../model/sample.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { judgeSnapshot, nextRecordsIn } from '../model/snapshotTrend.ts';
import type { GroupTrend } from '../model/trend.ts';
import { commandLine, type CommandContext } from './commands.ts';
import { counted, inWords, listed, records, upper, watchedFor } from './counting.ts';
import { lower } from './failureTemplate.ts';
import { describeFailure } from './failureWords.ts';
import { questionOf, ruledOutWords, wordFinding, type FindingWords } from './findingWords.ts';
import { subjectWords } from './partWords.ts';

export type VerdictTone = 'error' | 'warning' | 'healthy' | 'partial' | 'too-early';

export interface VerdictWords {
  readonly tone: VerdictTone;
  /** Which icon stands for it. */
  readonly sign: PartitionState | 'healthy' | 'empty' | 'error' | 'warning';
  /** A sentence that could be said aloud, without its full stop. */
  readonly headline: string;
  readonly sentence: string;
  /** "2 findings of 12 causes looked for · 9 ruled out · 1 not checked". */
  readonly counts: string;
  readonly findings: readonly { readonly finding: Finding; readonly words: FindingWords }[];
  readonly notChecked: readonly NotCheckedWords[];
  readonly ruledOut: readonly string[];
  /** What looks odd and is fine. */
  readonly odd: readonly string[];
  /** "classic group", "KIP-848 consumer group"; empty where the group is not known. */
  readonly groupKind: string;
}

export interface NotCheckedWords {
  readonly kind: 'forbidden' | 'too-early' | 'unknown' | 'failed';
  /** "Stuck partition?", or "4 causes on refunds". */
  readonly title: string;
  readonly reason: string;
  /** The command that would grant what is missing. */
  readonly command?: string;
  /** Milliseconds of watching that would tell. */
  readonly needsMs?: number;
}

const nowhere: CommandContext = { bootstrapServers: [] };

/** Words for a verdict. `context` completes the commands to copy. */
export function wordVerdict(snapshot: Snapshot, verdict: Verdict, context: CommandContext = nowhere): VerdictWords {
  const trend = judgeSnapshot(snapshot.parts);
  const [group] = snapshot.parts.group.items;
  const findings = verdict.findings.map(finding => ({ finding, words: wordFinding(finding, context) }));
  const notChecked = wordNotChecked(verdict.notChecked, context);
  return {
    ...firstLines({ snapshot, verdict, trend, group, findings, notChecked }),
    counts: countsOf(verdict),
    findings,
    notChecked,
    ruledOut: verdict.ruledOut.map(ruledOutWords),
    odd: oddButFine(snapshot, trend),
    groupKind: group ? groupKinds[group.groupType] : '',
  };
}

interface Case {
  readonly snapshot: Snapshot;
  readonly verdict: Verdict;
  readonly trend: GroupTrend | null;
  readonly group: Group | undefined;
  readonly findings: VerdictWords['findings'];
  readonly notChecked: readonly NotCheckedWords[];
}

type FirstLines = Pick<VerdictWords, 'tone' | 'sign' | 'headline' | 'sentence'>;

function firstLines(it: Case): FirstLines {
  const worst = it.findings.find(({ finding }) => !isGapItself(finding));
  if (worst && worst.finding.severity !== 'information') return troubled(it, worst.finding, worst.words);
  if (basicGaps(it).length > 0) return halfAnAnswer(it);
  if (it.notChecked.some(({ kind }) => kind === 'too-early')) return tooEarly(it);
  return healthy(it);
}

/** It says what could not be looked at: half of an answer, not an answer. */
const isGapItself = (finding: Finding): boolean => finding.ruleId === 'permission-missing' && finding.figures.kind !== 'would-be-refused';

/**
 * What is missing of the group itself, its offsets and its topics: without these nobody can say that it is healthy. What only
 * adds to them (commit times, quotas, other groups) is named among what was not checked, and takes the answer away from nobody.
 */
function basicGaps({ snapshot: { parts }, verdict }: Case): readonly Missing[] {
  const basics = new Set([parts.group, parts.samples, parts.topics].flatMap(({ missing }) => missing.map(keyOf)));
  return verdict.notChecked
    .flatMap(({ reasons }) => reasons)
    .filter(gap => gap.reason.kind === 'rule-failed' || (gap.reason.kind !== 'too-early' && basics.has(keyOf(gap))));
}

function troubled({ findings, trend, notChecked }: Case, worst: Finding, words: FindingWords): FirstLines {
  const others = findings.length - 1;
  const named = partitionsIn(worst);
  const steady =
    named.size === 0 ? 0 : (trend?.partitions.filter(one => one.state === 'steady' && !named.has(partitionName(one))).length ?? 0);
  const gaps = notChecked.filter(({ kind }) => kind !== 'too-early').length;
  return {
    tone: worst.severity === 'error' ? 'error' : 'warning',
    sign: signs[worst.ruleId] ?? (worst.severity === 'error' ? 'error' : 'warning'),
    headline: words.headline,
    sentence: [
      words.sentence,
      ...(steady > 0 ? [`${steady === 1 ? 'One other partition is' : `${upper(inWords(steady))} other partitions are`} steady.`] : []),
      ...(others > 0 ? [`${upper(counted(others, 'more finding', 'more findings'))} below.`] : []),
      ...(gaps > 0 ? ['Not everything could be checked.'] : []),
    ].join(' '),
  };
}

/** The partitions that a finding is about; none of one about the whole group. */
function partitionsIn({ figures, subject }: Finding): ReadonlySet<string> {
  const { partitions = [], partition } = figures as { readonly partitions?: readonly string[] | number; readonly partition?: string };
  // Some findings only count their partitions.
  const names = [...(typeof partitions === 'number' ? [] : partitions), ...(partition === undefined ? [] : [partition])];
  return names.length === 0 ? new Set() : new Set([...names, subject]);
}

/** Something could not be had for good: neither right nor wrong is known of it. */
function halfAnAnswer(it: Case): FirstLines {
  const { snapshot, verdict, group } = it;
  const gaps = basicGaps(it);
  const gap = gaps.find(isForbidden) ?? gaps[0];
  // The group itself is hidden: more than the failure knows, which is about the way there.
  const hidden = it.findings.find(({ finding }) => finding.ruleId === 'permission-missing' && finding.figures.kind === 'hidden');
  const clause = hidden
    ? lower(hidden.words.headline)
    : gap?.reason.kind === 'failure'
      ? lower(describeFailure({ subject: gap.subject, ...gap.reason.failure }).what)
      : 'a check failed itself';
  const unchecked = inWords(verdict.notChecked.length);
  return {
    tone: 'partial',
    sign: gap && isForbidden(gap) ? 'forbidden' : 'unknown',
    headline: group ? `Half of an answer: ${clause}` : `No answer about ${snapshot.groupId}: ${clause}`,
    sentence: group
      ? `No fault was found in what could be seen. ${ruledOutSentence(verdict)} ${upper(unchecked)} could not be checked, at least in part.`
      : `Nothing could be checked: what is not known is not called fine.`,
  };
}

const isForbidden = ({ reason }: Missing): boolean => reason.kind === 'failure' && reason.failure.kind === 'forbidden';

/** "Two causes could not be checked." Empty where all could. */
function uncheckedSentence({ notChecked }: Verdict): string {
  const some = notChecked.length;
  return some === 0
    ? ''
    : `${upper(counted(some, 'cause', 'causes'))} could not be checked, and ${some === 1 ? 'is' : 'are'} not called fine.`;
}

const ruledOutSentence = ({ ruledOut }: Verdict): string =>
  `${upper(counted(ruledOut.length, 'cause was', 'causes were'))} looked for and ruled out.`;

function tooEarly({ trend, verdict, findings }: Case): FirstLines {
  const told = findings.map(({ words }) => `${words.headline}.`);
  return {
    tone: 'too-early',
    sign: 'too-early',
    headline: 'No fault so far, and too early to call it healthy',
    sentence: [
      ...told,
      ...((trend?.observedMs ?? 0) > 0 ? [`${watchedFor(trend?.observedMs ?? 0)} were watched.`] : []),
      ruledOutSentence(verdict),
      `${upper(inWords(verdict.notChecked.length))} ${verdict.notChecked.length === 1 ? 'needs' : 'need'} a longer look.`,
    ].join(' '),
  };
}

function healthy({ snapshot: { groupId }, verdict, trend, group, findings }: Case): FirstLines {
  const ruledOut = [ruledOutSentence(verdict), uncheckedSentence(verdict)].filter(Boolean).join(' ');
  const told = findings.map(({ words }) => `${words.headline}.`);
  const [information] = findings;
  if (group?.members.length === 0) {
    return { tone: 'healthy', sign: 'empty', headline: `Healthy: ${groupId} is empty, and nothing is left to read`, sentence: ruledOut };
  }
  if (information?.finding.ruleId === 'catching-up') {
    return {
      tone: 'healthy',
      sign: 'draining',
      headline: `Healthy: ${information.words.headline}`,
      sentence: `${information.words.sentence} ${ruledOut}`,
    };
  }
  // Records wait, and whether fewer or more do with time could not be seen yet. In other groups the rules on lag say so.
  const waiting = trend?.partitions.filter(({ lag }) => lag.kind === 'known' && lag.records > 0n) ?? [];
  if (group?.groupType === 'share' && waiting.length > 0 && waiting.every(({ state }) => state === 'too-early')) {
    return {
      tone: 'healthy',
      sign: 'healthy',
      headline: `No fault of ${groupId} was found`,
      sentence: [ratesSentence(trend), 'Whether it keeps up takes a longer look.', ...told, ruledOut].filter(Boolean).join(' '),
    };
  }
  return {
    tone: 'healthy',
    sign: 'healthy',
    headline: `Healthy: ${groupId} keeps up`,
    sentence: [ratesSentence(trend), ...told, ruledOut].filter(Boolean).join(' '),
  };
}

/** Rates that differ by less than this share are told as the same. */
const ALIKE = 0.15;

function ratesSentence(trend: GroupTrend | null): string {
  if (!trend) return '';
  const { producedPerSecond: produced, consumedPerSecond: consumed, total } = trend;
  const wait = waitSentence(total.records, trend);
  if (produced === null || consumed === null) return wait.trim();
  if (produced < 0.005) return `Nothing arrives at the moment.${wait}`;
  // Commits come in steps, so that over a short look the two are never quite the same.
  const asMany = Math.abs(produced - consumed) <= ALIKE * produced;
  return `${formatRateFigure(produced)} records arrive per second and ${asMany ? 'as many' : formatRateFigure(consumed)} are committed.${wait}`;
}

/** With a blank before it. Where nothing is committed nobody knows what waits: a share group, or a group that has just begun. */
function waitSentence(waiting: bigint, { partitions }: GroupTrend): string {
  if (waiting > 0n) return ` ${records(waiting)} ${waiting === 1n ? 'waits' : 'wait'} at this moment.`;
  const isKnown = partitions.every(({ lag }) => lag.kind === 'known' || (lag.kind === 'no-commit' && lag.waiting === 0n));
  return isKnown ? ' Nothing waits.' : '';
}

function countsOf({ findings, notChecked, ruledOut }: Verdict): string {
  const looked = new Set([...findings, ...notChecked].map(({ ruleId }) => ruleId)).size + ruledOut.length;
  return [
    `${formatCount(findings.length)} ${findings.length === 1 ? 'finding' : 'findings'} of ${formatCount(looked)} causes looked for`,
    `${formatCount(ruledOut.length)} ruled out`,
    ...(notChecked.length > 0 ? [`${formatCount(notChecked.length)} not checked`] : []),
  ].join(' · ');
}

/** One line a reason: what the same gap keeps from several rules is said once. */
function wordNotChecked(notChecked: readonly NotChecked[], context: CommandContext): readonly NotCheckedWords[] {
  const gaps = new Map<string, { readonly missing: Missing; readonly rules: Set<NotChecked['ruleId']> }>();
  for (const { ruleId, reasons } of notChecked) {
    for (const missing of reasons) {
      const key = keyOf(missing);
      const gap = gaps.get(key) ?? { missing, rules: new Set() };
      gap.rules.add(ruleId);
      gaps.set(key, gap);
    }
  }
  return [...gaps.values()].map(({ missing, rules }) => {
    const [first] = rules;
    const title = rules.size === 1 && first ? questionOf(first) : `${formatCount(rules.size)} causes on ${subjectWords(missing.subject)}`;
    return { title, ...reasonWords(missing, context) };
  });
}

const keyOf = ({ subject, reason }: Missing): string =>
  [subject, reason.kind, ...(reason.kind === 'failure' ? [reason.failure.kind, reason.failure.code] : [])].join('\n');

function reasonWords({ subject, reason }: Missing, context: CommandContext): Omit<NotCheckedWords, 'title'> {
  switch (reason.kind) {
    case 'too-early':
      return {
        kind: 'too-early',
        reason: `Too early to say of ${subject}: ${watchedFor(reason.hadMs)} were watched, ${watchedFor(reason.needsMs)} are needed.`,
        needsMs: reason.needsMs,
      };
    case 'not-recorded':
      return {
        kind: 'unknown',
        reason: `Nobody looked at ${subjectWords(subject)}: the snapshot is of an older version, or its taker had no way to.`,
      };
    case 'rule-failed':
      return {
        kind: 'failed',
        reason: `This check failed itself (${reason.detail}). That is a fault of this extension, not of the group.`,
      };
    case 'failure': {
      const failure = { subject, ...reason.failure };
      const { what, why } = describeFailure(failure);
      const permission = missingPermission(failure);
      const command = permission && commandLine({ kind: 'copy-command', command: 'allow', figures: permission }, context);
      return {
        kind: failure.kind === 'forbidden' ? 'forbidden' : 'unknown',
        reason: `${what}. ${why}`,
        ...(command ? { command } : {}),
      };
    }
  }
}

/** Lag that is none, and a missing commit where there is nothing to commit. */
function oddButFine({ parts }: Snapshot, trend: GroupTrend | null): readonly string[] {
  const partitions = trend?.partitions ?? [];
  const next = nextRecordsIn(parts);
  const leftovers = partitions.flatMap(one => {
    if (next.get(partitionName(one)) !== 'nothing' || one.lag.kind !== 'known') return [];
    return [
      `${partitionName(one)} shows lag ${formatCount(one.lag.records)}. Nothing is left to read there: only the markers of transactions, or records that they gave up.`,
    ];
  });
  const untouched = partitions
    .filter(({ lag, offsets }) => lag.kind === 'no-commit' && offsets.highWatermark.value === 0n)
    .map(partitionName);
  if (untouched.length === 0) return leftovers;
  const have = untouched.length === 1 ? 'has' : 'have';
  return [...leftovers, `${listed(untouched)} ${have} no commit. Nothing was ever written there, so there is nothing to commit.`];
}

/** The icon of the state that a finding is about. */
const signs: Readonly<Partial<Record<Finding['ruleId'], PartitionState>>> = {
  'stuck-partition': 'stuck',
  'stopped-everywhere': 'stuck',
  'hot-partition': 'hot',
  'close-to-retention': 'lost',
  'topic-no-longer-subscribed': 'stopped',
  'empty-group-with-waiting-records': 'stopped',
  'records-lost': 'lost',
  'leaderless-partition': 'no-leader',
  'growing-lag': 'growing',
  'nothing-committed': 'no-commit',
  'group-does-not-exist': 'unknown',
};

const groupKinds: Readonly<Record<GroupType, string>> = {
  classic: 'classic group',
  consumer: 'KIP-848 consumer group',
  share: 'share group',
  streams: 'streams group',
  unknown: 'group',
};
