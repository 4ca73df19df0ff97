import assert from 'node:assert/strict';
import { columnCells } from '../../../src/decoding/columnCells.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { aRecord, utf8 } from '../../support/records.ts';

const cell = (column: string, record: Partial<KafkaRecord>) => columnCells([column], { decoding: {} })(aRecord(record))[0];

describe('an added column', () => {
  it('shows what the path leads to: numbers as written, texts without quotes, the rest as JSON', () => {
    const value = utf8('{"id":12345678901234567890,"amount":18.90,"name":"Zoë","items":[ 1, 2 ],"gone":null}');
    assert.equal(cell('$.id', { value }), '12345678901234567890');
    assert.equal(cell('$.amount', { value }), '18.90');
    assert.equal(cell('$.name', { value }), 'Zoë');
    assert.equal(cell('$.items', { value }), '[1,2]');
    assert.equal(cell('$.items[*]', { value }), '1, 2');
    assert.equal(cell('$.gone', { value }), 'null');
  });
  it('tells what a record does not have from what is no JSON', () => {
    assert.equal(cell('$.other', {}), null);
    assert.equal(cell('$.id', { value: null }), null);
    assert.deepEqual(cell('$.id', { value: utf8('not json') }), { why: 'not-json' });
    assert.deepEqual(cell('$.id', { value: utf8(`"${'x'.repeat(3_000_000)}"`) }), { why: 'too-large' });
    assert.deepEqual(cell('$.[', {}), { why: 'not-a-path' });
  });
  it('looks into keys', () => assert.equal(cell('key $.id', { key: utf8('{"id":7}') }), '7'));
  it('shows a header, each of them where it is there twice', () => {
    const headers = [
      { key: 'source', value: utf8('web') },
      { key: 'source', value: utf8('app') },
      { key: 'empty', value: null },
    ];
    assert.equal(cell('header source', { headers }), 'web, app');
    assert.equal(cell('header empty', { headers }), 'null');
    assert.equal(cell('header other', { headers }), null);
    assert.equal(cell('headers *', { headers }), 'source=web, source=app, empty=null');
  });
  it('cuts what is longer than a cell can show', () => {
    const text = cell('$.a', { value: utf8(JSON.stringify({ a: 'x'.repeat(5_000) })) });
    assert.ok(typeof text === 'string' && text.length === 301 && text.endsWith('…'));
  });
});
