/**
 * The bar that searches the topic itself: what for, in which parts, from where to where. While one types it says whether
 * that can be searched for, and what it says of the selected record.
 */
import { formatCount } from '../../src/model/figures.ts';
import type { SearchFor } from '../../src/model/search.ts';
import type { Zone } from '../../src/model/writtenTime.ts';
import type {
  PeekSearchCheck,
  PeekSearchChoices,
  PeekSearchFrom,
  PeekSearchState,
  PeekSearchUntil,
} from '../../src/webviewProtocol/peekSearch.ts';
import { button } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { Dropdown } from '../shared/fields.ts';
import { icon } from '../shared/icons.ts';
import { menuButton } from '../shared/menu.ts';
import { t } from '../shared/words.ts';
import { PlaceField } from './placeField.ts';
import { SearchWhat, searchedWords } from './searchWhat.ts';

export interface SearchFormActions {
  readonly search: (choices: PeekSearchChoices) => void;
  readonly stop: () => void;
  readonly close: () => void;
  /** Rejects where the question was given up for a newer one. */
  readonly check: (what: SearchFor, signal: AbortSignal) => Promise<PeekSearchCheck>;
  readonly groups: () => Promise<{ readonly groupIds: readonly string[]; readonly note: string }>;
  readonly zone: () => Zone;
}

const froms: readonly { readonly value: PeekSearchFrom['kind']; readonly text: string }[] = [
  { value: 'oldest', text: t('the oldest') },
  { value: 'offset', text: t('offset') },
  { value: 'time', text: t('time') },
  { value: 'committed', text: t('the commit of') },
];
const untils: readonly { readonly value: PeekSearchUntil['kind']; readonly text: string }[] = [
  { value: 'end', text: t('the end') },
  { value: 'offset', text: t('offset') },
  { value: 'time', text: t('time') },
];
const mosts = [100, 1_000, 10_000];
/** So long after the last key the search is tried: every key would ask in vain. */
const typedMs = 120;

export class SearchForm {
  readonly element: HTMLElement;
  readonly #actions: SearchFormActions;
  readonly #what: SearchWhat;
  readonly #from: PlaceField<PeekSearchFrom['kind']>;
  readonly #until: PlaceField<PeekSearchUntil['kind']>;
  readonly #most = new Dropdown(
    t('Most matches'),
    mosts.map(most => ({ value: String(most), text: formatCount(most) })),
    () => undefined,
  );
  readonly #searchButton = button({ label: t('Search'), icon: 'diagnose', look: 'primary', onClick: () => this.search() });
  readonly #stopButton = button({ label: t('Stop'), icon: 'stop', look: 'primary', onClick: () => this.#actions.stop() });
  readonly #trial = el('span', { class: 'trial', role: 'status' });
  readonly #problem = el('span', { class: 'problem', role: 'alert', hidden: true });
  #history: readonly PeekSearchChoices[] = [];
  #checking: AbortController | undefined;
  #typed: ReturnType<typeof setTimeout> | undefined;
  #isSearching = false;

  constructor(actions: SearchFormActions) {
    this.#actions = actions;
    const { groups, zone } = actions;
    const place = { groups, zone, onDone: () => undefined, tell: (sentence: string | undefined) => this.#tell(sentence) };
    this.#what = new SearchWhat({ onInput: () => this.#checkSoon(), onDone: () => this.search(), onHistory: () => this.#openHistory() });
    this.#from = new PlaceField(t('From'), { ...place, kinds: froms });
    this.#until = new PlaceField(t('Until'), { ...place, kinds: untils });
    this.element = el(
      'div',
      { class: 'toolbar search-bar', role: 'search', label: t('Search the topic') },
      this.#what.element,
      this.#trial,
      el('span', { class: 'line-end' }),
      this.#from.element,
      this.#until.element,
      this.#most.element,
      this.#historyButton(),
      this.#searchButton,
      this.#stopButton,
      button({ label: t('Close the search'), icon: 'close', look: 'icon', onClick: () => actions.close() }),
      this.#problem,
    );
    this.element.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      // The first Escape stops what runs, the next one closes the bar.
      if (this.#isSearching) actions.stop();
      else actions.close();
    });
    this.setSearching(false);
  }

  show({ choices, history }: PeekSearchState): void {
    this.#history = history;
    this.#showChoices(choices);
  }

  /** `text`: what the filter did not find among what is loaded. */
  focus(text = ''): void {
    if (text !== '') this.#what.show({ kind: 'text', text, matchCase: false, parts: ['key', 'value', 'headers'] });
    this.tryAgain();
    this.#what.focus();
  }

  /** While a search runs the one button stops it. */
  setSearching(searching: boolean): void {
    this.#isSearching = searching;
    const hadFocus = this.#searchButton.contains(document.activeElement) || this.#stopButton.contains(document.activeElement);
    this.#searchButton.hidden = searching;
    this.#stopButton.hidden = !searching;
    if (hadFocus) (searching ? this.#stopButton : this.#searchButton).focus();
  }

  /** What is searched for is tried on another record. */
  tryAgain(): void {
    this.#checkSoon();
  }

  zoneChanged(): void {
    this.#from.drawInstant();
    this.#until.drawInstant();
  }

  /** The same search from the oldest record on. */
  searchFromOldest(): void {
    this.#from.show({ kind: 'oldest' });
    this.search();
  }

  search(): void {
    const what = this.#what.read();
    const from = this.#from.read();
    const until = this.#until.read();
    if (!what) this.#tell(t('Write what to search for.'));
    if (!what || !from || !until) return;
    this.#tell(undefined);
    const choices: PeekSearchChoices = { what, from, until, most: Number(this.#most.value) };
    this.#history = [choices, ...this.#history.filter(each => JSON.stringify(each.what) !== JSON.stringify(what))].slice(0, 10);
    this.#actions.search(choices);
  }

  #showChoices({ what, from, until, most }: PeekSearchChoices): void {
    this.#what.show(what);
    this.#from.show(from);
    this.#until.show(until);
    this.#most.value = String(most);
    this.#checkSoon();
  }

  #historyButton(): HTMLElement {
    const items = () =>
      this.#history.map(choices => ({
        label: searchedWords(choices.what).slice(0, 80),
        onChoose: () => {
          this.#showChoices(choices);
          this.#what.focus();
        },
      }));
    const none = { label: t('Nothing was searched for in this topic yet'), onChoose: () => this.#what.focus() };
    return menuButton(
      { label: t('Last searches'), icon: 'too-early', look: 'icon', title: t('Last searches (arrow down in the field)') },
      () => {
        const there = items();
        return there.length === 0 ? [none] : there;
      },
    );
  }

  #openHistory(): void {
    this.element.querySelector<HTMLElement>('.with-menu [aria-haspopup]')?.click();
  }

  #checkSoon(): void {
    // What was said of the earlier words is not said of these.
    this.#trial.setAttribute('aria-busy', 'true');
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => void this.#check(), typedMs);
  }

  async #check(): Promise<void> {
    this.#checking?.abort();
    const what = this.#what.read();
    if (!what) {
      this.#tell(undefined);
      this.#say();
      return;
    }
    this.#checking = new AbortController();
    const { signal } = this.#checking;
    try {
      const { fault, trial } = await this.#actions.check(what, signal);
      this.#tell(fault ? (fault.at === null ? fault.sentence : t('At character {0}: {1}', fault.at + 1, fault.sentence)) : undefined);
      this.#what.problem = fault?.sentence;
      this.#say(trial);
    } catch (refused) {
      if (signal.aborted) return;
      this.#tell(refused instanceof Error ? refused.message : String(refused));
      this.#say();
    }
  }

  #say(trial: PeekSearchCheck['trial'] = null): void {
    const sign = trial && signs[trial.outcome];
    fill(this.#trial, ...(trial && sign ? [icon(sign[0], { tone: sign[1] }), trial.words] : []));
    this.#trial.removeAttribute('aria-busy');
  }

  #tell(sentence: string | undefined): void {
    setText(this.#problem, sentence ?? '');
    this.#problem.hidden = sentence === undefined;
  }
}

const signs = {
  passes: ['check', 'good'],
  'does-not-pass': ['steady', 'quiet'],
  fault: ['warning', 'warn'],
} as const;
