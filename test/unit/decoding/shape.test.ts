import assert from 'node:assert/strict';
import { shapeOf } from '../../../src/decoding/shape.ts';
import type { ValueShape } from '../../../src/model/snapshot.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('shape of a value', () => {
  const cases: [string, Uint8Array | null, ValueShape][] = [
    ['a tombstone is null', null, 'null'],
    ['zero bytes are empty, not a tombstone', bytes(), 'empty'],
    ['an object is JSON', utf8('{"orderId":771201}'), 'json'],
    ['an array with white space around is JSON', utf8(' [1, 2]\n'), 'json'],
    ['a quoted string is JSON', utf8('"PAID"'), 'json'],
    ['a number beyond 2^53 is no obstacle', utf8('{"id":12345678901234567890}'), 'json'],
    ['an object cut short is text', utf8('{"orderId":7712'), 'text'],
    ['a bare number is text, as its neighbours may be words', utf8('42'), 'text'],
    ['words are text', utf8('grüße, мир, 你好 🎉'), 'text'],
    ['a log line with colours is text', utf8('\u001b[31mERROR\u001b[0m no stock\n'), 'text'],
    ['JSON behind a byte order mark is text: JSON parsers refuse it', utf8('\ufeff{"a":1}'), 'text'],
    ['a zero byte and a schema id are a registry frame', bytes(0, 0, 0, 0, 12, 0xa8, 0xd8, 0x5e), 'registry'],
    ['a registry frame may have no payload', bytes(0, 0, 0, 0, 12), 'registry'],
    ['a registry frame around JSON is a registry frame', bytes(0, 0, 0, 0, 7, ...utf8('{"a":1}')), 'registry'],
    ['the 64-bit integer 42 is binary, not schema 0', bytes(0, 0, 0, 0, 0, 0, 0, 42), 'binary'],
    ['the 32-bit integer 42 is binary, though valid UTF-8', bytes(0, 0, 0, 42), 'binary'],
    ['a negative schema id is no schema id', bytes(0, 0xff, 0, 0, 1, 5), 'binary'],
    ['one byte that is not UTF-8 makes it binary', bytes(0x7b, 0xff, 0x7d), 'binary'],
    ['a text cut inside a character is binary', utf8('12 €').subarray(0, 5), 'binary'],
    ['a surrogate is not UTF-8', bytes(0xed, 0xa0, 0x80), 'binary'],
  ];
  for (const [what, value, shape] of cases) it(what, () => assert.equal(shapeOf(value), shape));
});
