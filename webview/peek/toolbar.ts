/** What to read: start, partitions, isolation, limit, markers. A choice from a list reads at once; what is typed reads on Enter. */
import { formatCount } from '../../src/model/figures.ts';
import type { Zone } from '../../src/model/writtenTime.ts';
import type { PeekChoices, PeekStartChoice } from '../../src/webviewProtocol/peek.ts';
import type { PeekSearchReach } from '../../src/webviewProtocol/peekSearch.ts';
import { button } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { t } from '../shared/words.ts';
import { Checkbox, Dropdown, TextField } from '../shared/fields.ts';
import { PlaceField } from './placeField.ts';

export interface ToolbarActions {
  readonly read: (choices: PeekChoices) => void;
  readonly stop: () => void;
  /** Opens or closes the bar that searches the topic itself. */
  readonly search: () => void;
  readonly filter: (text: string) => void;
  /** Asks for the cluster's groups; rejects with a sentence. */
  readonly groups: () => Promise<{ readonly groupIds: readonly string[]; readonly note: string }>;
  readonly zone: () => Zone;
}

const starts: readonly { readonly value: PeekStartChoice['kind']; readonly text: string }[] = [
  { value: 'newest', text: t('newest') },
  { value: 'live', text: t('follow live') },
  { value: 'oldest', text: t('oldest') },
  { value: 'offset', text: t('at offset') },
  { value: 'time', text: t('at time') },
  { value: 'committed', text: t('committed offset of') },
];
const limits = [20, 100, 500, 2_000, 10_000];

export class Toolbar {
  readonly element: HTMLElement;
  readonly #actions: ToolbarActions;
  readonly #start: PlaceField<PeekStartChoice['kind']>;
  readonly #partitions = new TextField(t('Partitions'), { placeholder: t('all'), size: 6, onDone: () => this.#read() });
  readonly #isolation = new Dropdown(
    t('Isolation'),
    [
      { value: 'read_uncommitted', text: 'read_uncommitted' },
      { value: 'read_committed', text: 'read_committed' },
    ],
    () => this.#read(),
  );
  readonly #limit = new Dropdown(
    t('Limit'),
    limits.map(limit => ({ value: String(limit), text: formatCount(limit) })),
    () => this.#read(),
  );
  readonly #markers = new Checkbox(
    t('Markers'),
    t('Show control records (commit and abort markers) and, with read_committed, records of aborted transactions'),
    () => this.#read(),
  );
  readonly #filter = new TextField(t('Filter'), {
    placeholder: t('Filter what is loaded: text in key, value or headers'),
    size: 24,
    sign: 'filter',
    onInput: () => this.#actions.filter(this.#filter.value),
  });
  readonly #readButton = button({ label: t('Read'), icon: 'refresh', look: 'primary', onClick: () => this.#read() });
  readonly #searchButton = button({
    label: t('Search Topic'),
    icon: 'diagnose',
    title: t('Search the topic itself, not only what is loaded (Ctrl+Shift+F)'),
    onClick: () => this.#actions.search(),
  });
  readonly #stopButton = button({ label: t('Stop'), icon: 'stop', look: 'primary', onClick: () => this.#actions.stop() });
  #searchesOnly = false;
  readonly #problem = el('span', { class: 'problem', role: 'alert' });

  constructor(actions: ToolbarActions) {
    this.#actions = actions;
    this.#start = new PlaceField(t('Start'), {
      kinds: starts,
      groups: actions.groups,
      onDone: () => this.#read(),
      tell: sentence => this.#tellProblem(sentence),
      zone: actions.zone,
    });
    this.#filter.element.classList.add('widest');
    this.#filter.element.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || this.#filter.value === '') return;
      this.#filter.value = '';
      this.#actions.filter('');
    });
    this.element = el(
      'div',
      { class: 'toolbar', role: 'group', label: t('What to read') },
      this.#start.element,
      this.#partitions.element,
      this.#isolation.element,
      this.#limit.element,
      this.#markers.element,
      this.#filter.element,
      this.#searchButton,
      this.#readButton,
      this.#stopButton,
      this.#problem,
    );
    this.setReading(false);
    this.#tellProblem(undefined);
  }

  show({ start, partitions, limit, isolation, showControlRecords }: PeekChoices, filter: string): void {
    this.#start.show(start);
    this.#partitions.value = writeNumbers(partitions);
    this.#isolation.value = isolation;
    this.#limit.value = String(limit);
    this.#markers.value = showControlRecords;
    this.#filter.value = filter;
  }

  /** In a panel of several topics there is nothing to read from one place: only to search. */
  showOnlySearch(): void {
    for (const field of [this.#start, this.#partitions, this.#limit, this.#markers]) field.element.hidden = true;
    this.#searchesOnly = true;
    this.#readButton.hidden = true;
  }

  /** Written times mean another instant now. */
  zoneChanged(): void {
    this.#start.drawInstant();
  }

  set searchIsOpen(isOpen: boolean) {
    this.#searchButton.setAttribute('aria-expanded', String(isOpen));
    // One button a page is the primary one: with the bar open it is the bar's.
    for (const each of [this.#readButton, this.#stopButton]) each.setAttribute('appearance', isOpen ? 'secondary' : 'primary');
  }

  /** Which partitions to search, in which isolation; undefined: the person was told what to write. */
  reach(): PeekSearchReach | undefined {
    const partitions = this.#readPartitions();
    return partitions && { partitions, isolation: this.#isolationChosen };
  }

  /** While records are read the one button stops. */
  setReading(reading: boolean): void {
    const hadFocus = this.#readButton.contains(document.activeElement) || this.#stopButton.contains(document.activeElement);
    this.#readButton.hidden = reading || this.#searchesOnly;
    this.#stopButton.hidden = !reading;
    if (hadFocus) (reading ? this.#stopButton : this.#readButton).focus();
  }

  get filterText(): string {
    return this.#filter.value;
  }
  set filterText(text: string) {
    this.#filter.value = text;
  }

  focusFilter(): void {
    this.#filter.focus();
  }

  #read(): void {
    const start = this.#start.read();
    const partitions = this.#readPartitions();
    if (!start || !partitions) return;
    this.#tellProblem(undefined);
    this.#actions.read({
      start,
      partitions,
      limit: Number(this.#limit.value),
      isolation: this.#isolationChosen,
      showControlRecords: this.#markers.value,
    });
  }

  #readPartitions(): readonly number[] | undefined {
    const partitions = readNumbers(this.#partitions.value);
    this.#partitions.problem = partitions ? undefined : t('Partitions are numbers: 2, or 0, 3-5');
    if (!partitions) this.#tellProblem(t('Write partitions as numbers: 2, or 0, 3-5. Empty means all.'));
    return partitions;
  }

  get #isolationChosen(): PeekChoices['isolation'] {
    return this.#isolation.value === 'read_committed' ? 'read_committed' : 'read_uncommitted';
  }

  #tellProblem(sentence: string | undefined): void {
    this.#problem.textContent = sentence ?? '';
    this.#problem.hidden = sentence === undefined;
  }
}

/** What the title says of the place: "around the committed offset of orders-billing". */
export function startWords(start: PeekStartChoice): string {
  switch (start.kind) {
    case 'newest':
      return t('newest records');
    case 'live':
      return t('followed live');
    case 'oldest':
      return t('oldest records');
    case 'offset':
      return t('from offset {0}', formatCount(start.offset));
    case 'time':
      return t('from {0} on', start.written);
    case 'committed':
      return t('around the committed offset of {0}', start.groupId);
  }
}

/** "0, 3-5" → [0, 3, 4, 5]; empty or "all" → []; undefined where it is neither. */
function readNumbers(text: string): readonly number[] | undefined {
  const written = text.trim();
  if (written === '' || written.toLowerCase() === t('all') || written.toLowerCase() === 'all') return [];
  const numbers = new Set<number>();
  for (const part of written.split(/[,\s]+/).filter(each => each !== '')) {
    const found = /^(\d{1,6})(?:[-–](\d{1,6}))?$/.exec(part);
    if (!found) return undefined;
    const first = Number(found[1]);
    const last = Number(found[2] ?? found[1]);
    if (last < first || last - first > 10_000) return undefined;
    for (let number = first; number <= last; number++) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** [0, 3, 4, 5] → "0, 3-5". */
function writeNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}
