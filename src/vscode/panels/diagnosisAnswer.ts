/** A snapshot and its verdict as the diagnosis panel's page gets them. Pure: no editor, no clock. */
import type { Failure } from '../../model/failure.ts';
import type { Fix } from '../../model/finding.ts';
import { LagHistory } from '../../model/lagHistory.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Steps } from '../../model/steps.ts';
import type { GroupTrend } from '../../model/trend.ts';
import type { VerdictWords } from '../../report/verdictWords.ts';
import type { DiagnosisAnswer, FindingOnWire } from '../../webviewProtocol/diagnosis.ts';
import type { PartitionRow, Reason } from '../../webviewProtocol/partitions.ts';
import { timelineOf } from './diagnosisTimeline.ts';
import { historyOnWire, replaying } from './lagBeat.ts';
import { membersOnWire, rowsOf } from './partitionRows.ts';

export interface AnswerParts {
  readonly snapshot: Snapshot;
  readonly words: VerdictWords;
  /** null of a group that does not exist or could not be asked. */
  readonly trend: GroupTrend | null;
  readonly isEarly: boolean;
  readonly firstLookMs: number;
  readonly reasonOf: (failure: Failure) => Reason;
  readonly wordMembership: Parameters<typeof timelineOf>[3];
}

/** Some milliseconds. */
const rowsAStep = 500;

/** In steps: thousands of partitions take longer than a frame. */
export function* diagnosisAnswer(given: AnswerParts): Steps<DiagnosisAnswer> {
  const { snapshot, words, trend, isEarly, firstLookMs, reasonOf, wordMembership } = given;
  const { takenAt, cost, parts } = snapshot;
  const samples = parts.samples.items;
  const [group] = parts.group.items;
  const history = new LagHistory();
  yield* replaying(history, samples);
  const rowOf = rowsOf(group?.members ?? [], reasonOf);
  const rows: PartitionRow[] = [];
  for (const partition of trend?.partitions ?? []) {
    rows.push(rowOf(partition));
    if (rows.length % rowsAStep === 0) yield;
  }
  return {
    takenAt,
    watchedMs: takenAt - (samples[0]?.at ?? takenAt),
    isEarly,
    cost,
    firstLookMs,
    groupKind: words.groupKind,
    groupState: group?.groupState ?? '',
    verdict: { tone: words.tone, sign: words.sign, headline: words.headline, sentence: words.sentence, counts: words.counts },
    findings: words.findings.map((worded, index) => findingOnWire(worded, index, takenAt)),
    notChecked: words.notChecked.map(({ kind, title, reason, command, needsMs }) => ({
      kind,
      title,
      reason,
      command: command ?? null,
      needsMs: needsMs ?? null,
    })),
    ruledOut: words.ruledOut,
    odd: words.odd,
    rows,
    members: membersOnWire(group?.members ?? []),
    history: historyOnWire(history, []),
    timeline: timelineOf(snapshot, trend, words.findings[0]?.finding.subject, wordMembership),
  };
}

/** What the buttons of this answer do, by their ids. */
export function fixesOf(words: VerdictWords, takenAt: number): ReadonlyMap<string, Fix> {
  return new Map(words.findings.flatMap((worded, at) => worded.words.fixes.map(({ fix }, index) => [fixId(takenAt, at, index), fix])));
}

/** The early answer's buttons stay valid while the final one arrives. */
const fixId = (takenAt: number, finding: number, fix: number): string => [takenAt, finding, fix].join('-');

function findingOnWire({ finding, words }: VerdictWords['findings'][number], at: number, takenAt: number): FindingOnWire {
  return {
    ruleId: finding.ruleId,
    severity: finding.severity,
    confidence: finding.confidence,
    title: words.title,
    sentence: words.sentence,
    advice: words.advice,
    evidence: words.evidence,
    fixes: words.fixes.map(({ label, fix, command }, index) => ({
      id: fixId(takenAt, at, index),
      kind: fix.kind,
      label,
      command: command ?? null,
    })),
  };
}
