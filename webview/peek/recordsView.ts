/** The record table with what belongs to it: its buttons, its menus, what is said of it, the record that others are compared with. */
import { formatCount } from '../../src/model/figures.ts';
import { columnId, readAddedColumn } from '../../src/model/peekColumn.ts';
import type { PeekAsks, PeekRow } from '../../src/webviewProtocol/peek.ts';
import { button } from '../shared/controls.ts';
import { el, setText } from '../shared/dom.ts';
import { menuButton, type MenuItem } from '../shared/menu.ts';
import { plural, t } from '../shared/words.ts';
import { RecordTable } from './recordTable.ts';
import { rowItems } from './rowMenu.ts';

export interface RecordsViewActions {
  readonly ask: <Name extends keyof PeekAsks>(name: Name, question: PeekAsks[Name]['question']) => Promise<PeekAsks[Name]['answer']>;
  readonly onSelect: (row: PeekRow) => void;
  /** What is loaded and passes the filter, in the order in which it was read. */
  readonly rows: () => readonly PeekRow[];
  /** Does it, and says what came of it. */
  readonly act: (doing: Promise<{ readonly said: string } | null>) => void;
}

export class RecordsView {
  readonly table: RecordTable;
  /** For the panel's head. */
  readonly buttons: readonly HTMLElement[];
  /** For the footer: how the table is sorted, and what is marked. */
  readonly note = el('span', { class: 'dim', role: 'status' });
  readonly #actions: RecordsViewActions;
  #marked: PeekRow | undefined;

  #suggested: readonly string[] = [];

  constructor(actions: RecordsViewActions) {
    this.#actions = actions;
    const { ask, act } = actions;
    this.table = new RecordTable(t('Records'), {
      onOpen: ({ id }) => act(ask('openDocument', { id, what: 'record' })),
      onSelect: actions.onSelect,
      rowItems: row =>
        rowItems(row, this.#marked, {
          open: (id, what) => act(ask('openDocument', { id, what })),
          copy: (id, what) => act(ask('copyAs', { id, what })),
          save: (id, part) => act(ask('saveBytes', { id, part })),
          mark: marked => this.#mark(marked),
          diff: other => this.#diff(other),
        }),
      cells: async (ids, columns) => (await ask('cells', { ids, columns })).cells,
      addColumn: () => void this.#addColumn(),
      keepLayout: layout => void ask('keepLayout', { layout }),
      onSorted: () => this.drawNote(),
    });
    this.buttons = [
      menuButton({ label: t('Columns'), icon: 'columns', look: 'icon' }, () => this.table.columnItems()),
      button({
        label: t('Copy link to this view'),
        icon: 'link',
        look: 'icon',
        onClick: () => act(ask('copyLink', { layout: this.table.layout })),
      }),
      menuButton({ label: t('Export'), icon: 'export', look: 'icon', title: t('Export as JSON, NDJSON or CSV') }, () =>
        this.#exportItems(),
      ),
    ];
  }

  /** As the person had the table of this topic; where the panel is closed meanwhile it stays as it is. */
  async recallLayout(): Promise<void> {
    const layout = await this.#actions.ask('layout', {}).catch(() => undefined);
    if (layout) this.table.layout = layout;
    this.suggestColumns(this.#suggested);
  }

  /** Columns that say most of these records: shown where the person has chosen none for this topic, and not remembered. */
  suggestColumns(ids: readonly string[]): void {
    this.#suggested = ids;
    const { layout } = this.table;
    const isUntouched = layout.added.length + layout.order.length + Object.keys(layout.chosen).length === 0;
    if (isUntouched && ids.length > 0) this.table.layout = { ...layout, added: ids };
  }

  /** D marks a record, and on another one shows how both differ. true: the key was meant for this. */
  onKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    const row = this.table.selected;
    if (key.toLowerCase() !== 'd' || ctrlKey || metaKey || altKey || shiftKey || !row) return false;
    if (this.#marked === undefined || this.#marked.id === row.id) this.#mark(this.#marked ? undefined : row);
    else this.#diff(row);
    return true;
  }

  /** A place in the value's or the key's JSON as a column. */
  showAsColumn(path: string, part: 'key' | 'value'): void {
    this.table.addColumn(columnId({ kind: 'path', part, path }));
  }

  showHeaderAsColumn(name: string): void {
    this.table.addColumn(columnId({ kind: 'header', name }));
  }

  /** After rows came or went. */
  drawNote(): void {
    const rows = this.#actions.rows();
    if (this.#marked && !rows.some(({ id }) => id === this.#marked?.id)) this.#marked = undefined;
    const words = [
      ...(this.table.isSorted ? [t('sorted within the {0} loaded', formatCount(rows.length))] : []),
      ...(this.#marked ? [t('{0} is marked: D on another record compares both', formatCount(this.#marked.offset))] : []),
    ];
    setText(this.note, words.join(' · '));
  }

  #mark(row: PeekRow | undefined): void {
    this.#marked = row;
    this.drawNote();
  }

  #diff(other: PeekRow): void {
    if (!this.#marked) return;
    this.#actions.act(this.#actions.ask('diff', { left: this.#marked.id, right: other.id }));
    this.#mark(undefined);
  }

  #exportItems(): readonly MenuItem[] {
    const { ask, act, rows } = this.#actions;
    const columns = this.table.shownColumns;
    return [
      {
        label: t('What is shown…'),
        note: plural(rows().length, '{0} record', '{0} records, in this order', formatCount(rows().length)),
        onChoose: () => act(ask('exportAs', { ids: this.table.shownIds, columns })),
      },
      {
        label: t('All from here to the end of the log…'),
        note: t('read again, from the first offset that is loaded'),
        onChoose: () => act(ask('exportAs', { ids: null, columns })),
      },
    ];
  }

  async #addColumn(): Promise<void> {
    const { column } = await this.#actions.ask('chooseColumn', { id: this.table.selected?.id ?? null });
    const added = column === null ? undefined : readAddedColumn(column);
    if (added) this.table.addColumn(columnId(added));
  }
}
