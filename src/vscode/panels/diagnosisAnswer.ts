/** A snapshot and its verdict as the diagnosis panel's page gets them. Pure: no editor, no clock. */
import { partitionName } from '../../model/cluster.ts';
import type { Failure } from '../../model/failure.ts';
import type { Fix } from '../../model/finding.ts';
import { LagHistory } from '../../model/lagHistory.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { GroupTrend, PartitionTrend } from '../../model/trend.ts';
import type { VerdictWords } from '../../report/verdictWords.ts';
import type { DiagnosisAnswer, FindingOnWire, OffsetsPicture } from '../../webviewProtocol/diagnosis.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import type { Reason } from '../../webviewProtocol/partitions.ts';
import { historyOnWire, replay } from './lagBeat.ts';
import { membersOnWire, partitionRows } from './partitionRows.ts';

export interface AnswerParts {
  readonly snapshot: Snapshot;
  readonly words: VerdictWords;
  /** null of a group that does not exist or could not be asked. */
  readonly trend: GroupTrend | null;
  readonly isEarly: boolean;
  readonly reasonOf: (failure: Failure) => Reason;
}

export function diagnosisAnswer({ snapshot, words, trend, isEarly, reasonOf }: AnswerParts): DiagnosisAnswer {
  const { takenAt, cost, parts } = snapshot;
  const samples = parts.samples.items;
  const [group] = parts.group.items;
  const history = new LagHistory();
  replay(history, samples);
  return {
    takenAt,
    watchedMs: takenAt - (samples[0]?.at ?? takenAt),
    isEarly,
    cost,
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
    rows: partitionRows(trend?.partitions ?? [], group?.members ?? [], reasonOf),
    members: membersOnWire(group?.members ?? []),
    history: historyOnWire(history, []),
    picture: pictureOf(trend, words, samples),
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

/** Offsets of the partition that the first finding is about, else of the one with the most lag. */
function pictureOf(trend: GroupTrend | null, { findings }: VerdictWords, samples: readonly GroupSample[]): OffsetsPicture | null {
  const subject = findings[0]?.finding.subject;
  const shown = trend?.partitions.find(one => partitionName(one) === subject) ?? mostLag(trend?.partitions ?? []);
  if (!shown || samples.length < 2) return null;
  const seen = samples.flatMap(({ at, partitions }) => {
    const offsets = partitions.find(({ topic, partition }) => topic === shown.topic && partition === shown.partition);
    return offsets ? [{ at, committed: offsets.committed.value?.offset ?? null, end: offsets.highWatermark.value ?? null }] : [];
  });
  const known = seen.flatMap(({ committed, end }) => [committed, end]).filter(offset => offset !== null);
  const [first] = known;
  if (first === undefined) return null;
  const base = known.reduce((least, offset) => (offset < least ? offset : least), first);
  const above = (offset: bigint | null) => (offset === null ? null : Number(offset - base));
  const { committed, highWatermark } = shown.offsets;
  return {
    partition: partitionName(shown),
    state: shown.state,
    points: seen.map(({ at, committed: offset, end }) => ({ at, committed: above(offset), end: above(end) })),
    committed: committed.value ? toDecimal(committed.value.offset) : null,
    end: highWatermark.value === undefined ? null : toDecimal(highWatermark.value),
  };
}

function mostLag(partitions: readonly PartitionTrend[]): PartitionTrend | undefined {
  return partitions.reduce<PartitionTrend | undefined>((most, one) => (lagIn(one) > (most ? lagIn(most) : -1n) ? one : most), undefined);
}

const lagIn = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.records : -1n);
