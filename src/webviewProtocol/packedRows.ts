/**
 * The lag panel's rows as they cross: a column of numbers for each figure instead of ten thousand objects, which every hop between
 * host and page would copy field by field. A column is as narrow as its numbers allow (packedColumn.ts). Nothing is lost: an offset
 * beyond 2^53, which a double cannot hold, crosses as text besides.
 */
import { isDecimal, isNumber, isString, listOf, mapOf, shape, toDecimal, type Decimal, type Guard } from './guards.ts';
import type { LagRow, TimeLagOnWire } from './lagRows.ts';
import { figureAt, isPackedColumn, packedColumn, sharedIfSame, type PackedColumn } from './packedColumn.ts';
import { isReason, partitionStates, type LagOnWire, type Reason } from './partitions.ts';

/** One number a row each; NaN for null, and Infinity for "never". */
const figures = [
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

/** Rows before they are packed. */
export interface RowColumns extends Pick<PackedRows, 'count' | 'topics' | 'reasons' | 'whys'> {
  /** Those that hardly change come packed: they are packed once. */
  readonly columns: Readonly<Record<Figure, Float64Array | PackedColumn>>;
  /** A whole number that its column cannot hold. */
  readonly exact: (figure: WholeFigure, row: number) => bigint | null;
}

/** The columns are still their owner's. */
export function packRows({ count, topics, reasons, whys, columns, exact }: RowColumns): PackedRows {
  const packed = eachFigure(figure => {
    const column = columns[figure];
    return column instanceof Float64Array ? packedColumn(column) : column;
  });
  return {
    ...{ count, topics, reasons, whys, large: largeIn(count, packed, exact) },
    columns: {
      ...packed,
      // Where no transaction is open, and nothing is lost.
      lastStable: sharedIfSame(packed.lastStable, packed.logEnd),
      readable: sharedIfSame(packed.readable, packed.records),
    },
  };
}

function largeIn(count: number, columns: PackedRows['columns'], exact: RowColumns['exact']): PackedRows['large'] {
  const large: Record<string, Decimal> = {};
  for (const figure of wholeFigures) {
    // What fits into 32 bits from its column's least number on is none.
    if (!(columns[figure].numbers instanceof Float64Array)) continue;
    for (let row = 0; row < count; row++) {
      const number = figureAt(columns[figure], row);
      if (Number.isNaN(number) || Number.isSafeInteger(number)) continue;
      const value = exact(figure, row);
      if (value !== null) large[`${figure} ${row}`] = toDecimal(value);
    }
  }
  return large;
}

/** A row of a packed block. Each figure is read, and made text, when it is asked for: of 10,000 rows few are on the screen. */
export class PackedRow implements LagRow {
  readonly #block: PackedRows;
  readonly #row: number;

  constructor(block: PackedRows, row: number) {
    this.#block = block;
    this.#row = row;
  }

  get topic(): string {
    return this.#block.topics[this.#figure('topic')] ?? '';
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
    return this.#block.reasons[this.#figure('reason')] ?? null;
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
    if (kind === 'unknown') return { kind, why: this.#block.whys[this.#figure('timeWhy')] ?? '' };
    return { kind: kind ?? 'not-looked' };
  }

  #figure(figure: Figure): number {
    return figureAt(this.#block.columns[figure], this.#row);
  }

  #orNull(figure: Figure): number | null {
    const value = this.#figure(figure);
    return Number.isNaN(value) ? null : value;
  }

  #whole(figure: Figure): Decimal | null {
    const value = this.#figure(figure);
    if (Number.isSafeInteger(value)) return String(value) as Decimal;
    return Number.isNaN(value) ? null : (this.#block.large[`${figure} ${this.#row}`] ?? null);
  }
}

/** The partitions' names, `orders-2`, in their order. Those of `before` where they are the same: a group's partitions hardly change. */
export function namesIn({ count, topics, columns }: PackedRows, before: readonly string[] = []): readonly string[] {
  const names = Array.from(
    { length: count },
    (_, row) => `${topics[figureAt(columns.topic, row)] ?? ''}-${figureAt(columns.partition, row)}`,
  );
  return names.length === before.length && names.every((name, row) => name === before[row]) ? before : names;
}

/** Records waiting by row; NaN where the lag is not known. */
export function lagsIn({ count, columns }: PackedRows): Float64Array {
  const isKnown = lagKinds.indexOf('known');
  return Float64Array.from({ length: count }, (_, row) =>
    figureAt(columns.lagKind, row) === isKnown ? figureAt(columns.records, row) : NaN,
  );
}

/** All known lags together, and how many of them are no records. Plain numbers: exact up to 9·10^15 records. */
export function sumIn({ count, columns }: PackedRows): { readonly lag: LagOnWire; readonly notRecords: Decimal } {
  const isKnown = lagKinds.indexOf('known');
  const sum = (figure: Figure): Decimal => {
    let all = 0;
    for (let row = 0; row < count; row++) {
      const value = figureAt(columns[figure], row);
      if (value > 0 && figureAt(columns.lagKind, row) === isKnown) all += value;
    }
    return `${BigInt(all)}`;
  };
  const [records, lost, notYetVisible, readable] = [sum('records'), sum('lost'), sum('notYetVisible'), sum('readable')];
  return { lag: { kind: 'known', records, lost, notYetVisible, readable }, notRecords: sum('notRecords') };
}

/** Records wait somewhere and nobody has looked yet since when. */
export function isNotLooked({ count, columns }: PackedRows): boolean {
  const notLooked = timeKinds.indexOf('not-looked');
  for (let row = 0; row < count; row++) if (figureAt(columns.timeKind, row) === notLooked) return true;
  return false;
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

export function eachFigure<T>(of: (figure: Figure) => T): Readonly<Record<Figure, T>> {
  return Object.fromEntries(figures.map(figure => [figure, of(figure)])) as Record<Figure, T>;
}
