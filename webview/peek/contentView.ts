/** A key, a value or headers in the details: what was read, how, and the bytes. A name in JSON and a header can become columns. */
import { formatCount } from '../../src/model/figures.ts';
import { jsonPathAt } from '../../src/model/jsonPlaces.ts';
import type { PeekContentDetails, PeekDetails } from '../../src/webviewProtocol/peek.ts';
import { link, signed } from '../shared/controls.ts';
import { el, fill } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { contextMenu } from '../shared/menu.ts';
import { t } from '../shared/words.ts';
import { colouredJson } from './jsonColours.ts';

export interface ContentActions {
  /** The text from here on; asks the host. */
  readonly more: (from: number) => Promise<{ readonly text: string; readonly total: number }>;
  readonly showAsColumn: (path: string) => void;
}

/** Words, text, decoders that were tried. */
export function contentParts(content: PeekContentDetails, decodersTitle: string, actions: ContentActions): readonly HTMLElement[] {
  return [
    el('p', { class: 'what dim' }, content.words, content.cut === '' ? undefined : ` · ${content.cut}`),
    ...(content.text === '' ? [] : written(content, actions)),
    ...(content.attempts.length === 0 ? [] : [el('h3', { class: 'heading' }, decodersTitle), attemptList(content)]),
  ];
}

function written({ kind, text, goesOn }: PeekContentDetails, { more, showAsColumn }: ContentActions): readonly HTMLElement[] {
  const shown = el('pre', { attributes: { tabindex: '0' }, label: t('Content') }, kind === 'json' ? colouredJson(text) : text);
  if (kind === 'json') {
    shown.title = t('Right click on a name: show it as a column');
    shown.addEventListener('contextmenu', event => {
      const path = pathUnder(shown, event);
      if (path === undefined) return;
      contextMenu(t('JSON'), () => [{ label: t('Show {0} as column', path), onChoose: () => showAsColumn(path) }], event);
    });
  }
  return goesOn ? [shown, restOf(shown, more)] : [shown];
}

/** The path of the JSON that the pointer is on. */
function pathUnder(shown: HTMLElement, { target }: MouseEvent): string | undefined {
  if (!(target instanceof HTMLElement) || target.parentElement !== shown) return undefined;
  const before = document.createRange();
  before.setStart(shown, 0);
  before.setEndBefore(target);
  return jsonPathAt(shown.textContent, before.toString().length);
}

/** Brings the rest portion by portion; what was a glance is replaced by the whole from its beginning on. */
function restOf(shown: HTMLElement, more: ContentActions['more']): HTMLElement {
  let length = 0;
  const said = el('span', { class: 'dim', role: 'status' });
  const button = link(t('Show more'), () => void show(), 'next');
  const show = async () => {
    button.disabled = true;
    fill(said, t('Reading all of it …'));
    try {
      const { text, total } = await more(length);
      if (length === 0) shown.replaceChildren();
      shown.append(text);
      length += text.length;
      fill(said, t('{0} of {1} characters', formatCount(length), formatCount(total)));
      button.hidden = length >= total;
    } catch (refused) {
      fill(said, refused instanceof Error ? refused.message : String(refused));
    } finally {
      button.disabled = false;
    }
  };
  return el('div', { class: 'actions' }, button, said);
}

const outcomes = {
  fits: ['healthy', 'good'],
  possible: ['unknown', 'quiet'],
  failed: ['error', 'quiet'],
} as const;

function attemptList({ attempts }: PeekContentDetails): HTMLElement {
  const words = { fits: t('fits'), possible: t('possible'), failed: t('does not fit') };
  return el(
    'ul',
    { class: 'attempts' },
    ...attempts.map(({ name, outcome, sentence }) => {
      const [sign, tone] = outcomes[outcome];
      const mark = signed(icon(sign, { tone }), name);
      mark.title = words[outcome];
      return el('li', {}, mark, el('span', { class: 'unseen' }, words[outcome]), el('span', {}, sentence));
    }),
  );
}

/** `most`: so many lines of the bytes. */
export function hexDump({ hex }: PeekContentDetails, most = Infinity): HTMLElement {
  const lines = hex
    .slice(0, most)
    .flatMap(({ at, hex: bytes, ascii }) => [el('span', { class: 'dim' }, at), `  ${bytes.padEnd(23)}   ${ascii}\n`]);
  return el('pre', { class: 'hex', attributes: { tabindex: '0' }, label: t('Bytes in hex and ASCII') }, ...lines);
}

export function headerList({ headers }: PeekDetails, showAsColumn: (name: string) => void): HTMLElement {
  const list = el(
    'dl',
    { class: 'facts' },
    ...headers.flatMap(({ name, value }) => [
      el('dt', {}, name),
      el(
        'dd',
        {},
        value.text === '' ? el('span', { class: 'reason' }, value.words) : value.text,
        value.kind === 'hex' || value.kind === 'registry' ? el('code', {}, ` ${value.hex.map(({ hex }) => hex).join(' ')}`) : undefined,
      ),
    ]),
  );
  list.addEventListener('contextmenu', event => {
    const line = event.target instanceof Element ? event.target.closest('dt, dd') : null;
    const name = (line?.matches('dd') ? line.previousElementSibling : line)?.textContent;
    if (name) contextMenu(t('Header'), () => [{ label: t('Show {0} as column', name), onChoose: () => showAsColumn(name) }], event);
  });
  return list;
}
