/** The columns of the record table: what they show, how they sort, and in which order they stand. */
import { formatBytes, formatCount } from '../../src/model/figures.ts';
import { allHeaders, usualColumns, type UsualColumn } from '../../src/model/peekColumn.ts';
import type { PeekRow } from '../../src/webviewProtocol/peek.ts';
import type { PeekCell, PeekLayout } from '../../src/webviewProtocol/peekTable.ts';
import { el } from '../shared/dom.ts';
import type { Cell, Column } from '../shared/table.ts';
import { clockTime, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { keyCell, valueCell } from './contents.ts';
import type { Line } from './lines.ts';

/** What an added column holds for a record; undefined: not looked up yet. */
export type CellOf = (id: number, column: string) => PeekCell | undefined;

/** Made once for each id: the table draws anew only where columns are others. */
export class RecordColumns {
  readonly #added = new Map<string, Column<Line>>();
  readonly #cellOf: CellOf;

  constructor(cellOf: CellOf) {
    this.#cellOf = cellOf;
  }

  /** As the person has ordered them; columns that were never moved stay where they usually are, added ones come last. */
  inOrder({ order, added }: Pick<PeekLayout, 'order' | 'added'>): readonly Column<Line>[] {
    return orderOf([...usualColumns, ...added], order).map(id => usual[id as UsualColumn] ?? this.#addedColumn(id));
  }

  #addedColumn(id: string): Column<Line> {
    const there = this.#added.get(id);
    if (there) return there;
    const made = column(
      { id, title: id === allHeaders ? t('Headers with values') : id, tip: t('Added column: {0}', id), cutTo: 90, takes: 0.3 },
      row => addedCell(row, this.#cellOf(row.id, id)),
      (a, b) => compareTexts(textOf(this.#cellOf(a.id, id)), textOf(this.#cellOf(b.id, id))),
    );
    this.#added.set(id, made);
    return made;
  }
}

/** Each id at the place that the person gave it; an id that they did not place follows the one that it usually follows. */
export function orderOf(ids: readonly string[], placed: readonly string[]): readonly string[] {
  const ordered = placed.filter(id => ids.includes(id));
  ids.forEach((id, at) => {
    if (ordered.includes(id)) return;
    const before = ids.slice(0, at).findLast(each => ordered.includes(each));
    ordered.splice(before === undefined ? 0 : ordered.indexOf(before) + 1, 0, id);
  });
  return ordered;
}

/** Shown only where the person asks for it. */
const onRequest = true;

const usual: Readonly<Record<string, Column<Line>>> = {
  topic: column(
    { id: 'topic', title: t('Topic'), cutTo: 90, takes: 0 },
    row => row.topic ?? '',
    (a, b) => compareTexts(a.topic ?? '', b.topic ?? '') || a.partition - b.partition || compareOffsets(a, b),
  ),
  partition: column(
    { id: 'partition', title: t('Partition'), align: 'right', takes: 0 },
    row => String(row.partition),
    (a, b) => a.partition - b.partition || compareOffsets(a, b),
  ),
  offset: column({ id: 'offset', title: t('Offset'), align: 'right', takes: 0 }, row => formatCount(row.offset), compareOffsets),
  time: column({ id: 'time', title: t('Time'), takes: 0 }, timeCell, (a, b) => a.timestamp - b.timestamp || compareOffsets(a, b)),
  timestampType: column(
    {
      id: 'timestampType',
      title: t('Timestamp type'),
      tip: t('CreateTime: set by the producer. LogAppendTime: set by the broker.'),
      takes: 0,
      onRequest,
    },
    row => row.timestampType,
    (a, b) => compareTexts(a.timestampType, b.timestampType),
  ),
  key: column({ id: 'key', title: t('Key'), cutTo: 90, takes: 0 }, keyCell, (a, b) => compareTexts(a.key.text, b.key.text)),
  value: column({ id: 'value', title: t('Value'), extra: 24, cutTo: 160, takes: 1 }, valueCell, (a, b) =>
    compareTexts(a.value.text, b.value.text),
  ),
  headers: column(
    { id: 'headers', title: t('Headers'), align: 'right', takes: 0 },
    row => (row.mark === 'control' ? '' : formatCount(row.headers)),
    (a, b) => a.headers - b.headers,
  ),
  size: column(
    { id: 'size', title: t('Size'), align: 'right', takes: 0 },
    row => formatBytes(row.size),
    (a, b) => a.size - b.size,
  ),
} satisfies Record<UsualColumn, Column<Line>>;

type Measured = Omit<Column<Line>, 'cell' | 'compare'>;

function column(measured: Measured, cell: (row: PeekRow) => Cell | string, compare: (a: PeekRow, b: PeekRow) => number): Column<Line> {
  return {
    ...measured,
    cell: line => (line.kind === 'record' ? cell(line.row) : ''),
    compare: (a, b) => (a.kind === 'record' && b.kind === 'record' ? compare(a.row, b.row) : 0),
  };
}

function compareOffsets(a: PeekRow, b: PeekRow): number {
  return compareDigits(a.offset, b.offset);
}

/** Integers without leading zeros, beyond what a number holds: the longer one is the greater one. */
const compareDigits = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** Numbers by their value, then texts; what is empty comes last. */
export function compareTexts(a: string, b: string): number {
  const [x, y] = [numberIn(a), numberIn(b)];
  if (x !== undefined && y !== undefined) return x - y || compareDigits(a, b);
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  if (x !== undefined || y !== undefined) return x === undefined ? 1 : -1;
  return collator.compare(a, b);
}

const collator = new Intl.Collator(undefined, { numeric: true });
const numberIn = (text: string): number | undefined => (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined);

const textOf = (cell: PeekCell | undefined): string => (typeof cell === 'string' ? cell : '');

function addedCell({ mark }: PeekRow, cell: PeekCell | undefined): Cell {
  if (cell === undefined) return { text: '', sign: 'asked' };
  if (cell === null) return mark === 'control' ? { text: '' } : { text: t('none'), class: 'reason' };
  if (typeof cell === 'string') return { text: cell, title: cell, class: 'mono' };
  return { text: cell.reason, title: cell.reason, class: 'reason' };
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
