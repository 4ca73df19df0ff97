/** What happened to a group: a dashed line through all pictures, and its words above them where there is room. */
import { formatCount } from '../../src/model/figures.ts';
import type { GroupChange } from '../../src/webviewProtocol/history.ts';
import { el, fill } from '../shared/dom.ts';
import { clockTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';
import { placeOf, type TimeSpan } from './timeAxis.ts';

export function drawEvents(place: HTMLElement, plots: readonly HTMLElement[], changes: readonly GroupChange[], span: TimeSpan): void {
  const width = place.clientWidth || 600;
  // The words of what happened last reach over the end of the plots.
  const whole = width + (place.nextElementSibling?.clientWidth ?? 0);
  const seen = changes.filter(({ at }) => at >= span.from && at <= span.to);
  const lines = apart(
    seen.map(({ at }) => placeOf(at, span)),
    closest / width,
  );
  for (const plot of plots) {
    for (const line of plot.querySelectorAll('.change')) line.remove();
    plot.classList.toggle('crowded', lines.length * crowdedAt > width);
    for (const share of lines) {
      const line = el('i', { class: 'change' });
      line.style.left = `${(share * 100).toFixed(2)}%`;
      plot.append(line);
    }
  }
  const marks = seen.map(({ at, words }) => ({ text: `${clockTime(at, false)} ${words}`, at: placeOf(at, span) * width }));
  fill(
    place,
    ...labelsFor(marks, whole).map(({ text, left, room }) => {
      const word = el('span', { title: text }, text);
      word.style.left = `${left}px`;
      word.style.maxWidth = `${room}px`;
      return word;
    }),
  );
}

/** Pixels between two lines: nearer ones are one. */
const closest = 3;
/** With a line every so many pixels what is behind them could not be seen: then they are faint. */
const crowdedAt = 16;

/** Places that are at least so far from each other, the first of each few. */
function apart(places: readonly number[], least: number): readonly number[] {
  let last = -Infinity;
  return places.filter(place => {
    if (place - last < least) return false;
    last = place;
    return true;
  });
}

/** The changes of the shown time as sentences, for those who do not see the lines. */
export function eventSentences(changes: readonly GroupChange[], span: TimeSpan): readonly string[] {
  const seen = changes.filter(({ at }) => at >= span.from && at <= span.to);
  const told = seen.slice(-mostSentences);
  const left = seen.length - told.length;
  return [
    ...(left > 0 ? [plural(left, '{0} change before these:', '{0} changes before these:', formatCount(left))] : []),
    ...told.map(({ at, words }) => `${clockTime(at)} ${words}.`),
  ];
}

/** Nobody listens to two hundred. */
const mostSentences = 20;

interface Mark {
  readonly text: string;
  /** Pixels from the left. */
  readonly at: number;
}

/** Words at their marks; where those stand too close for words, how many there are and the last of them. */
function labelsFor(marks: readonly Mark[], width: number): readonly Label[] {
  const labels = labelPlaces(marks, width);
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last || labels.length * 2 >= marks.length) return labels;
  const text = t('{0} changes, the last: {1}', formatCount(marks.length), last.text);
  const left = Math.max(0, Math.min(first.at, width - text.length * letter));
  return [{ text, left, room: width - left }];
}

interface Label {
  readonly text: string;
  readonly left: number;
  /** Pixels; words that need more are cut. */
  readonly room: number;
}

/** About so many pixels, at 11 px. */
const letter = 6;

/** Where words at marks stand: right of the mark, else left of it, else nowhere: they never run over each other. */
function labelPlaces(marks: readonly Mark[], width: number): readonly Label[] {
  let free = 0;
  return marks.flatMap(({ text, at }, index): readonly Label[] => {
    const long = text.length * letter;
    const next = marks[index + 1]?.at ?? width;
    const right = at + 4;
    const fitsRight = right >= free && right + long <= Math.min(next, width);
    const fitsLeft = at - long - 4 >= free;
    if (fitsRight || !fitsLeft) {
      const room = Math.min(next, width) - right - 4;
      // Less than a clock time says nothing.
      if (right < free || room < 36) return [];
      free = right + Math.min(long, room) + 8;
      return [{ text, left: right, room }];
    }
    free = at + 8;
    return [{ text, left: at - long - 4, room: long }];
  });
}
