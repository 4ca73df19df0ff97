import assert from 'node:assert/strict';
import { apart, labelPlaces, letter } from '../../../../webview/lag/markPlaces.ts';

const joined = '14:23 tracker-4 joined';
const long = joined.length * letter;
const at = (...places: readonly number[]) => places.map(place => ({ text: joined, at: place }));
const shown = (places: readonly number[], width: number) => labelPlaces(at(...places), width).map(({ left, room }) => [left, room]);

describe('words at marks', () => {
  it('stand right of their mark where there is room up to the next one', () => {
    assert.deepEqual(shown([10, 400], 1_000), [
      [14, 382],
      [404, 592],
    ]);
  });

  it('stand left of it where there is none at its right', () => {
    assert.deepEqual(shown([900], 1_000), [[900 - long - 4, long]]);
    assert.deepEqual(shown([500, 520], 1_000), [
      [500 - long - 4, long],
      [524, 472],
    ]);
  });

  it('are there for the newest first, and never run over each other', () => {
    const labels = labelPlaces(at(...Array.from({ length: 60 }, (_, n) => n * 15)), 1_000);
    assert.equal(labels.at(-1)?.left, 59 * 15 - long - 4);
    for (const [index, { left }] of labels.entries()) {
      const before = labels[index - 1];
      assert.ok(!before || before.left + Math.min(before.room, long) <= left, `${index}`);
    }
  });

  it('are cut where there is room for a clock time at least, and left out where there is not', () => {
    assert.deepEqual(shown([20], 100), [[24, 72]]);
    assert.deepEqual(shown([20], 60), []);
  });
});

describe('lines at marks', () => {
  it('that would touch are one', () => assert.deepEqual(apart([0, 1, 2, 5, 9, 10], 3), [0, 5, 9]));
});
