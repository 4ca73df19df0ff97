/** The picture of one partition: its log, the commit, and where the client begins by either policy. Each has its own scale. */
import type { StripOnWire } from '../../src/webviewProtocol/start.ts';
import { formatCount } from '../../src/model/figures.ts';
import { el, svg, type Child } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { t } from '../shared/words.ts';

/** Drawn, not read: the row's label says the same in words. */
export function strip(it: StripOnWire): HTMLElement {
  const [start, end] = [BigInt(it.start), BigInt(it.end)];
  const span = end - start;
  // In ten thousandths, for offsets are larger than what numbers hold exactly.
  const share = (offset: bigint): number => {
    if (span <= 0n) return 0;
    const inside = offset < start ? start : offset > end ? end : offset;
    return Number(((inside - start) * 10_000n) / span) / 100;
  };
  const unread = BigInt(it.unreadFrom);
  const yours = it.yours === null ? null : BigInt(it.yours);
  const skippedTo = !it.goesOn && yours !== null && yours > unread ? yours : null;
  const log = el('span', { class: 'log' });
  if (span > 0n && unread < end) log.append(placed(el('i', { class: 'unread' }), share(unread), 100));
  if (skippedTo !== null) log.append(placed(el('i', { class: 'skipped' }), share(unread), share(skippedTo)));
  const commit = it.committed === null ? null : BigInt(it.committed);
  const isOut = commit !== null && (commit < start || commit > end);
  const isBefore = commit !== null && commit < start;
  const picture = el('div', { class: 'strip', attributes: { 'aria-hidden': 'true' } }, log);
  if (isOut) picture.append(el('span', { class: isBefore ? 'gone before' : 'gone behind' }));
  if (commit !== null) picture.append(commitMark(commit, isOut ? (isBefore ? 'before' : 'behind') : share(commit)));
  picture.append(el('span', { class: isBefore ? 'low under' : 'low' }, formatCount(start)));
  picture.append(el('span', { class: isOut && !isBefore ? 'high under' : 'high' }, formatCount(end)));
  if (it.other !== null && it.other !== it.yours) picture.append(arrow(share(BigInt(it.other)), it.otherWord, false));
  if (yours !== null) picture.append(arrow(share(yours), it.yoursWord, true));
  return picture;
}

/** What the marks mean, once above all strips. */
export function legend(yoursWord: string, otherWord: string): HTMLElement {
  const key = (mark: Node, words: string) => el('span', { class: 'key' }, mark, words);
  const swatch = (...parts: readonly Child[]) => el('span', { class: 'swatch' }, ...parts);
  const arrowKey = (isYours: boolean) => el('span', { class: isYours ? 'go yours' : 'go' }, drawnArrow());
  return el(
    'div',
    { class: 'legend', attributes: { 'aria-hidden': 'true' } },
    key(arrowKey(true), t('starts here with {0}', yoursWord)),
    key(arrowKey(false), t('would start here with {0}', otherWord)),
    key(icon('bookmark'), t('committed offset')),
    key(swatch(el('i', { class: 'read' })), t('read, from log start')),
    key(swatch(el('i', { class: 'unread' })), t('unread, to log end')),
    key(swatch(el('i', { class: 'unread' }), el('i', { class: 'skipped' })), t('skipped')),
    key(swatch(el('i', { class: 'missing' })), t('not in the log')),
    el('span', { class: 'dim scale' }, t('each strip has its own scale')),
  );
}

/** The page's policy forbids style attributes; properties set by a script are none. */
function placed(element: HTMLElement, from: number, to: number): HTMLElement {
  element.style.left = `${from}%`;
  element.style.width = `${Math.max(0, to - from)}%`;
  return element;
}

function commitMark(commit: bigint, where: number | 'before' | 'behind'): HTMLElement {
  const onLeft = where === 'before' || (typeof where === 'number' && where > 70);
  const mark = el('span', { class: `commit${onLeft ? ' left' : ''}` }, icon('bookmark'), formatCount(commit));
  if (typeof where === 'number') mark.style.left = `${where}%`;
  else mark.classList.add(where);
  return mark;
}

function arrow(at: number, word: string, isYours: boolean): HTMLElement {
  const mark = el('span', { class: `go${isYours ? ' yours' : ''}${at > 70 ? ' left' : ''}` }, drawnArrow(), el('span', {}, word));
  mark.style.left = `${at}%`;
  return mark;
}

const drawnArrow = (): SVGSVGElement => svg('svg', { viewBox: '0 0 12 16' }, svg('path', { d: 'M6 .8V14M2 9.8 6 14.5l4-4.7z' }));
