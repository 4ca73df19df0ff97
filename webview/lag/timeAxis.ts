/** The one time axis that all pictures share. */
import { el, fill } from '../shared/dom.ts';
import { clockTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';

/** Milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A picture of a few seconds says little, so the axis is never shorter than this. */
const shortest = 60_000;
/** For what happened before the first look the axis goes back further, as long as what was seen keeps a quarter of it; in the beginning so far. */
const shortestWithPast = 120_000;

/**
 * What is shown: the chosen span at most, and only as far back as something is known.
 * @param first when it was seen first
 * @param happened moments at which something is known to have happened, seen or not; oldest first
 */
export function shownSpan(first: number, last: number, chosenMs: number, happened: readonly number[] = []): TimeSpan {
  const longest = Math.max(shortestWithPast, 4 * (last - first));
  const past = happened.find(at => at >= last - longest) ?? first;
  return { from: Math.min(last - shortest, Math.max(last - chosenMs, Math.min(first, past))), to: last };
}

/** How far right a moment lies: 0 to 1. */
export const placeOf = (at: number, { from, to }: TimeSpan): number => (at - from) / Math.max(1, to - from);

const steps = [10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000] as const;

/** Writes clock times at round moments; the last one is now. At most one word every 90 px. */
export function drawAxis(axis: HTMLElement, span: TimeSpan, width: number): void {
  const most = Math.max(2, Math.floor(width / 90));
  const step = steps.find(size => (span.to - span.from) / size <= most) ?? 3_600_000;
  // Round in the person's own zone: half past is half past where the offset is not full hours, too.
  const zone = new Date(span.to).getTimezoneOffset() * 60_000;
  const words: HTMLElement[] = [];
  for (let at = Math.ceil((span.from - zone) / step) * step + zone; at < span.to; at += step) {
    const place = placeOf(at, span);
    // The words must not touch those at both ends: about 6 px a letter, with seconds eight letters.
    const long = step < 60_000 ? 48 : 30;
    if (place * width > 1.5 * long + 12 && (1 - place) * width > long + 24) words.push(placed(clockTime(at, step < 60_000), place));
  }
  fill(axis, placed(clockTime(span.from, step < 60_000), 0), ...words, placed(t('now'), 1));
}

function placed(text: string, place: number): HTMLElement {
  const word = el('span', {}, text);
  word.style.left = `${(place * 100).toFixed(2)}%`;
  return word;
}
