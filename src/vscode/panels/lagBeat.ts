/** A judged sample of a group as the lag panel's page gets it. Pure: no editor, no clock. */
import { partitionName, type TopicPartition } from '../../model/cluster.ts';
import type { Failure } from '../../model/failure.ts';
import type { Group, Member } from '../../model/group.ts';
import { lagOf, type Lag } from '../../model/lag.ts';
import type { LagHistory } from '../../model/lagHistory.ts';
import type { PartitionOffsets } from '../../model/offsets.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { TimeLag, UnreadLook } from '../../model/timeLag.ts';
import { LEAST_FOR_RATES_MS, type GroupTrend, type PartitionTrend } from '../../model/trend.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import type { GroupChange, HistoryOnWire } from '../../webviewProtocol/history.ts';
import type { LagBeat, LagVerdict, TimeLagOnWire } from '../../webviewProtocol/lag.ts';
import { RowPacker, type PackedRows, type UnpackedRow } from '../../webviewProtocol/packedRows.ts';
import type { Reason } from '../../webviewProtocol/partitions.ts';
import { inSlices } from './inSlices.ts';
import { membersOnWire, ownerIndex, ownersIn } from './partitionRows.ts';

/** Records a second; null where too little was seen. */
export interface Rates {
  readonly produced: number | null;
  readonly consumed: number | null;
}

/** What is told besides the trend: the words that the report has for it, and rates of lately. */
export interface BeatWords {
  readonly lately: Rates;
  readonly verdict: LagVerdict;
  readonly reasonOf: (failure: Failure) => Reason;
  /** What is known of a partition's unread records; left out where nobody looks. */
  readonly unreadOf?: (offsets: PartitionOffsets) => UnreadLook;
}

/** Many rows are made in turns with others who need the thread. */
export async function lagBeat(sample: GroupSample, trend: GroupTrend, words: BeatWords): Promise<LagBeat> {
  const { group } = sample;
  return {
    at: sample.at,
    observedMs: trend.observedMs,
    group: {
      groupType: group.groupType,
      groupState: group.groupState,
      topics: topicsOf(sample),
      members: membersOnWire(group.members),
      membersUnknown: group.failure ? words.reasonOf(group.failure).what : null,
    },
    rows: await lagRows(sample, trend, words),
    total: { ...trend.total, records: toDecimal(trend.total.records) },
    producedPerSecond: trend.producedPerSecond,
    consumedPerSecond: trend.consumedPerSecond,
    lagPerSecond: trend.lagPerSecond,
    lately: words.lately,
    etaMs: trend.etaMs,
    verdict: words.verdict,
    cost: sample.cost,
  };
}

async function lagRows({ group }: GroupSample, { partitions }: GroupTrend, words: BeatWords): Promise<PackedRows> {
  const owners = ownersIn(group.members);
  const packer = new RowPacker(partitions.length);
  await inSlices(partitions, partition => packer.add(unpackedRow(partition, owners, words)));
  return packer.done();
}

/** Field by field: ten thousand spreads would cost more than all else here. */
function unpackedRow(partition: PartitionTrend, owners: ReadonlyMap<string, number>, { reasonOf, unreadOf }: BeatWords): UnpackedRow {
  const { offsets, lag, owner } = partition;
  const { committed, highWatermark } = offsets;
  const { timeLag, deletedAt, notRecords } = unreadOf?.(offsets) ?? notLooked(lag);
  const failure = committed.failure ?? highWatermark.failure;
  return {
    topic: partition.topic,
    partition: partition.partition,
    state: partition.state,
    reason: failure ? reasonOf(failure) : null,
    lag,
    committed: committed.value?.offset ?? null,
    logStart: offsets.logStartOffset.value ?? null,
    logEnd: highWatermark.value ?? null,
    lastStable: offsets.lastStableOffset.value ?? null,
    producedPerSecond: partition.producedPerSecond,
    consumedPerSecond: partition.consumedPerSecond,
    lagPerSecond: partition.lagPerSecond,
    etaMs: partition.etaMs,
    unmovedSince: partition.unmovedSince,
    sawCommitMove: partition.sawCommitMove,
    waitingSince: partition.waitingSince,
    hotShare: partition.hot?.share ?? null,
    owner: ownerIndex(owner, owners),
    timeLag: timeLagOnWire(timeLag, reasonOf),
    deletedAt,
    notRecords,
  };
}

const notLooked = (lag: Lag): UnreadLook => ({
  timeLag: { kind: lag.kind === 'known' && lag.records > 0n ? 'not-looked' : 'none' },
  deletedAt: null,
  notRecords: null,
});

function timeLagOnWire(timeLag: TimeLag, reasonOf: BeatWords['reasonOf']): TimeLagOnWire {
  if (timeLag.kind !== 'unknown') return timeLag;
  return { kind: 'unknown', why: timeLag.failure ? reasonOf(timeLag.failure).what : '' };
}

/** What the sampler saw before this panel was there, for the pictures. Oldest first. */
export function replay(history: LagHistory, samples: readonly GroupSample[]): void {
  samples.forEach((sample, index) => remember(history, sample, ratesLately(samples.slice(0, index + 1))));
}

/** The newest lags, for the pictures. */
export function remember(history: LagHistory, { at, partitions }: GroupSample, rates: Rates): void {
  history.add(
    at,
    rates,
    partitions.map(offsets => ({ name: partitionName(offsets), lag: lagOf(offsets) })),
  );
}

/** Six beats: short enough to show a rebalance where it was, long enough for clients that commit every 5 s. */
const latelyMs = 30_000;

/** Rates over the last half minute of these samples (oldest first). */
export function ratesLately(samples: readonly GroupSample[]): Rates {
  const to = samples.at(-1);
  const from = to && (samples.findLast(({ at }) => to.at - at >= latelyMs) ?? samples[0]);
  if (!from || to.at - from.at < LEAST_FOR_RATES_MS) return { produced: null, consumed: null };
  const find = finder(from.partitions);
  let produced = 0n;
  let consumed = 0n;
  to.partitions.forEach((now, index) => {
    const before = find(now, index);
    produced += grown(before?.highWatermark.value, now.highWatermark.value);
    consumed += grown(before?.committed.value?.offset, now.committed.value?.offset);
  });
  const perSecond = (records: bigint) => (Number(records) * 1000) / (to.at - from.at);
  return { produced: perSecond(produced), consumed: perSecond(consumed) };
}

/** At most so many lags cross to a page that opens: 200,000 are 1.5 MB of JSON. */
const mostCells = 200_000;

export function historyOnWire(history: LagHistory, changes: readonly GroupChange[], cells = mostCells): HistoryOnWire {
  const figure = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  const { names } = history;
  return {
    names,
    points: history.thinned(cells).map(({ at, total, produced, consumed, lags }) => ({
      at,
      total,
      produced,
      consumed,
      lags: names.map((_, column) => figure(lags[column])),
    })),
    changes,
  };
}

/** Finds a partition in another sample: nearly always at the same index. */
function finder(partitions: readonly PartitionOffsets[]): (wanted: TopicPartition, index: number) => PartitionOffsets | undefined {
  let byName: ReadonlyMap<string, PartitionOffsets> | undefined;
  return (wanted, index) => {
    const there = partitions[index];
    if (there?.topic === wanted.topic && there.partition === wanted.partition) return there;
    byName ??= new Map(partitions.map(offsets => [partitionName(offsets), offsets]));
    return byName.get(partitionName(wanted));
  };
}

/** What goes back (an offset reset, a topic made anew) counts as nothing. */
const grown = (from: bigint | undefined, to: bigint | undefined): bigint =>
  from === undefined || to === undefined || to < from ? 0n : to - from;

function topicsOf({ partitions, group }: GroupSample): readonly string[] {
  const subscribed = group.members.flatMap((member: Member) => member.subscription.value ?? []);
  return [...new Set([...partitions.map(({ topic }) => topic), ...subscribed])].sort();
}

/** A coordinator that knows the group no more answers "Dead", without members. */
export const isGone = (group: Group): boolean => group.groupState === 'Dead' || group.failure?.kind === 'not-found';
