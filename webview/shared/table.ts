/**
 * A table that draws only the rows one sees: 22 px each, any number of them. It keeps selection and scroll position
 * through updates, writes only cells whose content changed, and does not reorder rows under the reader's eyes: while
 * the pointer or the focus is in it, new figures appear in place and the order waits.
 *
 * Keys: arrows, Page Up/Down, Home, End move; Enter or → opens; Ctrl+C copies the row. Column heads sort by click or Enter.
 */
import './table.css';
import { fitting, layOut, WidestTexts } from './columnWidths.ts';
import { el, fill } from './dom.ts';
import { cellOf, TableRow, type Cell, type Column, type Order, type Sorting } from './tableRow.ts';
import { t } from './words.ts';

export type { Cell, Column, Order, Sorting };

export interface TableOptions<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Stays the same while the row means the same thing. */
  readonly keyOf: (row: Row) => string;
  /** undefined: the rows stay in the order in which they are given. */
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly onOpen?: (row: Row) => void;
  readonly onSelect?: (row: Row | undefined) => void;
  readonly rowClass?: (row: Row) => string;
  /** A row that is one sentence over all columns, such as a marker between records. */
  readonly wholeRow?: (row: Row) => Cell | undefined;
  /** Said instead of rows where there are none. */
  readonly whenEmpty?: string;
}

const rowHeight = 22;
/** Rows drawn beyond the edge on both sides, so that scrolling shows no gap. */
const spare = 10;
/** So long after the last key or click the rows keep their places; then they are ordered anew. */
const stillReadMs = 15_000;
let made = 0;

export class VirtualTable<Row> {
  readonly element: HTMLElement;
  readonly #options: TableOptions<Row>;
  readonly #table: HTMLTableElement;
  readonly #widths = el('colgroup');
  readonly #heads = el('tr', { role: 'row' });
  readonly #body = el('tbody');
  readonly #above = el('tr', { class: 'spacer', role: 'presentation' });
  readonly #below = el('tr', { class: 'spacer', role: 'presentation' });
  readonly #empty: HTMLElement;
  #columns: readonly Column<Row>[] = [];
  #rows: readonly Row[] = [];
  #drawn: TableRow<Row>[] = [];
  #sorting: Sorting | undefined;
  #selected: string | undefined;
  #selectedIndex = -1;
  readonly #widest = new WidestTexts();
  #grew = false;
  #orderWaits = false;
  /** When the last key or click came. */
  #touched = -Infinity;
  readonly #id = `table${++made}`;

  constructor(options: TableOptions<Row>) {
    this.#options = options;
    this.#sorting = options.sorting;
    this.#body.append(this.#above, this.#below);
    this.#table = el(
      'table',
      { role: 'grid', label: options.label, attributes: { tabindex: '0' } },
      this.#widths,
      el('thead', {}, this.#heads),
      this.#body,
    );
    this.#empty = el('p', { class: 'reason table-empty', hidden: true }, options.whenEmpty ?? t('Nothing to show.'));
    this.element = el('div', { class: 'table-scroll' }, this.#table, this.#empty);
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    new ResizeObserver(() => {
      this.#fit();
      this.#draw();
    }).observe(this.element);
    this.#table.addEventListener('keydown', event => {
      this.#touched = performance.now();
      this.#onKey(event);
    });
    this.#body.addEventListener('click', event => this.#onClick(event));
    this.#body.addEventListener('dblclick', () => this.#open());
    this.#table.addEventListener('copy', event => this.#onCopy(event));
    this.element.addEventListener('pointerleave', () => this.#reorderIfDue());
    this.#table.addEventListener('focusout', () => queueMicrotask(() => this.#reorderIfDue()));
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  get selected(): Row | undefined {
    return this.#rows[this.#selectedIndex];
  }

  /** Shows these rows. Selection and scroll position stay with the row that they were at. */
  setRows(rows: readonly Row[]): void {
    // Rows that are not sorted have the order in which they are given: records read earlier come before the others.
    this.#orderWaits = this.#sorting !== undefined && this.#isBeingRead() && this.#rows.length > 0;
    this.#rows = this.#orderWaits ? this.#inPlace(rows) : this.#sorted(rows);
    this.#empty.hidden = rows.length > 0;
    // For pages that scroll as a whole: as tall as its rows, if the page wants it so.
    this.element.style.setProperty('--content-height', `${(rows.length + 1) * rowHeight + 2}px`);
    this.#table.setAttribute('aria-rowcount', String(rows.length + 1));
    this.#findSelected();
    this.#draw();
  }

  /** Selects the row with this key and brings it into view. */
  select(key: string | undefined, { reveal = true }: { readonly reveal?: boolean } = {}): void {
    this.#selected = key;
    this.#findSelected();
    if (reveal && this.#selectedIndex >= 0) this.#reveal(this.#selectedIndex);
    this.#draw();
    this.#options.onSelect?.(this.selected);
  }

  focus(): void {
    this.#table.focus();
  }

  /** All rows as they stand, tab-separated, with their heads: for the clipboard and spreadsheets. */
  toText(rows: readonly Row[] = this.#rows): string {
    const columns = this.#options.columns;
    const line = (row: Row) => columns.map(column => cellOf(column, row).text).join('\t');
    return [columns.map(column => column.title).join('\t'), ...rows.map(line)].join('\n');
  }

  #sorted(rows: readonly Row[]): readonly Row[] {
    const column = this.#options.columns.find(({ id }) => id === this.#sorting?.column);
    const compare = column?.compare;
    if (!compare) return rows;
    const way = this.#sorting?.order === 'descending' ? -1 : 1;
    return [...rows].sort((a, b) => way * compare(a, b));
  }

  /** The new rows where the old ones stood; rows that are new come last until the order is made again. */
  #inPlace(rows: readonly Row[]): readonly Row[] {
    const fresh = new Map(rows.map(row => [this.#options.keyOf(row), row]));
    const kept: Row[] = [];
    for (const old of this.#rows) {
      const key = this.#options.keyOf(old);
      const row = fresh.get(key);
      if (row === undefined) continue;
      kept.push(row);
      fresh.delete(key);
    }
    return [...kept, ...fresh.values()];
  }

  /** The pointer rests on it, or somebody used it by keyboard a moment ago. */
  #isBeingRead(): boolean {
    if (this.element.matches(':hover')) return true;
    return this.element.contains(document.activeElement) && performance.now() - this.#touched < stillReadMs;
  }

  #reorderIfDue(): void {
    if (this.#orderWaits && !this.#isBeingRead()) this.setRows(this.#rows);
  }

  #findSelected(): void {
    const { keyOf } = this.#options;
    this.#selectedIndex = this.#selected === undefined ? -1 : this.#rows.findIndex(row => keyOf(row) === this.#selected);
  }

  /** Takes the columns that there is room for. true: they are others than before, and every row is drawn anew. */
  #fit(): boolean {
    const columns = fitting(this.#options.columns, id => this.#widest.of(id), this.element.clientWidth, this.#sorting?.column);
    const changed = columns.length !== this.#columns.length || columns.some((column, at) => column !== this.#columns[at]);
    if (changed) {
      this.#columns = columns;
      this.#drawHeads();
      for (const { line } of this.#drawn) line.remove();
      this.#drawn = [];
    }
    this.#setWidths();
    return changed;
  }

  #drawHeads(): void {
    fill(this.#widths, ...this.#columns.map(() => el('col')));
    fill(this.#heads, ...this.#columns.map(column => this.#head(column)));
    this.#columns.forEach((column, at) => {
      const head = this.#heads.children[at];
      if (head) this.#widest.seeHead(column, head);
    });
    this.#table.setAttribute('aria-colcount', String(this.#columns.length));
  }

  #head(column: Column<Row>): HTMLTableCellElement {
    const sorted = this.#sorting?.column === column.id ? this.#sorting.order : undefined;
    const head = el('th', { class: column.align === 'right' ? 'figure' : '', attributes: { scope: 'col' } });
    if (column.tip) head.title = column.tip;
    if (!column.compare) {
      head.append(column.title);
      return head;
    }
    if (sorted) head.setAttribute('aria-sort', sorted);
    head.append(el('button', { attributes: { type: 'button' }, onClick: () => this.#sortBy(column) }, column.title));
    return head;
  }

  #sortBy(column: Column<Row>): void {
    const first = column.sortsFirst ?? 'ascending';
    const other: Order = first === 'ascending' ? 'descending' : 'ascending';
    const again = this.#sorting?.column === column.id && this.#sorting.order === first;
    this.#sorting = { column: column.id, order: again ? other : first };
    this.#rows = this.#sorted(this.#rows);
    this.#orderWaits = false;
    this.#findSelected();
    const at = [...this.#heads.children].findIndex(head => head.contains(document.activeElement));
    this.#drawHeads();
    this.#heads.children[at]?.querySelector('button')?.focus();
    this.element.scrollTop = 0;
    this.#draw();
    this.#options.onSort?.(this.#sorting);
  }

  #draw(): void {
    if (this.element.clientWidth === 0) return;
    if (this.#columns.length === 0) this.#fit();
    const height = this.element.clientHeight;
    const first = Math.max(0, Math.floor(this.element.scrollTop / rowHeight) - spare);
    const end = Math.min(this.#rows.length, Math.ceil((this.element.scrollTop + height) / rowHeight) + spare);
    this.#above.style.height = `${first * rowHeight}px`;
    this.#below.style.height = `${Math.max(0, this.#rows.length - end) * rowHeight}px`;

    const free: TableRow<Row>[] = [];
    const kept = new Map<number, TableRow<Row>>();
    for (const drawn of this.#drawn) {
      if (drawn.index >= first && drawn.index < end) kept.set(drawn.index, drawn);
      else free.push(drawn);
    }
    const next: TableRow<Row>[] = [];
    let before: Element = this.#above;
    for (let index = first; index < end; index++) {
      const drawn = kept.get(index) ?? free.pop() ?? new TableRow(this.#columns);
      if (before.nextElementSibling !== drawn.line) before.after(drawn.line);
      before = drawn.line;
      this.#drawRow(drawn, index);
      next.push(drawn);
    }
    for (const { line } of free) line.remove();
    this.#drawn = next;
    this.#pointAtSelected();
    // Wider than all before: it settles, for columns only leave.
    if (this.#grew && this.#fit()) this.#draw();
  }

  #drawRow(drawn: TableRow<Row>, index: number): void {
    const row = this.#rows[index];
    if (row === undefined) return;
    const { rowClass, wholeRow } = this.#options;
    drawn.draw(row, {
      index,
      id: `${this.#id}-${index}`,
      isSelected: index === this.#selectedIndex,
      classes: rowClass?.(row) ?? '',
      whole: wholeRow?.(row),
      seen: (column, text, cell) => {
        this.#grew = this.#widest.see(column, text, cell) || this.#grew;
      },
    });
  }

  #setWidths(): void {
    this.#grew = false;
    const widths = layOut(this.#columns, id => this.#widest.of(id), this.element.clientWidth);
    [...this.#widths.children].forEach((col, at) => ((col as HTMLElement).style.width = `${widths[at] ?? 0}px`));
    const total = widths.reduce((sum, width) => sum + width, 0);
    this.#table.style.width = `${Math.max(total, this.element.clientWidth)}px`;
  }

  #pointAtSelected(): void {
    if (this.#selectedIndex >= 0) this.#table.setAttribute('aria-activedescendant', `${this.#id}-${this.#selectedIndex}`);
    else this.#table.removeAttribute('aria-activedescendant');
  }

  #reveal(index: number): void {
    const head = this.#heads.offsetHeight;
    const top = index * rowHeight;
    const seen = this.element.clientHeight - head;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (top + rowHeight > this.element.scrollTop + seen) this.element.scrollTop = top + rowHeight - seen;
  }

  #moveTo(index: number): void {
    const row = this.#rows[Math.min(this.#rows.length - 1, Math.max(0, index))];
    if (row !== undefined) this.select(this.#options.keyOf(row));
  }

  #open(): void {
    if (this.selected !== undefined) this.#options.onOpen?.(this.selected);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.#table || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 2);
    const at = this.#selectedIndex;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: this.#rows.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) this.#moveTo(to);
    else if (event.key === 'Enter' || event.key === 'ArrowRight') this.#open();
    else return;
    event.preventDefault();
  }

  #onClick(event: MouseEvent): void {
    this.#touched = performance.now();
    const line = (event.target as Element).closest('tr');
    const drawn = this.#drawn.find(row => row.line === line);
    const row = drawn && this.#rows[drawn.index];
    if (row !== undefined) this.select(this.#options.keyOf(row), { reveal: false });
  }

  #onCopy(event: ClipboardEvent): void {
    if (this.selected === undefined || !getSelection()?.isCollapsed) return;
    event.clipboardData?.setData('text/plain', this.toText([this.selected]));
    event.preventDefault();
  }
}
