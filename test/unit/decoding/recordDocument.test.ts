import assert from 'node:assert/strict';
import { recordDocument } from '../../../src/decoding/recordDocument.ts';
import { aRecord, utf8 } from '../../support/records.ts';

const value = (text: string | Uint8Array | null) =>
  recordDocument(aRecord({ value: typeof text === 'string' ? utf8(text) : text }), 'value', {});

describe('a record as a document', () => {
  it('lays JSON out, numbers as they are written', () =>
    assert.deepEqual([value('{"a":1.10}').text, value('{"a":1.10}').language], ['{\n  "a": 1.10\n}', 'json']));
  it('knows XML by its declaration or its one element', () => {
    assert.equal(value('<?xml version="1.0"?><a/>').language, 'xml');
    assert.equal(value('<order id="1"><total>5</total></order>\n').language, 'xml');
    assert.equal(value('<3 this').language, 'text');
    assert.equal(value('<b>bold</b> words').language, 'text');
  });
  it('shows bytes in hex', () => {
    const { text, language } = value(new Uint8Array([0x80, 0x41, 0xff]));
    assert.equal(language, 'hex');
    assert.match(text, /^00 {2}80 41 ff +\.A\.\n$/);
  });
  it('is empty for a tombstone, and never cut', () => {
    assert.equal(value(null).text, '');
    assert.equal(value('x'.repeat(2_000_000)).text.length, 2_000_000);
  });
  it('shows headers as JSON', () => {
    const { text } = recordDocument(aRecord({ headers: [{ key: 'source', value: utf8('web') }] }), 'headers', {});
    assert.deepEqual(JSON.parse(text), [{ key: 'source', valueFormat: 'text', value: 'web' }]);
  });
});
