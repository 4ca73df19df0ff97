import assert from 'node:assert/strict';
import { encode as packMessage, ExtData } from '@msgpack/msgpack';
import { encode as packCbor } from 'cborg';
import { readCbor } from '../../../src/decoding/cbor.ts';
import { readMessagePack } from '../../../src/decoding/messagePack.ts';
import type { Read } from '../../../src/decoding/structured.ts';
import { mutations } from './mutations.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const said = (read: Read) => ('text' in read ? read.text : `${read.unfit.problem} at ${read.unfit.at} in ${read.unfit.where}`);
const saidOf = (hex: string) => cborSaid(Buffer.from(hex, 'hex'));
function cborSaid(value: Uint8Array): string {
  const read = readCbor(value);
  return 'text' in read ? read.text : read.detail;
}

const value = {
  id: 2 ** 40,
  name: 'grüße "x"',
  flags: [true, false, null],
  nested: { deep: { n: -5, f: 1.5, list: [1, [2, [3]]] } },
  big: 70_000,
  long: 'x'.repeat(300),
  many: Array.from({ length: 40 }, (_, at) => at * 1_000),
};

describe('MessagePack', function () {
  this.timeout(60_000); // for 10,000 values on a busy machine

  it('reads what its JavaScript library writes', () => assert.deepEqual(JSON.parse(said(readMessagePack(packMessage(value)))), value));
  it('keeps 64-bit integers digit by digit', () => {
    assert.equal(said(readMessagePack(bytes(0xcf, 255, 255, 255, 255, 255, 255, 255, 255))), '18446744073709551615');
    assert.equal(said(readMessagePack(bytes(0xd3, 128, 0, 0, 0, 0, 0, 0, 0))), '-9223372036854775808');
  });
  it('writes the shortest digits of a float', () => assert.equal(said(readMessagePack(bytes(0xca, 0x3d, 0xcc, 0xcc, 0xcd))), '0.1'));
  it('reads its three timestamps', () => {
    const date = new Date('2026-11-20T13:02:16.988Z');
    assert.equal(said(readMessagePack(packMessage(date))), '"2026-11-20T13:02:16.988000000Z"');
    assert.equal(said(readMessagePack(packMessage(new Date(1_000)))), '"1970-01-01T00:00:01Z"');
    assert.equal(said(readMessagePack(packMessage(new Date(-1_000)))), '"1969-12-31T23:59:59Z"');
  });
  it('names extensions that only their writer knows', () =>
    assert.equal(said(readMessagePack(packMessage(new ExtData(5, bytes(1, 2))))), '{"$ext":5,"$bytes":"AQI="}'));
  it('writes keys that are no text as their JSON', () =>
    assert.equal(said(readMessagePack(bytes(0x82, 1, 2, 0xc0, 3))), '{"1":2,"null":3}'));
  it('says where it breaks', () => {
    assert.equal(said(readMessagePack(bytes(0x81, 0xa1, 0x61))), 'ends-early at 3 in a');
    assert.equal(said(readMessagePack(bytes(0x90, 0))), 'left-over at 1 in ');
    assert.equal(said(readMessagePack(bytes(0xc1))), 'unknown-type at 0 in ');
  });
  it('is not led into four billion entries, nor a hundred thousand levels', () => {
    assert.match(said(readMessagePack(bytes(0xdd, 255, 255, 255, 255, 1))), /^ends-early/);
    assert.match(said(readMessagePack(new Uint8Array(100_000).fill(0x91))), /^too-deep/);
    assert.match(said(readMessagePack(Uint8Array.from({ length: 50_000 }, (_, at) => [0xdd, 0, 15, 255, 255][at % 5] ?? 0))), /^too-deep/);
  });
  it('survives any mutation of a value, and answers it with JSON or a reason', function () {
    this.timeout(0);
    survives(packMessage(value), readMessagePack);
  });
});

describe('CBOR', function () {
  this.timeout(60_000); // for 10,000 values on a busy machine

  it('reads what another library writes', () => assert.deepEqual(JSON.parse(cborSaid(packCbor(value))), value));
  it('reads the examples of its standard (RFC 8949, appendix A)', () => {
    const examples: [string, string][] = [
      ['1bffffffffffffffff', '18446744073709551615'],
      ['3bffffffffffffffff', '-18446744073709551616'],
      ['c249010000000000000000', '18446744073709551616'],
      ['c349010000000000000000', '-18446744073709551617'],
      ['f90001', '5.960464477539063e-8'],
      ['f93c00', '1'],
      ['f97bff', '65504'],
      ['f9c400', '-4'],
      ['fa47c35000', '100000'],
      ['f97c00', '"Infinity"'],
      ['f97e00', '"NaN"'],
      ['f98000', '-0'],
      ['fb3ff199999999999a', '1.1'],
      ['f0', '{"$simple":16}'],
      ['f8ff', '{"$simple":255}'],
      ['f7', 'null'],
      ['c074323031332d30332d32315432303a30343a30305a', '"2013-03-21T20:04:00Z"'],
      ['c11a514b67b0', '"2013-03-21T20:04:00.000Z"'],
      ['d818456449455446', '{"$tag":24,"$value":"ZElFVEY="}'],
      ['4401020304', '"AQIDBA=="'],
      ['a201020304', '{"1":2,"3":4}'],
      ['5f42010243030405ff', '"AQIDBAU="'],
      ['7f657374726561646d696e67ff', '"streaming"'],
      ['9f018202039f0405ffff', '[1,[2,3],[4,5]]'],
      ['bf6346756ef563416d7421ff', '{"Fun":true,"Amt":-2}'],
      ['d9d9f783010203', '[1,2,3]'],
    ];
    for (const [hex, json] of examples) assert.equal(saidOf(hex), json, hex);
  });
  it('keeps a key that is there twice, and one that JavaScript has plans for', () => {
    assert.equal(saidOf('a2616101616102'), '{"a":1,"a":2}');
    assert.equal(saidOf('a1695f5f70726f746f5f5fa0'), '{"__proto__":{}}');
  });
  it('says why it is none', () => {
    for (const hex of ['a16161', 'ff', '1c', '61ff', '5bffffffffffffffff00', '0101']) {
      const read = readCbor(Buffer.from(hex, 'hex'));
      assert.ok('detail' in read && read.detail.length > 0, hex);
    }
  });
  it('is not led into endless lists, nor a hundred thousand levels', () => {
    const refused = (bytes: Uint8Array) => 'detail' in readCbor(bytes);
    assert.ok(refused(Buffer.from('9bffffffffffffffff01', 'hex')));
    assert.ok(refused(Buffer.from('bbffffffffffffffff01', 'hex')));
    assert.ok(refused(Uint8Array.from({ length: 60_000 }, (_, at) => [0x9a, 0, 15, 255, 255][at % 5] ?? 0)));
    for (const byte of [0x81, 0xa1, 0xc6, 0x9f]) assert.ok(refused(new Uint8Array(100_000).fill(byte)), byte.toString(16));
  });
  it('survives any mutation of a value, and answers it with JSON or a reason', function () {
    this.timeout(0);
    survives(packCbor(value), readCbor);
  });
});

function survives(whole: Uint8Array, read: (value: Uint8Array) => { readonly text: string } | object): void {
  for (const mutated of mutations(whole)) {
    const found = read(mutated);
    if ('text' in found) assert.doesNotThrow(() => JSON.parse(found.text), Buffer.from(mutated).toString('hex'));
  }
}
