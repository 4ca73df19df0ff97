/**
 * The lag panel's rows as they cross: a column of numbers for each figure instead of ten thousand objects, which every hop between
 * host and page would copy field by field. A column is as narrow as its numbers allow (packedColumn.ts). Nothing is lost: an offset
 * beyond 2^53, which a double cannot hold, crosses as text besides; of rates seven digits cross.
 */
import { isDecimal, isNumber, isString, listOf, mapOf, shape, toDecimal, type Decimal, type Guard } from './guards.ts';
import type { LagRow, TimeLagOnWire } from './lagRows.ts';
import { isPackedColumn, packedColumn, packedMeasure, sharedIfSame, unpackedColumn, type PackedColumn } from './packedColumn.ts';
import { isReason, partitionStates, type LagOnWire, type Reason } from './partitions.ts';

/** One number a row each; NaN for null, and Infinity for "never". */
export const figures = [
  ...(['topic', 'partition', 'state', 'owner', 'reason', 'lagKind', 'records', 'lost', 'notYetVisible', 'readable'] as const),
  ...(['committed', 'logStart', 'logEnd', 'lastStable', 'notRecords'] as const),
  ...(['producedPerSecond', 'consumedPerSecond', 'etaMs'] as const),
  ...(['unmovedSince', 'sawCommitMove', 'waitingSince', 'hotShare', 'deletedAt'] as const),
  ...(['timeKind', 'timeFrom', 'timeTo', 'timeWhy'] as const),
] as const;
export type Figure = (typeof figures)[number];

/** Of these an exact one may be beyond what a double holds. */
const wholeFigures = [
  ...(['records', 'lost', 'notYetVisible', 'readable', 'committed', 'logStart', 'logEnd', 'lastStable', 'notRecords'] as const),
] as const satisfies readonly Figure[];
export type WholeFigure = (typeof wholeFigures)[number];

/** Measured, not counted. */
const measures: ReadonlySet<Figure> = new Set<Figure>(['producedPerSecond', 'consumedPerSecond', 'etaMs', 'hotShare']);

export interface PackedRows {
  readonly count: number;
  readonly topics: readonly string[];
  /** Why figures are missing: few, and named by index. */
  readonly reasons: readonly Reason[];
  readonly whys: readonly string[];
  readonly columns: Readonly<Record<Figure, PackedColumn>>;
  /** What a double cannot hold, by column and row: "logEnd 12". */
  readonly large: Readonly<Record<string, Decimal>>;
}

/** One of the columns; the given one is still its owner's. */
export const packedFigure = (figure: Figure, column: Float64Array): PackedColumn =>
  measures.has(figure) ? packedMeasure(column) : packedColumn(column);

/** Rows whose columns are packed. */
export interface RowColumns extends Omit<PackedRows, 'large'> {
  /** A whole number that its column cannot hold. */
  readonly exact: (figure: WholeFigure, row: number) => bigint | null;
}

export function packRows({ count, topics, reasons, whys, columns, exact }: RowColumns): PackedRows {
  return {
    ...{ count, topics, reasons, whys, large: largeIn(count, columns, exact) },
    columns: {
      ...columns,
      // Where no transaction is open, and nothing is lost.
      lastStable: sharedIfSame(columns.lastStable, columns.logEnd),
      readable: sharedIfSame(columns.readable, columns.records),
    },
  };
}

function largeIn(count: number, columns: PackedRows['columns'], exact: RowColumns['exact']): PackedRows['large'] {
  const large: Record<string, Decimal> = {};
  for (const figure of wholeFigures) {
    // What fits into 32 bits from its column's least number on is none.
    if (!(columns[figure].numbers instanceof Float64Array)) continue;
    const numbers = unpackedColumn(columns[figure], count);
    for (let row = 0; row < count; row++) {
      const number = numbers[row] ?? NaN;
      if (Number.isNaN(number) || Number.isSafeInteger(number)) continue;
      const value = exact(figure, row);
      if (value !== null) large[`${figure} ${row}`] = toDecimal(value);
    }
  }
  return large;
}

/** A packed block whose columns are unpacked when they are first asked for: of 10,000 rows few are on the screen, of 27 columns not all are read. */
export class UnpackedRows {
  readonly packed: PackedRows;
  readonly #columns: Partial<Record<Figure, Float64Array>> = {};

  constructor(packed: PackedRows) {
    this.packed = packed;
  }

  get count(): number {
    return this.packed.count;
  }

  column(figure: Figure): Float64Array {
    return (this.#columns[figure] ??= unpackedColumn(this.packed.columns[figure], this.packed.count));
  }
}

/** One row of them: each figure is made text when it is asked for. */
export class PackedRow implements LagRow {
  readonly #rows: UnpackedRows;
  readonly #row: number;

  constructor(rows: UnpackedRows, row: number) {
    this.#rows = rows;
    this.#row = row;
  }

  get topic(): string {
    return this.#rows.packed.topics[this.#figure('topic')] ?? '';
  }
  get partition(): number {
    return this.#figure('partition');
  }
  /** A state that only a newer host knows is 'unknown' here. */
  get state(): LagRow['state'] {
    return partitionStates[this.#figure('state')] ?? 'unknown';
  }
  get owner(): number | null {
    return this.#orNull('owner');
  }
  get reason(): Reason | null {
    return this.#rows.packed.reasons[this.#figure('reason')] ?? null;
  }
  get lag(): LagOnWire {
    const kind = lagKinds[this.#figure('lagKind')] ?? 'unknown';
    if (kind === 'unknown') return { kind };
    if (kind === 'no-commit') return { kind, waiting: this.#whole('records') };
    const [records, lost, readable] = [this.#whole('records') ?? '0', this.#whole('lost') ?? '0', this.#whole('readable') ?? '0'];
    return { kind, records, lost, notYetVisible: this.#whole('notYetVisible'), readable };
  }
  /** Records, to sort by; −1 where the lag is not known. */
  get waiting(): number {
    return lagKinds[this.#figure('lagKind')] === 'known' ? this.#figure('records') : -1;
  }
  get committed(): Decimal | null {
    return this.#whole('committed');
  }
  get logStart(): Decimal | null {
    return this.#whole('logStart');
  }
  get logEnd(): Decimal | null {
    return this.#whole('logEnd');
  }
  get lastStable(): Decimal | null {
    return this.#whole('lastStable');
  }
  get notRecords(): Decimal | null {
    return this.#whole('notRecords');
  }
  get producedPerSecond(): number | null {
    return this.#orNull('producedPerSecond');
  }
  get consumedPerSecond(): number | null {
    return this.#orNull('consumedPerSecond');
  }
  /** The difference of the two, which therefore does not cross. */
  get lagPerSecond(): number | null {
    const perSecond = this.#figure('producedPerSecond') - this.#figure('consumedPerSecond');
    return Number.isNaN(perSecond) ? null : perSecond;
  }
  get etaMs(): LagRow['etaMs'] {
    return this.#figure('etaMs') === Infinity ? 'never' : this.#orNull('etaMs');
  }
  get unmovedSince(): number | null {
    return this.#orNull('unmovedSince');
  }
  get sawCommitMove(): boolean {
    return this.#figure('sawCommitMove') === 1;
  }
  get waitingSince(): number | null {
    return this.#orNull('waitingSince');
  }
  get hotShare(): number | null {
    return this.#orNull('hotShare');
  }
  get deletedAt(): number | null {
    return this.#orNull('deletedAt');
  }
  get timeLag(): TimeLagOnWire {
    const kind = timeKinds[this.#figure('timeKind')];
    if (kind === 'read') return { kind, writtenAt: this.#figure('timeFrom') };
    if (kind === 'between') return { kind, notBefore: this.#orNull('timeFrom'), before: this.#figure('timeTo') };
    if (kind === 'unknown') return { kind, why: this.#rows.packed.whys[this.#figure('timeWhy')] ?? '' };
    return { kind: kind ?? 'not-looked' };
  }

  #figure(figure: Figure): number {
    return this.#rows.column(figure)[this.#row] ?? NaN;
  }

  #orNull(figure: Figure): number | null {
    const value = this.#figure(figure);
    return Number.isNaN(value) ? null : value;
  }

  #whole(figure: Figure): Decimal | null {
    const value = this.#figure(figure);
    if (Number.isSafeInteger(value)) return String(value) as Decimal;
    return Number.isNaN(value) ? null : (this.#rows.packed.large[`${figure} ${this.#row}`] ?? null);
  }
}

/** The partitions' names, `orders-2`, in their order. Those of `before` where the partitions are the same: a group's hardly change. */
export function namesIn(
  rows: UnpackedRows,
  before?: { readonly rows: UnpackedRows; readonly names: readonly string[] },
): readonly string[] {
  if (before && areSamePartitions(rows, before.rows)) return before.names;
  const { topics } = rows.packed;
  const [topic, partition] = [rows.column('topic'), rows.column('partition')];
  return Array.from({ length: rows.count }, (_, row) => `${topics[topic[row] ?? -1] ?? ''}-${partition[row]}`);
}

function areSamePartitions(rows: UnpackedRows, before: UnpackedRows): boolean {
  const [topics, others] = [rows.packed.topics, before.packed.topics];
  return (
    rows.count === before.count &&
    topics.length === others.length &&
    topics.every((topic, index) => topic === others[index]) &&
    (['topic', 'partition'] as const).every(figure => {
      const [column, other] = [rows.column(figure), before.column(figure)];
      return column.every((number, row) => number === other[row]);
    })
  );
}

/** Records waiting by row; NaN where the lag is not known. */
export function lagsIn(rows: UnpackedRows): Float64Array {
  const isKnown = lagKinds.indexOf('known');
  const [kinds, records] = [rows.column('lagKind'), rows.column('records')];
  return records.map((count, row) => (kinds[row] === isKnown ? count : NaN));
}

/** All known lags together, and how many of them are no records. Plain numbers: exact up to 9·10^15 records. */
export function sumIn(rows: UnpackedRows): { readonly lag: LagOnWire; readonly notRecords: Decimal } {
  const isKnown = lagKinds.indexOf('known');
  const kinds = rows.column('lagKind');
  const sum = (figure: Figure): Decimal => {
    const column = rows.column(figure);
    let all = 0;
    for (let row = 0; row < column.length; row++) {
      const value = column[row] ?? NaN;
      if (value > 0 && kinds[row] === isKnown) all += value;
    }
    return `${BigInt(all)}`;
  };
  const [records, lost, notYetVisible, readable] = [sum('records'), sum('lost'), sum('notYetVisible'), sum('readable')];
  return { lag: { kind: 'known', records, lost, notYetVisible, readable }, notRecords: sum('notRecords') };
}

/** Records wait somewhere and nobody has looked yet since when. */
export function isNotLooked({ count, columns }: PackedRows): boolean {
  return unpackedColumn(columns.timeKind, count).includes(timeKinds.indexOf('not-looked'));
}

/** What is known of the oldest unread record's time. */
export interface OldestIn {
  /** Some record's time is known. */
  readonly isKnown: boolean;
  readonly nothingWaits: boolean;
  /** Milliseconds since 1970: it was written at this time at the latest, and at that one at the earliest (−Infinity: nobody knows). */
  readonly latest: number;
  readonly earliest: number;
}

export function oldestIn(rows: UnpackedRows): OldestIn {
  const [read, between, none] = (['read', 'between', 'none'] as const).map(kind => timeKinds.indexOf(kind));
  const [kinds, from, to] = [rows.column('timeKind'), rows.column('timeFrom'), rows.column('timeTo')];
  let nothingWaits = true;
  let latest = Infinity;
  let earliest = Infinity;
  for (let row = 0; row < kinds.length; row++) {
    const kind = kinds[row];
    if (kind !== none) nothingWaits = false;
    if (kind !== read && kind !== between) continue;
    const written = from[row] ?? NaN;
    earliest = Math.min(earliest, Number.isNaN(written) ? -Infinity : written);
    latest = Math.min(latest, kind === read ? written : (to[row] ?? written));
  }
  return { isKnown: latest < Infinity, nothingWaits, latest, earliest };
}

const isPacked = shape<PackedRows>({
  count: isNumber,
  topics: listOf(isString),
  reasons: listOf(isReason),
  whys: listOf(isString),
  columns: shape<PackedRows['columns']>(eachFigure(() => isPackedColumn)),
  large: mapOf(isDecimal),
});

/** Looks at each column's length, not at each of its numbers: whatever those are, a row can be made of them. */
export const isPackedRows: Guard<PackedRows> = (value): value is PackedRows =>
  isPacked(value) && figures.every(figure => [1, value.count].includes(value.columns[figure].numbers.length));

export const lagKinds = ['known', 'no-commit', 'unknown'] as const satisfies readonly LagOnWire['kind'][];
export const timeKinds = ['none', 'read', 'between', 'not-looked', 'unknown'] as const satisfies readonly TimeLagOnWire['kind'][];

function eachFigure<T>(of: (figure: Figure) => T): Readonly<Record<Figure, T>> {
  return Object.fromEntries(figures.map(figure => [figure, of(figure)])) as Record<Figure, T>;
}
