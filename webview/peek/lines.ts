/** The lines of the record table: records, and between them where a group reads on. */
import type { PeekLook, PeekMarker, PeekRow } from '../../src/webviewProtocol/peek.ts';

export type Line =
  { readonly kind: 'record'; readonly row: PeekRow; readonly isNext: boolean } | { readonly kind: 'marker'; readonly marker: PeekMarker };

export const keyOfRow = (id: number): string => `record ${id}`;
export const keyOfLine = (line: Line): string => (line.kind === 'record' ? keyOfRow(line.row.id) : `marker ${line.marker.partition}`);

/** Records with the markers between them; `ids`: only these records. A marker stands where its partition goes on, or after its last record. */
export function linesOf({ rows, markers }: PeekLook, ids: ReadonlySet<number> | undefined): readonly Line[] {
  const waiting = new Map(markers.map(marker => [marker.partition, marker]));
  const last = new Map(rows.map((row, at) => [row.partition, at]));
  const lines: Line[] = [];
  rows.forEach((row, at) => {
    const marker = waiting.get(row.partition);
    const isHere = marker !== undefined && BigInt(row.offset) >= BigInt(marker.offset);
    if (isHere) {
      waiting.delete(row.partition);
      lines.push({ kind: 'marker', marker });
    }
    if (!ids || ids.has(row.id)) lines.push({ kind: 'record', row, isNext: isHere });
    if (marker && !isHere && last.get(row.partition) === at) lines.push({ kind: 'marker', marker });
  });
  return lines;
}

/** What is pointed at when records come: the one that was selected, or the next record of the group, or the newest, or the first. */
export function pointedRow({ rows, markers }: PeekLook, selected: number | null, newest: boolean): PeekRow | undefined {
  const [marker] = markers;
  return (
    rows.find(({ id }) => id === selected) ??
    (marker && rows.find(({ partition, offset }) => partition === marker.partition && BigInt(offset) >= BigInt(marker.offset))) ??
    (newest ? rows.at(-1) : rows[0])
  );
}
