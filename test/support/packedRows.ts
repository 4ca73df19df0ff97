import type { LagRow } from '../../src/webviewProtocol/lagRows.ts';
import { PackedRow, RowPacker, type PackedRows, type UnpackedRow } from '../../src/webviewProtocol/packedRows.ts';

export function packed(rows: readonly UnpackedRow[]): PackedRows {
  const packer = new RowPacker(rows.length);
  for (const row of rows) packer.add(row);
  return packer.done();
}

/** Rows as plain objects: a packed one only answers what it is asked. */
export function plainRows(rows: PackedRows): readonly LagRow[] {
  return Array.from({ length: rows.count }, (_, index): LagRow => {
    const row = new PackedRow(rows, index);
    const { topic, partition, state, lag, reason, committed, logStart, logEnd, lastStable, notRecords, timeLag, deletedAt } = row;
    const { producedPerSecond, consumedPerSecond, lagPerSecond, etaMs, unmovedSince, sawCommitMove, waitingSince, hotShare, owner } = row;
    return {
      ...{ topic, partition, state, lag, reason, committed, logStart, logEnd, lastStable, notRecords, timeLag, deletedAt },
      ...{ producedPerSecond, consumedPerSecond, lagPerSecond, etaMs, unmovedSince, sawCommitMove, waitingSince, hotShare, owner },
    };
  });
}
