import type { Finding, Missing, NotChecked, Verdict } from '../model/finding.ts';
import type { DiagnosisRuleId } from '../model/findingFigures.ts';
import { partNames, type Snapshot, type SnapshotParts, wholeParts } from '../model/snapshot.ts';
import { judgingSnapshot } from '../model/snapshotTrend.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import { missingWhile, type Always, type PartFailure, type PartName, type Parts, type Rule } from './rule.ts';
import { rules } from './rules/index.ts';

/** The answer to "why?": every rule over the snapshot, findings ranked, and for each rule that has none why not. */
export const diagnose = (snapshot: Snapshot): Verdict => atOnce(diagnosing(snapshot));

/** The same in steps, a rule each, for a thread that others need too. */
export const diagnosing = (snapshot: Snapshot): Steps<Verdict> => diagnosingBy(rules, snapshot);

/** The same by some rules only. A rule that throws is an error of itself alone. */
export const diagnoseBy = (some: readonly Rule[], snapshot: Snapshot): Verdict => atOnce(diagnosingBy(some, snapshot));

function* diagnosingBy(some: readonly Rule[], { groupId, takenAt, ...snapshot }: Snapshot): Steps<Verdict> {
  const parts = wholeParts(snapshot.parts);
  const available = yield* availableIn(parts);
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const ruledOut: DiagnosisRuleId[] = [];
  for (const rule of some) {
    yield;
    const missing = rule.needs.flatMap(need => missingIn(need, parts));
    const outcome = run(rule, available, parts, { groupId, now: takenAt });
    // Without its subject and without a reason, nothing about it is right or wrong: the group does not exist.
    if (!outcome && missing.length === 0) continue;
    const reasons = [...missing, ...(outcome?.missing ?? [])];
    findings.push(...(outcome?.findings ?? []));
    if (reasons.length > 0) notChecked.push({ ruleId: rule.id, reasons });
    else if (outcome?.findings.length === 0) ruledOut.push(rule.id);
  }
  return { findings: ranked(findings, some), notChecked, ruledOut };
}

interface Outcome {
  readonly findings: readonly Finding[];
  readonly missing: readonly Missing[];
}

/** null where one of the parts that it needs is not there at all. */
function run(rule: Rule, available: Partial<Parts>, parts: SnapshotParts, always: Always): Outcome | null {
  if (rule.needs.some(need => available[need] === undefined)) return null;
  if (rule.needs.includes('clientFiles') && available.clientFiles?.length === 0) return null;
  const observedMs = available.trend?.observedMs ?? 0;
  if (observedMs < rule.observeMs) {
    return { findings: [], missing: [missingWhile({ undecided: always.groupId, needsMs: rule.observeMs, hadMs: observedMs })] };
  }
  const named = new Set<string>([...rule.needs, ...rule.uses]);
  const given = Object.fromEntries(Object.entries(available).filter(([name]) => named.has(name)));
  try {
    const conclusions = rule.diagnose({ ...given, ...always } as Parts & Always);
    return {
      findings: conclusions.flatMap(conclusion => ('undecided' in conclusion || 'lacks' in conclusion ? [] : [conclusion])),
      missing: conclusions.flatMap(conclusion => {
        if ('undecided' in conclusion) return [missingWhile(conclusion)];
        return 'lacks' in conclusion ? lackingIn(conclusion.lacks, parts) : [];
      }),
    };
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return { findings: [], missing: [{ subject: rule.id, reason: { kind: 'rule-failed', detail } }] };
  }
}

/** Of a group that does not exist only that is known, and what else there is; of one that could not be asked for not even that. */
function* availableIn(parts: SnapshotParts): Steps<Partial<Parts>> {
  const [group] = parts.group.items;
  const besides = {
    groupIds: parts.groupIds.items,
    topicNames: parts.topicNames.items,
    relatedGroups: parts.relatedGroups.items,
    clientFiles: parts.clientFiles.items,
    operations: parts.operations.items,
    brokerConfigs: parts.brokerConfigs.items,
    failures: failuresIn(parts),
  };
  if (!group && parts.group.missing.length === 0) return { existence: 'does-not-exist', ...besides };
  const trend = yield* judgingSnapshot(parts);
  return {
    ...(group ? { group, existence: 'exists' as const } : {}),
    ...(trend ? { trend, samples: parts.samples.items } : {}),
    ...besides,
    topics: parts.topics.items,
    records: parts.records.items,
    topicConfigs: parts.topicConfigs.items,
    offsetsLog: parts.offsetsLog.items,
    openTransactions: parts.openTransactions.items,
    lastRecords: parts.lastRecords.items,
    quotas: parts.quotas.items,
    offsetsTopic: parts.offsetsTopic.items,
    epochs: parts.epochs.items,
    hotKeys: parts.hotKeys.items,
    shareOffsets: parts.shareOffsets.items,
    timeToStart: parts.timeToStart.items,
  };
}

function missingIn(need: PartName, parts: SnapshotParts): readonly Missing[] {
  if (need === 'trend') return parts.samples.missing;
  if (need === 'existence') return parts.group.missing;
  if (need === 'failures') return [];
  // Most groups have no file in this workspace: whoever has none has nothing to compare, and misses nothing.
  if (need === 'clientFiles') return parts.clientFiles.missing.filter(({ reason }) => reason.kind !== 'not-recorded');
  return parts[need].missing;
}

function failuresIn(parts: SnapshotParts): readonly PartFailure[] {
  return partNames.flatMap(part =>
    parts[part].missing.flatMap(({ subject, reason }) => (reason.kind === 'failure' ? [{ part, subject, failure: reason.failure }] : [])),
  );
}

/** Where the part was had and does not tell, nobody knows all the same. */
function lackingIn(need: PartName, parts: SnapshotParts): readonly Missing[] {
  const missing = missingIn(need, parts);
  return missing.length > 0 ? missing : [{ subject: need, reason: { kind: 'not-recorded' } }];
}

const bySeverity = ['error', 'warning', 'information'] as const;
const byConfidence = ['proven', 'likely', 'possible'] as const;

/** Worst first, then surest; among equals causes come before what they cause, as the rules are listed. */
function ranked(findings: readonly Finding[], some: readonly Rule[]): readonly Finding[] {
  const place = new Map(some.map(({ id }, index) => [id, index]));
  const rank = ({ severity, confidence, ruleId }: Finding) =>
    (bySeverity.indexOf(severity) * byConfidence.length + byConfidence.indexOf(confidence)) * some.length + (place.get(ruleId) ?? 0);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
