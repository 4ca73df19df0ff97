/** The table of records, with a line between them where a group reads on. */
import { formatBytes, formatCount } from '../../src/model/figures.ts';
import type { PeekLook, PeekMarker, PeekRow } from '../../src/webviewProtocol/peek.ts';
import { el } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { VirtualTable, type Cell, type Column } from '../shared/table.ts';
import { clockTime, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { keyCell, valueCell } from './contents.ts';

export type Line =
  { readonly kind: 'record'; readonly row: PeekRow; readonly isNext: boolean } | { readonly kind: 'marker'; readonly marker: PeekMarker };

export const keyOfRow = (id: number): string => `record ${id}`;
const keyOf = (line: Line): string => (line.kind === 'record' ? keyOfRow(line.row.id) : `marker ${line.marker.partition}`);

/** `partitions`: with a column for the partition, where there is more than one. */
export function recordTable(
  label: string,
  {
    partitions,
    onOpen,
    onSelect,
  }: { readonly partitions: boolean; readonly onOpen: (row: PeekRow) => void; readonly onSelect: (row: PeekRow) => void },
): VirtualTable<Line> {
  const columns: readonly Column<Line>[] = [
    ...(partitions ? [column({ id: 'partition', title: t('Partition'), align: 'right', takes: 0 }, row => String(row.partition))] : []),
    column({ id: 'offset', title: t('Offset'), align: 'right', takes: 0 }, row => formatCount(row.offset)),
    column({ id: 'time', title: t('Time'), takes: 0 }, timeCell),
    column({ id: 'key', title: t('Key'), cutTo: 90, takes: 0 }, keyCell),
    column({ id: 'value', title: t('Value'), extra: 24, cutTo: 160, takes: 1 }, valueCell),
    column({ id: 'headers', title: t('Headers'), align: 'right', takes: 0 }, row => (row.mark === 'control' ? '' : String(row.headers))),
    column({ id: 'size', title: t('Size'), align: 'right', takes: 0 }, row => formatBytes(row.size)),
  ];
  return new VirtualTable<Line>({
    label,
    columns,
    keyOf,
    whenEmpty: t('No records to show.'),
    rowClass: line => (line.kind === 'marker' ? 'marker' : line.isNext ? 'next' : line.row.mark === 'none' ? '' : line.row.mark),
    wholeRow: line => (line.kind === 'marker' ? markerCell(line.marker) : undefined),
    onOpen: line => {
      if (line.kind === 'record') onOpen(line.row);
    },
    onSelect: line => {
      if (line?.kind === 'record') onSelect(line.row);
    },
  });
}

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

function column(measured: Omit<Column<Line>, 'cell'>, cell: (row: PeekRow) => Cell | string): Column<Line> {
  return { ...measured, cell: line => (line.kind === 'record' ? cell(line.row) : '') };
}

/** The day too, where it is not today. */
function timeCell({ timestamp, timestampType }: PeekRow): Cell {
  if (timestamp < 0 || Number.isNaN(new Date(timestamp).getTime()))
    return { text: t('no time'), class: 'reason', title: t('The record carries no timestamp') };
  const date = new Date(timestamp);
  const isToday = date.toDateString() === new Date().toDateString();
  const day = isToday ? '' : `${exactTime(timestamp).slice(0, 10)} `;
  const ms = `.${String(date.getMilliseconds()).padStart(3, '0')}`;
  const clock = clockTime(timestamp);
  return {
    text: `${day}${clock}${ms}`,
    title: `${exactTime(timestamp)}, ${timestampType}`,
    draw: cell => cell.append(`${day}${clock}`, el('span', { class: 'dim' }, ms)),
  };
}

function markerCell({ words, tone }: PeekMarker): Cell {
  return {
    text: words,
    class: 'marker',
    sign: tone,
    draw: cell => cell.append(icon('bookmark', { tone: tone === 'warning' ? 'warn' : 'calm' }), ` ${words}`),
  };
}
