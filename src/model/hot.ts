/** A partition gets far more records than its topic's other partitions. */
export interface Hot {
  /** Its part of all records that arrived in its topic meanwhile: 0.71. */
  readonly share: number;
  /** How many times the median of the topic's other partitions; null where that median is 0. */
  readonly timesMedian: number | null;
}

/** Hot: three times the median of the other partitions (of two partitions: three of four records), on at least this many records. */
const TIMES_MEDIAN = 3;
const LEAST_RECORDS = 100;

/**
 * The hot ones among one topic's partitions, by their index. A ratio to the median of the *others* works for two partitions
 * too, where a distance from the mean never can: of n values none lies more than √(n−1) deviations from it.
 * @param arrivals records that arrived in each; NaN: not known, which counts for nothing
 */
export function hotOnes(arrivals: readonly number[]): ReadonlyMap<number, Hot> {
  const hot = new Map<number, Hot>();
  let most = 0;
  let fewest = Infinity;
  for (let index = 0; index < arrivals.length; index++) {
    const records = arrivals[index] ?? NaN;
    if (records > most) most = records;
    if (records < fewest) fewest = records;
  }
  // No median is below the fewest: where all get about the same, nobody needs to be sorted.
  if (most < LEAST_RECORDS || most < TIMES_MEDIAN * fewest) return hot;
  const sorted = Float64Array.from(arrivals)
    .filter(records => !Number.isNaN(records))
    .sort();
  // Without the one that has most the median is lowest: who is not hot beside that is not hot.
  const least = Math.max(LEAST_RECORDS, TIMES_MEDIAN * (medianWithout(sorted, sorted.length - 1) ?? Infinity));
  if (most < least) return hot;
  const total = sorted.reduce((all, records) => all + records, 0);
  for (let index = 0; index < arrivals.length; index++) {
    const records = arrivals[index] ?? NaN;
    if (!(records >= least)) continue;
    const others = medianWithout(sorted, sorted.indexOf(records));
    if (others === null || records < TIMES_MEDIAN * others) continue;
    hot.set(index, { share: records / total, timesMedian: others > 0 ? records / others : null });
  }
  return hot;
}

/** The median of a sorted list without the item at `index`; null where no other is left. */
function medianWithout(sorted: Float64Array, index: number): number | null {
  const left = sorted.length - 1;
  const recordsAt = (place: number) => sorted[place < index ? place : place + 1];
  const [lower, upper] = [recordsAt(Math.ceil(left / 2) - 1), recordsAt(Math.floor(left / 2))];
  return left <= 0 || lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}
