/**
 * A column of figures as it crosses, exact and as narrow as its numbers allow: an editor in a browser compresses what its extensions
 * send on the way and unpacks it in the page, and every hop copies it. Offsets of 10,000 partitions are 40 kB instead of 80, their states 10.
 */
import { isNumber, shape, type Guard } from './guards.ts';

export interface PackedColumn {
  /** Added to each whole number, so that offsets about 10^12 and times of this year fit into 32 bits. */
  readonly from: number;
  /**
   * A number a row, or one where all rows say the same. Floats and doubles say themselves; of whole numbers the largest that fits
   * stands for NaN, and the one below it for Infinity.
   */
  readonly numbers: Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;
}

/** `figures` may be used again afterwards. */
export function packedColumn(figures: Float64Array): PackedColumn {
  const { isSame, least, most } = rangeOf(figures);
  if (isSame) return { from: 0, numbers: figures.slice(0, 1) };
  const room = most - least;
  if (!(room <= 0xffff_fffd)) return { from: 0, numbers: figures.slice() };
  const numbers =
    room <= 0xfd ? new Uint8Array(figures.length) : room <= 0xfffd ? new Uint16Array(figures.length) : new Uint32Array(figures.length);
  const blank = blankOf(numbers);
  for (let row = 0; row < figures.length; row++) {
    const figure = figures[row] ?? NaN;
    numbers[row] = Number.isNaN(figure) ? blank : figure === Infinity ? blank - 1 : figure - least;
  }
  return { from: least, numbers };
}

/** For what was measured and not counted: where it is not whole, seven digits of it cross, and half as many bytes. */
export function packedMeasure(figures: Float64Array): PackedColumn {
  const { from, numbers } = packedColumn(figures);
  return { from, numbers: numbers instanceof Float64Array && numbers.length > 1 ? Float32Array.from(numbers) : numbers };
}

/** The figures of so many rows, which is what was packed. */
export function unpackedColumn({ from, numbers }: PackedColumn, count: number): Float64Array {
  if (numbers instanceof Float64Array) return numbers.length === count ? numbers : new Float64Array(count).fill(numbers[0] ?? NaN);
  if (numbers instanceof Float32Array) return Float64Array.from(numbers);
  const figures = new Float64Array(count);
  const blank = blankOf(numbers);
  const isSame = numbers.length === 1;
  for (let row = 0; row < count; row++) {
    const number = numbers[isSame ? 0 : row] ?? blank;
    figures[row] = number === blank ? NaN : number === blank - 1 ? Infinity : from + number;
  }
  return figures;
}

/** The other one where both say the same: what is there twice crosses once. */
export function sharedIfSame(column: PackedColumn, other: PackedColumn): PackedColumn {
  const [some, others] = [column.numbers, other.numbers];
  if (column.from !== other.from || some.length !== others.length || some.BYTES_PER_ELEMENT !== others.BYTES_PER_ELEMENT) return column;
  for (let row = 0; row < some.length; row++) if (!Object.is(some[row], others[row])) return column;
  return other;
}

/** Looks at its kind, not at each of its numbers: whatever those are, a figure can be made of them. */
export const isPackedColumn: Guard<PackedColumn> = shape<PackedColumn>({
  from: isNumber,
  numbers: (value): value is PackedColumn['numbers'] =>
    value instanceof Float64Array ||
    value instanceof Float32Array ||
    value instanceof Uint32Array ||
    value instanceof Uint16Array ||
    value instanceof Uint8Array,
});

const blankOf = ({ BYTES_PER_ELEMENT: bytes }: Uint8Array | Uint16Array | Uint32Array): number =>
  bytes === 1 ? 0xff : bytes === 2 ? 0xffff : 0xffff_ffff;

interface Range {
  readonly isSame: boolean;
  /** Of its whole numbers; −Infinity and Infinity where one is neither whole, NaN nor Infinity. */
  readonly least: number;
  readonly most: number;
}

const anything: Range = { isSame: false, least: -Infinity, most: Infinity };

function rangeOf(figures: Float64Array): Range {
  if (areSame(figures)) return { isSame: true, least: 0, most: 0 };
  let least = Infinity;
  let most = -Infinity;
  for (let row = 0; row < figures.length; row++) {
    const figure = figures[row] ?? NaN;
    if (Number.isNaN(figure) || figure === Infinity) continue;
    // Rates: the first of them tells.
    if (!Number.isSafeInteger(figure)) return anything;
    if (figure < least) least = figure;
    if (figure > most) most = figure;
  }
  return least > most ? { isSame: false, least: 0, most: 0 } : { isSame: false, least, most };
}

function areSame(figures: Float64Array): boolean {
  const first = figures[0] ?? NaN;
  const isNothing = Number.isNaN(first);
  for (let row = 1; row < figures.length; row++) {
    const figure = figures[row] ?? NaN;
    if (figure !== first && !(isNothing && Number.isNaN(figure))) return false;
  }
  return true;
}
