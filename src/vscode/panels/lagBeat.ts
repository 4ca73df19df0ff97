/** A judged sample of a group as the lag panel's page gets it. Pure: no editor, no clock. */
import { partitionName } from '../../model/cluster.ts';
import type { Failure } from '../../model/failure.ts';
import type { Group, Member } from '../../model/group.ts';
import type { Lag } from '../../model/lag.ts';
import type { LagHistory } from '../../model/lagHistory.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { GroupTrend, PartitionTrend } from '../../model/trend.ts';
import { toDecimal, type Decimal } from '../../webviewProtocol/guards.ts';
import type { GroupChange, HistoryOnWire, LagBeat, LagOnWire, LagRow, LagVerdict } from '../../webviewProtocol/lag.ts';

/** The words that the report has for it. */
export interface BeatWords {
  readonly verdict: LagVerdict;
  readonly changes: readonly GroupChange[];
  readonly reasonOf: (failure: Failure) => string;
}

export function lagBeat(sample: GroupSample, trend: GroupTrend, words: BeatWords): LagBeat {
  const { group } = sample;
  const owners = new Map(group.members.map((member, index) => [member.memberId, index]));
  return {
    at: sample.at,
    observedMs: trend.observedMs,
    group: {
      groupType: group.groupType,
      groupState: group.groupState,
      topics: topicsOf(sample),
      members: group.members.map(({ memberId, clientId, clientHost, groupInstanceId }) => ({
        memberId,
        clientId,
        clientHost,
        groupInstanceId,
      })),
    },
    rows: trend.partitions.map(partition => lagRow(partition, owners, words.reasonOf)),
    total: { ...trend.total, records: toDecimal(trend.total.records) },
    producedPerSecond: trend.producedPerSecond,
    consumedPerSecond: trend.consumedPerSecond,
    lagPerSecond: trend.lagPerSecond,
    etaMs: trend.etaMs,
    verdict: words.verdict,
    changes: words.changes,
    cost: sample.cost,
  };
}

/** The newest lags of a judged sample, for the pictures. */
export function remember(history: LagHistory, trend: GroupTrend): void {
  history.add(
    trend.at,
    { produced: trend.producedPerSecond, consumed: trend.consumedPerSecond },
    trend.partitions.map(partition => ({ name: partitionName(partition), lag: partition.lag })),
  );
}

/** At most so many lags cross to a page that opens: 200,000 are 1.5 MB of JSON. */
const mostCells = 200_000;

export function historyOnWire(history: LagHistory, changes: readonly GroupChange[]): HistoryOnWire {
  const figure = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  const { names } = history;
  return {
    names,
    points: history.thinned(mostCells).map(({ at, total, produced, consumed, lags }) => ({
      at,
      total,
      produced,
      consumed,
      lags: names.map((_, column) => figure(lags[column])),
    })),
    changes,
  };
}

function lagRow(partition: PartitionTrend, owners: ReadonlyMap<string, number>, reasonOf: (failure: Failure) => string): LagRow {
  const { offsets, owner } = partition;
  const failure = offsets.committed.failure ?? offsets.highWatermark.failure;
  return {
    topic: partition.topic,
    partition: partition.partition,
    state: partition.state,
    lag: lagOnWire(partition.lag),
    reason: failure ? reasonOf(failure) : null,
    committed: decimal(offsets.committed.value?.offset),
    logStart: decimal(offsets.logStartOffset.value),
    logEnd: decimal(offsets.highWatermark.value),
    lastStable: decimal(offsets.lastStableOffset.value),
    producedPerSecond: partition.producedPerSecond,
    consumedPerSecond: partition.consumedPerSecond,
    lagPerSecond: partition.lagPerSecond,
    etaMs: partition.etaMs,
    unmovedSince: partition.unmovedSince,
    sawCommitMove: partition.sawCommitMove,
    waitingSince: partition.waitingSince,
    hotShare: partition.hot?.share ?? null,
    owner: indexOf(owner, owners),
  };
}

function lagOnWire(lag: Lag): LagOnWire {
  if (lag.kind === 'unknown') return { kind: 'unknown' };
  if (lag.kind === 'no-commit') return { kind: 'no-commit', waiting: decimal(lag.waiting) };
  const { lost, notYetVisible, readable } = lag.parts;
  return {
    kind: 'known',
    records: toDecimal(lag.records),
    lost: toDecimal(lost),
    notYetVisible: notYetVisible === 'unknown' ? null : toDecimal(notYetVisible),
    readable: toDecimal(readable),
  };
}

function topicsOf({ partitions, group }: GroupSample): readonly string[] {
  const subscribed = group.members.flatMap((member: Member) => member.subscription.value ?? []);
  return [...new Set([...partitions.map(({ topic }) => topic), ...subscribed])].sort();
}

const decimal = (value: bigint | undefined): Decimal | null => (value === undefined ? null : toDecimal(value));
const indexOf = (owner: Member | null, owners: ReadonlyMap<string, number>): number | null =>
  owner ? (owners.get(owner.memberId) ?? null) : null;

/** A coordinator that knows the group no more answers "Dead", without members. */
export const isGone = (group: Group): boolean => group.groupState === 'Dead' || group.failure?.kind === 'not-found';
