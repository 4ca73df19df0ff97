/** Judged partitions and members as pages get them. Pure: no editor, no clock. */
import type { Failure } from '../../model/failure.ts';
import type { Member } from '../../model/group.ts';
import type { Lag } from '../../model/lag.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { toDecimal, type Decimal } from '../../webviewProtocol/guards.ts';
import type { LagOnWire, MemberOnWire, PartitionRow, Reason } from '../../webviewProtocol/partitions.ts';

export function rowsOf(members: readonly Member[], reasonOf: (failure: Failure) => Reason): (partition: PartitionTrend) => PartitionRow {
  const owners = ownersIn(members);
  return partition => partitionRow(partition, owners, reasonOf);
}

/** Each member's index by its id. */
const ownersIn = (members: readonly Member[]): ReadonlyMap<string, number> =>
  new Map(members.map((member, index) => [member.memberId, index]));

export const membersOnWire = (members: readonly Member[]): readonly MemberOnWire[] =>
  members.map(({ memberId, clientId, clientHost, groupInstanceId }) => ({ memberId, clientId, clientHost, groupInstanceId }));

function partitionRow(
  partition: PartitionTrend,
  owners: ReadonlyMap<string, number>,
  reasonOf: (failure: Failure) => Reason,
): PartitionRow {
  const { offsets, owner } = partition;
  const failure = offsets.committed.failure ?? offsets.highWatermark.failure;
  return {
    topic: partition.topic,
    partition: partition.partition,
    state: partition.state,
    reason: failure ? reasonOf(failure) : null,
    lag: lagOnWire(partition.lag),
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
    owner: owner ? (owners.get(owner.memberId) ?? null) : null,
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

const decimal = (value: bigint | undefined): Decimal | null => (value === undefined ? null : toDecimal(value));
