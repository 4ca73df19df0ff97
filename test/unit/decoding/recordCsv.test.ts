import assert from 'node:assert/strict';
import { recordCsv } from '../../../src/decoding/recordCsv.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { aRecord, utf8 } from '../../support/records.ts';

const line = (columns: readonly string[], record: Partial<KafkaRecord> = {}) => recordCsv(columns, {}).line(aRecord(record));

describe('records as CSV', () => {
  it('has a column for each of the table, paths and headers among them', () => {
    const csv = recordCsv(['partition', 'offset', 'time', 'key', '$.amount', 'header source'], {});
    assert.equal(csv.head, 'partition,offset,time,key,$.amount,header source\r\n');
    const record = aRecord({ headers: [{ key: 'source', value: utf8('web') }] });
    assert.equal(csv.line(record), '2,9007199254740993,2026-11-20T13:02:16.988Z,cust-11820,18.90,web\r\n');
  });
  it('quotes what holds quotes, commas and line ends', () => {
    assert.equal(line(['value']), '"{""orderId"":771204,""amount"":18.90}"\r\n');
    assert.equal(line(['key'], { key: utf8('a\nb') }), '"a\nb"\r\n');
  });
  it('tells a tombstone from an empty value, and has bytes as base64', () => {
    assert.equal(line(['offset', 'value'], { value: null }), '9007199254740993,\r\n');
    assert.equal(line(['offset', 'value'], { value: new Uint8Array() }), '9007199254740993,""\r\n');
    assert.equal(line(['value'], { value: new Uint8Array([0, 255]) }), 'AP8=\r\n');
  });
  it('keeps spreadsheets from running what a record says', () => {
    for (const text of ['=1+2', '+cmd', '-2+3', '@SUM(A1)', '\tx', '＝1+2'])
      assert.ok(line(['key'], { key: utf8(text) }).startsWith(`'${text[0]}`), text);
    assert.equal(line(['key'], { key: utf8('=HYPERLINK("http://x")') }), `"'=HYPERLINK(""http://x"")"\r\n`);
    assert.equal(line(['key'], { key: utf8('-12.5') }), '-12.5\r\n');
  });
  it('does not cut a long value', () => assert.equal(line(['$.a'], { value: utf8(`{"a":"${'x'.repeat(5_000)}"}`) }).length, 5_002));
  it('has headers as JSON', () =>
    assert.equal(
      line(['headers'], { headers: [{ key: 'a', value: null }] }),
      '"[{""key"":""a"",""valueFormat"":""null"",""value"":null}]"\r\n',
    ));
});
