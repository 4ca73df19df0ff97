/** The first line: what was looked at, and that looking left no trace. Beneath it what was not as asked for. */
import type { PeekNoteWords, PeekStatement } from '../../src/webviewProtocol/peek.ts';
import { link, signed } from '../shared/controls.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { t } from '../shared/words.ts';

const signs = { error: ['error', 'bad'], warning: ['warning', 'warn'], information: ['information', 'calm'] } as const;

export class Statement {
  readonly element: HTMLElement;
  readonly #words = el('div', { class: 'words', role: 'status' });
  readonly #progress = el('span', { class: 'dim progress', hidden: true });
  readonly #share = el('div', { class: 'share', role: 'progressbar', label: t('Searched so far'), hidden: true });
  readonly #offer = el('span', { class: 'offer', hidden: true });
  readonly #notes = el('ul', { class: 'notes', hidden: true, attributes: { 'aria-live': 'polite' } });
  readonly #onAction: (name: NonNullable<PeekNoteWords['action']>['name']) => void;
  #said: PeekStatement | undefined;
  #failed: string | undefined;

  /** `onAction`: the person wants what a note offers. */
  constructor(onAction: (name: NonNullable<PeekNoteWords['action']>['name']) => void) {
    this.#onAction = onAction;
    const noTrace = signed(icon('shield', { tone: 'good' }), t('No group joined, nothing committed, nothing created'));
    noTrace.classList.add('dim', 'no-trace');
    this.element = el(
      'section',
      { class: 'statement', label: t('What was looked at') },
      el('div', { class: 'line' }, this.#words, this.#progress, this.#offer, noTrace),
      this.#notes,
      this.#share,
    );
  }

  say(statement: PeekStatement): void {
    this.#said = statement;
    this.#failed = undefined;
    this.#draw();
  }

  fail(sentence: string): void {
    this.#failed = sentence;
    this.#draw();
  }

  /** How far a search has come, 0–1; null where none runs. */
  set share(share: number | null) {
    this.#share.hidden = share === null;
    const percent = Math.round(100 * (share ?? 0));
    this.#share.setAttribute('aria-valuenow', String(percent));
    this.#share.style.width = `${percent}%`;
  }

  /** What to try next; undefined: nothing. */
  offer(label?: string, onClick: () => void = () => undefined): void {
    this.#offer.hidden = label === undefined;
    fill(this.#offer, label !== undefined && link(label, onClick, 'previous'));
  }

  /** Words while records are read; undefined when nothing is. */
  set progress(words: string | undefined) {
    this.#progress.hidden = words === undefined;
    if (words !== undefined) setText(this.#progress, words);
  }

  #draw(): void {
    const said = this.#said;
    fill(
      this.#words,
      said && el('strong', {}, said.lead),
      said && ` ${said.rest}`,
      said === undefined && this.#failed !== undefined && el('strong', {}, t('Nothing was looked at.')),
      said !== undefined && said.details.length > 1 && eachPartition(said.details),
    );
    const failed: readonly PeekNoteWords[] = this.#failed === undefined ? [] : [{ severity: 'error', sentence: this.#failed }];
    const notes = [...failed, ...(said?.notes ?? [])];
    fill(
      this.#notes,
      ...notes.map(({ severity, sentence, action }) => {
        const [sign, tone] = signs[severity];
        const offer = action && link(action.words, () => this.#onAction(action.name));
        return el('li', {}, icon(sign, { tone }), el('span', {}, sentence, offer && ' ', offer));
      }),
    );
    this.#notes.hidden = notes.length === 0;
  }
}

function eachPartition(details: readonly string[]): HTMLElement {
  return el('details', {}, el('summary', {}, t('each partition')), el('ul', {}, ...details.map(line => el('li', {}, line))));
}
