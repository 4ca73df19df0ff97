import type { Lag } from '../../src/model/lag.ts';
import type { LagRow, TimeLagOnWire } from '../../src/webviewProtocol/lagRows.ts';
import {
  figures,
  lagKinds,
  packedFigure,
  PackedRow,
  packRows,
  timeKinds,
  UnpackedRows,
  type Figure,
  type PackedRows,
} from '../../src/webviewProtocol/packedRows.ts';
import { partitionStates, type PartitionRow, type Reason } from '../../src/webviewProtocol/partitions.ts';

/** A row as somebody writes it down: offsets and records are whole numbers still. */
export interface UnpackedRow extends Omit<PartitionRow, 'lag' | 'committed' | 'logStart' | 'logEnd' | 'lastStable'> {
  readonly lag: Lag;
  readonly committed: bigint | null;
  readonly logStart: bigint | null;
  readonly logEnd: bigint | null;
  readonly lastStable: bigint | null;
  readonly notRecords: bigint | null;
  readonly timeLag: TimeLagOnWire;
  readonly deletedAt: number | null;
}

export function packed(rows: readonly UnpackedRow[]): PackedRows {
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  const reasons = rows.flatMap(({ reason }) => reason ?? []);
  const whys = rows.flatMap(({ timeLag }) => (timeLag.kind === 'unknown' ? timeLag.why : []));
  const written = rows.map(row => figuresOf(row, topics, reasons, whys));
  return packRows({
    ...{ count: rows.length, topics, reasons, whys },
    columns: Object.fromEntries(
      figures.map(figure => [
        figure,
        packedFigure(
          figure,
          Float64Array.from(written, row => Number(row[figure] ?? NaN)),
        ),
      ]),
    ) as PackedRows['columns'],
    exact: (figure, row) => {
      const value = written[row]?.[figure];
      return typeof value === 'bigint' ? value : null;
    },
  });
}

function figuresOf(
  { lag, timeLag, lagPerSecond: _, ...row }: UnpackedRow,
  topics: readonly string[],
  reasons: readonly Reason[],
  whys: readonly string[],
): Readonly<Record<Figure, number | bigint | null>> {
  const parts = lag.kind === 'known' ? lag.parts : { lost: null, notYetVisible: null, readable: null };
  return {
    ...row,
    topic: topics.indexOf(row.topic),
    state: partitionStates.indexOf(row.state),
    reason: row.reason ? reasons.indexOf(row.reason) : null,
    lagKind: lagKinds.indexOf(lag.kind),
    records: lag.kind === 'known' ? lag.records : lag.kind === 'no-commit' ? (lag.waiting ?? null) : null,
    ...{ lost: parts.lost, readable: parts.readable, notYetVisible: parts.notYetVisible === 'unknown' ? null : parts.notYetVisible },
    etaMs: row.etaMs === 'never' ? Infinity : row.etaMs,
    sawCommitMove: row.sawCommitMove ? 1 : 0,
    timeKind: timeKinds.indexOf(timeLag.kind),
    timeFrom: timeLag.kind === 'read' ? timeLag.writtenAt : timeLag.kind === 'between' ? timeLag.notBefore : null,
    timeTo: timeLag.kind === 'between' ? timeLag.before : null,
    timeWhy: timeLag.kind === 'unknown' ? whys.indexOf(timeLag.why) : null,
  };
}

/** Rows as plain objects: a packed one only answers what it is asked. */
export function plainRows(rows: PackedRows): readonly LagRow[] {
  const unpacked = new UnpackedRows(rows);
  return Array.from({ length: rows.count }, (_, index): LagRow => {
    const row = new PackedRow(unpacked, index);
    const { topic, partition, state, lag, reason, committed, logStart, logEnd, lastStable, notRecords, timeLag, deletedAt } = row;
    const { producedPerSecond, consumedPerSecond, lagPerSecond, etaMs, unmovedSince, sawCommitMove, waitingSince, hotShare, owner } = row;
    return {
      ...{ topic, partition, state, lag, reason, committed, logStart, logEnd, lastStable, notRecords, timeLag, deletedAt },
      ...{ producedPerSecond, consumedPerSecond, lagPerSecond, etaMs, unmovedSince, sawCommitMove, waitingSince, hotShare, owner },
    };
  });
}
