import assert from 'node:assert/strict';
import { fromExactJson, toExactJson } from '../../../src/model/exactJson.ts';

const roundTrip = (value: unknown): unknown => fromExactJson(toExactJson(value));

describe('a snapshot on disk', () => {
  it('keeps offsets beyond 2^53', () => {
    assert.deepEqual(roundTrip({ offset: 9_007_199_254_740_993n, none: null }), { offset: 9_007_199_254_740_993n, none: null });
  });

  it('keeps bytes that are no text', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    assert.deepEqual(roundTrip([bytes]), [bytes]);
  });

  it('keeps bytes that come as a Buffer, which JSON would spread out as numbers', () => {
    assert.deepEqual(roundTrip({ value: Buffer.from('poison') }), { value: Uint8Array.from(Buffer.from('poison')) });
  });

  it('tells a tombstone from an empty value', () => {
    assert.deepEqual(roundTrip({ tombstone: null, empty: new Uint8Array() }), { tombstone: null, empty: new Uint8Array() });
  });

  it('refuses what is no JSON', () => {
    assert.throws(() => fromExactJson('{"a":'), SyntaxError);
  });
});
