import assert from 'node:assert/strict';
import { decode } from '../../../../src/decoding/decode.ts';
import { notationOf } from '../../../../src/model/decoded.ts';
import { hides, jsonOf, meaningOf } from '../../../../src/peek/search/reading.ts';
import { seeded } from '../../kafka/protocol/randomValues.ts';

describe('what a search takes from bytes without decoding them', () => {
  it('is what the automatic choice shows: text as it is written, or bytes that nothing reads', function () {
    this.timeout(20_000);
    const random = seeded(7);
    const below = (limit: number) => Math.floor(random() * limit);
    const alphabets = [() => below(256), () => 0x20 + below(0x5f), () => below(0x30), () => 0x80 + below(0x80), () => 0x30 + below(10)];
    let plain = 0;
    for (let round = 0; round < 6_000; round++) {
      const next = alphabets[below(alphabets.length)] ?? (() => 0);
      const bytes = Uint8Array.from({ length: [1, 2, 4, 8, 16, 36, below(60)][below(7)] ?? 0 }, next);
      // Formats that begin like text and go on as something else.
      if (below(4) === 0 && bytes.length > 0) bytes[0] = 0x7b;
      if (hides(undefined, bytes, 0, bytes.length, false)) continue;
      const decoded = decode(bytes);
      plain++;
      const isShownAsBytes = decoded.shownBy === null || notationOf(decoded) === 'hex' || decoded.text === Buffer.from(bytes).toString();
      assert.ok(isShownAsBytes, `${Buffer.from(bytes).toString('hex')} is shown by ${String(decoded.shownBy)} as ${decoded.text}`);
    }
    assert.ok(plain > 1_200, `only ${plain} were plain`);
  });

  it('is nothing where there is no key or no value', () => {
    assert.deepEqual(
      [-1, 0].map(length => hides(undefined, Uint8Array.of(0xff, 0), 0, length, true)),
      [false, false],
    );
  });

  it('JSON keeps integers that a double cannot hold', () => {
    assert.deepEqual(jsonOf('{"a":9007199254740993,"b":[12345678901234567890],"c":0.1234567890123456789}')?.value, {
      ...{ a: 9_007_199_254_740_993n, b: [12_345_678_901_234_567_890n], c: 0.123_456_789_012_345_68 },
    });
    assert.deepEqual(jsonOf('{"text":"9007199254740993"}')?.value, { text: '9007199254740993' });
    assert.equal(jsonOf('{"broken":'), undefined);
  });

  it('to an expression a number alone is a text, as it is to the table', () => {
    assert.deepEqual([meaningOf('42'), meaningOf('"42"'), meaningOf('[42]'), meaningOf(undefined)], ['42', '42', [42], null]);
  });
});
