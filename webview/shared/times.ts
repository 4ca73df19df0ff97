/** Times of a page: relative where one reads ("41 min ago"), exact with the zone on hover, clock times where things are compared. */
import { formatSpan } from '../../src/model/figures.ts';
import { el } from './dom.ts';
import { t } from './words.ts';

/** 14:43:36, in the person's zone. */
export function clockTime(at: number, seconds = true): string {
  const date = new Date(at);
  const parts = [date.getHours(), date.getMinutes(), ...(seconds ? [date.getSeconds()] : [])];
  return parts.map(two).join(':');
}

/** 2026-11-20 14:43:36.204 +01:00. */
export function exactTime(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '−' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${day} ${clockTime(at)}.${String(date.getMilliseconds()).padStart(3, '0')} ${zone}`;
}

/** "8 s ago". */
export const ago = (at: number, now = Date.now()): string => t('{0} ago', formatSpan(now - at));

/**
 * An element whose words grow older by themselves, once a second while the page is seen.
 * `words` makes them from the age in milliseconds: `aging(at, ms => t('asked {0} ago', formatSpan(ms)))`.
 */
export function aging(at: number, words: (ageMs: number) => string = ms => t('{0} ago', formatSpan(ms))): HTMLTimeElement {
  const element = el('time', { title: exactTime(at), attributes: { datetime: new Date(at).toISOString() } });
  const update = () => {
    const text = words(Math.max(0, Date.now() - at));
    if (element.textContent !== text) element.textContent = text;
  };
  update();
  ticking.set(element, update);
  clock ??= setInterval(tick, 1000);
  return element;
}

const ticking = new Map<HTMLElement, () => void>();
let clock: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  if (document.hidden) return;
  for (const [element, update] of ticking) {
    if (element.isConnected) update();
    else ticking.delete(element);
  }
}

const two = (value: number): string => String(value).padStart(2, '0');
