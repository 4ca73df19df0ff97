/**
 * A table that draws only the rows one sees: 22 px each, any number of them. It keeps selection and scroll position
 * through updates, writes only cells whose content changed, and does not reorder rows under the reader's eyes: while
 * the pointer or the focus is in it, new figures appear in place and the order waits.
 *
 * Keys: arrows, Page Up/Down, Home, End move; Enter or → opens; Ctrl+C copies the row. Column heads sort by click or Enter.
 */
import './table.css';
import { layOut, WidestTexts, type MeasuredColumn } from './columnWidths.ts';
import { el, fill } from './dom.ts';
import { t } from './words.ts';

export interface Cell {
  /** What the cell says: shown, measured, and copied. */
  readonly text: string;
  readonly class?: string;
  readonly title?: string;
  /** Draws more than text: an icon, a bar. Called again only when text, class or `sign` changed. */
  readonly draw?: (cell: HTMLElement) => void;
  /** What `draw` depends on besides the text. */
  readonly sign?: string;
  /** It goes on over this many of the following columns, for a reason that needs room. */
  readonly span?: number;
}

export interface Column<Row> extends MeasuredColumn {
  readonly id: string;
  readonly title: string;
  /** What the head says on hover. */
  readonly tip?: string;
  /** Hidden below 700 px; then it is in the row's details. */
  readonly wide?: boolean;
  readonly cell: (row: Row) => Cell | string;
  /** Ascending order; without it the column does not sort. */
  readonly compare?: (a: Row, b: Row) => number;
  /** The order of the first click. */
  readonly sortsFirst?: Order;
}

export type Order = 'ascending' | 'descending';
export interface Sorting {
  readonly column: string;
  readonly order: Order;
}

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
const narrowBelow = 700;
let made = 0;

interface DrawnRow {
  readonly line: HTMLTableRowElement;
  readonly cells: HTMLTableCellElement[];
  /** What each cell shows, to write only what differs. */
  readonly shown: string[];
  index: number;
}

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
  #drawn: DrawnRow[] = [];
  #sorting: Sorting | undefined;
  #selected: string | undefined;
  #selectedIndex = -1;
  readonly #widest = new WidestTexts();
  #grew = false;
  #orderWaits = false;
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
    new ResizeObserver(() => this.#resized()).observe(this.element);
    this.#table.addEventListener('keydown', event => this.#onKey(event));
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

  #isBeingRead(): boolean {
    return this.element.matches(':hover') || this.element.contains(document.activeElement);
  }

  #reorderIfDue(): void {
    if (this.#orderWaits && !this.#isBeingRead()) this.setRows(this.#rows);
  }

  #findSelected(): void {
    const { keyOf } = this.#options;
    this.#selectedIndex = this.#selected === undefined ? -1 : this.#rows.findIndex(row => keyOf(row) === this.#selected);
  }

  #resized(): void {
    const narrow = this.element.clientWidth < narrowBelow;
    const columns = this.#options.columns.filter(column => !(narrow && column.wide));
    if (columns.length !== this.#columns.length) {
      this.#columns = columns;
      this.#drawHeads();
      for (const { line } of this.#drawn) line.remove();
      this.#drawn = [];
    }
    this.#setWidths();
    this.#draw();
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
    if (this.#columns.length === 0) return;
    const height = this.element.clientHeight;
    const first = Math.max(0, Math.floor(this.element.scrollTop / rowHeight) - spare);
    const end = Math.min(this.#rows.length, Math.ceil((this.element.scrollTop + height) / rowHeight) + spare);
    this.#above.style.height = `${first * rowHeight}px`;
    this.#below.style.height = `${Math.max(0, this.#rows.length - end) * rowHeight}px`;

    const free: DrawnRow[] = [];
    const kept = new Map<number, DrawnRow>();
    for (const drawn of this.#drawn) {
      if (drawn.index >= first && drawn.index < end) kept.set(drawn.index, drawn);
      else free.push(drawn);
    }
    const next: DrawnRow[] = [];
    let before: Element = this.#above;
    for (let index = first; index < end; index++) {
      const drawn = kept.get(index) ?? free.pop() ?? this.#newRow();
      drawn.index = index;
      if (before.nextElementSibling !== drawn.line) before.after(drawn.line);
      before = drawn.line;
      this.#drawRow(drawn);
      next.push(drawn);
    }
    for (const { line } of free) line.remove();
    this.#drawn = next;
    if (this.#grew) this.#setWidths();
    this.#pointAtSelected();
  }

  #newRow(): DrawnRow {
    const cells = this.#columns.map(column => el('td', { class: column.align === 'right' ? 'figure' : '' }));
    return { line: el('tr', {}, ...cells), cells, shown: [], index: -1 };
  }

  #drawRow(drawn: DrawnRow): void {
    const row = this.#rows[drawn.index];
    if (row === undefined) return;
    const { line, cells, shown } = drawn;
    const selected = drawn.index === this.#selectedIndex;
    const classes = `${this.#options.rowClass?.(row) ?? ''}${selected ? ' selected' : ''}`;
    if (line.className !== classes) line.className = classes;
    line.id = `${this.#id}-${drawn.index}`;
    line.setAttribute('aria-rowindex', String(drawn.index + 2));
    line.setAttribute('aria-selected', String(selected));

    const whole = this.#options.wholeRow?.(row);
    let covered = 0;
    this.#columns.forEach((column, at) => {
      const cell = cells[at];
      if (!cell) return;
      const content = whole
        ? at === 0
          ? { ...whole, span: this.#columns.length }
          : undefined
        : covered > 0
          ? undefined
          : cellOf(column, row);
      covered = content ? (content.span ?? 1) - 1 : covered - 1;
      cell.hidden = content === undefined;
      if (!content) {
        shown[at] = '';
        return;
      }
      if ((content.span ?? 1) === 1) this.#grew = this.#widest.see(column, content.text, cell) || this.#grew;
      const sign = [content.text, content.class, content.title, content.span, content.sign].join('\u0000');
      if (shown[at] === sign) return;
      shown[at] = sign;
      cell.className = [column.align === 'right' ? 'figure' : '', content.class ?? ''].join(' ').trim();
      cell.colSpan = content.span ?? 1;
      cell.title = content.title ?? '';
      if (content.draw) {
        cell.replaceChildren();
        content.draw(cell);
      } else cell.textContent = content.text;
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

function cellOf<Row>(column: Column<Row>, row: Row): Cell {
  const cell = column.cell(row);
  return typeof cell === 'string' ? { text: cell } : cell;
}
