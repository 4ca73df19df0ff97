/** One record with everything that is known of it: value, key, headers, batch; for each what every decoder made of the bytes, and the bytes. */
import { formatCount } from '../../src/model/figures.ts';
import type { PeekDetails, PeekRow } from '../../src/webviewProtocol/peek.ts';
import type { PeekDocument } from '../../src/webviewProtocol/peekTable.ts';
import { link } from '../shared/controls.ts';
import { el, fill } from '../shared/dom.ts';
import { ago, exactTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { contentParts, headerList, hexDump } from './contentView.ts';
import { deadLetterSection } from './deadLetters.ts';

export interface DetailsActions {
  readonly open: (id: number, what: PeekDocument) => void;
  readonly copy: (id: number, what: 'key' | 'value' | 'record') => void;
  /** Opens the record that this dead letter was. */
  readonly openOriginal: (id: number) => void;
  /** Shows the record beside its neighbours. */
  readonly compare: (id: number) => void;
  readonly findTrace: (id: number) => void;
  /** The text of a large content from a character on. */
  readonly more: (id: number, part: 'key' | 'value', from: number) => Promise<{ readonly text: string; readonly total: number }>;
  readonly showAsColumn: (path: string, part: 'key' | 'value') => void;
  readonly showHeaderAsColumn: (name: string) => void;
  /** The person goes back to the table. */
  readonly leave: () => void;
}

type Tab = 'value' | 'key' | 'headers' | 'hex' | 'batch';

export class DetailsPane {
  readonly element = el('aside', { class: 'details', attributes: { tabindex: '-1' } });
  readonly #actions: DetailsActions;
  #tab: Tab = 'value';
  #shown: { readonly row: PeekRow; readonly details: PeekDetails } | undefined;

  constructor(actions: DetailsActions) {
    this.#actions = actions;
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.#actions.leave();
    });
    this.clear();
  }

  clear(): void {
    this.#shown = undefined;
    this.element.setAttribute('aria-label', t('Record'));
    fill(this.element, el('p', { class: 'reason' }, t('Select a record to see its value, key and headers.')));
  }

  show(row: PeekRow, details: PeekDetails): void {
    this.#shown = { row, details };
    this.#draw();
  }

  fail(sentence: string): void {
    this.#shown = undefined;
    fill(this.element, el('p', { class: 'reason' }, sentence));
  }

  focus(): void {
    (this.element.querySelector<HTMLElement>('[role=tab][aria-selected=true]') ?? this.element).focus();
  }

  #draw(): void {
    if (!this.#shown) return;
    const { row, details } = this.#shown;
    const scrolled = this.element.scrollTop;
    this.element.setAttribute('aria-label', t('Record {0}', details.title));
    const time =
      row.timestamp < 0 ? undefined : el('time', { title: `${exactTime(row.timestamp)}, ${row.timestampType}` }, ago(row.timestamp));
    fill(
      this.element,
      el(
        'h2',
        { class: 'heading' },
        t('Record {0}', details.title),
        el('span', { class: 'note' }, time, time && ' · ', details.facts.join(' · ')),
      ),
      this.#tabs(row),
      el('div', { role: 'tabpanel', label: this.#tab }, ...this.#content(row, details)),
    );
    this.element.scrollTop = scrolled;
  }

  #tabs(row: PeekRow): HTMLElement {
    const tabs: readonly { readonly tab: Tab; readonly text: string }[] = [
      { tab: 'value', text: t('Value') },
      { tab: 'key', text: t('Key') },
      { tab: 'headers', text: t('Headers {0}', formatCount(row.headers)) },
      { tab: 'hex', text: t('Hex') },
      { tab: 'batch', text: t('Batch') },
    ];
    const buttons = tabs.map(({ tab, text }) =>
      el(
        'button',
        {
          role: 'tab',
          attributes: { type: 'button', 'aria-selected': String(tab === this.#tab), tabindex: tab === this.#tab ? '0' : '-1' },
          onClick: () => this.#choose(tab),
        },
        text,
      ),
    );
    const list = el('div', { class: 'tabs', role: 'tablist' }, ...buttons);
    list.addEventListener('keydown', event => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      const next = tabs[(tabs.findIndex(({ tab }) => tab === this.#tab) + step + tabs.length) % tabs.length];
      if (step === 0 || !next) return;
      event.preventDefault();
      this.#choose(next.tab);
    });
    return list;
  }

  #choose(tab: Tab): void {
    this.#tab = tab;
    this.element.scrollTop = 0;
    this.#draw();
    this.focus();
  }

  #content(row: PeekRow, details: PeekDetails): readonly HTMLElement[] {
    const copy = (what: 'key' | 'value' | 'record', label: string) => link(label, () => this.#actions.copy(row.id, what), 'copy');
    switch (this.#tab) {
      case 'value':
        return [
          el(
            'div',
            { class: 'actions' },
            link(t('Open as document'), () => this.#actions.open(row.id, 'value'), 'file'),
            copy('value', t('Copy value')),
            copy('record', t('Copy record as JSON')),
            link(t('Compare with its neighbours'), () => this.#actions.compare(row.id), 'columns'),
          ),
          ...(details.deadLetter ? [deadLetterSection(details.deadLetter, () => this.#actions.openOriginal(row.id))] : []),
          ...this.#part(row, 'value', details, t('Decoders tried on the value')),
          ...(details.value.hex.length === 0 ? [] : [el('h3', { class: 'heading' }, t('Bytes')), hexDump(details.value, linesOfValue)]),
        ];
      case 'key':
        return [
          el(
            'div',
            { class: 'actions' },
            link(t('Open as document'), () => this.#actions.open(row.id, 'key'), 'file'),
            copy('key', t('Copy key')),
          ),
          ...this.#part(row, 'key', details, t('Decoders tried on the key')),
        ];
      case 'hex':
        return [
          ...(['value', 'key'] as const).flatMap(part => {
            const content = details[part];
            const title = part === 'value' ? t('Bytes of the value') : t('Bytes of the key');
            const open = link(t('Open all'), () => this.#actions.open(row.id, `${part}-hex`), 'file');
            return content.hex.length === 0 ? [] : [el('h3', { class: 'heading' }, title, open), hexDump(content)];
          }),
        ];
      case 'headers':
        return details.headers.length === 0
          ? [el('p', { class: 'reason' }, t('No headers.'))]
          : [
              ...(row.hasTrace
                ? [
                    el(
                      'div',
                      { class: 'actions' },
                      link(t('Find this trace in other topics'), () => this.#actions.findTrace(row.id), 'diagnose'),
                    ),
                  ]
                : []),
              headerList(details, name => this.#actions.showHeaderAsColumn(name)),
              ...(row.headers > details.headers.length
                ? [
                    el('p', { class: 'reason' }, t('The first {0} of {1}.', formatCount(details.headers.length), formatCount(row.headers))),
                    link(t('Show all'), () => this.#actions.open(row.id, 'headers'), 'file'),
                  ]
                : []),
            ];
      case 'batch':
        return [el('dl', { class: 'facts' }, ...details.batch.flatMap(({ name, value }) => [el('dt', {}, name), el('dd', {}, value)]))];
    }
  }

  #part(row: PeekRow, part: 'key' | 'value', details: PeekDetails, decodersTitle: string): readonly HTMLElement[] {
    return contentParts(details[part], decodersTitle, {
      more: from => this.#actions.more(row.id, part, from),
      showAsColumn: path => this.#actions.showAsColumn(path, part),
    });
  }
}

/** Of the bytes as many lines as tell what they are; the tab has more. */
const linesOfValue = 16;
