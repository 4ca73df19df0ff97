/** A judged look at many groups as the lag panel's page gets it. Pure: no editor, no clock. */
import type { JudgedGroup } from '../../gather/judge.ts';
import type { GroupsSample } from '../../gather/sampleGroups.ts';
import type { Failure } from '../../model/failure.ts';
import type { LagHistory } from '../../model/lagHistory.ts';
import { groupsTotal } from '../../model/groupsTotal.ts';
import type { LagWords } from '../../report/lagWords.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import type { GroupRow, GroupsBeat, LagVerdict } from '../../webviewProtocol/lag.ts';
import type { Reason } from '../../webviewProtocol/partitions.ts';
import type { Rates } from '../../model/lately.ts';
import type { GroupSample } from '../../model/sample.ts';

export interface GroupsWords {
  readonly wordGroup: (judged: JudgedGroup) => LagWords;
  readonly verdict: LagVerdict;
  readonly lately: Rates;
  readonly reasonOf: (failure: Failure) => Reason;
  readonly missing: readonly string[];
}

/** `rows`: of all groups, in order. */
export function groupsBeat(
  history: readonly GroupsSample[],
  judged: readonly JudgedGroup[],
  rows: readonly GroupRow[],
  words: GroupsWords,
): GroupsBeat {
  const newest = history.at(-1);
  const { records, noCommit, unknown } = groupsTotal(judged.map(({ trend }) => trend));
  return {
    at: newest?.at ?? 0,
    observedMs: (newest?.at ?? 0) - (history[0]?.at ?? newest?.at ?? 0),
    rows,
    total: { records: toDecimal(records), noCommit, unknown },
    lately: words.lately,
    verdict: words.verdict,
    missing: words.missing,
    cost: newest?.cost ?? { requests: 0, ms: 0, bytes: 0 },
  };
}

export function groupRow(judged: JudgedGroup, { wordGroup, reasonOf }: Pick<GroupsWords, 'wordGroup' | 'reasonOf'>): GroupRow {
  const { group, trend } = judged;
  const { sign, headline } = wordGroup(judged);
  let lost = 0n;
  let failure = group.failure;
  let worst: { topic: string; partition: number; records: bigint } | null = null;
  for (const { topic, partition, lag, offsets } of trend.partitions) {
    failure ??= offsets.committed.failure ?? offsets.highWatermark.failure;
    if (lag.kind !== 'known') continue;
    lost += lag.parts.lost;
    if (lag.records > (worst?.records ?? 0n)) worst = { topic, partition, records: lag.records };
  }
  return {
    ...{ groupId: group.groupId, groupType: group.groupType, groupState: group.groupState, sign, headline },
    members: group.failure ? null : group.members.length,
    topics: [...new Set(trend.partitions.map(({ topic }) => topic))].sort(),
    partitions: trend.partitions.length,
    records: toDecimal(trend.total.records),
    ...{ noCommit: trend.total.noCommit, unknown: trend.total.unknown, lost: toDecimal(lost) },
    producedPerSecond: trend.producedPerSecond,
    consumedPerSecond: trend.consumedPerSecond,
    lagPerSecond: trend.lagPerSecond,
    etaMs: trend.etaMs,
    worst: worst && { ...worst, records: toDecimal(worst.records) },
    reason: failure ? reasonOf(failure) : null,
  };
}

/** Each group's total as the pictures have it: a line and a row of the heatmap a group. */
export function rememberGroups(history: LagHistory, at: number, lately: Rates, judged: readonly JudgedGroup[]): void {
  history.add(
    at,
    lately,
    judged.map(({ group }) => group.groupId),
    judged.map(({ trend: { total, states } }) => (total.unknown + total.noCommit === states.length ? NaN : Number(total.records))),
  );
}

/**
 * Records a second over all groups; a partition that several groups read counts as often as it is read.
 * @param ratesLately that of the side which judges: what it has read of a sample is not read again
 */
export function groupsLately(history: readonly GroupsSample[], ratesLately: (samples: readonly GroupSample[]) => Rates): Rates {
  let produced: number | null = null;
  let consumed: number | null = null;
  for (const groupId of history.at(-1)?.groups.keys() ?? []) {
    const rates = ratesLately(history.flatMap(({ groups }) => groups.get(groupId) ?? []));
    if (rates.produced !== null) produced = (produced ?? 0) + rates.produced;
    if (rates.consumed !== null) consumed = (consumed ?? 0) + rates.consumed;
  }
  return { produced, consumed };
}
