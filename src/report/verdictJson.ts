/**
 * A verdict as JSON, for pipelines and tickets: every finding with its id, figures and evidence, and the words that a person
 * would read beside them. Whole numbers beyond 2^53 are texts; times are ISO 8601. `version` goes up when a field changes
 * its meaning or goes; fields may be added.
 */
import { partitionName } from '../model/cluster.ts';
import type { Evidence, Fix, Missing, Verdict } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { judgeSnapshot } from '../model/snapshotTrend.ts';
import type { PartitionTrend } from '../model/trend.ts';
import type { CommandContext } from './commands.ts';
import { wordVerdict } from './verdictWords.ts';

export function verdictJson(snapshot: Snapshot, verdict: Verdict, context?: CommandContext): string {
  const { clusterName, groupId, takenAt, cost, parts } = snapshot;
  const words = wordVerdict(snapshot, verdict, context);
  const [group] = parts.group.items;
  const began = parts.samples.items[0]?.at ?? takenAt;
  const report = {
    version: 1,
    cluster: clusterName,
    group: { id: groupId, type: group?.groupType ?? null, state: group?.groupState ?? null, members: group?.members.length ?? null },
    takenAt: timeOf(takenAt),
    watchedMs: takenAt - began,
    cost,
    verdict: { result: words.tone, headline: words.headline, sentence: words.sentence },
    findings: words.findings.map(({ finding, words: worded }) => ({
      id: finding.ruleId,
      severity: finding.severity,
      confidence: finding.confidence,
      subject: finding.subject,
      title: worded.title,
      headline: worded.headline,
      sentence: worded.sentence,
      advice: worded.advice,
      figures: finding.figures,
      evidence: finding.evidence.map((evidence, index) => evidenceOf(evidence, worded.evidence[index]?.fact ?? '')),
      fixes: worded.fixes.map(({ label, fix, command }) => fixOf(fix, label, command)),
    })),
    notChecked: verdict.notChecked.map(({ ruleId, reasons }) => ({ id: ruleId, reasons: reasons.map(reasonOf) })),
    ruledOut: verdict.ruledOut,
    looksOddButFine: words.odd,
    partitions: (judgeSnapshot(parts)?.partitions ?? []).map(partitionOf),
  };
  return `${JSON.stringify(report, exact, 2)}\n`;
}

const evidenceOf = ({ fact, figures, source, at }: Evidence, words: string) => ({ fact, words, figures, source, at: timeOf(at) });

function fixOf(fix: Fix, label: string, command: string | undefined) {
  if (fix.kind === 'copy-command') return { kind: fix.kind, label, command };
  return { ...fix, label };
}

function reasonOf({ subject, reason }: Missing) {
  return reason.kind === 'failure' ? { subject, kind: reason.failure.kind, ...withoutKind(reason.failure) } : { subject, ...reason };
}

function withoutKind({ code, request, broker, detail }: { code?: string; request?: string; broker?: string; detail?: string }) {
  return { code, request, broker, detail };
}

function partitionOf(one: PartitionTrend) {
  const { offsets, lag, owner } = one;
  return {
    partition: partitionName(one),
    state: one.state,
    owner: owner ? { memberId: owner.memberId, clientId: owner.clientId, clientHost: owner.clientHost } : null,
    committed: offsets.committed.value?.offset ?? null,
    logStart: offsets.logStartOffset.value ?? null,
    logEnd: offsets.highWatermark.value ?? null,
    lastStable: offsets.lastStableOffset.value ?? null,
    lag: lag.kind === 'known' ? lag.records : null,
    lagKnown: lag.kind,
    producedPerSecond: one.producedPerSecond,
    consumedPerSecond: one.consumedPerSecond,
  };
}

const exact = (_key: string, value: unknown): unknown => {
  if (typeof value !== 'bigint') return value;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString();
};

const timeOf = (at: number): string => new Date(at).toISOString();
