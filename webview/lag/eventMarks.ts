/** What happened to a group: a dashed line through all pictures, and its words above them where there is room. */
import { formatCount } from '../../src/model/figures.ts';
import type { GroupChange } from '../../src/webviewProtocol/history.ts';
import { el, fill } from '../shared/dom.ts';
import { clockTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';
import { apart, labelPlaces, letter, type Label, type Mark } from './markPlaces.ts';
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

/** Words at their marks; where those stand too close for words, how many there are and the last of them. */
function labelsFor(marks: readonly Mark[], width: number): readonly Label[] {
  const labels = labelPlaces(marks, width);
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last || labels.length * 3 >= marks.length) return labels;
  const text = t('{0} changes, the last: {1}', formatCount(marks.length), last.text);
  const left = Math.max(0, Math.min(first.at, width - text.length * letter));
  return [{ text, left, room: width - left }];
}

/** Pixels between two lines: nearer ones are one. */
const closest = 3;
/** With a line every so many pixels what is behind them could not be seen: then they are faint. */
const crowdedAt = 16;
