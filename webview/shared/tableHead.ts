/** A table's head: which columns there is room for, how wide they are, and the buttons that sort. */
import { makeResizable, type HeadActions } from './columnSizing.ts';
import { fitting, layOut, WidestTexts, type MeasuredColumn, type Sizes } from './columnWidths.ts';
import { el, fill } from './dom.ts';
import type { Column, Sorting } from './tableRow.ts';

export class TableHead<Row> {
  readonly line = el('tr', { role: 'row' });
  /** Column by id: true, it stays however narrow the table is; false, it is not shown. Others come and go with the room. */
  chosen: Readonly<Record<string, boolean>> = {};
  /** Widths that the person chose. */
  sizes: Sizes = {};
  readonly #person: HeadActions | undefined;
  #all: readonly Column<Row>[];
  readonly #onSort: (column: Column<Row>) => void;
  readonly #widest = new WidestTexts();
  #columns: readonly Column<Row>[] = [];
  #grew = false;
  #isMeasured = false;

  constructor(all: readonly Column<Row>[], onSort: (column: Column<Row>) => void, person?: HeadActions) {
    this.#all = all;
    this.#onSort = onSort;
    this.#person = person;
  }

  /** Other columns, or the same in another order; `fit` then takes those that there is room for. */
  set all(columns: readonly Column<Row>[]) {
    this.#all = columns;
  }

  /** Those that are shown. */
  get columns(): readonly Column<Row>[] {
    return this.#columns;
  }

  /** true: since the widths were set, a text was wider than all before. */
  get grew(): boolean {
    return this.#grew;
  }

  see(column: MeasuredColumn, text: string, cell: Element): void {
    this.#grew = this.#widest.see(column, text, cell) || this.#grew;
  }

  /** Takes the columns that fit into so many pixels. true: they are others than before. */
  fit(room: number, sorting: Sorting | undefined): boolean {
    const wanted = this.#all.filter(({ id, onRequest }) => this.chosen[id] ?? !onRequest);
    const stays = (id: string) => id === sorting?.column || this.chosen[id] === true;
    const columns = fitting(wanted, id => this.#widest.of(id), room, stays, this.sizes);
    if (columns.length === this.#columns.length && columns.every((column, at) => column === this.#columns[at])) return false;
    this.#columns = columns;
    this.draw(sorting);
    return true;
  }

  /** The head that has the focus keeps it. */
  draw(sorting: Sorting | undefined): void {
    const focused = [...this.line.children].find(head => head.contains(document.activeElement))?.getAttribute('data-column');
    fill(this.line, ...this.#columns.map(column => this.#headOf(column, sorting)));
    this.#isMeasured = false;
    this.#measure();
    const again = [...this.line.children].find(head => head.getAttribute('data-column') === focused);
    if (focused !== undefined) again?.querySelector('button')?.focus();
  }

  /** Shares so many pixels out among the columns; `width` is what they take, `template` the same for a grid. */
  shareOut(room: number): { readonly template: string; readonly width: number } {
    this.#grew = false;
    this.#measure();
    const widths = layOut(this.#columns, id => this.#widest.of(id), room, this.sizes);
    return { template: widths.map(width => `${width}px`).join(' '), width: widths.reduce((sum, width) => sum + width, 0) };
  }

  /** What is not yet part of the page has no font: then it is measured once it has. */
  #measure(): void {
    if (this.#isMeasured || !this.line.isConnected) return;
    this.#isMeasured = true;
    this.#columns.forEach((column, at) => {
      const head = this.line.children[at];
      if (head) this.#widest.seeHead(column, head);
    });
  }

  #headOf(column: Column<Row>, sorting: Sorting | undefined): HTMLTableCellElement {
    const sorted = sorting?.column === column.id ? sorting.order : undefined;
    const head = el('th', {
      role: 'columnheader',
      class: column.align === 'right' ? 'figure' : '',
      attributes: { scope: 'col', 'data-column': column.id },
    });
    if (column.tip) head.title = column.tip;
    if (!column.compare) {
      head.append(column.title);
      return head;
    }
    if (sorted) head.setAttribute('aria-sort', sorted);
    head.append(el('button', { attributes: { type: 'button' }, onClick: () => this.#onSort(column) }, column.title));
    if (this.#person) makeResizable(head, column.id, this.#person);
    return head;
  }
}
