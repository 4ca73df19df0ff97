import assert from 'node:assert/strict';
import { jsonPathAt, pathStep } from '../../../src/model/jsonPlaces.ts';

const text = '{\n  "order": {"id": 7, "the lines": [{"sku": "a,]"}, {"sku": "b"}]},\n  "done": true,\n  "é": null\n}';
const pathOf = (words: string) => jsonPathAt(text, text.indexOf(words) + 1);

describe('where something stands in JSON', () => {
  it('is told for names and for values', () => {
    assert.equal(pathOf('"id"'), '$.order.id');
    assert.equal(jsonPathAt(text, text.indexOf('7')), '$.order.id');
    assert.equal(pathOf('true'), '$.done');
    assert.equal(pathOf('"é"'), '$.é');
  });
  it('counts entries of arrays, whatever their texts hold', () => {
    assert.equal(pathOf('"the lines"'), "$.order['the lines']");
    assert.equal(pathOf('"a,]"'), "$.order['the lines'][0].sku");
    assert.equal(pathOf('"b"'), "$.order['the lines'][1].sku");
  });
  it('is nothing between them', () => assert.equal(jsonPathAt(text, text.indexOf('{"id"')), undefined));
  it('is told in a text that is cut', () => assert.equal(jsonPathAt('{"a":{"b":"xy', 12), '$.a.b'));
  it('quotes what the short form does not take', () => {
    assert.equal(pathStep("it's"), "['it\\'s']");
    assert.equal(pathStep('a\nb'), "['a\\u000ab']");
    assert.equal(pathStep('2x'), "['2x']");
    assert.equal(pathStep(3), '[3]');
  });
});
