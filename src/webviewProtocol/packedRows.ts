/**
 * The lag panel's rows as they cross: a column of numbers for each figure instead of ten thousand objects, which every hop between
 * host and page would copy field by field. A column is as narrow as its numbers allow (packedColumn.ts). Nothing is lost: an offset
 * beyond 2^53, which a double cannot hold, crosses as text besides.
 */
import type { Lag } from '../model/lag.ts';
import { isDecimal, isNumber, isString, listOf, mapOf, shape, toDecimal, type Decimal, type Guard } from './guards.ts';
import type { LagRow, TimeLagOnWire } from './lagRows.ts';
import { figureAt, isPackedColumn, packedColumn, sharedIfSame, type PackedColumn } from './packedColumn.ts';
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
  readonly columns: Readonly<Record<Figure, PackedColumn>>;
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
  readonly #columns: Readonly<Record<Figure, Float64Array>>;
  #count = 0;

  /** `room`: so many rows come at most. */
  constructor(room: number) {
    this.#columns = eachFigure(() => new Float64Array(room));
  }

  add(row: UnpackedRow): void {
    const at = this.#count++;
    const { lag, timeLag } = row;
    const to = this.#columns;
    to.topic[at] = this.#topics.of(row.topic);
    to.partition[at] = row.partition;
    to.state[at] = partitionStates.indexOf(row.state);
    to.owner[at] = row.owner ?? NaN;
    to.reason[at] = row.reason ? this.#reasons.of(row.reason, row.reason.what + row.reason.next) : NaN;
    to.lagKind[at] = lagKinds.indexOf(lag.kind);
    const parts = lag.kind === 'known' ? lag.parts : undefined;
    to.records[at] = this.#whole('records', lag.kind === 'known' ? lag.records : lag.kind === 'no-commit' ? lag.waiting : null);
    to.lost[at] = this.#whole('lost', parts?.lost);
    to.notYetVisible[at] = this.#whole('notYetVisible', parts?.notYetVisible === 'unknown' ? null : parts?.notYetVisible);
    to.readable[at] = this.#whole('readable', parts?.readable);
    to.committed[at] = this.#whole('committed', row.committed);
    to.logStart[at] = this.#whole('logStart', row.logStart);
    to.logEnd[at] = this.#whole('logEnd', row.logEnd);
    to.lastStable[at] = this.#whole('lastStable', row.lastStable);
    to.notRecords[at] = this.#whole('notRecords', row.notRecords);
    to.producedPerSecond[at] = row.producedPerSecond ?? NaN;
    to.consumedPerSecond[at] = row.consumedPerSecond ?? NaN;
    to.lagPerSecond[at] = row.lagPerSecond ?? NaN;
    to.etaMs[at] = row.etaMs === 'never' ? Infinity : (row.etaMs ?? NaN);
    to.unmovedSince[at] = row.unmovedSince ?? NaN;
    to.sawCommitMove[at] = row.sawCommitMove ? 1 : 0;
    to.waitingSince[at] = row.waitingSince ?? NaN;
    to.hotShare[at] = row.hotShare ?? NaN;
    to.deletedAt[at] = row.deletedAt ?? NaN;
    to.timeKind[at] = timeKinds.indexOf(timeLag.kind);
    to.timeFrom[at] = timeLag.kind === 'read' ? timeLag.writtenAt : timeLag.kind === 'between' ? (timeLag.notBefore ?? NaN) : NaN;
    to.timeTo[at] = timeLag.kind === 'between' ? timeLag.before : NaN;
    to.timeWhy[at] = timeLag.kind === 'unknown' ? this.#whys.of(timeLag.why) : NaN;
  }

  done(): PackedRows {
    const columns = eachFigure(figure => packedColumn(this.#columns[figure].subarray(0, this.#count)));
    return {
      count: this.#count,
      ...{ topics: this.#topics.all, reasons: this.#reasons.all, whys: this.#whys.all, large: this.#large },
      columns: {
        ...columns,
        // Where no transaction is open, and nothing is lost.
        lastStable: sharedIfSame(columns.lastStable, columns.logEnd),
        readable: sharedIfSame(columns.readable, columns.records),
      },
    };
  }

  /** Of the row that is being added. */
  #whole(figure: Figure, value: bigint | null | undefined): number {
    if (value === null || value === undefined) return NaN;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) this.#large[`${figure} ${this.#count - 1}`] = toDecimal(value);
    return number;
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

const lagKinds = ['known', 'no-commit', 'unknown'] as const satisfies readonly LagOnWire['kind'][];
const timeKinds = ['none', 'read', 'between', 'not-looked', 'unknown'] as const satisfies readonly TimeLagOnWire['kind'][];

function eachFigure<T>(of: (figure: Figure) => T): Readonly<Record<Figure, T>> {
  return Object.fromEntries(figures.map(figure => [figure, of(figure)])) as Record<Figure, T>;
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
