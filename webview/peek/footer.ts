/** The last line: reading on, how much is shown, what came of what was done, in which zone times are, and the keys. */
import { formatCount } from '../../src/model/figures.ts';
import type { Zone } from '../../src/model/writtenTime.ts';
import type { PeekLook } from '../../src/webviewProtocol/peek.ts';
import { link } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { zoneWords } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';

export interface FooterActions {
  readonly readMore: (direction: 'earlier' | 'later') => void;
  /** Searches the whole topic for what the filter looks for in what is loaded. */
  readonly searchInstead: () => void;
  readonly changeZone: () => void;
  /** Follows the log at its end again. */
  readonly toEnd: () => void;
}

export class Footer {
  readonly element: HTMLElement;
  readonly #actions: FooterActions;
  readonly #shown = el('span', {});
  readonly #held = el('span', { class: 'held', hidden: true, role: 'status' });
  readonly #done = el('span', { class: 'strong', role: 'status' });
  readonly #searchInstead: HTMLButtonElement;
  readonly #zone: HTMLButtonElement;
  readonly #earlier: HTMLButtonElement;
  readonly #later: HTMLButtonElement;

  /** `note`: what is said of the table. */
  constructor(actions: FooterActions, note: HTMLElement) {
    this.#actions = actions;
    this.#earlier = link(t('Earlier'), () => actions.readMore('earlier'), 'previous');
    this.#later = link(t('Later'), () => actions.readMore('later'), 'next');
    this.#searchInstead = link(t('Search the whole topic'), actions.searchInstead, 'diagnose');
    this.#zone = link('', actions.changeZone);
    const keys = [
      ['Enter', t('open')],
      ['Space', t('details')],
      ['C', t('compare')],
      ['D', t('diff')],
      ['Ctrl+F', t('filter')],
    ] as const;
    this.element = el(
      'footer',
      { class: 'footer' },
      ...[this.#earlier, this.#later, this.#shown, note, this.#searchInstead, this.#held, this.#done],
      el('span', { class: 'grow' }),
      this.#zone,
      el('span', { class: 'wide' }, ...keys.flatMap(([key, words]) => [el('kbd', {}, key), `${words} `])),
    );
  }

  /** `shown`: how many of them pass the filter; undefined without one. `canSearch`: there is more to search than what is loaded. */
  show(look: PeekLook | undefined, shown: number | undefined, canSearch: boolean): void {
    const loaded = look?.rows.length ?? 0;
    const words =
      shown === undefined
        ? plural(loaded, '{0} record', '{0} records', formatCount(loaded))
        : t('{0} of {1} match', formatCount(shown), formatCount(loaded));
    setText(this.#shown, words);
    this.#searchInstead.hidden = shown === undefined || !canSearch;
    this.#earlier.disabled = !look?.canReadEarlier;
    this.#later.disabled = !look?.canReadLater;
  }

  showZone(zone: Zone): void {
    setText(this.#zone, zone === 'utc' ? t('Times in UTC') : t('Times local, {0}', zoneWords(Date.now())));
    this.#zone.title = zone === 'utc' ? t('Show times in your own zone') : t('Show times in UTC');
  }

  /** `news`: offsets that were written since the person scrolled up; undefined: they read at the end. */
  showHeld(news: number | undefined): void {
    this.#held.hidden = news === undefined;
    if (news === undefined) return;
    const words = news === 0 ? t('paused where you read') : t('paused, {0} new', formatCount(news));
    fill(this.#held, icon('pause', { tone: 'calm' }), ` ${words} `, link(t('go on at the end'), this.#actions.toEnd, 'next'));
  }

  say(words: string): void {
    setText(this.#done, words);
  }

  /** Says what came of it. */
  async act(doing: Promise<{ readonly said: string } | null>): Promise<void> {
    try {
      this.say((await doing)?.said ?? '');
    } catch (refused) {
      this.say(wordsOf(refused));
    }
  }
}

export const wordsOf = (refused: unknown): string => (refused instanceof Error ? refused.message : String(refused));
