import assert from 'node:assert/strict';
import { editDistance } from '../../../src/model/editDistance.ts';

describe('the distance between two spellings', () => {
  const cases: readonly (readonly [a: string, b: string, distance: number])[] = [
    ['acks', 'acks', 0],
    ['acks', 'ack', 1],
    ['acks', 'akcs', 1],
    ['session', 'sesion', 1],
    ['session', 'sessoin', 1],
    ['linger', 'ligner', 1],
    ['linger', 'finger', 1],
    ['abc', 'xyz', 3],
    ['', 'ab', 2],
  ];
  for (const [a, b, distance] of cases) {
    it(`is ${distance} between “${a}” and “${b}”, either way round`, () => {
      assert.equal(editDistance(a, b, 5), distance);
      assert.equal(editDistance(b, a, 5), distance);
    });
  }
  it('stops beyond the limit', () => assert.equal(editDistance('abcdef', 'uvwxyz', 2), 3));
});
