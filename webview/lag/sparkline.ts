/** A partition's lag over the shown time, 64 × 14 px. It shows the shape only; the figures are beside it. */
import type { LagHistory } from '../../src/model/lagHistory.ts';
import type { PartitionState } from '../../src/model/sample.ts';
import { svg } from '../shared/dom.ts';
import { stateLooks } from '../shared/states.ts';

const width = 64;
const height = 14;
/** More points than pixels draw nothing more. */
const most = 32;

export function sparkline(
  history: LagHistory,
  { name, state }: { readonly name: string; readonly state: PartitionState },
  since: number,
): SVGSVGElement {
  const { at, lags } = history.seriesOf(name);
  const seen = at.flatMap((time, index) => (time >= since ? [{ time, lag: lags[index] ?? NaN }] : []));
  const step = Math.max(1, Math.ceil(seen.length / most));
  const points = seen.filter((_, index) => (seen.length - 1 - index) % step === 0);
  const highest = Math.max(1, ...points.map(({ lag }) => (Number.isNaN(lag) ? 0 : lag)));
  const first = points[0]?.time ?? since;
  const span = Math.max(1, (points.at(-1)?.time ?? since) - first);
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
