/** The heatmap with its words: the rows' names at its left, what is wrong at its right, its key below. */
import { formatCount, formatSpan } from '../../src/model/figures.ts';
import type { LagHistory } from '../../src/model/lagHistory.ts';
import { el, fill } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import { t } from '../shared/words.ts';
import { heatChart, type Cursor } from './charts.ts';
import { markedRows, pitchOf, type HeatRow, type Steps } from './heat.ts';
import type { TimeSpan } from './timeAxis.ts';

/** What its rows are. */
export interface HeatWords {
  /** "24 partitions", "the 48 worst of 10,000 partitions". */
  readonly rows: (shown: number, all: number) => string;
  /** "partition 0", before the first row of the only section. */
  readonly first: (row: HeatRow) => string;
  /** From which lags on a cell is darker. */
  readonly steps: (rows: readonly HeatRow[], history: LagHistory) => Steps;
}

export class HeatMap {
  readonly name = el('div', { class: 'name' });
  readonly plot = el('div', { class: 'plot heat', role: 'img' });
  readonly end = el('div', { class: 'end' });
  readonly legend = el('span', { class: 'keys' });
  readonly #chart;
  readonly #words: HeatWords;
  #rows: readonly HeatRow[] = [];
  #pitch = 8;

  /** `onChoose`: a row was clicked. */
  constructor(words: HeatWords, onCursor: Cursor, onChoose: (name: string) => void) {
    this.#words = words;
    this.#chart = heatChart(this.plot, onCursor);
    this.plot.addEventListener('click', event => {
      const row = this.rowAt(event.clientY - this.plot.getBoundingClientRect().top);
      if (row) onChoose(row.name);
    });
  }

  repaint(): void {
    this.#chart.repaint();
  }

  /** The row so many pixels below the picture's upper edge. */
  rowAt(y: number): HeatRow | undefined {
    return this.#rows[Math.floor(y / this.#pitch)];
  }

  /** Draws these rows, which were chosen out of `all` many. */
  draw(rows: readonly HeatRow[], all: number, history: LagHistory, span: TimeSpan): void {
    this.#rows = rows;
    // The table wants its part of a low window, too.
    const pitch = pitchOf(rows.length, Math.max(96, Math.min(192, innerHeight * 0.21)));
    this.#pitch = pitch;
    const height = Math.max(pitch, rows.length * pitch);
    const steps = this.#words.steps(rows, history);
    this.plot.style.height = `${height}px`;
    this.#chart.draw(rows, history, steps, span, pitch);
    this.#nameRows(pitch, height);
    const marked = this.#markRows(pitch, height);
    fill(this.legend, ...legendOf(rows, this.#words.rows(rows.length, all), rows.length < all, steps));
    const title = t('Heatmap of records waiting: {0} over {1}.', this.#words.rows(rows.length, all), formatSpan(span.to - span.from));
    this.plot.setAttribute('aria-label', [title, ...marked].join(' '));
  }

  /** The first row of each section is named, and then every so many. */
  #nameRows(pitch: number, height: number): void {
    const rows = this.#rows;
    const single = isSingle(rows);
    const isWide = this.name.clientWidth > 70;
    let last = -Infinity;
    const words: [string, number][] = [];
    rows.forEach((row, index) => {
      const middle = (index + 0.5) * pitch;
      const begins = rows[index - 1]?.section !== row.section;
      if (middle - last < (begins || row.section === '' ? 11 : 44) && index > 0) return;
      last = middle;
      words.push([begins && !single ? row.name : begins && isWide ? this.#words.first(row) : row.short, middle / height]);
    });
    labels(this.name, ...words);
  }

  /** Words at the rows that are not fine; pushed apart where they would touch. Returns them as sentences. */
  #markRows(pitch: number, height: number): readonly string[] {
    const room = Math.max(1, Math.floor((height + 6) / 14));
    const marked = markedRows(this.#rows);
    const places = new Map(this.#rows.map((row, index) => [row, index]));
    const placeOf = (row: HeatRow) => places.get(row) ?? 0;
    const chosen = marked.slice(0, marked.length > room ? room - 1 : room).sort((a, b) => placeOf(a) - placeOf(b));
    const tops = apart(
      chosen.map(row => (placeOf(row) + 0.5) * pitch - 7),
      height,
    );
    const single = isSingle(this.#rows);
    const words = chosen.map((row, index) => {
      const label = el(
        'span',
        { title: row.name },
        icon(row.state, { tone: stateLooks[row.state].tone }),
        `${single ? row.short : row.name} ${row.mark[0]}`,
        el('span', { class: 'wide' }, row.mark[1]),
      );
      label.style.top = `${tops[index] ?? 0}px`;
      return label;
    });
    const left = marked.length - chosen.length;
    if (left > 0) {
      const more = el('span', { class: 'dim' }, t('and {0} more', left));
      more.style.top = `${(tops.at(-1) ?? -14) + 14}px`;
      words.push(more);
    }
    fill(this.end, ...words);
    return marked.map(row => `${row.name} ${row.mark.join('')}.`);
  }
}

const isSingle = (rows: readonly HeatRow[]): boolean => new Set(rows.map(({ section }) => section)).size <= 1;

/** Words 14 px high at about these places: none on another, and none below the picture's end. */
function apart(wanted: readonly number[], height: number): readonly number[] {
  let free = -4;
  const places = wanted.map(place => {
    const at = Math.max(free, place);
    free = at + 14;
    return at;
  });
  for (let index = places.length - 1, floor = height + 4; index >= 0; index--) {
    const place = Math.min(places[index] ?? 0, floor - 14);
    places[index] = place;
    floor = place;
  }
  return places;
}

function legendOf(rows: readonly HeatRow[], which: string, isPart: boolean, steps: Steps): readonly HTMLElement[] {
  const ramp = (tone: string, look: string, words: string) =>
    el(
      'span',
      { class: 'key' },
      el('span', { class: `ramp ${tone} ${look}` }, ...Array.from({ length: look === 'dotted' ? 1 : 4 }, () => el('i'))),
      words,
    );
  const has = (...states: readonly string[]) => rows.some(({ state }) => states.includes(state));
  const limits = steps.map(step => formatCount(step));
  return [
    ...(isPart ? [el('span', { class: 'strong' }, which)] : []),
    el('span', { class: 'key' }, t('records waiting')),
    ramp('tone-calm', '', t('under {0}, {1}, {2}, more', ...limits)),
    ...(has('stuck', 'stopped') ? [ramp('tone-bad', 'struck', t('commit does not move'))] : []),
    ...(has('hot') ? [ramp('tone-warn', '', t('far above the median'))] : []),
    ...(has('unknown', 'forbidden', 'no-leader', 'no-commit') ? [ramp('tone-quiet', 'dotted', t('no commit, or not known'))] : []),
  ];
}

/** Words beside a picture: each with how far down it stands, 0 to 1. */
export function labels(place: HTMLElement, ...words: readonly (readonly [string, number])[]): void {
  fill(
    place,
    ...words.map(([text, at]) => {
      const word = el('span', { title: text }, text);
      word.style.top = `${(at * 100).toFixed(2)}%`;
      return word;
    }),
  );
}
