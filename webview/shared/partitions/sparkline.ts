/** A partition's lag over the shown time, 64 × 14 px. It shows the shape only; the figures are beside it. */
import { svg } from '../dom.ts';
import type { Sign } from './stateOrder.ts';
import { stateLooks } from './states.ts';

/** Milliseconds since 1970 and records, oldest first; NaN where the lag was not known. */
export interface LagSeries {
  readonly at: readonly number[];
  readonly lags: readonly number[];
}

const width = 64;
const height = 14;
/** More points than pixels draw nothing more. */
const most = 32;

export function sparkline({ at, lags }: LagSeries, state: Sign): SVGSVGElement {
  const step = Math.max(1, Math.ceil(at.length / most));
  const points = at.flatMap((time, index) => ((at.length - 1 - index) % step === 0 ? [{ time, lag: lags[index] ?? NaN }] : []));
  const highest = Math.max(1, ...points.map(({ lag }) => (Number.isNaN(lag) ? 0 : lag)));
  const first = points[0]?.time ?? 0;
  const span = Math.max(1, (points.at(-1)?.time ?? first) - first);
  let pen = 'M';
  let path = '';
  for (const { time, lag } of points) {
    if (Number.isNaN(lag)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${(((time - first) / span) * width).toFixed(1)} ${(height - 1 - (lag / highest) * (height - 2)).toFixed(1)}`;
    pen = 'L';
  }
  const { tone } = stateLooks[state];
  return svg(
    'svg',
    { class: `spark tone-${tone === 'good' ? 'quiet' : tone}`, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    svg('path', { d: path }),
  );
}
