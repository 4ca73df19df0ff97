import assert from 'node:assert/strict';
import { oneLineJson, placeOf, prettyJson, scanJson } from '../../../src/decoding/json.ts';

/** Texts on the border of JSON; the scan must agree with JSON.parse on each. */
const texts = [
  '{}',
  '[]',
  ' {"a" : [1, 2.50, -0, 1e5, 1E-7, {"b":null}], "c":"\\u00e9\\n\\"", "d":true} ',
  '"text"',
  '12',
  '-',
  '-1',
  '01',
  '1.',
  '1.5e',
  '1.5e+',
  '.5',
  '1.2.3',
  '1e5e5',
  'nul',
  'null',
  'nullx',
  'True',
  '',
  ' ',
  '{',
  '[1,',
  '[1,]',
  '[,1]',
  '{"a"}',
  '{"a":}',
  '{"a":1,}',
  '{a:1}',
  "{'a':1}",
  '{"a":1}}',
  '{"a":1} x',
  '[1 2]',
  '"\t"',
  '"\\x41"',
  '"\\u12g4"',
  '"open',
  '"open\\',
  '[}',
  '{]',
  '\ufeff{}',
  '\u00a0{}',
  '{"a":1,"a":2}',
  '['.repeat(50_000),
  '['.repeat(50_000) + ']'.repeat(50_000),
  '"\u2028\u2029\ud83d\ude00"',
  '"\u007f"',
];

describe('JSON, read without changing it', () => {
  for (const text of texts) {
    it(`agrees with JSON.parse on ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(!('expected' in scanJson(text)), parses(text));
    });
  }

  it('agrees with JSON.parse on 5,000 mutilated texts', () => {
    const whole = '{"orderId":771201,"items":[{"sku":"a\\n\\u00e9","n":-1.5e+3},[],{}],"ok":true,"x":null} ';
    let state = 1;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    for (let i = 0; i < 5_000; i++) {
      const at = random(whole.length);
      const mutilated = whole.slice(0, at) + whole.slice(random(whole.length), random(whole.length)) + whole.slice(at + random(3));
      assert.equal(!('expected' in scanJson(mutilated)), parses(mutilated), mutilated);
    }
  });

  it('counts the fields of the object', () =>
    assert.deepEqual(scanJson('{"a":{"b":1,"c":2},"d":[1,2,3]}'), { kind: 'object', members: 2 }));
  it('counts the entries of the array', () => assert.deepEqual(scanJson('[[1,2],{"a":3},"x",4]'), { kind: 'array', members: 4 }));
  it('says where it broke, and on what', () => assert.deepEqual(scanJson('{"a":1,}'), { at: 7, expected: 'key', found: '}' }));
  it('says that it ends too early', () => assert.deepEqual(scanJson('{"orderId":'), { at: 11, expected: 'value', found: '' }));
  it('names line and column from 1', () => assert.deepEqual(placeOf('{\n  "a": x}', 9), { line: 2, column: 8 }));

  it('keeps every number as it is written', () => {
    const text = '{"id":12345678901234567890,"price":1.10,"tiny":1E-400,"zero":-0}';
    assert.equal(oneLineJson(text), text);
    assert.equal(prettyJson(text), '{\n  "id": 12345678901234567890,\n  "price": 1.10,\n  "tiny": 1E-400,\n  "zero": -0\n}');
  });

  it('keeps a field that is there twice, and every escape', () => {
    const text = '{"a":"\\u00e9\\/","a":2}';
    assert.equal(oneLineJson(' { "a" : "\\u00e9\\/" ,\n"a":2 } '), text);
  });

  it('writes one member a line, as JSON.stringify does', () => {
    const text = '{"a":[1,[],{},[2,{"b":null}]],"c":{"d":"x y"}}';
    assert.equal(prettyJson(text), JSON.stringify(JSON.parse(text), null, 2));
  });

  it('indents deep nesting no further than a screen', () => {
    const deep = '['.repeat(2_000) + ']'.repeat(2_000);
    assert.ok(prettyJson(deep).length < 400_000);
    assert.equal(prettyJson(deep).replace(/\s/g, ''), deep);
  });

  it('stops reading where the line is full', () => assert.equal(oneLineJson('{"a": "0123456789", "b": 1}', 10), '{"a":"0123'));
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
