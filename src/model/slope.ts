/** A value at a time: milliseconds since 1970. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** More points than this are thinned out evenly: 48 points give 1,128 pairs, which is plenty and costs well under a millisecond. */
const MOST_POINTS = 48;

/**
 * Theil–Sen: the median of the slopes between all pairs of points, per second. One jump, or any third of the points gone
 * astray, does not turn it, which a least-squares line cannot say. null with fewer than two different times.
 */
export function robustSlope(points: readonly Point[]): number | null {
  const kept = thinned(points);
  const slopes: number[] = [];
  kept.forEach((later, index) => {
    for (const earlier of kept.slice(0, index)) {
      const seconds = (later.at - earlier.at) / 1000;
      if (seconds > 0) slopes.push((later.value - earlier.value) / seconds);
    }
  });
  return median(slopes);
}

/** The middle value; of an even number the mean of the two in the middle. null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST_POINTS) return points;
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, index) => points[Math.round(index * step)]).filter(point => point !== undefined);
}
