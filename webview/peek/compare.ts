/** Beneath the records: one of them beside its neighbours, with what differs marked. */
import './compare.css';
import type { ComparedRow, ComparedSign, ComparisonOnWire } from '../../src/webviewProtocol/peekCompare.ts';
import { button, link, signed } from '../shared/controls.ts';
import { el, fill } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { t } from '../shared/words.ts';

export interface CompareActions {
  readonly ask: (id: number, signal: AbortSignal) => Promise<ComparisonOnWire>;
  readonly copy: (id: number) => void;
  readonly diff: (id: number) => void;
  /** It was closed: the person goes back to the table. */
  readonly closed: () => void;
}

export class ComparePane {
  readonly element = el('section', { class: 'comparison', hidden: true, attributes: { tabindex: '-1', 'aria-live': 'polite' } });
  readonly #actions: CompareActions;
  #id: number | undefined;
  #asking: AbortController | undefined;

  constructor(actions: CompareActions) {
    this.#actions = actions;
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.close();
    });
  }

  async show(id: number): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#id = id;
    try {
      const compared = await this.#actions.ask(id, asking.signal);
      if (!asking.signal.aborted) this.#draw(id, compared);
    } catch (refused) {
      if (!asking.signal.aborted) this.#say(refused instanceof Error ? refused.message : String(refused));
    }
  }

  close(): void {
    if (this.#id === undefined) return;
    this.#hide();
    this.#actions.closed();
  }

  /** Other records are loaded now: a comparison of one that is not among them is gone. */
  keepOnlyAmong(rows: readonly { readonly id: number }[]): void {
    if (this.#id !== undefined && !rows.some(({ id }) => id === this.#id)) this.#hide();
  }

  #hide(): void {
    this.#asking?.abort();
    this.#id = undefined;
    this.element.hidden = true;
    fill(this.element);
  }

  #draw(id: number, { title, sentence, crowd, differs, heads, rows, canDiff }: ComparisonOnWire): void {
    this.element.setAttribute('aria-label', title);
    fill(
      this.element,
      el(
        'header',
        { class: 'heading' },
        icon(differs ? 'error' : 'healthy', { tone: differs ? 'bad' : 'quiet' }),
        el('h2', {}, title),
        el('span', { class: 'note' }, sentence, el('span', { class: 'dim' }, crowd === '' ? '' : ` · ${crowd}`)),
        el(
          'span',
          { class: 'actions' },
          link(t('Copy as Markdown'), () => this.#actions.copy(id), 'copy'),
          canDiff && link(t('Open as diff'), () => this.#actions.diff(id), 'file'),
          this.#closeButton(),
        ),
      ),
      el(
        'div',
        { class: 'compared-scroll', attributes: { tabindex: '0' }, label: t('Comparison with the records around it') },
        el(
          'table',
          { class: 'compared' },
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              el('td', {}),
              ...heads.map(({ offset, what }, at) =>
                el('th', { class: at === 1 ? 'mid' : '', attributes: { scope: 'col' } }, offset, el('span', { class: 'dim' }, ` ${what}`)),
              ),
            ),
          ),
          el('tbody', {}, ...rows.map(comparedRow)),
        ),
      ),
    );
    this.element.hidden = false;
  }

  #say(sentence: string): void {
    fill(
      this.element,
      el(
        'header',
        { class: 'heading' },
        el('span', { class: 'note reason' }, sentence),
        el('span', { class: 'actions' }, this.#closeButton()),
      ),
    );
    this.element.hidden = false;
  }

  #closeButton(): HTMLElement {
    return button({ label: t('Close the comparison'), icon: 'close', look: 'icon', onClick: () => this.close() });
  }
}

const signs = { fits: ['healthy', 'good'], failed: ['error', 'bad'], possible: ['unknown', 'quiet'] } as const;

function comparedRow({ name, differs, cells }: ComparedRow): HTMLElement {
  return el(
    'tr',
    { class: differs ? 'differs' : '' },
    el('th', { attributes: { scope: 'row' } }, name),
    ...cells.map(({ text, mono, sign }, at) => {
      const isMid = at === 1;
      const classes = [isMid ? 'mid' : '', isMid && differs ? 'diff' : '', mono ? 'mono' : ''].filter(Boolean).join(' ');
      return el('td', { class: classes }, worded(sign, text), isMid && differs && el('span', { class: 'unseen' }, ` (${t('differs')})`));
    }),
  );
}

function worded(sign: ComparedSign, text: string): HTMLElement | string {
  if (sign === 'none') return text;
  const [name, tone] = signs[sign];
  return signed(icon(name, { tone }), text);
}
