/**
 * The lag panel's rows as they cross: two arrays of numbers instead of ten thousand objects, which every hop between host and page
 * would copy field by field. With 10,000 partitions: 2.2 MB that are handed on as they are, instead of 4 MB of JSON. Nothing is lost:
 * an offset beyond 2^53, which a double cannot hold, crosses as text.
 */
import { isDecimal, isString, listOf, mapOf, shape, type Decimal, type Guard } from './guards.ts';
import type { LagRow, TimeLagOnWire } from './lagRows.ts';
import { isReason, partitionStates, type LagOnWire, type Reason } from './partitions.ts';

export interface PackedRows {
  readonly topics: readonly string[];
  /** Why figures are missing: few, and named by index. */
  readonly reasons: readonly Reason[];
  readonly whys: readonly string[];
  /** `figures` and `offsets` of the first row, then of the second, … */
  readonly figures: Float64Array;
  readonly offsets: Float64Array;
  /** By the index in `offsets`. */
  readonly large: Readonly<Record<string, Decimal>>;
}

/** So many numbers a row. */
const [figuresEach, offsetsEach] = [19, 9];

export function packRows(rows: readonly LagRow[]): PackedRows {
  const [topics, reasons, whys] = [new Numbered<string>(), new Numbered<Reason>(), new Numbered<string>()];
  const figures = new Float64Array(rows.length * figuresEach);
  const offsets = new Float64Array(rows.length * offsetsEach);
  const large: Record<string, Decimal> = {};
  rows.forEach((row, index) => {
    figures.set(
      [
        topics.of(row.topic),
        row.partition,
        partitionStates.indexOf(row.state),
        lagKinds.indexOf(row.lag.kind),
        row.reason === null ? NaN : reasons.of(row.reason, row.reason.what + row.reason.next),
        row.producedPerSecond ?? NaN,
        row.consumedPerSecond ?? NaN,
        row.lagPerSecond ?? NaN,
        row.etaMs === 'never' ? Infinity : (row.etaMs ?? NaN),
        row.unmovedSince ?? NaN,
        row.sawCommitMove ? 1 : 0,
        row.waitingSince ?? NaN,
        row.hotShare ?? NaN,
        row.owner ?? NaN,
        ...packedTime(row.timeLag, whys),
        row.deletedAt ?? NaN,
      ],
      index * figuresEach,
    );
    const lag = partsOf(row.lag);
    const texts = [row.committed, row.logStart, row.logEnd, row.lastStable, ...lag, row.notRecords];
    texts.forEach((text, at) => {
      const offset = text === null ? NaN : Number(text);
      offsets[index * offsetsEach + at] = offset;
      if (text !== null && !Number.isSafeInteger(offset)) large[index * offsetsEach + at] = text;
    });
  });
  return { topics: topics.all, reasons: reasons.all, whys: whys.all, figures, offsets, large };
}

/** A state that only a newer host knows is 'unknown' here. */
export function unpackRows({ topics, reasons, whys, figures, offsets, large }: PackedRows): readonly LagRow[] {
  const count = figures.length / figuresEach;
  const rows: LagRow[] = [];
  for (let index = 0; index < count; index++) {
    const figure = (at: number) => figures[index * figuresEach + at] ?? NaN;
    const orNull = (at: number) => (Number.isNaN(figure(at)) ? null : figure(at));
    const offset = (at: number): Decimal | null => {
      const value = offsets[index * offsetsEach + at] ?? NaN;
      if (Number.isSafeInteger(value)) return String(value) as Decimal;
      return Number.isNaN(value) ? null : (large[index * offsetsEach + at] ?? null);
    };
    rows.push({
      topic: topics[figure(0)] ?? '',
      partition: figure(1),
      state: partitionStates[figure(2)] ?? 'unknown',
      lag: lagOf(lagKinds[figure(3)] ?? 'unknown', offset(4), offset(5), offset(6), offset(7)),
      reason: reasons[figure(4)] ?? null,
      producedPerSecond: orNull(5),
      consumedPerSecond: orNull(6),
      lagPerSecond: orNull(7),
      etaMs: figure(8) === Infinity ? 'never' : orNull(8),
      unmovedSince: orNull(9),
      sawCommitMove: figure(10) === 1,
      waitingSince: orNull(11),
      hotShare: orNull(12),
      owner: orNull(13),
      timeLag: timeOf(figure(14), figure(15), figure(16), whys[figure(17)]),
      deletedAt: orNull(18),
      committed: offset(0),
      logStart: offset(1),
      logEnd: offset(2),
      lastStable: offset(3),
      notRecords: offset(8),
    });
  }
  return rows;
}

const isNumbers: Guard<Float64Array> = (value): value is Float64Array => value instanceof Float64Array;

const isPacked = shape<PackedRows>({
  topics: listOf(isString),
  reasons: listOf(isReason),
  whys: listOf(isString),
  figures: isNumbers,
  offsets: isNumbers,
  large: mapOf(isDecimal),
});

export const isPackedRows: Guard<PackedRows> = (value): value is PackedRows =>
  isPacked(value) && value.figures.length % figuresEach === 0 && value.offsets.length * figuresEach === value.figures.length * offsetsEach;

const lagKinds = ['known', 'no-commit', 'unknown'] as const satisfies readonly LagOnWire['kind'][];
const timeKinds = ['none', 'read', 'between', 'not-looked', 'unknown'] as const satisfies readonly TimeLagOnWire['kind'][];

type Parts = readonly [records: Decimal | null, lost: Decimal | null, notYetVisible: Decimal | null, readable: Decimal | null];

function partsOf(lag: LagOnWire): Parts {
  if (lag.kind === 'known') return [lag.records, lag.lost, lag.notYetVisible, lag.readable];
  return [lag.kind === 'no-commit' ? lag.waiting : null, null, null, null];
}

function lagOf(kind: LagOnWire['kind'], ...[records, lost, notYetVisible, readable]: Parts): LagOnWire {
  if (kind === 'no-commit') return { kind, waiting: records };
  if (kind === 'unknown') return { kind };
  return { kind, records: records ?? '0', lost: lost ?? '0', notYetVisible, readable: readable ?? '0' };
}

/** Its kind, two times and a reason. */
function packedTime(time: TimeLagOnWire, whys: Numbered<string>): readonly [number, number, number, number] {
  const kind = timeKinds.indexOf(time.kind);
  if (time.kind === 'read') return [kind, time.writtenAt, NaN, NaN];
  if (time.kind === 'between') return [kind, time.notBefore ?? NaN, time.before, NaN];
  return [kind, NaN, NaN, time.kind === 'unknown' ? whys.of(time.why) : NaN];
}

function timeOf(kindAt: number, first: number, second: number, why: string | undefined): TimeLagOnWire {
  const kind = timeKinds[kindAt];
  if (kind === 'read') return { kind, writtenAt: first };
  if (kind === 'between') return { kind, notBefore: Number.isNaN(first) ? null : first, before: second };
  if (kind === 'unknown') return { kind, why: why ?? '' };
  return { kind: kind ?? 'not-looked' };
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
