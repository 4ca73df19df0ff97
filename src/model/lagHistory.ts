/** What the pictures of the lag are drawn from: totals and each partition's lag over time, bounded in memory however long one looks. */
export interface HistoryPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Records waiting; null while no partition's lag is known. */
  readonly total: number | null;
  /** Records a second. */
  readonly produced: number | null;
  readonly consumed: number | null;
  /** By the index of `names`; NaN where the lag was not known (or is "no commit"). May be shorter than `names`. */
  readonly lags: Float64Array;
}

/** Twelve minutes of beats every second, an hour of beats every five seconds; what is older is thinned. */
const mostPoints = 720;
/** 8 MB of numbers: 720 points of 1,388 partitions, 100 points of 10,000. */
const mostCells = 1_000_000;
const fewestPoints = 60;

export class LagHistory {
  readonly #keepMs: number;
  readonly #index = new Map<string, number>();
  readonly #names: string[] = [];
  #points: HistoryPoint[] = [];
  /** From one point to the next the names are nearly always the very same. */
  #taken: { readonly names: readonly string[]; readonly columns: readonly number[] } = { names: [], columns: [] };

  constructor(keepMs = 2 * 60 * 60 * 1000) {
    this.#keepMs = keepMs;
  }

  get names(): readonly string[] {
    return this.#names;
  }

  /** Oldest first. */
  get points(): readonly HistoryPoint[] {
    return this.#points;
  }

  /** `lags`: by name; NaN where it is not known. */
  add(
    at: number,
    rates: { readonly produced: number | null; readonly consumed: number | null },
    names: readonly string[],
    lags: ArrayLike<number>,
  ): void {
    let total: number | null = null;
    for (let index = 0; index < names.length; index++) {
      const records = lags[index] ?? NaN;
      if (!Number.isNaN(records)) total = (total ?? 0) + records;
    }
    this.take(names, { at, total, ...rates, lags });
  }

  /** Takes over a point that another side of the panel recorded, its lags in the order of `names`. */
  take(names: readonly string[], point: Omit<HistoryPoint, 'lags'> & { readonly lags: ArrayLike<number | null> }): void {
    if (names !== this.#taken.names) this.#taken = { names, columns: names.map((name, index) => this.#columnOf(name, index)) };
    const { columns } = this.#taken;
    const lags = new Float64Array(this.#index.size).fill(NaN);
    for (let index = 0; index < columns.length; index++) lags[columns[index] ?? -1] = point.lags[index] ?? NaN;
    this.#push({ ...point, lags });
  }

  /** One partition's lag since then, oldest first; NaN where it was not known. */
  seriesOf(name: string, since = -Infinity): { readonly at: readonly number[]; readonly lags: readonly number[] } {
    const column = this.#index.get(name);
    const seen = this.#points.filter(({ at }) => at >= since);
    return { at: seen.map(({ at }) => at), lags: seen.map(({ lags }) => (column === undefined ? NaN : (lags[column] ?? NaN))) };
  }

  /** Several partitions' lag together, at as many moments as a small picture shows; where some are not known it is the sum of the others. */
  sumOf(names: readonly string[], since = -Infinity, most = 32): { readonly at: readonly number[]; readonly lags: readonly number[] } {
    const columns = names.flatMap(name => this.#index.get(name) ?? []);
    const seen = this.#points.filter(({ at }) => at >= since);
    const step = Math.max(1, Math.ceil(seen.length / most));
    const some = seen.filter((_, index) => (seen.length - 1 - index) % step === 0);
    const sum = (lags: Float64Array) =>
      columns.reduce((all, column) => {
        const lag = lags[column] ?? NaN;
        return Number.isNaN(lag) ? all : Number.isNaN(all) ? lag : all + lag;
      }, NaN);
    return { at: some.map(({ at }) => at), lags: some.map(({ lags }) => sum(lags)) };
  }

  /** Points spread evenly over the time, so few that they hold at most so many lags. */
  thinned(cells: number): readonly HistoryPoint[] {
    const most = Math.max(2, Math.floor(cells / Math.max(1, this.#index.size)));
    if (this.#points.length <= most) return this.#points;
    const step = (this.#points.length - 1) / (most - 1);
    return Array.from({ length: most }, (_, index) => this.#points[Math.round(index * step)]).filter(point => point !== undefined);
  }

  /** `likely`: from one point to the next a partition keeps its place, unless others came or went. */
  #columnOf(name: string, likely: number): number {
    if (this.#names[likely] === name) return likely;
    const known = this.#index.get(name);
    if (known !== undefined) return known;
    this.#index.set(name, this.#index.size);
    return this.#names.push(name) - 1;
  }

  #push(point: HistoryPoint): void {
    this.#points.push(point);
    const oldest = point.at - this.#keepMs;
    if ((this.#points[0]?.at ?? oldest) < oldest) this.#points = this.#points.filter(({ at }) => at >= oldest);
    const most = Math.max(fewestPoints, Math.min(mostPoints, Math.floor(mostCells / Math.max(1, this.#index.size))));
    if (this.#points.length > most) this.#thin();
  }

  /** Every second point of the older half goes: what is recent stays fine, what is old becomes coarse. */
  #thin(): void {
    const half = Math.floor(this.#points.length / 2);
    this.#points = this.#points.filter((_, index) => index >= half || index % 2 === 0);
  }
}
