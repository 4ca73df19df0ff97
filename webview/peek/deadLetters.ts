/** Records that a consumer gave up on: what those that are loaded have in common, and of one where it came from and why it lies here. */
import './deadLetters.css';
import type { DeadLetterDetails, DeadLettersOnWire } from '../../src/webviewProtocol/peekDeadLetters.ts';
import { link } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { t } from '../shared/words.ts';

export interface DeadLetterActions {
  /** Shows only those of this exception. */
  readonly filter: (exception: string) => void;
  /** Rejects with a sentence. */
  readonly growth: (signal: AbortSignal) => Promise<{ readonly sentence: string }>;
}

/** A line beneath the statement; not there where none of the loaded records is a dead letter. */
export class DeadLetterLine {
  readonly element = el('section', { class: 'dead-letters', hidden: true, label: t('Dead letters') });
  readonly #actions: DeadLetterActions;
  readonly #growth = el('span', { class: 'dim', attributes: { 'aria-live': 'polite' } });
  #asking: AbortController | undefined;

  constructor(actions: DeadLetterActions) {
    this.#actions = actions;
  }

  show(letters: DeadLettersOnWire | null): void {
    this.element.hidden = letters === null;
    this.#asking?.abort();
    if (!letters) return;
    fill(
      this.element,
      icon('lost', { tone: 'warn' }),
      el('strong', {}, `${letters.lead}:`),
      el(
        'span',
        { class: 'counts' },
        ...letters.counts.slice(0, mostCounts).map(({ words, exception }) =>
          exception === ''
            ? el('span', {}, words)
            : titled(
                link(words, () => this.#actions.filter(exception)),
                exception,
              ),
        ),
        letters.counts.length > mostCounts &&
          el('span', { class: 'dim' }, t('and {0} other exceptions', letters.counts.length - mostCounts)),
      ),
      this.#growth,
    );
    void this.#askGrowth();
  }

  async #askGrowth(): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      setText(this.#growth, (await this.#actions.growth(asking.signal)).sentence);
    } catch (refused) {
      if (!asking.signal.aborted) setText(this.#growth, refused instanceof Error ? refused.message : String(refused));
    }
  }
}

const mostCounts = 4;

function titled<E extends HTMLElement>(element: E, title: string): E {
  element.title = t('Show only these: {0}', title);
  return element;
}

/** In the details of a record, above its value. */
export function deadLetterSection({ origin, canOpen, facts, stackTrace }: DeadLetterDetails, open: () => void): HTMLElement {
  return el(
    'section',
    { class: 'dead-letter', label: t('Dead letter') },
    el('h3', { class: 'heading' }, icon('lost', { tone: 'warn' }), t('Dead letter')),
    el(
      'dl',
      { class: 'facts' },
      ...(origin === '' ? [] : [el('dt', {}, t('Original record')), el('dd', {}, canOpen ? link(origin, open, 'eye') : origin)]),
      ...facts.flatMap(({ name, value }) => [el('dt', {}, name), el('dd', {}, value)]),
    ),
    stackTrace !== '' &&
      el(
        'details',
        {},
        el('summary', {}, t('Stack trace')),
        el('pre', { class: 'stack', attributes: { tabindex: '0' }, label: t('Stack trace') }, stackTrace),
      ),
  );
}
