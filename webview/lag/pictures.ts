/** Total lag, rates and heatmap over one time axis, with the words at their marks and for those who do not see them. */
import { formatCount, formatRate, formatShare, formatSpan } from '../../src/model/figures.ts';
import type { HistoryPoint, LagHistory } from '../../src/model/lagHistory.ts';
import type { GroupChange } from '../../src/webviewProtocol/history.ts';
import type { LagBeat } from '../../src/webviewProtocol/lag.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { stateLooks } from '../shared/partitions/states.ts';
import { clockTime } from '../shared/times.ts';
import { t } from '../shared/words.ts';
import { heatChart, lineChart, linesOf } from './charts.ts';
import { colour, onThemeChange } from './colours.ts';
import { heatRows, markedRows, pitchOf, stepsFor, type Steps } from './heat.ts';
import type { ShownRow } from '../shared/partitions/shownRow.ts';
import { drawAxis, placeOf, shownSpan, type TimeSpan } from './timeAxis.ts';

export class Pictures {
  readonly element: HTMLElement;
  readonly #events = el('div', { class: 'events' });
  readonly #totalName = el('div', { class: 'name' });
  readonly #total = el('div', { class: 'plot total', role: 'img' });
  readonly #totalEnd = el('div', { class: 'end' });
  readonly #ratesName = el('div', { class: 'name' });
  readonly #rates = el('div', { class: 'plot rates', role: 'img' });
  readonly #ratesEnd = el('div', { class: 'end' });
  readonly #heatName = el('div', { class: 'name' });
  readonly #heat = el('div', { class: 'plot heat', role: 'img' });
  readonly #heatEnd = el('div', { class: 'end' });
  readonly #axis = el('div', { class: 'axis' });
  readonly #legend = el('span', { class: 'keys' });
  readonly #readout = el('span', { class: 'readout', attributes: { 'aria-hidden': 'true' } });
  readonly #charts;
  #shown:
    | { readonly beat: LagBeat; readonly rows: readonly ShownRow[]; readonly points: readonly HistoryPoint[]; readonly history: LagHistory }
    | undefined;
  #heatRows: readonly ShownRow[] = [];

  constructor() {
    this.element = el(
      'figure',
      { class: 'pictures', label: t('Lag over time and by partition') },
      el('span'),
      this.#events,
      el('span'),
      this.#totalName,
      this.#total,
      this.#totalEnd,
      this.#ratesName,
      this.#rates,
      this.#ratesEnd,
      this.#heatName,
      this.#heat,
      this.#heatEnd,
      el('span'),
      this.#axis,
      el('span'),
      el('div', { class: 'legend' }, this.#legend, this.#readout),
    );
    const area = () => {
      return { stroke: () => colour('line'), fill: () => `color-mix(in srgb, ${colour('line')} 13%, transparent)`, width: 1.5 };
    };
    const onCursor = (at: number | null, y: number | null) => this.#read(at, y);
    this.#charts = {
      total: lineChart(this.#total, [area()], onCursor),
      rates: lineChart(
        this.#rates,
        [
          { stroke: () => colour('text'), width: 1.25, dash: [4, 2] },
          { stroke: () => colour('line'), width: 1.5 },
        ],
        onCursor,
      ),
      heat: heatChart(this.#heat, onCursor),
    };
    onThemeChange(() => {
      for (const chart of Object.values(this.#charts)) chart.repaint();
    });
  }

  draw(beat: LagBeat, rows: readonly ShownRow[], history: LagHistory, changes: readonly GroupChange[], spanMs: number): TimeSpan {
    const span = shownSpan(history.points[0]?.at ?? beat.at, beat.at, spanMs);
    const points = history.points.filter(({ at }) => at >= span.from);
    this.#shown = { beat, rows, points, history };
    this.#drawTotal(points, span, beat);
    this.#drawRates(points, span, beat);
    this.#drawHeat(rows, history, span);
    this.#drawEvents(changes, span);
    drawAxis(this.#axis, span, this.#axis.clientWidth || 600);
    return span;
  }

  #drawTotal(points: readonly HistoryPoint[], span: TimeSpan, { total, lagPerSecond }: LagBeat): void {
    const values = points.map(point => point.total ?? 0);
    const top = niceTop(Math.max(10, ...values));
    this.#charts.total.draw(
      linesOf(points, point => point.total),
      span,
      top,
    );
    labels(this.#totalName, [formatCount(top), 0.03], [t('waiting'), 0.5], ['0', 0.97]);
    const trend = lagPerSecond === null ? '' : lagPerSecond > 0 ? `+${formatRate(lagPerSecond)}` : formatRate(lagPerSecond);
    endWords(this.#totalEnd, el('span', {}, t('now {0}', formatCount(total.records))), el('span', { class: 'dim' }, trend));
    const [first, highest] = [values[0] ?? 0, Math.max(0, ...values)];
    this.#total.setAttribute(
      'aria-label',
      t(
        'Records waiting: {0} at {1}, {2} now; at most {3} in between.',
        formatCount(first),
        clockTime(span.from),
        formatCount(total.records),
        formatCount(highest),
      ),
    );
  }

  #drawRates(points: readonly HistoryPoint[], span: TimeSpan, { producedPerSecond, consumedPerSecond }: LagBeat): void {
    const top = niceTop(Math.max(1, ...points.map(({ produced, consumed }) => Math.max(produced ?? 0, consumed ?? 0))));
    this.#charts.rates.draw(
      linesOf(
        points,
        point => point.produced,
        point => point.consumed,
      ),
      span,
      top,
    );
    labels(this.#ratesName, [formatRate(top), 0.05], ['0', 0.95]);
    const words = (perSecond: number | null) => (perSecond === null ? t('too early to say') : formatRate(perSecond));
    endWords(
      this.#ratesEnd,
      el(
        'span',
        {},
        '– – ',
        el('span', { class: 'wide' }, t('produced'), ' '),
        el('span', { class: 'slim' }, t('in'), ' '),
        words(producedPerSecond),
      ),
      el(
        'span',
        {},
        el('span', { class: 'tone-calm' }, '— '),
        el('span', { class: 'wide' }, t('consumed'), ' '),
        el('span', { class: 'slim' }, t('out'), ' '),
        words(consumedPerSecond),
      ),
    );
    this.#rates.setAttribute('aria-label', t('Produced now: {0}. Consumed now: {1}.', words(producedPerSecond), words(consumedPerSecond)));
  }

  #drawHeat(rows: readonly ShownRow[], history: LagHistory, span: TimeSpan): void {
    this.#heatRows = heatRows(rows);
    const pitch = pitchOf(this.#heatRows.length);
    const height = Math.max(pitch, this.#heatRows.length * pitch);
    const steps = stepsFor(this.#heatRows, history);
    this.#heat.style.height = `${height}px`;
    this.#charts.heat.draw(this.#heatRows, history, steps, span, pitch);
    this.#nameHeatRows(pitch, height);
    const marked = this.#markHeatRows(pitch, height);
    fill(this.#legend, ...legendOf(this.#heatRows, rows.length, steps));
    this.#heat.setAttribute('aria-label', [heatTitle(this.#heatRows.length, rows.length, span), ...marked].join(' '));
  }

  /** The first row of each topic is named, and then every so many. */
  #nameHeatRows(pitch: number, height: number): void {
    const rows = this.#heatRows;
    const oneTopic = new Set(rows.map(({ topic }) => topic)).size <= 1;
    let last = -Infinity;
    const words: [string, number][] = [];
    rows.forEach((row, index) => {
      const middle = (index + 0.5) * pitch;
      const begins = rows[index - 1]?.topic !== row.topic;
      if (middle - last < (begins ? 11 : 44) && index > 0) return;
      last = middle;
      words.push([begins && !oneTopic ? row.name : begins ? t('partition {0}', row.partition) : String(row.partition), middle / height]);
    });
    labels(this.#heatName, ...words);
  }

  /** Words at the rows that are not fine; pushed apart where they would touch. Returns them as sentences. */
  #markHeatRows(pitch: number, height: number): readonly string[] {
    const room = Math.max(1, Math.floor((height + 6) / 14));
    const marked = markedRows(this.#heatRows);
    const chosen = marked
      .slice(0, marked.length > room ? room - 1 : room)
      .sort((a, b) => this.#heatRows.indexOf(a) - this.#heatRows.indexOf(b));
    const oneTopic = new Set(this.#heatRows.map(({ topic }) => topic)).size <= 1;
    let free = -4;
    const places = chosen.map(row => {
      free = Math.max(free, (this.#heatRows.indexOf(row) + 0.5) * pitch - 7);
      free += 14;
      return free - 14;
    });
    // From below upwards, so that the last words stay beside the picture.
    for (let index = places.length - 1, floor = height + 4; index >= 0; index--) {
      const place = Math.min(places[index] ?? 0, floor - 14);
      places[index] = place;
      floor = place;
    }
    const words = chosen.map((row, index) => {
      const label = el(
        'span',
        { title: row.name },
        icon(row.state, { tone: stateLooks[row.state].tone }),
        `${oneTopic ? row.partition : row.name} ${markWords(row)[0]}`,
        el('span', { class: 'wide' }, ` ${markWords(row)[1]}`),
      );
      label.style.top = `${places[index] ?? 0}px`;
      return label;
    });
    const left = marked.length - chosen.length;
    if (left > 0) {
      const more = el('span', { class: 'dim' }, t('and {0} more', left));
      more.style.top = `${(places.at(-1) ?? -14) + 14}px`;
      words.push(more);
    }
    fill(this.#heatEnd, ...words);
    return marked.map(row => `${row.name} ${markWords(row).join(' ').trim()}.`);
  }

  #drawEvents(changes: readonly GroupChange[], span: TimeSpan): void {
    for (const line of this.element.querySelectorAll('.change')) line.remove();
    const width = this.#events.clientWidth || 600;
    const seen = changes.filter(({ at }) => at >= span.from);
    for (const { at, words } of seen) {
      for (const plot of [this.#total, this.#rates, this.#heat]) {
        const line = el('i', { class: 'change', title: `${clockTime(at)} ${words}` });
        line.style.left = `${(placeOf(at, span) * 100).toFixed(2)}%`;
        plot.append(line);
      }
    }
    const labels = labelPlaces(
      seen.map(({ at, words }) => ({ text: `${clockTime(at, false)} ${words}`, at: placeOf(at, span) * width })),
      width,
    );
    fill(
      this.#events,
      ...labels.map(({ text, left }) => {
        const word = el('span', {}, text);
        word.style.left = `${left}px`;
        return word;
      }),
    );
  }

  /** What was at the time under the pointer. */
  #read(at: number | null, y: number | null): void {
    const shown = this.#shown;
    if (at === null || !shown || shown.points.length === 0) {
      setText(this.#readout, '');
      return;
    }
    const point = shown.points.reduce((near, one) => (Math.abs(one.at - at) < Math.abs(near.at - at) ? one : near));
    const parts = [
      clockTime(point.at),
      t('{0} waiting', point.total === null ? t('unknown') : formatCount(point.total)),
      ...(point.produced === null ? [] : [t('in {0}', formatRate(point.produced))]),
      ...(point.consumed === null ? [] : [t('out {0}', formatRate(point.consumed))]),
    ];
    const row = y !== null && this.#heat.matches(':hover') ? this.#heatRows[Math.floor(y / pitchOf(this.#heatRows.length))] : undefined;
    if (row) {
      const lag = point.lags[shown.history.names.indexOf(row.name)];
      parts.push(`${row.name}: ${lag === undefined || Number.isNaN(lag) ? t('unknown') : formatCount(lag)}`);
    }
    setText(this.#readout, parts.join(' · '));
  }
}

/** "stuck since 14:21", "lost 300", "hot, 19 % of records": a word, and what only a wide panel has room for. */
function markWords({ state, lag, unmovedSince, sawCommitMove, hotShare }: ShownRow): readonly [string, string] {
  const { word } = stateLooks[state];
  if (state === 'stuck' && unmovedSince !== null) {
    const time = clockTime(unmovedSince, false);
    return [word, sawCommitMove ? t('since {0}', time) : t('before {0}', time)];
  }
  if (state === 'lost' && lag.kind === 'known') return [t('lost {0}', formatCount(lag.lost)), ''];
  if (state === 'hot' && hotShare !== null) return [word, t('{0} of records', formatShare(hotShare))];
  return [word, ''];
}

const heatTitle = (shown: number, all: number, span: TimeSpan): string =>
  shown === all
    ? t('Heatmap of records waiting: {0} partitions over {1}.', shown, formatSpan(span.to - span.from))
    : t('Heatmap of records waiting: the {0} worst of {1} partitions over {2}.', shown, formatCount(all), formatSpan(span.to - span.from));

function legendOf(rows: readonly ShownRow[], all: number, steps: Steps): readonly HTMLElement[] {
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
    ...(rows.length < all ? [el('span', {}, t('the {0} worst of {1}', rows.length, formatCount(all)))] : []),
    el('span', { class: 'key' }, t('records waiting')),
    ramp('tone-calm', '', t('under {0}, {1}, {2}, more', ...limits)),
    ...(has('stuck', 'stopped') ? [ramp('tone-bad', 'struck', t('commit does not move'))] : []),
    ...(has('hot') ? [ramp('tone-hot', '', t('far above the median'))] : []),
    ...(has('unknown', 'forbidden', 'no-leader', 'no-commit') ? [ramp('tone-quiet', 'dotted', t('no commit, or not known'))] : []),
  ];
}

/** The next round figure: an axis' end that one can read. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(step => step * power).find(step => step >= value) ?? value;
}

function labels(place: HTMLElement, ...words: readonly (readonly [string, number])[]): void {
  fill(
    place,
    ...words.map(([text, at]) => {
      const word = el('span', { title: text }, text);
      word.style.top = `${(at * 100).toFixed(2)}%`;
      return word;
    }),
  );
}

function endWords(place: HTMLElement, ...lines: readonly HTMLElement[]): void {
  lines.forEach((line, index) => (line.style.top = `${index * 15}px`));
  fill(place, ...lines);
}

/** Where words at marks stand: right of the mark, else left of it, else nowhere: they never run over each other. */
function labelPlaces(
  marks: readonly { readonly text: string; readonly at: number }[],
  width: number,
): readonly { readonly text: string; readonly left: number }[] {
  let free = 0;
  return marks.flatMap(({ text, at }, index) => {
    // About 6 px a letter at 11 px.
    const long = text.length * 6;
    const next = marks[index + 1]?.at ?? width;
    const left = at - long - 4;
    const right = at + 4;
    const fitsRight = right >= free && right + long <= width;
    const fitsLeft = left >= free;
    if (!fitsRight && !fitsLeft) return [];
    const place = fitsRight && (right + long <= next || !fitsLeft) ? right : left;
    free = Math.max(at, place + long) + 8;
    return [{ text, left: place }];
  });
}
