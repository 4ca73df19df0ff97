import assert from 'node:assert/strict';
import { placesOf } from '../../../src/model/textPlaces.ts';

describe('a place in a text', () => {
  it('is the line and column that an editor shows, whatever ends the lines', () => {
    const place = placesOf('ab\r\ncd\re\n\nf😀g');
    const all = [0, 2, 4, 7, 9, 10, 13, 14].map(offset => Object.values(place(offset)).join(':'));
    assert.deepEqual(all, ['1:1', '1:3', '2:1', '3:1', '4:1', '5:1', '5:4', '5:5']);
  });
});
