/** The table of records: its columns are the person's, sorting is within what is loaded, and each row has a menu. */
import type { PeekLook, PeekMarker, PeekRow } from '../../src/webviewProtocol/peek.ts';
import type { PeekLayout } from '../../src/webviewProtocol/peekTable.ts';
import { icon } from '../shared/icons.ts';
import { contextMenu, type MenuItem } from '../shared/menu.ts';
import { VirtualTable, type Cell } from '../shared/table.ts';
import { t } from '../shared/words.ts';
import { AddedCells, type AskCells } from './addedCells.ts';
import { headItems } from './columnMenu.ts';
import { orderOf, RecordColumns } from './columns.ts';
import { keyOfLine, keyOfRow, linesOf, type Line } from './lines.ts';

export interface RecordTableActions {
  readonly onOpen: (row: PeekRow) => void;
  readonly onSelect: (row: PeekRow) => void;
  readonly rowItems: (row: PeekRow) => readonly MenuItem[];
  readonly cells: AskCells;
  /** The person asks for a column that is not there yet. */
  readonly addColumn: () => void;
  readonly keepLayout: (layout: PeekLayout) => void;
  /** Another order, or as the records lie in the log again. */
  readonly onSorted: () => void;
}

const rowHeight = 22;
const usualLayout: PeekLayout = { order: [], chosen: {}, widths: {}, added: [], sorting: null };

export class RecordTable {
  readonly element: HTMLElement;
  readonly #table: VirtualTable<Line>;
  readonly #actions: RecordTableActions;
  readonly #cells: AddedCells;
  readonly #columns: RecordColumns;
  #layout = usualLayout;
  #look: PeekLook | undefined;

  constructor(label: string, actions: RecordTableActions) {
    this.#actions = actions;
    this.#cells = new AddedCells(actions.cells, () => this.#table.arrangeAnew());
    this.#columns = new RecordColumns((id, column) => this.#cells.of(id, column));
    this.#table = new VirtualTable<Line>({
      label,
      columns: this.#columns.inOrder(usualLayout),
      keyOf: keyOfLine,
      whenEmpty: '',
      rowClass: line => (line.kind === 'marker' ? 'marker' : line.isNext ? 'next' : line.row.mark === 'none' ? '' : line.row.mark),
      wholeRow: line => (line.kind === 'marker' ? markerCell(line.marker) : undefined),
      onOpen: line => {
        if (line.kind === 'record') actions.onOpen(line.row);
      },
      onSelect: line => {
        if (line?.kind === 'record') actions.onSelect(line.row);
      },
      // A marker says where in the log a group reads on: sorted otherwise there is no such place.
      arrange: (lines, compare) => lines.filter(({ kind }) => kind === 'record').sort(compare),
      sortsOff: true,
      onSort: sorting => {
        this.#keep({ sorting });
        actions.onSorted();
      },
      heads: {
        onResize: (column, width, isDone) => this.#resize(column, width, isDone),
        onMove: (column, step) => this.#move(column, step),
      },
    });
    this.element = this.#table.element;
    this.element.addEventListener('contextmenu', event => this.#openMenu(event));
    this.#chooseColumns();
    this.#keepSelectedInView();
  }

  get layout(): PeekLayout {
    return this.#layout;
  }

  set layout(layout: PeekLayout) {
    this.#layout = layout;
    this.#cells.setColumns(layout.added);
    this.#chooseColumns();
    this.#table.setColumns(this.#columns.inOrder(layout), layout.widths);
    this.#table.sortAs(layout.sorting);
    this.#actions.onSorted();
  }

  /** Ids of the columns that are seen, from left to right. */
  get shownColumns(): readonly string[] {
    return this.#columns
      .inOrder(this.#layout)
      .map(({ id }) => id)
      .filter(id => this.#table.isShown(id));
  }

  /** Ids of the records as they stand. */
  get shownIds(): readonly number[] {
    return this.#table.rows.flatMap(line => (line.kind === 'record' ? [line.row.id] : []));
  }

  get isSorted(): boolean {
    return this.#table.sorting !== undefined;
  }

  get selected(): PeekRow | undefined {
    const line = this.#table.selected;
    return line?.kind === 'record' ? line.row : undefined;
  }

  /** `passing`: only these records. `added`: so many rows came before those in view: the view stays with them. */
  show(look: PeekLook, passing: ReadonlySet<number> | undefined, added: number): void {
    this.#look = look;
    this.#cells.setRows(look.rows);
    this.#chooseColumns();
    const nothing = look.rows.length > 0 ? t('None fits the filter.') : look.goesOn ? t('Nothing so far.') : t('No records to show.');
    this.#table.setRows(linesOf(look, passing), nothing);
    if (!this.isSorted) this.element.scrollTop += added * rowHeight;
  }

  toTop(): void {
    this.element.scrollTop = 0;
  }

  select(id: number): void {
    this.#table.select(keyOfRow(id));
  }

  focus(): void {
    this.#table.focus();
  }

  /** What the button for the columns offers. */
  columnItems(): readonly MenuItem[] {
    return [
      { label: t('Add a column…'), onChoose: this.#actions.addColumn },
      ...this.#columns.inOrder(this.#layout).map(({ id, title }, at) => ({
        label: title,
        begins: at === 0,
        isOn: this.#table.isShown(id),
        onChoose: () => this.#choose(id, !this.#table.isShown(id)),
      })),
      { label: t('As usual'), begins: true, onChoose: () => this.#change(usualLayout) },
    ];
  }

  /** It comes last, and is shown. */
  addColumn(id: string): void {
    const { added, chosen } = this.#layout;
    this.#change({ added: added.includes(id) ? added : [...added, id], chosen: { ...chosen, [id]: true } });
    this.#table.element.scrollLeft = this.#table.element.scrollWidth;
  }

  #change(part: Partial<PeekLayout>): void {
    this.layout = { ...this.#layout, ...part };
    this.#actions.keepLayout(this.#layout);
  }

  #keep(part: Partial<PeekLayout>): void {
    this.#layout = { ...this.#layout, ...part };
    this.#actions.keepLayout(this.#layout);
  }

  /** A column that was added and is hidden again leaves. */
  #choose(id: string, isShown: boolean): void {
    const { added, chosen } = this.#layout;
    if (isShown || !added.includes(id)) this.#change({ chosen: { ...chosen, [id]: isShown } });
    else this.#change({ added: added.filter(each => each !== id), chosen: without(chosen, id), widths: without(this.#layout.widths, id) });
  }

  /** Topic and partition are columns where they tell records apart. */
  #chooseColumns(): void {
    const rows = this.#look?.rows ?? [];
    const [first] = rows;
    const usual = {
      topic: rows.some(({ topic }) => topic !== undefined),
      partition: (this.#look?.statement.details.length ?? 0) > 1 || rows.some(({ partition }) => partition !== first?.partition),
    };
    // Columns that the person did not choose come and go with the room; these two only with the records.
    this.#table.chooseColumns({
      ...(usual.topic ? {} : { topic: false }),
      ...(usual.partition ? {} : { partition: false }),
      ...this.#layout.chosen,
    });
  }

  #resize(column: string, width: number | undefined, isDone: boolean): void {
    const widths = width === undefined ? without(this.#layout.widths, column) : { ...this.#layout.widths, [column]: width };
    this.#layout = { ...this.#layout, widths };
    this.#table.setColumns(this.#columns.inOrder(this.#layout), widths);
    if (isDone) this.#actions.keepLayout(this.#layout);
  }

  #move(column: string, step: -1 | 1): void {
    const shown = this.shownColumns;
    const neighbour = shown[shown.indexOf(column) + step];
    if (neighbour === undefined) return;
    const order = this.#columns.inOrder(this.#layout).map(({ id }) => id);
    const rest = order.filter(id => id !== column);
    rest.splice(rest.indexOf(neighbour) + (step === 1 ? 1 : 0), 0, column);
    this.#change({ order: orderOf(order, rest) });
  }

  #openMenu(event: MouseEvent): void {
    const target = event.target as Element;
    const column = target.closest('th')?.getAttribute('data-column');
    const line = target.closest('tbody tr');
    const row = line ? this.#rowAt(line) : this.selected;
    if (column) contextMenu(t('Column'), () => this.#headItems(column), event);
    else if (row) {
      if (line) this.select(row.id);
      // The menu key points at no place: the menu then opens below the selected row.
      const place = line ? undefined : this.element.querySelector('tr.selected')?.getBoundingClientRect();
      contextMenu(t('Record'), () => this.#actions.rowItems(row), event, place);
    }
  }

  #rowAt(line: Element): PeekRow | undefined {
    const found = this.#table.rows[Number(line.getAttribute('aria-rowindex')) - 2];
    return found?.kind === 'record' ? found.row : undefined;
  }

  #headItems(column: string): readonly MenuItem[] {
    return headItems({
      column,
      isAdded: this.#layout.added.includes(column),
      hasWidth: this.#layout.widths[column] !== undefined,
      sorting: this.#table.sorting,
      sort: sorting => this.#change({ sorting }),
      move: step => this.#move(column, step),
      fit: () => this.#resize(column, undefined, true),
      hide: () => this.#choose(column, false),
      add: this.#actions.addColumn,
    });
  }

  /** The selected record stays in view when a document opens beside the panel and the table becomes a strip. */
  #keepSelectedInView(): void {
    let height = 0;
    new ResizeObserver(() => {
      const { scrollTop, clientHeight } = this.element;
      const line = this.#table.selected;
      const top = line ? this.#table.rows.indexOf(line) * rowHeight : -1;
      const wasSeen = top >= scrollTop && top + 2 * rowHeight <= scrollTop + height;
      height = clientHeight;
      if (wasSeen && line?.kind === 'record') this.select(line.row.id);
    }).observe(this.element);
  }
}

function without<T>(map: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));
}

function markerCell({ words, tone }: PeekMarker): Cell {
  return {
    text: words,
    class: 'marker',
    sign: tone,
    draw: cell => cell.append(icon('bookmark', { tone: tone === 'warning' ? 'warn' : 'calm' }), ` ${words}`),
  };
}
