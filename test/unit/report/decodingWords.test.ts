import assert from 'node:assert/strict';
import { decode } from '../../../src/decoding/decode.ts';
import { decodedNote, decodedWords, wordAttempt } from '../../../src/report/decodingWords.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const said = (value: Uint8Array) =>
  decode(value).attempts.map(attempt => {
    const { name, sentence } = wordAttempt(attempt);
    return `${name}: ${sentence}`;
  });

describe('decoding in words', () => {
  it('JSON', () =>
    assert.deepEqual(said(utf8('{"orderId":"test","status":"x"}')), [
      'Schema registry: first byte is 7B; Confluent’s format begins with 00',
      'JSON: 2 fields, all 31 bytes used',
      'Text: UTF-8, 31 characters',
      'Bytes: 31 bytes',
    ]));
  it('JSON that ends too early', () =>
    assert.ok(said(utf8('{"orderId":')).includes('JSON: ends at line 1, column 12, where a value is missing')));
  it('JSON that breaks', () =>
    assert.ok(said(utf8('{"a":1,}')).includes('JSON: line 1, column 8: “}” where a field name in quotes should be')));
  it('a text that was meant to be JSON says where it broke', () => {
    assert.equal(decodedNote(decode(utf8('{"a":x}'))), 'broken JSON: line 1, column 6: “x” where a value should be');
    assert.equal(decodedNote(decode(utf8('[INFO] started'))), '');
  });
  it('a registry frame', () => {
    const value = Uint8Array.of(0, 0, 0, 0, 12, 1, 2);
    assert.equal(decodedNote(decode(value)), 'schema id 12; no schema registry is set for this cluster');
    assert.equal(decodedWords(decode(value), value, 'value'), 'schema registry framing, 7 bytes');
  });
  it('bytes that are not text say why', () =>
    assert.equal(decodedNote(decode(Uint8Array.of(0x41, 0xff, 0x41))), 'not text: byte 1 is FF, which is no UTF-8 there'));
  it('an integer is only perhaps one', () => {
    const value = Uint8Array.of(0, 0, 4, 1);
    assert.equal(decodedNote(decode(value)), '32-bit integer');
    assert.ok(said(value).includes('Integer: 1,025, if it is a 32-bit integer'));
  });
  it('a tombstone, an empty value and a missing key are three things', () =>
    assert.deepEqual(
      [
        decodedWords(decode(null), null, 'value'),
        decodedWords(decode(utf8('')), utf8(''), 'value'),
        decodedWords(decode(null), null, 'key'),
      ],
      ['tombstone (value is null)', 'empty value (0 bytes, not a tombstone)', 'no key'],
    ));
});
