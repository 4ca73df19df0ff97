/** The line above a table: how many rows of how many, what to show of them, how to add them up, which columns. */
import { button, segments } from '../shared/controls.ts';
import { el, setText } from '../shared/dom.ts';
import { Dropdown, TextField, type Choice } from '../shared/fields.ts';
import { menuButton, type MenuItem } from '../shared/menu.ts';
import { inPassing } from '../shared/passing.ts';
import { t } from '../shared/words.ts';

export interface TableBarOptions {
  readonly filterBy: string;
  /** Ways to add rows up; none: nothing to choose. */
  readonly totals?: { readonly choices: readonly Choice[]; readonly chosen: string; readonly onChoose: (value: string) => void };
  readonly columns: () => readonly MenuItem[];
  readonly keys: readonly HTMLElement[];
  readonly onFilter: () => void;
}

export class TableBar {
  readonly element: HTMLElement;
  readonly #count = el('h2', { class: 'count' });
  readonly #hint = el('span', { class: 'note wide' });
  readonly #said = el('span', { class: 'note', role: 'status' });
  readonly #filter: TextField;
  readonly #clear: HTMLElement;
  #troubled = false;

  constructor({ filterBy, totals, columns, keys, onFilter }: TableBarOptions) {
    const changed = () => {
      this.#clear.hidden = this.#filter.value === '';
      onFilter();
    };
    this.#filter = new TextField(t('Filter'), { placeholder: filterBy, size: 22, sign: 'filter', onInput: changed });
    this.#clear = button({
      label: t('Clear the filter'),
      icon: 'close',
      look: 'icon',
      onClick: () => {
        this.#filter.value = '';
        changed();
        this.#filter.focus();
      },
    });
    this.#clear.hidden = true;
    const which = segments(
      t('Which rows'),
      [
        { value: false, text: t('all') },
        { value: true, text: t('not fine') },
      ],
      false,
      troubled => {
        this.#troubled = troubled;
        onFilter();
      },
    );
    this.element = el(
      'div',
      { class: 'heading bar-line' },
      this.#count,
      this.#hint,
      this.#said,
      el('span', { class: 'grow' }),
      el('span', { class: 'note keys roomy' }, ...keys),
      el(
        'span',
        { class: 'actions', role: 'toolbar', label: t('What the table shows') },
        which,
        this.#filter.element,
        this.#clear,
        totals && totalsField(totals),
        menuButton({ label: t('Columns'), icon: 'columns', look: 'icon' }, columns),
      ),
    );
    // As in the editor's own lists.
    document.addEventListener('keydown', event => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || !this.element.isConnected) return;
      this.#filter.focus();
      event.preventDefault();
    });
  }

  /** Lower case; every word must be somewhere. */
  get words(): readonly string[] {
    return this.#filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  }

  /** Only rows with something to be done about them. */
  get troubled(): boolean {
    return this.#troubled;
  }

  setCount(words: string, hint: string): void {
    setText(this.#count, words);
    setText(this.#hint, hint);
  }

  readonly say = inPassing(this.#said);
}

function totalsField({ choices, chosen, onChoose }: NonNullable<TableBarOptions['totals']>): HTMLElement {
  const field = new Dropdown(t('Add up'), choices, onChoose);
  field.value = chosen;
  return field.element;
}

/** The menu's items: each column that can be chosen, and the way back. */
export function columnItems(
  columns: readonly { readonly id: string; readonly title: string }[],
  isShown: (id: string) => boolean,
  onChoose: (id: string, shown: boolean) => void,
  onReset: () => void,
): readonly MenuItem[] {
  return [
    ...columns.map(({ id, title }) => ({ label: title, isOn: isShown(id), onChoose: () => onChoose(id, !isShown(id)) })),
    { label: t('As there is room'), begins: true, onChoose: onReset },
  ];
}
