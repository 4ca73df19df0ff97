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

/** So high is each row, in pixels: where a row lies follows from its index alone. */
export const rowHeight = 22;

export class TableRow<Row> {
  readonly line: HTMLTableRowElement;
  readonly #columns: readonly Column<Row>[];
  readonly #cells: readonly HTMLTableCellElement[];
  /** What each cell shows, and by which class, title and span: asking the element would cost more than the answer is worth. */
  readonly #shown: string[] = [];
  readonly #looks: Look[];
  index = -1;
  /** It says what it said before the newest figures came. */
  isStale = false;
  #isSelected: boolean | undefined;
  #level: number | undefined;
  #isOpen: boolean | undefined;

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns;
    this.#cells = columns.map(() => el('td', { role: 'gridcell' }));
    this.#looks = columns.map(() => ({ class: '', title: '', span: 1, isHidden: false }));
    this.line = el('tr', { role: 'row' }, ...this.#cells);
  }

  draw(row: Row, { index, id, isSelected, classes, branch, whole, seen }: RowLook): void {
    const all = [classes, branch?.level === 2 ? 'below' : '', isSelected ? 'selected' : ''].filter(Boolean).join(' ');
    if (this.line.className !== all) this.line.className = all;
    if (this.index !== index) {
      this.index = index;
      this.line.id = id;
      this.line.style.top = `${index * rowHeight}px`;
      this.line.setAttribute('aria-rowindex', String(index + 2));
    }
    if (this.#isSelected !== isSelected) this.line.setAttribute('aria-selected', String(isSelected));
    this.#isSelected = isSelected;
    this.#level = this.#setOrRemove('aria-level', this.#level, branch?.level);
    this.#isOpen = this.#setOrRemove('aria-expanded', this.#isOpen, branch?.isOpen);
    let coveredTo = 0;
    this.#columns.forEach((column, at) => {
      const cell = this.#cells[at];
      const look = this.#looks[at];
      if (!cell || !look) return;
      const content = at < coveredTo ? undefined : whole ? { ...whole, spanTo: '' } : cellOf(column, row);
      if (content) coveredTo = this.#endOf(content, at);
      if (look.isHidden !== (content === undefined)) cell.hidden = look.isHidden = content === undefined;
      if (content && coveredTo === at + 1) seen(column, content.text, cell);
      this.#write(at, cell, look, column, content, coveredTo - at, at === 0 ? branch : undefined);
    });
  }

  #setOrRemove<T extends number | boolean | undefined>(name: string, before: T, value: T): T {
    if (value === before) return value;
    if (value === undefined) this.line.removeAttribute(name);
    else this.line.setAttribute(name, String(value));
    return value;
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
    look: Look,
    { align }: Column<Row>,
    content: Cell | undefined,
    span: number,
    branch: Branch | undefined,
  ): void {
    const sign = content ? [content.text, content.class, content.title, span, content.sign, branch?.isOpen].join('\u0000') : '';
    if (this.#shown[at] === sign) return;
    this.#shown[at] = sign;
    if (!content) return;
    const classes = [align === 'right' ? 'figure' : '', content.class ?? ''].join(' ').trim();
    const title = content.title ?? '';
    if (look.class !== classes) cell.className = look.class = classes;
    if (look.title !== title) cell.title = look.title = title;
    if (look.span !== span) {
      look.span = span;
      cell.style.gridColumn = span === 1 ? '' : `span ${span}`;
      cell.setAttribute('aria-colspan', String(span));
    }
    if (content.draw) {
      cell.replaceChildren();
      content.draw(cell);
    } else if (cell.firstChild instanceof Text && cell.firstChild === cell.lastChild) cell.firstChild.data = content.text;
    else cell.textContent = content.text;
    if (branch?.isOpen !== undefined) cell.prepend(el('span', { class: branch.isOpen ? 'twist open' : 'twist' }, icon('next')));
  }
}

interface Look {
  class: string;
  title: string;
  span: number;
  isHidden: boolean;
}
