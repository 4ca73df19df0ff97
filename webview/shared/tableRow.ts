/** One drawn row of the virtual table: its cells are written only where what they show has changed. */
import type { MeasuredColumn } from './columnWidths.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';

export interface Cell {
  /** What the cell says: shown, measured, and copied. */
  readonly text: string;
  readonly class?: string;
  readonly title?: string;
  /** Draws more than text: an icon, a bar. Called again only when text, class or `sign` changed. */
  readonly draw?: (cell: HTMLElement) => void;
  /** What `draw` depends on besides the text. */
  readonly sign?: string;
  /** It goes on up to this column (its id), or to the last (''), for a reason that needs room. */
  readonly spanTo?: string;
}

export interface Column<Row> extends MeasuredColumn {
  readonly id: string;
  readonly title: string;
  /** What the head says on hover. */
  readonly tip?: string;
  readonly cell: (row: Row) => Cell | string;
  /** Ascending order; without it the column does not sort. */
  readonly compare?: (a: Row, b: Row) => number;
  /** The order of the first click. */
  readonly sortsFirst?: Order;
  /** Shown only where the person asks for it. */
  readonly onRequest?: boolean;
}

/** A row's place in a tree. */
export interface Branch {
  /** 1 for what stands at the left. */
  readonly level: 1 | 2;
  /** undefined: nothing is below it. */
  readonly isOpen?: boolean;
}

export type Order = 'ascending' | 'descending';
export interface Sorting {
  readonly column: string;
  readonly order: Order;
}

export function cellOf<Row>(column: Column<Row>, row: Row): Cell {
  const cell = column.cell(row);
  return typeof cell === 'string' ? { text: cell } : cell;
}

export interface RowLook {
  readonly index: number;
  readonly id: string;
  readonly isSelected: boolean;
  readonly classes: string;
  readonly branch: Branch | undefined;
  /** One sentence over all columns instead of cells. */
  readonly whole: Cell | undefined;
  /** Called with each cell's text, for the columns' widths. */
  readonly seen: (column: MeasuredColumn, text: string, cell: Element) => void;
}

export class TableRow<Row> {
  readonly line: HTMLTableRowElement;
  readonly #columns: readonly Column<Row>[];
  readonly #cells: readonly HTMLTableCellElement[];
  /** What each cell shows. */
  readonly #shown: string[] = [];
  index = -1;

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns;
    this.#cells = columns.map(() => el('td'));
    this.line = el('tr', {}, ...this.#cells);
  }

  draw(row: Row, { index, id, isSelected, classes, branch, whole, seen }: RowLook): void {
    this.index = index;
    const all = [classes, branch?.level === 2 ? 'below' : '', isSelected ? 'selected' : ''].filter(Boolean).join(' ');
    if (this.line.className !== all) this.line.className = all;
    this.line.id = id;
    this.line.setAttribute('aria-rowindex', String(index + 2));
    this.line.setAttribute('aria-selected', String(isSelected));
    this.#setOrRemove('aria-level', branch?.level);
    this.#setOrRemove('aria-expanded', branch?.isOpen);
    let coveredTo = 0;
    this.#columns.forEach((column, at) => {
      const cell = this.#cells[at];
      if (!cell) return;
      const content = at < coveredTo ? undefined : whole ? { ...whole, spanTo: '' } : cellOf(column, row);
      if (content) coveredTo = this.#endOf(content, at);
      cell.hidden = content === undefined;
      if (content && coveredTo === at + 1) seen(column, content.text, cell);
      this.#write(at, cell, column, content, coveredTo - at, at === 0 ? branch : undefined);
    });
  }

  #setOrRemove(name: string, value: number | boolean | undefined): void {
    if (value === undefined) this.line.removeAttribute(name);
    else this.line.setAttribute(name, String(value));
  }

  /** The column after the cell's last one. */
  #endOf({ spanTo }: Cell, at: number): number {
    if (spanTo === undefined) return at + 1;
    const to = this.#columns.findIndex(({ id }) => id === spanTo);
    return to > at ? to : spanTo === '' ? this.#columns.length : at + 1;
  }

  #write(
    at: number,
    cell: HTMLTableCellElement,
    { align }: Column<Row>,
    content: Cell | undefined,
    span: number,
    branch: Branch | undefined,
  ): void {
    const sign = content ? [content.text, content.class, content.title, span, content.sign, branch?.isOpen].join('\u0000') : '';
    if (this.#shown[at] === sign) return;
    this.#shown[at] = sign;
    if (!content) return;
    cell.className = [align === 'right' ? 'figure' : '', content.class ?? ''].join(' ').trim();
    cell.colSpan = span;
    cell.title = content.title ?? '';
    if (content.draw) {
      cell.replaceChildren();
      content.draw(cell);
    } else cell.textContent = content.text;
    if (branch?.isOpen !== undefined) cell.prepend(el('span', { class: branch.isOpen ? 'twist open' : 'twist' }, icon('next')));
  }
}
