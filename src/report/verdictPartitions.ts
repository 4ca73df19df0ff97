/** A group's partitions as the rows of a report's table, worst first: the same words in every format. */
import { partitionName } from '../model/cluster.ts';
import { formatCount, formatRateFigure } from '../model/figures.ts';
import { memberNames } from '../model/memberNames.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { judgeSnapshot } from '../model/snapshotTrend.ts';
import type { PartitionTrend } from '../model/trend.ts';

/** Rows that a person reads; a group may have thousands. */
const MOST_ROWS = 50;

export interface PartitionTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The first column whose cells are figures. */
  readonly figuresFrom: number;
  /** Partitions with less lag that the table leaves out. */
  readonly left: number;
}

/** undefined of a group that has no partition, or could not be asked. */
export function partitionTable({ parts }: Snapshot): PartitionTable | undefined {
  const trend = judgeSnapshot(parts);
  if (!trend || trend.partitions.length === 0) return undefined;
  const names = memberNames(parts.group.items[0]?.members ?? []);
  const worst = byLag(trend.partitions).slice(0, MOST_ROWS);
  return {
    heads: ['Partition', 'State', 'Owner', 'Committed', 'Log start', 'Log end', 'Lag', 'In/s', 'Out/s'],
    rows: worst.map(one => cellsOf(one, names)),
    figuresFrom: 3,
    left: trend.partitions.length - worst.length,
  };
}

function cellsOf(one: PartitionTrend, names: ReadonlyMap<string, string>): readonly string[] {
  const { committed, logStartOffset, highWatermark } = one.offsets;
  const offset = (value: bigint | undefined) => (value === undefined ? 'unknown' : formatCount(value));
  const rate = (value: number | null) => (value === null ? 'too early' : formatRateFigure(value));
  return [
    partitionName(one),
    one.state,
    one.owner ? (names.get(one.owner.memberId) ?? one.owner.clientId) : one.ownership === 'not-owned' ? 'nobody' : 'unknown',
    committed.failure ? 'unknown' : committed.value ? formatCount(committed.value.offset) : 'no commit',
    offset(logStartOffset.value),
    offset(highWatermark.value),
    one.lag.kind === 'known' ? formatCount(one.lag.records) : one.lag.kind === 'no-commit' ? 'no commit' : 'unknown',
    rate(one.producedPerSecond),
    rate(one.consumedPerSecond),
  ];
}

function byLag(partitions: readonly PartitionTrend[]): readonly PartitionTrend[] {
  const lagIn = ({ lag }: PartitionTrend): bigint => (lag.kind === 'known' ? lag.records : -1n);
  return [...partitions].sort((a, b) => (lagIn(a) > lagIn(b) ? -1 : lagIn(a) < lagIn(b) ? 1 : 0));
}
