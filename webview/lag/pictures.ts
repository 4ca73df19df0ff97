/** Total lag, rates and heatmap over one time axis, with the words at their marks and for those who do not see them. */
import { formatCount, formatRate, formatSpan } from '../../src/model/figures.ts';
import type { HistoryPoint, LagHistory } from '../../src/model/lagHistory.ts';
import type { GroupChange } from '../../src/webviewProtocol/history.ts';
import { el, fill, setText } from '../shared/dom.ts';
import { clockTime } from '../shared/times.ts';
import { plural, t } from '../shared/words.ts';
import { lineChart, linesOf } from './charts.ts';
import { colour, onThemeChange } from './colours.ts';
import { drawEvents, eventSentences } from './eventMarks.ts';
import type { HeatRow } from './heat.ts';
import { HeatMap, labels, type HeatWords } from './heatMap.ts';
import { drawAxis, placeOf, shownSpan, type TimeSpan } from './timeAxis.ts';

/** What the pictures show. Rates are records a second; null where too little was seen. */
export interface Shown {
  readonly at: number;
  readonly records: string;
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  /** Chosen for the heatmap, out of `all` many. */
  readonly heat: readonly HeatRow[];
  readonly all: number;
  readonly history: LagHistory;
  readonly changes: readonly GroupChange[];
  /** Records waiting and for how many milliseconds, from which on the group's watch calls; null: it is not watched for that. */
  readonly threshold: { readonly records: number; readonly forMs: number } | null;
}

export class Pictures {
  readonly element: HTMLElement;
  readonly #events = el('div', { class: 'events' });
  readonly #totalName = el('div', { class: 'name' });
  readonly #total = el('div', { class: 'plot total', role: 'img' });
  /** Where nothing was seen yet. */
  readonly #before = el('span', { class: 'unseen-before' });
  readonly #totalEnd = el('div', { class: 'end' });
  readonly #ratesName = el('div', { class: 'name' });
  readonly #rates = el('div', { class: 'plot rates', role: 'img' });
  readonly #ratesEnd = el('div', { class: 'end' });
  readonly #axis = el('div', { class: 'axis' });
  readonly #readout = el('span', { class: 'readout', attributes: { 'aria-hidden': 'true' } });
  readonly #heat: HeatMap;
  readonly #charts;
  #shown: Shown | undefined;
  #spanMs = 0;
  #points: readonly HistoryPoint[] = [];

  /** `onChoose`: the person clicked a row of the heatmap. */
  constructor(label: string, heatWords: HeatWords, onChoose: (name: string) => void) {
    const onCursor = (at: number | null, y: number | null) => this.#read(at, y);
    this.#heat = new HeatMap(heatWords, onCursor, onChoose);
    this.element = el(
      'figure',
      { class: 'pictures', label },
      el('span'),
      this.#events,
      el('span'),
      this.#totalName,
      this.#total,
      this.#totalEnd,
      this.#ratesName,
      this.#rates,
      this.#ratesEnd,
      this.#heat.name,
      this.#heat.plot,
      this.#heat.end,
      el('span'),
      this.#axis,
      el('span'),
      el('div', { class: 'legend' }, this.#heat.legend, this.#readout),
    );
    const area = { stroke: () => colour('line'), fill: () => `color-mix(in srgb, ${colour('line')} 13%, transparent)`, width: 1.5 };
    this.#charts = {
      total: lineChart(this.#total, [area], onCursor),
      rates: lineChart(
        this.#rates,
        [
          { stroke: () => colour('text'), width: 1.25, dash: [4, 2] },
          { stroke: () => colour('line'), width: 1.5 },
        ],
        onCursor,
      ),
    };
    // Words stand where there is room for them.
    new ResizeObserver(() => this.#shown && this.draw(this.#shown, this.#spanMs)).observe(this.#axis);
    onThemeChange(() => {
      for (const chart of [...Object.values(this.#charts), this.#heat]) chart.repaint();
    });
  }

  /** Draws the newest `spanMs` at most; returns what is shown of the time. */
  draw(shown: Shown, spanMs: number): TimeSpan {
    const { at, history, changes } = shown;
    const span = shownSpan(
      history.points[0]?.at ?? at,
      at,
      spanMs,
      changes.map(change => change.at),
    );
    this.#shown = shown;
    this.#spanMs = spanMs;
    this.#points = history.points.filter(point => point.at >= span.from);
    this.#drawTotal(shown, span);
    this.#drawRates(shown, span);
    this.#heat.draw(shown.heat, shown.all, history, span);
    this.#drawBefore(span, changes);
    drawEvents(this.#events, [this.#total, this.#rates, this.#heat.plot], changes, span);
    drawAxis(this.#axis, span, this.#axis.clientWidth || 600);
    return span;
  }

  /** An axis that reaches further back than the first look says why nothing is there. */
  #drawBefore(span: TimeSpan, changes: readonly GroupChange[]): void {
    const first = this.#points[0]?.at ?? span.to;
    const share = placeOf(first, span);
    const earlier = changes.filter(change => change.at < span.from);
    const [earliest] = earlier;
    const words = [
      t('first seen at {0}', clockTime(first)),
      ...(earliest
        ? [
            plural(earlier.length, '{0} earlier change', '{0} earlier changes', formatCount(earlier.length)),
            t('from {0} on', clockTime(earliest.at)),
          ]
        : []),
    ].join(' · ');
    if (this.#before.parentElement !== this.#total) this.#total.append(this.#before);
    setText(this.#before, words);
    this.#before.style.width = `${(share * 100).toFixed(2)}%`;
    // Half a word says nothing; about 6 px a letter.
    this.#before.hidden = share * (this.#total.clientWidth || 600) < 6 * words.length + 16;
  }

  #drawTotal({ records, lagPerSecond, changes, threshold }: Shown, span: TimeSpan): void {
    const values = this.#points.map(point => point.total ?? 0);
    const highest = Math.max(0, ...values);
    const limit = threshold?.records ?? null;
    // A threshold that is far away would press the line flat: then its words are enough.
    const top = niceTop(Math.max(10, highest, limit !== null && limit <= 3 * highest ? limit * 1.05 : 0));
    this.#charts.total.draw(
      linesOf(this.#points, point => point.total),
      span,
      top,
      limit,
    );
    labels(this.#totalName, [formatCount(top), 0.03], [t('waiting'), 0.5], ['0', 0.97]);
    const trend = lagPerSecond === null ? '' : lagPerSecond > 0 ? `+${formatRate(lagPerSecond)}` : formatRate(lagPerSecond);
    const alert = threshold && t('alert from {0} on, after {1}', formatCount(threshold.records), formatSpan(threshold.forMs));
    endWords(
      this.#totalEnd,
      el('span', {}, t('now {0}', formatCount(BigInt(records)))),
      el('span', { class: 'dim' }, trend),
      ...(alert ? [el('span', { class: 'dim', title: alert }, el('span', { class: 'tone-warn' }, '- - '), alert)] : []),
    );
    const story = t(
      'Records waiting: {0} at {1}, {2} now; at most {3} in between.',
      formatCount(values[0] ?? 0),
      clockTime(span.from),
      formatCount(BigInt(records)),
      formatCount(highest),
    );
    this.#total.setAttribute('aria-label', [story, ...(alert ? [`${alert}.`] : []), ...eventSentences(changes, span)].join(' '));
  }

  #drawRates({ producedPerSecond, consumedPerSecond }: Shown, span: TimeSpan): void {
    const top = niceTop(this.#points.reduce((most, { produced, consumed }) => Math.max(most, produced ?? 0, consumed ?? 0), 1));
    this.#charts.rates.draw(
      linesOf(
        this.#points,
        point => point.produced,
        point => point.consumed,
      ),
      span,
      top,
    );
    labels(this.#ratesName, [formatRate(top), 0.05], ['0', 0.95]);
    const words = (perSecond: number | null) => (perSecond === null ? t('too early') : formatRate(perSecond));
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

  /** What was at the time under the pointer. */
  #read(at: number | null, y: number | null): void {
    const shown = this.#shown;
    if (at === null || !shown || this.#points.length === 0) {
      setText(this.#readout, '');
      return;
    }
    const point = this.#points.reduce((near, one) => (Math.abs(one.at - at) < Math.abs(near.at - at) ? one : near));
    const parts = [
      clockTime(point.at),
      t('{0} waiting', point.total === null ? t('unknown') : formatCount(point.total)),
      ...(point.produced === null ? [] : [t('in {0}', formatRate(point.produced))]),
      ...(point.consumed === null ? [] : [t('out {0}', formatRate(point.consumed))]),
    ];
    const row = y !== null && this.#heat.plot.matches(':hover') ? this.#heat.rowAt(y) : undefined;
    if (row) {
      const lag = point.lags[shown.history.names.indexOf(row.name)];
      parts.push(`${row.name}: ${lag === undefined || Number.isNaN(lag) ? t('unknown') : formatCount(lag)}`);
    }
    setText(this.#readout, parts.join(' · '));
  }
}

/** The next round figure: an axis' end that one can read. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(step => step * power).find(step => step >= value) ?? value;
}

function endWords(place: HTMLElement, ...lines: readonly HTMLElement[]): void {
  lines.forEach((line, index) => (line.style.top = `${index * 15}px`));
  fill(place, ...lines);
}
