import assert from 'node:assert/strict';
import { packedColumn, packedMeasure, sharedIfSame, unpackedColumn } from '../../../src/webviewProtocol/packedColumn.ts';

/** As it crosses: copied by the structured clone algorithm, or as its bytes. */
const cross = (figures: readonly number[]) => structuredClone(packedColumn(Float64Array.from(figures)));
const arrived = (figures: readonly number[]) => [...unpackedColumn(cross(figures), figures.length)];
const bytesARow = (figures: readonly number[]) => cross(figures).numbers.BYTES_PER_ELEMENT;

describe('a column of figures that crosses to a page', () => {
  const columns: Readonly<Record<string, readonly number[]>> = {
    'a few states': [0, 3, 11, 3],
    'numbers up to the last that fits into a byte, and one more': [0, 253, NaN, Infinity],
    'one more than that': [0, 254, NaN, Infinity],
    'numbers up to the last that fits into two bytes': [7, 65_540, NaN, Infinity],
    'one more than those': [7, 65_541, NaN, Infinity],
    'offsets far from 0 and near each other': [1_000_000_000_000, 1_004_294_967_293, NaN],
    'offsets too far from each other for 32 bits': [1_000_000_000_000, 1_004_294_967_294, NaN],
    'the largest offset that a double holds': [0, Number.MAX_SAFE_INTEGER],
    'one that it does not hold': [1, Number.MAX_SAFE_INTEGER + 1],
    'numbers below 0': [-5, 5, NaN],
    'times of this year': [1_795_000_000_000, 1_795_000_000_001],
    rates: [0.1, 2.949, NaN, 1e-9],
    'nothing but "not known" and "never"': [NaN, Infinity, NaN],
    'below all numbers': [-Infinity, 1, 2],
    'the same everywhere': [5, 5, 5],
    'not known anywhere': [NaN, NaN],
    'a single row': [0.5],
    'no row': [],
  };
  for (const [name, figures] of Object.entries(columns)) {
    it(`arrives as it was sent: ${name}`, () => assert.deepEqual(arrived(figures), figures));
  }

  it('is as narrow as its numbers allow', () => {
    assert.deepEqual(Object.values(columns).slice(0, 7).map(bytesARow), [1, 1, 2, 2, 4, 4, 8]);
    assert.equal(cross(columns['the same everywhere'] ?? []).numbers.length, 1);
  });

  it('takes half the room where it was measured: seven digits are enough then, and counted ones stay exact', () => {
    const rates = structuredClone(packedMeasure(Float64Array.of(150.25, 2.949, NaN, Infinity)));
    assert.equal(rates.numbers.BYTES_PER_ELEMENT, 4);
    const [exact, near, unknown, never] = unpackedColumn(rates, 4);
    assert.deepEqual([exact, unknown, never], [150.25, NaN, Infinity]);
    assert.ok(Math.abs((near ?? 0) - 2.949) < 1e-6);
    const counted = [0, 1_000_000_007];
    assert.deepEqual([...unpackedColumn(packedMeasure(Float64Array.from(counted)), 2)], counted);
    assert.deepEqual([...unpackedColumn(packedMeasure(Float64Array.of(0.1, 0.1)), 2)], [0.1, 0.1]);
  });

  it('carries nothing but its own rows', () => {
    const room = new Float64Array(1_000).fill(0.5);
    room[1] = 0.25;
    assert.equal(packedColumn(room.subarray(0, 2)).numbers.buffer.byteLength, 16);
    assert.equal(packedColumn(room.subarray(0, 1)).numbers.buffer.byteLength, 8);
  });

  it('is not kept twice where another one says the same, and only there', () => {
    const column = (...figures: readonly number[]) => packedColumn(Float64Array.from(figures));
    const one = column(1, 2, NaN);
    assert.equal(sharedIfSame(column(1, 2, NaN), one), one);
    for (const other of [column(1, 2), column(1, 3, NaN), column(2, 3, NaN), column(1, 2, 0.5), column(1, 1, 1)]) {
      assert.equal(sharedIfSame(other, one), other);
    }
  });

  it('has no figure where there is no row', () => {
    assert.deepEqual([...unpackedColumn({ from: 5, numbers: Uint8Array.from([1, 2]) }, 3)], [6, 7, NaN]);
    assert.deepEqual([...unpackedColumn(packedColumn(new Float64Array()), 0)], []);
  });
});
