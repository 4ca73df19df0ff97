import assert from 'node:assert/strict';
import { compilePath, type JsonPath } from '../../../src/decoding/jsonPath.ts';

const pathOf = (text: string): JsonPath => {
  const compiled = compilePath(text);
  assert.ok('path' in compiled, JSON.stringify(compiled));
  return compiled.path;
};
const written = (path: string, json: string) =>
  pathOf(path)
    .find(json)
    .map(found => found.written);

describe('a JSON path', () => {
  it('finds what is written, digit by digit', () => {
    const json = '{ "order": { "id": 12345678901234567890, "amount": 18.90 } }';
    assert.deepEqual(written('$.order.id', json), ['12345678901234567890']);
    assert.deepEqual(written('$.order.amount', json), ['18.90']);
    assert.deepEqual(written('$.order', json), ['{ "id": 12345678901234567890, "amount": 18.90 }']);
    assert.deepEqual(written('$', ' [1]'), ['[1]']);
  });
  it('finds entries of arrays, also nested and empty ones', () => {
    const json = '{"items":[{"sku":"a","n":[1,[2,3]]},{},[],{"sku":"b\\u00e9"}]}';
    assert.deepEqual(written('$.items[*].sku', json), ['"a"', '"b\\u00e9"']);
    assert.deepEqual(written('$.items[0].n[1][1]', json), ['3']);
    assert.deepEqual(written('$.items[-1].sku', json), ['"b\\u00e9"']);
    assert.deepEqual(written('$.items[2]', json), ['[]']);
    assert.deepEqual(written('$..sku', json), ['"a"', '"b\\u00e9"']);
  });
  it('finds a name with blanks, escapes and quotes', () => {
    assert.deepEqual(written(`$['a b']`, '{"a b":1}'), ['1']);
    assert.deepEqual(written(`$["é"]`, '{"\\u00e9":true}'), ['true']);
  });
  it('finds nothing where nothing is, and null where null is written', () => {
    assert.deepEqual(written('$.a.b', '{"a":1}'), []);
    assert.deepEqual(written('$.a', '{"a":null}'), ['null']);
  });
  it('takes the last of two members of one name, as JSON parsers do', () =>
    assert.deepEqual(written('$.a.b', '{"a":{"b":1},"a":{"b":2}}'), ['2']));
  it('filters', () =>
    assert.deepEqual(written('$.items[?@.price > 10].sku', '{"items":[{"sku":"a","price":9},{"sku":"b","price":11}]}'), ['"b"']));
  it('says where a path is broken', () => {
    const broken = compilePath('$.a b');
    assert.ok('fault' in broken);
    assert.equal(broken.fault.at, 4);
  });
  it('gives values as they are parsed, for comparing', () => assert.deepEqual(pathOf('$.a[*]').values({ a: [1, 'x'] }), [1, 'x']));
});
