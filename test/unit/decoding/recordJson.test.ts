import assert from 'node:assert/strict';
import { contentText, recordJson } from '../../../src/decoding/recordJson.ts';
import type { DecoderChoice } from '../../../src/model/decoded.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { aRecord as record, utf8 } from '../../support/records.ts';

const parsed = (part: Partial<KafkaRecord>) => JSON.parse(recordJson(record(part), 'one-line')) as Record<string, unknown>;

describe('a record as JSON', () => {
  it('keeps the value and the offset digit by digit', () => {
    const text = recordJson(record({}), 'one-line');
    assert.ok(text.includes('"offset":9007199254740993,'), text);
    assert.ok(text.includes('"value":{"orderId":771204,"amount":18.90}'), text);
  });
  it('is laid out for reading when asked', () =>
    assert.ok(recordJson(record({}), 'pretty').includes('\n  "value": {\n    "orderId": 771204,\n')));
  it('tells a tombstone from a text and from the JSON text null', () => {
    assert.deepEqual([parsed({ value: null })['valueFormat'], parsed({ value: null })['value']], ['null', null]);
    assert.deepEqual([parsed({ value: utf8('null') })['valueFormat'], parsed({ value: utf8('null') })['value']], ['text', 'null']);
    assert.deepEqual([parsed({ value: utf8('') })['valueFormat'], parsed({ value: utf8('') })['value']], ['text', '']);
  });
  it('keeps bytes that are no text as base64', () =>
    assert.deepEqual(
      [parsed({ key: Uint8Array.of(0, 255) })['keyFormat'], parsed({ key: Uint8Array.of(0, 255) })['key']],
      ['base64', 'AP8='],
    ));
  it('keeps a header without a value apart from an empty one, and headers of the same name', () =>
    assert.deepEqual(
      parsed({
        headers: [
          { key: 'a', value: null },
          { key: 'a', value: utf8('') },
        ],
      })['headers'],
      [
        { key: 'a', valueFormat: 'null', value: null },
        { key: 'a', valueFormat: 'text', value: '' },
      ],
    ));
  it('is JSON whatever the record holds', () => {
    for (const value of ['"</script>"', '\u2028', '{"a":', '\ud83d\ude00', '"\\u0000"'])
      assert.doesNotThrow(() => parsed({ value: utf8(value) }), value);
  });
  it('has no time where the record has none, and survives an impossible one', () => {
    assert.equal(parsed({ timestamp: -1 })['time'], null);
    assert.equal(parsed({ timestamp: 9e15 })['time'], '9000000000000000');
  });
  it('says that a record was aborted, or is a marker', () => {
    assert.equal(parsed({ aborted: true })['aborted'], true);
    assert.equal(parsed({ control: 'commit' })['control'], 'commit');
  });
  it('says that it stands for a batch that cannot be read, and holds no value then', () => {
    const failure = { kind: 'unreadable', code: 'CORRUPT_BATCH', detail: 'gzip: incorrect header check' } as const;
    const batch = parsed({ value: utf8('ab'), unreadable: { last: 9_007_199_254_740_995n, failure } });
    assert.deepEqual([batch['batchBeginning'], 'value' in batch], ['YWI=', false]);
    assert.equal((batch['unreadable'] as { readonly code: string }).code, 'CORRUPT_BATCH');
  });
});

describe('a record as JSON, by the decoder that was chosen', () => {
  const chosen = (value: Uint8Array, choice: DecoderChoice) =>
    JSON.parse(recordJson(record({ value }), 'one-line', { value: choice })) as Record<string, unknown>;
  it('names the format beside the value', () => {
    const packed = chosen(Uint8Array.of(0x81, 0xa1, 0x61, 1), { decoder: 'messagepack' });
    assert.deepEqual([packed['valueFormat'], packed['value']], ['messagepack', { a: 1 }]);
    const number = chosen(Uint8Array.of(0, 7), { decoder: 'integer', bits: 16, signed: true, order: 'big' });
    assert.deepEqual([number['valueFormat'], number['value']], ['integer', '7']);
  });
  it('keeps bytes that the choice does not fit as what they are', () => {
    const other = chosen(Uint8Array.of(0, 255, 1), { decoder: 'integer', bits: 16, signed: true, order: 'big' });
    assert.deepEqual([other['valueFormat'], other['value']], ['base64', 'AP8B']);
  });
  it('hands out hex as bytes, not as the sample that a table shows', () =>
    assert.equal(chosen(new Uint8Array(1_000), { decoder: 'hex' })['valueFormat'], 'base64'));
});

describe('a value on its own', () => {
  it('is JSON as it is written', () => assert.deepEqual(contentText(utf8('{"a" :1.0}')), { text: '{"a" :1.0}', format: 'json' }));
  it('is a text as it is', () => assert.deepEqual(contentText(utf8('a\tb')), { text: 'a\tb', format: 'text' }));
  it('is base64 where it is no text, megabytes of it', () =>
    assert.equal(contentText(new Uint8Array(3_000_000).fill(255)).text?.length, 4_000_000));
  it('is nothing for a tombstone', () => assert.equal(contentText(null).text, null));
});
