/** What to read: start, partitions, isolation, limit, markers. A choice from a list reads at once; what is typed reads on Enter. */
import { formatCount } from '../../src/model/figures.ts';
import { readWrittenTime } from '../../src/model/writtenTime.ts';
import type { PeekChoices, PeekStartChoice } from '../../src/webviewProtocol/peek.ts';
import { button } from '../shared/controls.ts';
import { el } from '../shared/dom.ts';
import { t } from '../shared/words.ts';
import { Checkbox, Dropdown, TextField } from '../shared/fields.ts';

export interface ToolbarActions {
  readonly read: (choices: PeekChoices) => void;
  readonly stop: () => void;
  readonly filter: (text: string) => void;
  /** Asks for the cluster's groups; rejects with a sentence. */
  readonly groups: () => Promise<{ readonly groupIds: readonly string[]; readonly note: string }>;
}

type StartKind = PeekStartChoice['kind'];

const starts: readonly { readonly value: StartKind; readonly text: string }[] = [
  { value: 'newest', text: t('newest') },
  { value: 'oldest', text: t('oldest') },
  { value: 'offset', text: t('at offset') },
  { value: 'time', text: t('at time') },
  { value: 'committed', text: t('committed offset of') },
];
const limits = [20, 100, 500, 2_000, 10_000];

export class Toolbar {
  readonly element: HTMLElement;
  readonly #actions: ToolbarActions;
  readonly #start = new Dropdown(t('Start'), starts, () => this.#startChosen());
  readonly #offset = new TextField(t('offset'), { placeholder: '0', size: 12, onDone: () => this.#read() });
  readonly #time = new TextField(t('time'), { placeholder: '-15m', size: 20, onDone: () => this.#read() });
  readonly #group = new Dropdown(t('group'), [], () => this.#read());
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
    placeholder: t('Filter: text in key, value or headers'),
    size: 24,
    sign: 'filter',
    onInput: () => this.#actions.filter(this.#filter.value),
  });
  readonly #readButton = button({ label: t('Read'), icon: 'refresh', look: 'primary', onClick: () => this.#read() });
  readonly #stopButton = button({ label: t('Stop'), icon: 'stop', look: 'primary', onClick: () => this.#actions.stop() });
  readonly #problem = el('span', { class: 'problem', role: 'alert' });

  constructor(actions: ToolbarActions) {
    this.#actions = actions;
    this.#filter.element.classList.add('widest');
    this.#time.element.classList.add('wider');
    this.#start.element.classList.add('start');
    this.#filter.element.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || this.#filter.value === '') return;
      this.#filter.value = '';
      this.#actions.filter('');
    });
    this.element = el(
      'div',
      { class: 'toolbar', role: 'group', label: t('What to read') },
      this.#start.element,
      this.#offset.element,
      this.#time.element,
      this.#group.element,
      this.#partitions.element,
      this.#isolation.element,
      this.#limit.element,
      this.#markers.element,
      this.#filter.element,
      this.#readButton,
      this.#stopButton,
      this.#problem,
    );
    this.setReading(false);
    this.#showPlace('newest');
  }

  show({ start, partitions, limit, isolation, showControlRecords }: PeekChoices, filter: string): void {
    this.#start.value = start.kind;
    if (start.kind === 'offset') this.#offset.value = start.offset;
    if (start.kind === 'time') this.#time.value = start.written;
    if (start.kind === 'committed') this.#group.value = start.groupId;
    this.#partitions.value = writeNumbers(partitions);
    this.#isolation.value = isolation;
    this.#limit.value = String(limit);
    this.#markers.value = showControlRecords;
    this.#filter.value = filter;
    this.#showPlace(start.kind);
    if (start.kind === 'committed') void this.#loadGroups(start.groupId);
  }

  /** While records are read the one button stops. */
  setReading(reading: boolean): void {
    const hadFocus = this.#readButton.contains(document.activeElement) || this.#stopButton.contains(document.activeElement);
    this.#readButton.hidden = reading;
    this.#stopButton.hidden = !reading;
    if (hadFocus) (reading ? this.#stopButton : this.#readButton).focus();
  }

  get filterText(): string {
    return this.#filter.value;
  }

  focusFilter(): void {
    this.#filter.focus();
  }

  #startChosen(): void {
    const kind = this.#start.value as StartKind;
    this.#showPlace(kind);
    if (kind === 'newest' || kind === 'oldest') this.#read();
    else if (kind === 'offset') this.#offset.focus();
    else if (kind === 'time') this.#time.focus();
    else void this.#loadGroups();
  }

  #showPlace(kind: StartKind): void {
    this.#offset.element.hidden = kind !== 'offset';
    this.#time.element.hidden = kind !== 'time';
    this.#group.element.hidden = kind !== 'committed';
    this.#tellProblem(undefined);
  }

  async #loadGroups(chosen = ''): Promise<void> {
    try {
      const { groupIds, note } = await this.#actions.groups();
      const known = chosen === '' || groupIds.includes(chosen) ? groupIds : [chosen, ...groupIds];
      const asks = chosen === '' ? [{ value: '', text: t('choose a group') }] : [];
      this.#group.setChoices([...asks, ...known.map(value => ({ value, text: value }))], chosen);
      if (groupIds.length === 0) this.#tellProblem(t('This cluster has no group that this login may see.'));
      else if (note !== '') this.#tellProblem(note);
    } catch (refused) {
      this.#tellProblem(refused instanceof Error ? refused.message : String(refused));
    }
  }

  #read(): void {
    const start = this.#startChoice();
    const partitions = readNumbers(this.#partitions.value);
    this.#partitions.problem = partitions ? undefined : t('Partitions are numbers: 2, or 0, 3-5');
    if (!partitions) this.#tellProblem(t('Write partitions as numbers: 2, or 0, 3-5. Empty means all.'));
    if (!start || !partitions) return;
    this.#tellProblem(undefined);
    this.#actions.read({
      start,
      partitions,
      limit: Number(this.#limit.value),
      isolation: this.#isolation.value === 'read_committed' ? 'read_committed' : 'read_uncommitted',
      showControlRecords: this.#markers.value,
    });
  }

  /** undefined: it cannot be read yet, and the person was told why. */
  #startChoice(): PeekStartChoice | undefined {
    const kind = this.#start.value as StartKind;
    switch (kind) {
      case 'newest':
      case 'oldest':
        return { kind };
      case 'offset': {
        const offset = this.#offset.value.replace(/[\s,._']/g, '');
        const isOffset = /^\d{1,19}$/.test(offset);
        this.#offset.problem = isOffset ? undefined : t('An offset is a number');
        if (isOffset) return { kind, offset: offset as `${bigint}` };
        this.#tellProblem(t('Write the offset as a number: 184211.'));
        return undefined;
      }
      case 'time': {
        const at = readWrittenTime(this.#time.value, Date.now());
        this.#time.problem = at === undefined ? t('Not a time') : undefined;
        if (at !== undefined) return { kind, at, written: this.#time.value };
        this.#tellProblem(t('Write the time as -15m, 14:05, 2026-11-20 14:05 or 2026-11-20T14:05Z.'));
        return undefined;
      }
      case 'committed':
        if (this.#group.value !== '') return { kind, groupId: this.#group.value };
        this.#tellProblem(t('Choose the group whose committed offset is the place to look at.'));
        return undefined;
    }
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
