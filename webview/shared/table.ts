/**
 * A table that draws only the rows one sees: 22 px each, any number of them. Each lies at its own place, so that a scroll draws
 * those anew that come into view and touches no other. It keeps selection and scroll position
 * through updates, writes only cells whose content changed, and does not reorder rows under the reader's eyes: while
 * the pointer or the focus is in it, new figures appear in place and the order waits.
 *
 * Keys: arrows, Page Up/Down, Home, End move; Enter or → opens; Ctrl+C copies the row. Column heads sort by click or Enter.
 * Rows that add up others have these below them: → opens, ← closes or goes up.
 */
import './table.css';
import { afterPaint } from './afterPaint.ts';
import type { HeadActions } from './columnSizing.ts';
import type { Sizes } from './columnWidths.ts';
import { el } from './dom.ts';
import { TableHead } from './tableHead.ts';
import { indexAfter } from './tableKeys.ts';
import { cellOf, rowHeight, TableRow, type Branch, type Cell, type Column, type Order, type Sorting } from './tableRow.ts';
import { t } from './words.ts';

export type { Branch, Cell, Column, Order, Sorting };

export interface TableOptions<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Stays the same while the row means the same thing. */
  readonly keyOf: (row: Row) => string;
  /** undefined: the rows stay in the order in which they are given. */
  readonly sorting?: Sorting;
  /** null: as they were given, where a third click on a head leads. */
  readonly onSort?: (sorting: Sorting | null) => void;
  /** A third click on a head puts the rows back in the order in which they were given. */
  readonly sortsOff?: boolean;
  /** The person may change widths and order of the columns. */
  readonly heads?: HeadActions;
  readonly onOpen?: (row: Row) => void;
  readonly onSelect?: (row: Row | undefined) => void;
  /** The rows that are on the screen, whenever they are others. */
  readonly onScroll?: (rows: readonly Row[]) => void;
  /** Orders the rows, and may put others between them (a total above what it adds up); by default they are sorted. */
  readonly arrange?: (rows: readonly Row[], compare: (a: Row, b: Row) => number) => readonly Row[];
  /** Where the row stands in a tree; undefined for all: a flat table. */
  readonly branchOf?: (row: Row) => Branch | undefined;
  /** The person opens or closes what is below the row; the owner then calls `arrangeAnew`. */
  readonly onToggle?: (row: Row) => void;
  readonly rowClass?: (row: Row) => string;
  /** A row that is one sentence over all columns, such as a marker between records. */
  readonly wholeRow?: (row: Row) => Cell | undefined;
  /** Said instead of rows where there are none. */
  readonly whenEmpty?: string;
}

/** Rows drawn beyond the edge on both sides, so that scrolling shows no gap. */
const spare = 10;
/** So long after the last key or click the rows keep their places; then they are ordered anew. */
const stillReadMs = 15_000;
/** So long after the last step of a scroll it counts as at rest. */
const restMs = 150;
let made = 0;

export class VirtualTable<Row> {
  readonly element: HTMLElement;
  readonly #options: TableOptions<Row>;
  readonly #table: HTMLTableElement;
  readonly #head: TableHead<Row>;
  #columns: readonly Column<Row>[];
  readonly #body = el('tbody', { role: 'rowgroup' });
  readonly #empty: HTMLElement;
  /** As they were given, and as they stand. */
  #given: readonly Row[] = [];
  #rows: readonly Row[] = [];
  #drawn: TableRow<Row>[] = [];
  readonly #later = afterPaint();
  #sorting: Sorting | undefined;
  #selected: string | undefined;
  #selectedIndex = -1;
  #orderWaits = false;
  /** Pixels of what is seen. Asking for them while one scrolls would have the page laid out for the answer. */
  #width = 0;
  #height = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** When the last key or click came. */
  #touched = -Infinity;
  readonly #id = `table${++made}`;

  constructor(options: TableOptions<Row>) {
    this.#options = options;
    this.#sorting = options.sorting;
    this.#columns = options.columns;
    this.#head = new TableHead(options.columns, column => this.#sortBy(column), options.heads);
    this.#table = el(
      'table',
      { role: 'grid', label: options.label, attributes: { tabindex: '0' } },
      el('thead', { role: 'rowgroup' }, this.#head.line),
      this.#body,
    );
    this.#empty = el('p', { class: 'reason table-empty', hidden: true }, options.whenEmpty ?? t('Nothing to show.'));
    this.element = el('div', { class: 'table-scroll' }, this.#table, this.#empty);
    this.element.addEventListener(
      'scroll',
      () => {
        this.#draw(false);
        clearTimeout(this.#resting);
        this.#resting = setTimeout(() => this.#putInOrder(), restMs);
      },
      { passive: true },
    );
    new ResizeObserver(() => {
      this.#measure();
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

  get sorting(): Sorting | undefined {
    return this.#sorting;
  }

  /** Shows these rows. Selection and scroll position stay with the row that they were at. */
  setRows(rows: readonly Row[], whenEmpty?: string): void {
    this.#given = rows;
    // Rows that are not sorted have the order in which they are given: records read earlier come before the others.
    this.#orderWaits = this.#sorting !== undefined && this.#isBeingRead() && this.#rows.length > 0;
    this.#arrange();
    this.#empty.hidden = rows.length > 0;
    if (whenEmpty !== undefined) this.#empty.textContent = whenEmpty;
    this.#draw();
  }

  /** Other totals, or another part of the tree is open: whoever looks asked for it, so nothing waits. */
  arrangeAnew(): void {
    this.#orderWaits = false;
    this.#arrange();
    this.#draw();
  }

  /** Sorts by another column, as a click on its head does; undefined for a column that is not there changes nothing. */
  sortAs(sorting: Sorting | null): void {
    if (sorting && !this.#columns.some(({ id, compare }) => id === sorting.column && compare)) return;
    this.#sorting = sorting ?? undefined;
    this.#head.draw(this.#sorting);
    this.arrangeAnew();
  }

  /** Those that the person may choose between: all but the first. */
  get columnChoices(): readonly { readonly id: string; readonly title: string }[] {
    return this.#columns.slice(1);
  }

  isShown(id: string): boolean {
    return this.#head.columns.some(column => column.id === id);
  }

  /** Column by id: true, it stays however narrow the table is; false, it is not shown. Others come and go with the room. */
  chooseColumns(chosen: Readonly<Record<string, boolean>>): void {
    this.#head.chosen = chosen;
    this.#fit();
    this.#draw();
  }

  /** Other columns, or the same in another order, with the widths that the person gave them. */
  setColumns(columns: readonly Column<Row>[], sizes: Sizes = {}): void {
    this.#columns = columns;
    this.#head.all = columns;
    this.#head.sizes = sizes;
    if (!columns.some(({ id }) => id === this.#sorting?.column)) this.#sorting = undefined;
    this.#arrange();
    this.#fit();
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
    const columns = this.#columns;
    const line = (row: Row) => columns.map(column => cellOf(column, row).text).join('\t');
    return [columns.map(column => column.title).join('\t'), ...rows.map(line)].join('\n');
  }

  /** While the order waits, the new rows come where the old ones stood, and rows that are new come last. */
  #arrange(): void {
    const compare = this.#orderWaits ? this.#asTheyStand() : this.#compare();
    const { arrange } = this.#options;
    if (!compare) this.#rows = this.#given;
    else this.#rows = arrange ? arrange(this.#given, compare) : [...this.#given].sort(compare);
    // For pages that scroll as a whole: as tall as its rows, if the page wants it so.
    this.element.style.setProperty('--content-height', `${(this.#rows.length + 1) * rowHeight + 2}px`);
    this.#body.style.height = `${this.#rows.length * rowHeight}px`;
    this.#table.setAttribute('aria-rowcount', String(this.#rows.length + 1));
    const { branchOf } = this.#options;
    this.#table.setAttribute('role', branchOf && this.#rows.some(row => branchOf(row)) ? 'treegrid' : 'grid');
    this.#findSelected();
  }

  #compare(): ((a: Row, b: Row) => number) | undefined {
    const compare = this.#columns.find(({ id }) => id === this.#sorting?.column)?.compare;
    const way = this.#sorting?.order === 'descending' ? -1 : 1;
    return compare && ((a, b) => way * compare(a, b));
  }

  #asTheyStand(): (a: Row, b: Row) => number {
    const { keyOf } = this.#options;
    const places = new Map(this.#rows.map((row, index) => [keyOf(row), index]));
    const placeOf = (row: Row) => places.get(keyOf(row)) ?? this.#rows.length;
    return (a, b) => placeOf(a) - placeOf(b);
  }

  /** The pointer rests on it, or somebody used it by keyboard a moment ago. */
  #isBeingRead(): boolean {
    if (this.element.matches(':hover')) return true;
    return this.element.contains(document.activeElement) && performance.now() - this.#touched < stillReadMs;
  }

  #reorderIfDue(): void {
    if (this.#orderWaits && !this.#isBeingRead()) this.arrangeAnew();
  }

  #findSelected(): void {
    const { keyOf } = this.#options;
    this.#selectedIndex = this.#selected === undefined ? -1 : this.#rows.findIndex(row => keyOf(row) === this.#selected);
  }

  /** true: the columns are others than before, and every row is drawn anew. */
  #fit(): boolean {
    const changed = this.#head.fit(this.#width, this.#sorting);
    if (changed) {
      for (const { line } of this.#drawn) line.remove();
      this.#drawn = [];
    }
    const { template, width } = this.#head.shareOut(this.#width);
    this.#table.style.setProperty('--columns', template);
    this.#table.style.width = `${Math.max(width, this.#width)}px`;
    this.#table.setAttribute('aria-colcount', String(this.#head.columns.length));
    return changed;
  }

  #sortBy(column: Column<Row>): void {
    const first = column.sortsFirst ?? 'ascending';
    const other: Order = first === 'ascending' ? 'descending' : 'ascending';
    const now = this.#sorting?.column === column.id ? this.#sorting.order : undefined;
    const isOff = now === other && this.#options.sortsOff === true;
    this.#sorting = isOff ? undefined : { column: column.id, order: now === first ? other : first };
    this.#orderWaits = false;
    this.#arrange();
    this.#head.draw(this.#sorting);
    this.element.scrollTop = 0;
    this.#draw();
    this.#options.onSort?.(this.#sorting ?? null);
  }

  /** After scrolling, rows that stay where they are say what they said. */
  #draw(isNews = true): void {
    if (this.#width === 0) this.#measure();
    if (this.#width === 0) return;
    if (this.#head.columns.length === 0) this.#fit();
    const top = this.element.scrollTop;
    const [seenFrom, seenTo] = [Math.floor(top / rowHeight), Math.ceil((top + this.#height) / rowHeight)];
    const first = Math.max(0, seenFrom - spare);
    const end = Math.min(this.#rows.length, seenTo + spare);

    const free: TableRow<Row>[] = [];
    const kept = new Map<number, TableRow<Row>>();
    for (const drawn of this.#drawn) {
      if (drawn.index >= first && drawn.index < end) kept.set(drawn.index, drawn);
      else free.push(drawn);
    }
    const next: TableRow<Row>[] = [];
    for (let index = first; index < end; index++) {
      const there = kept.get(index);
      const drawn = there ?? free.pop() ?? new TableRow(this.#head.columns);
      if (!there && !drawn.line.isConnected) this.#body.append(drawn.line);
      const isSeen = index >= seenFrom && index < seenTo;
      if (isNews && drawn === there && !isSeen) drawn.isStale = true;
      else if (isNews || drawn !== there || (isSeen && drawn.isStale)) this.#drawRow(drawn, index);
      next.push(drawn);
    }
    for (const { line } of free) line.remove();
    this.#drawn = next;
    // What nobody sees yet comes after what somebody waits for.
    if (next.some(({ isStale }) => isStale)) this.#later(() => this.#drawStale());
    if (isNews) this.#putInOrder();
    this.#pointAtSelected();
    this.#options.onScroll?.(this.#rows.slice(first, end));
    // Wider than all before: it settles, for columns only leave.
    if (this.#head.grew && this.#fit()) this.#draw();
  }

  #drawStale(): void {
    for (const drawn of this.#drawn) if (drawn.isStale) this.#drawRow(drawn, drawn.index);
  }

  #measure(): void {
    [this.#width, this.#height] = [this.element.clientWidth, this.element.clientHeight];
  }

  /** Screen readers read the document's order. Rows that take each other's place while one scrolls are put into it when it rests. */
  #putInOrder(): void {
    let before: Element | null = null;
    for (const { line } of this.#drawn) {
      const place: Element | null = before ? before.nextElementSibling : this.#body.firstElementChild;
      if (place !== line) this.#body.insertBefore(line, place);
      before = line;
    }
  }

  #drawRow(drawn: TableRow<Row>, index: number): void {
    const row = this.#rows[index];
    if (row === undefined) return;
    drawn.isStale = false;
    const { branchOf, rowClass, wholeRow } = this.#options;
    drawn.draw(row, {
      index,
      id: `${this.#id}-${index}`,
      isSelected: index === this.#selectedIndex,
      classes: rowClass?.(row) ?? '',
      branch: branchOf?.(row),
      whole: wholeRow?.(row),
      seen: (column, text, cell) => this.#head.see(column, text, cell),
    });
  }

  #pointAtSelected(): void {
    if (this.#selectedIndex >= 0) this.#table.setAttribute('aria-activedescendant', `${this.#id}-${this.#selectedIndex}`);
    else this.#table.removeAttribute('aria-activedescendant');
    this.#table.classList.toggle('none-selected', this.#selectedIndex < 0);
  }

  #reveal(index: number): void {
    const head = this.#head.line.offsetHeight;
    const top = index * rowHeight;
    const seen = this.#height - head;
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
    const page = Math.max(1, Math.floor(this.#height / rowHeight) - 2);
    const to = indexAfter(event.key, this.#selectedIndex, this.#rows.length, page);
    if (to !== undefined) this.#moveTo(to);
    else if (event.key === 'Enter') this.#open();
    else if (event.key === 'ArrowRight') this.#goIn();
    else if (event.key === 'ArrowLeft') this.#goOut();
    else return;
    event.preventDefault();
  }

  #goIn(): void {
    const row = this.selected;
    const isOpen = row && this.#options.branchOf?.(row)?.isOpen;
    if (row === undefined || isOpen === undefined) this.#open();
    else if (!isOpen) this.#options.onToggle?.(row);
    else this.#moveTo(this.#selectedIndex + 1);
  }

  #goOut(): void {
    const { branchOf, onToggle } = this.#options;
    const row = this.selected;
    const branch = row && branchOf?.(row);
    if (row === undefined || !branch) return;
    if (branch.isOpen) onToggle?.(row);
    else if (branch.level > 1) {
      const above = this.#rows.findLastIndex((other, index) => index < this.#selectedIndex && branchOf?.(other)?.level === 1);
      if (above >= 0) this.#moveTo(above);
    }
  }

  #onClick(event: MouseEvent): void {
    this.#touched = performance.now();
    const line = (event.target as Element).closest('tr');
    const drawn = this.#drawn.find(row => row.line === line);
    const row = drawn && this.#rows[drawn.index];
    if (row === undefined) return;
    this.select(this.#options.keyOf(row), { reveal: false });
    if ((event.target as Element).closest('.twist')) this.#options.onToggle?.(row);
  }

  #onCopy(event: ClipboardEvent): void {
    if (this.selected === undefined || !getSelection()?.isCollapsed) return;
    event.clipboardData?.setData('text/plain', this.toText([this.selected]));
    event.preventDefault();
  }
}
