/** The two line charts and the heatmap, as uPlot instances on one time axis whose cursors move together. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { HistoryPoint, LagHistory } from '../../src/model/lagHistory.ts';
import { colour } from './colours.ts';
import { longestGap, runsOf, type HeatRow, type Run, type Steps } from './heat.ts';
import type { TimeSpan } from './timeAxis.ts';

export interface Lines {
  readonly at: readonly number[];
  readonly series: readonly (readonly (number | null)[])[];
}

/** One picture: call `draw` with what is to be seen, `repaint` after a change of theme. */
export interface Chart {
  /** `threshold`: a line across, in the unit of the series. */
  draw(lines: Lines, span: TimeSpan, highest: number, threshold?: number | null): void;
  repaint(): void;
}

/** Where the pointer is: milliseconds since 1970, and pixels from the upper edge; null outside. */
export type Cursor = (at: number | null, y: number | null) => void;

const seconds = (ms: number): number => ms / 1000;
const syncKey = 'lag';

export function lineChart(place: HTMLElement, looks: readonly uPlot.Series[], onCursor: Cursor): Chart {
  let span: TimeSpan = { from: 0, to: 1 };
  let highest = 1;
  let threshold: number | null = null;
  const plot = new uPlot(
    {
      ...plain(onCursor),
      width: place.clientWidth || 300,
      height: place.clientHeight || 40,
      scales: { x: { time: true, range: () => [seconds(span.from), seconds(span.to)] }, y: { range: () => [0, highest] } },
      series: [{}, ...looks.map(look => ({ ...look, points: { show: false } }))],
      hooks: { drawClear: [u => drawGrid(u)], draw: [u => drawThreshold(u, threshold, highest)] },
    },
    [[], ...looks.map(() => [])],
    place,
  );
  follow(place, plot);
  return {
    draw: (lines, shown, top, limit = null) => {
      span = shown;
      highest = top;
      threshold = limit;
      plot.setData([lines.at.map(seconds), ...lines.series.map(values => [...values])]);
    },
    repaint: () => plot.redraw(),
  };
}

export interface HeatPicture {
  draw(rows: readonly HeatRow[], history: LagHistory, steps: Steps, span: TimeSpan, pitch: number): void;
  repaint(): void;
}

/** How much of the colour a darkness takes. */
const strengths = [0, 0.12, 0.3, 0.58, 1] as const;

export function heatChart(place: HTMLElement, onCursor: Cursor): HeatPicture {
  let span: TimeSpan = { from: 0, to: 1 };
  let shown: readonly (readonly Run[])[] = [];
  let pitch = 8;
  const plot = new uPlot(
    {
      ...plain(onCursor),
      width: place.clientWidth || 300,
      height: place.clientHeight || 40,
      scales: { x: { time: true, range: () => [seconds(span.from), seconds(span.to)] }, y: { range: () => [0, 1] } },
      series: [{}, { show: false }],
      hooks: { draw: [u => shown.forEach((runs, index) => paintRow(u, runs, index * pitch, pitch - 1))] },
    },
    [[], []],
    place,
  );
  follow(place, plot);
  return {
    draw: (rows, history, steps, toShow, rowPitch) => {
      span = toShow;
      pitch = rowPitch;
      const columns = new Map(history.names.map((name, index) => [name, index]));
      const points = history.points.filter(({ at }) => at >= span.from - longestGap);
      shown = rows.map(row => runsOf(row, points, columns.get(row.name) ?? -1, steps, span.to));
      const at = points.map(point => seconds(point.at));
      plot.setData([at, at.map(() => null)]);
    },
    repaint: () => plot.redraw(),
  };
}

/** Points of the history as lines; where nothing was seen for long the line breaks. */
export function linesOf(points: readonly HistoryPoint[], ...values: readonly ((point: HistoryPoint) => number | null)[]): Lines {
  const at: number[] = [];
  const series = values.map((): (number | null)[] => []);
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before && point.at - before.at > longestGap) {
      at.push(before.at + 1);
      for (const one of series) one.push(null);
    }
    at.push(point.at);
    values.forEach((value, line) => series[line]?.push(value(point)));
  });
  return { at, series };
}

/** Everything that uPlot would add and that is words here: axes, legend, zoom. */
function plain(onCursor: Cursor): Pick<uPlot.Options, 'axes' | 'legend' | 'padding' | 'cursor'> {
  return {
    axes: [{ show: false }, { show: false }],
    legend: { show: false },
    padding: [0, 0, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { show: false },
      sync: { key: syncKey, scales: ['x', null] },
      move: (u, left, top) => {
        const inside = left >= 0 && u.cursor.event !== undefined;
        if (inside) onCursor(u.posToVal(left, 'x') * 1000, top);
        else if (left < 0) onCursor(null, null);
        return [left, top];
      },
    },
  };
}

/** The picture is as wide as its place, and as sharp as the screen. */
function follow(place: HTMLElement, plot: uPlot): void {
  new ResizeObserver(() => {
    if (place.clientWidth > 0 && place.clientHeight > 0) plot.setSize({ width: place.clientWidth, height: place.clientHeight });
  }).observe(place);
}

function drawGrid(u: uPlot): void {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.globalAlpha = 0.12;
  ctx.fillStyle = colour('text');
  for (const share of bbox.height > 60 * scale ? [0, 0.5, 1] : [0, 1]) {
    ctx.fillRect(bbox.left, Math.min(bbox.top + bbox.height - scale, bbox.top + Math.round(bbox.height * share)), bbox.width, scale);
  }
  ctx.restore();
}

/** Dashed like everything that is no measurement; above the picture there is none. */
function drawThreshold({ ctx, bbox }: uPlot, threshold: number | null, highest: number): void {
  if (threshold === null || threshold > highest) return;
  const y = bbox.top + bbox.height * (1 - threshold / highest);
  ctx.save();
  ctx.strokeStyle = colour('warn');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

function paintRow(u: uPlot, runs: readonly Run[], top: number, height: number): void {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  const y = bbox.top + Math.round(top * scale);
  const tall = Math.round(height * scale);
  ctx.save();
  for (const { from, to, darkness, meaning } of runs) {
    const left = Math.max(bbox.left, Math.round(u.valToPos(seconds(from), 'x', true)));
    const right = Math.min(bbox.left + bbox.width, Math.round(u.valToPos(seconds(to), 'x', true)));
    if (right <= left) continue;
    if (darkness === 0) {
      outline(ctx, left, y, right - left, tall, scale);
      continue;
    }
    ctx.globalAlpha = strengths[darkness];
    ctx.fillStyle = colour(meaning === 'stuck' ? 'bad' : meaning === 'hot' ? 'warn' : 'line');
    ctx.fillRect(left, y, right - left, tall);
    // Struck through, so that it does not rest on the hue alone.
    if (meaning === 'stuck') {
      ctx.globalAlpha = 1;
      ctx.fillStyle = colour('background');
      ctx.fillRect(left, y + Math.round((tall - scale) / 2), right - left, scale);
    }
  }
  ctx.restore();
}

/** Not known: neither a shade nor nothing. */
function outline(ctx: CanvasRenderingContext2D, left: number, top: number, width: number, height: number, scale: number): void {
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour('faint');
  ctx.lineWidth = scale;
  ctx.setLineDash([2 * scale, 3 * scale]);
  ctx.strokeRect(left + scale / 2, top + scale / 2, Math.max(0, width - scale), Math.max(0, height - scale));
}
