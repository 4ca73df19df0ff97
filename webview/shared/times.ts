/** Times of a page: relative where one reads ("41 min ago"), exact with the zone on hover, clock times where things are compared. */
import { formatSpan } from '../../src/model/figures.ts';
import type { Zone } from '../../src/model/writtenTime.ts';
import { el } from './dom.ts';
import { t } from './words.ts';

let zone: Zone = 'local';

/** From now on all times of the page are written in this zone. What is drawn already is the page's to draw anew. */
export const setZone = (chosen: Zone): void => {
  zone = chosen;
};

/** "+01:00", "UTC": the zone in which the page writes a time. */
export const zoneWords = (at: number): string => (zone === 'utc' ? 'UTC' : offsetWords(new Date(at)));

/** 14:43:36, in the page's zone: the person's own where nothing else was chosen. */
export function clockTime(at: number, seconds = true): string {
  const date = new Date(at);
  if (zone === 'utc') return date.toISOString().slice(-13, seconds ? -5 : -8);
  const parts = [date.getHours(), date.getMinutes(), ...(seconds ? [date.getSeconds()] : [])];
  return parts.map(two).join(':');
}

/** 2026-11-20 14:43:36.204 +01:00, or in UTC 2026-11-20 13:43:36.204 UTC. */
export function exactTime(at: number): string {
  const ms = String(new Date(at).getMilliseconds()).padStart(3, '0');
  return `${dayOf(at)} ${clockTime(at)}.${ms} ${zoneWords(at)}`;
}

/** 2026-11-20, in the page's zone. */
export function dayOf(at: number): string {
  const date = new Date(at);
  if (zone === 'utc') return date.toISOString().slice(0, -14);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
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

function offsetWords(date: Date): string {
  const offset = -date.getTimezoneOffset();
  return `${offset < 0 ? '−' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
