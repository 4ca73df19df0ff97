import assert from 'node:assert/strict';
import { decode } from '../../../src/decoding/decode.ts';
import { hexRows } from '../../../src/decoding/hex.ts';
import { shapeOf } from '../../../src/decoding/shape.ts';
import type { Decoder } from '../../../src/model/decoded.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);
const attempt = (value: Uint8Array, decoder: Decoder) => decode(value).attempts.find(it => it.decoder === decoder);

describe('decoding', () => {
  it('a tombstone has no bytes to decode', () => assert.deepEqual(decode(null), { shape: 'null', shownBy: null, text: '', attempts: [] }));
  it('an empty value is no tombstone', () => assert.equal(decode(bytes()).shape, 'empty'));

  it('JSON is shown as it is written, big numbers and all', () => {
    const text = '{"id": 12345678901234567890, "price": 1.10}';
    const decoded = decode(utf8(text));
    assert.equal(decoded.shownBy, 'json');
    assert.equal(decoded.text, text);
    assert.deepEqual(attempt(utf8(text), 'json'), {
      decoder: 'json',
      outcome: 'fits',
      reason: { fact: 'json', kind: 'object', members: 2, bytes: 43 },
    });
  });

  it('broken JSON is shown as text, and JSON says where it broke', () => {
    const value = utf8('{\n  "orderId": 77,\n  "status": PAID\n}');
    assert.equal(decode(value).shownBy, 'text');
    assert.deepEqual(attempt(value, 'json')?.reason, { fact: 'json-broken', line: 3, column: 13, expected: 'value', found: 'P' });
  });

  it('text counts characters, not bytes', () =>
    assert.deepEqual(attempt(utf8('grüße 🎉'), 'text')?.reason, { fact: 'text', characters: 7 }));

  it('bytes that are not UTF-8 are shown as hex, with the first wrong byte named', () => {
    const value = bytes(0x41, 0xc3, 0x28, 0x42, 0x43);
    assert.equal(decode(value).shownBy, 'hex');
    assert.equal(decode(value).text, '41 c3 28 42 43');
    assert.deepEqual(attempt(value, 'text')?.reason, { fact: 'not-utf8', at: 1, byte: 0xc3 });
  });

  it('a frame of a schema registry is named with its schema id', () => {
    const value = bytes(0, 0, 0, 0, 12, 0xa8, 0xd8, 0x5e);
    assert.equal(decode(value).shownBy, 'registry');
    assert.deepEqual(attempt(value, 'registry')?.reason, {
      fact: 'registry',
      where: 'bytes',
      schema: { id: 12 },
      payloadBytes: 3,
      asked: false,
    });
    assert.deepEqual(decode(value).schema, { id: 12 });
  });
  it('what is no frame says which byte it begins with', () =>
    assert.deepEqual(attempt(utf8('{"a":1}'), 'registry')?.reason, { fact: 'registry-first-byte', byte: 0x7b }));
  it('a frame cut short says so', () =>
    assert.deepEqual(attempt(bytes(0, 0, 1), 'registry')?.reason, { fact: 'registry-too-short', bytes: 3 }));

  it('4 bytes may be an integer', () => assert.equal(decode(bytes(0xff, 0xff, 0xff, 0xfe)).text, '-2'));
  it('8 bytes may be an integer', () => {
    const decoded = decode(bytes(0, 0, 0, 0, 0, 0, 4, 1));
    assert.deepEqual([decoded.shownBy, decoded.text], ['integer', '1025']);
  });
  it('8 bytes that would be an astronomic integer are shown as hex, the integer as a possibility', () => {
    const one = bytes(0x3f, 0xf0, 0, 0, 0, 0, 0, 0); // the double 1.0
    assert.equal(decode(one).shownBy, 'hex');
    assert.equal(attempt(one, 'integer')?.outcome, 'possible');
  });
  it('4 letters are text, and an integer only perhaps', () => {
    assert.equal(decode(utf8('PAID')).shownBy, 'text');
    assert.deepEqual(attempt(utf8('PAID'), 'integer')?.reason, { fact: 'integer', bits: 32, value: 0x50414944n });
  });
  it('reads an integer from the middle of a larger buffer', () =>
    assert.equal(decode(bytes(9, 9, 0, 0, 0, 7, 9).subarray(2, 6)).text, '7'));

  it('raw bytes are always offered', () => {
    for (const value of [utf8('{}'), utf8('x'), bytes(0xff)]) assert.equal(decode(value).attempts.at(-1)?.decoder, 'hex');
  });

  it('agrees with the shape that diagnoses use, on 2,000 random values', () => {
    let state = 7;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    const pieces = ['{', '}', '"a"', ':', '1', ' ', '\u0000', 'é', '[', ']', 'true'];
    for (let i = 0; i < 2_000; i++) {
      const value = utf8(Array.from({ length: random(6) }, () => pieces[random(pieces.length)]).join(''));
      if (random(3) === 0 && value.length > 0) value[random(value.length)] = random(256);
      assert.equal(decode(value).shape, shapeOf(value), JSON.stringify([...value]));
    }
  });
});

describe('hex dump', () => {
  it('shows position, bytes and ASCII', () =>
    assert.deepEqual(hexRows(utf8('{"a":"é"}\n')), [
      { at: '00', hex: '7b 22 61 22 3a 22 c3 a9', ascii: '{"a":"..' },
      { at: '08', hex: '22 7d 0a', ascii: '"}.' },
    ]));
  it('is cut where asked, with positions as wide as the last', () => {
    const rows = hexRows(new Uint8Array(5_000), 16, 4_096);
    assert.equal(rows.length, 256);
    assert.equal(rows.at(-1)?.at, '0ff0');
  });
});
