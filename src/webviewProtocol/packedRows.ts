/**
 * The lag panel's rows as they cross: a column of numbers for each figure instead of ten thousand objects, which every hop between
 * host and page would copy field by field. A column whose rows all say the same is one number. With 10,000 partitions: 1 to 2 MB that
 * are handed on as they are. Nothing is lost: an offset beyond 2^53, which a double cannot hold, crosses as text besides.
 */
import type { Lag } from '../model/lag.ts';
import { isDecimal, isNumber, isString, listOf, mapOf, shape, toDecimal, type Decimal, type Guard } from './guards.ts';
import type { LagRow, TimeLagOnWire } from './lagRows.ts';
import { isReason, partitionStates, type LagOnWire, type PartitionRow, type Reason } from './partitions.ts';

/** One number a row each; NaN for null, and Infinity for "never". */
const figures = [
  ...(['topic', 'partition', 'state', 'owner', 'reason', 'lagKind', 'records', 'lost', 'notYetVisible', 'readable'] as const),
  ...(['committed', 'logStart', 'logEnd', 'lastStable', 'notRecords'] as const),
  ...(['producedPerSecond', 'consumedPerSecond', 'lagPerSecond', 'etaMs'] as const),
  ...(['unmovedSince', 'sawCommitMove', 'waitingSince', 'hotShare', 'deletedAt'] as const),
  ...(['timeKind', 'timeFrom', 'timeTo', 'timeWhy'] as const),
] as const;
type Figure = (typeof figures)[number];

export interface PackedRows {
  readonly count: number;
  readonly topics: readonly string[];
  /** Why figures are missing: few, and named by index. */
  readonly reasons: readonly Reason[];
  readonly whys: readonly string[];
  /** Each as long as there are rows, or of length 1 where all rows say the same. */
  readonly columns: Readonly<Record<Figure, Float64Array>>;
  /** What a double cannot hold, by column and row: "logEnd 12". */
  readonly large: Readonly<Record<string, Decimal>>;
}

/** A row before it is packed: offsets and records are whole numbers still. */
export interface UnpackedRow extends Omit<PartitionRow, 'lag' | 'committed' | 'logStart' | 'logEnd' | 'lastStable'> {
  readonly lag: Lag;
  readonly committed: bigint | null;
  readonly logStart: bigint | null;
  readonly logEnd: bigint | null;
  readonly lastStable: bigint | null;
  readonly notRecords: bigint | null;
  readonly timeLag: TimeLagOnWire;
  readonly deletedAt: number | null;
}

export class RowPacker {
  readonly #topics = new Numbered<string>();
  readonly #reasons = new Numbered<Reason>();
  readonly #whys = new Numbered<string>();
  readonly #large: Record<string, Decimal> = {};
  readonly #columns: readonly Column[];
  #count = 0;

  /** `room`: so many rows come at most. */
  constructor(room: number) {
    this.#columns = figures.map(() => new Column(room));
  }

  add(row: UnpackedRow): void {
    this.#put('topic', this.#topics.of(row.topic));
    this.#put('partition', row.partition);
    this.#put('state', partitionStates.indexOf(row.state));
    this.#put('owner', row.owner);
    this.#put('reason', row.reason && this.#reasons.of(row.reason, row.reason.what + row.reason.next));
    this.#putLag(row.lag);
    this.#putWhole('committed', row.committed);
    this.#putWhole('logStart', row.logStart);
    this.#putWhole('logEnd', row.logEnd);
    this.#putWhole('lastStable', row.lastStable);
    this.#putWhole('notRecords', row.notRecords);
    this.#put('producedPerSecond', row.producedPerSecond);
    this.#put('consumedPerSecond', row.consumedPerSecond);
    this.#put('lagPerSecond', row.lagPerSecond);
    this.#put('etaMs', row.etaMs === 'never' ? Infinity : row.etaMs);
    this.#put('unmovedSince', row.unmovedSince);
    this.#put('sawCommitMove', row.sawCommitMove ? 1 : 0);
    this.#put('waitingSince', row.waitingSince);
    this.#put('hotShare', row.hotShare);
    this.#put('deletedAt', row.deletedAt);
    this.#putTime(row.timeLag);
    this.#count++;
  }

  done(): PackedRows {
    return {
      count: this.#count,
      ...{ topics: this.#topics.all, reasons: this.#reasons.all, whys: this.#whys.all, large: this.#large },
      columns: eachFigure((_, at) => this.#columns[at]?.done() ?? new Float64Array()),
    };
  }

  #put(figure: Figure, value: number | null): void {
    this.#columns[placeOf[figure]]?.push(value ?? NaN);
  }

  #putWhole(figure: Figure, value: bigint | null): void {
    const number = value === null ? NaN : Number(value);
    if (value !== null && !Number.isSafeInteger(number)) this.#large[`${figure} ${this.#count}`] = toDecimal(value);
    this.#put(figure, number);
  }

  #putLag(lag: Lag): void {
    const parts = lag.kind === 'known' ? lag.parts : undefined;
    this.#put('lagKind', lagKinds.indexOf(lag.kind));
    this.#putWhole('records', lag.kind === 'known' ? lag.records : lag.kind === 'no-commit' ? (lag.waiting ?? null) : null);
    this.#putWhole('lost', parts ? parts.lost : null);
    this.#putWhole('notYetVisible', parts && parts.notYetVisible !== 'unknown' ? parts.notYetVisible : null);
    this.#putWhole('readable', parts ? parts.readable : null);
  }

  #putTime(time: TimeLagOnWire): void {
    this.#put('timeKind', timeKinds.indexOf(time.kind));
    this.#put('timeFrom', time.kind === 'read' ? time.writtenAt : time.kind === 'between' ? time.notBefore : null);
    this.#put('timeTo', time.kind === 'between' ? time.before : null);
    this.#put('timeWhy', time.kind === 'unknown' ? this.#whys.of(time.why) : null);
  }
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
  get lagPerSecond(): number | null {
    return this.#orNull('lagPerSecond');
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
export const isNotLooked = ({ columns }: PackedRows): boolean => columns.timeKind.includes(timeKinds.indexOf('not-looked'));

const isNumbers: Guard<Float64Array> = (value): value is Float64Array => value instanceof Float64Array;

const isPacked = shape<PackedRows>({
  count: isNumber,
  topics: listOf(isString),
  reasons: listOf(isReason),
  whys: listOf(isString),
  columns: shape<PackedRows['columns']>(eachFigure(() => isNumbers)),
  large: mapOf(isDecimal),
});

/** Looks at each column's length, not at each of its numbers: whatever those are, a row can be made of them. */
export const isPackedRows: Guard<PackedRows> = (value): value is PackedRows =>
  isPacked(value) && figures.every(figure => [1, value.count].includes(value.columns[figure].length));

const lagKinds = ['known', 'no-commit', 'unknown'] as const satisfies readonly LagOnWire['kind'][];
const timeKinds = ['none', 'read', 'between', 'not-looked', 'unknown'] as const satisfies readonly TimeLagOnWire['kind'][];
const placeOf = eachFigure((_, at) => at);

const figureAt = (column: Float64Array, row: number): number => (column.length === 1 ? column[0] : column[row]) ?? NaN;

function eachFigure<T>(of: (figure: Figure, at: number) => T): Readonly<Record<Figure, T>> {
  return Object.fromEntries(figures.map((figure, at) => [figure, of(figure, at)])) as Record<Figure, T>;
}

/** Numbers in the order in which they come; as long as all are the same they are one. */
class Column {
  readonly #room: number;
  #numbers = new Float64Array(1);
  #count = 0;

  constructor(room: number) {
    this.#room = room;
  }

  push(value: number): void {
    const first = this.#numbers[0] ?? NaN;
    if (this.#count === 0) this.#numbers[0] = value;
    else if (this.#numbers.length > 1) this.#numbers[this.#count] = value;
    else if (!Object.is(value, first)) {
      this.#numbers = new Float64Array(this.#room).fill(first, 0, this.#count);
      this.#numbers[this.#count] = value;
    }
    this.#count++;
  }

  done(): Float64Array {
    return this.#numbers.length === 1 ? this.#numbers : this.#numbers.slice(0, this.#count);
  }
}

/** Each value once, with its index. */
class Numbered<T> {
  readonly all: T[] = [];
  readonly #index = new Map<unknown, number>();

  of(value: T, key: unknown = value): number {
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.#index.set(key, this.all.length);
    return this.all.push(value) - 1;
  }
}
