import assert from 'node:assert/strict';
import avsc from 'avsc';
import { decode, decodePart, type DecodeHow } from '../../../src/decoding/decode.ts';
import { readIndexes } from '../../../src/decoding/bySchema.ts';
import { prepareDecoders } from '../../../src/decoding/prepare.ts';
import { loadSchemaFile } from '../../../src/decoding/schemaFile.ts';
import { schemaRefOf, type SchemaFile, type SchemaRef, type SchemaText } from '../../../src/decoding/schemas.ts';
import type { Decoded, DecoderChoice } from '../../../src/model/decoded.ts';
import type { Answer } from '../../../src/model/failure.ts';
import type { KafkaRecord, RecordHeader } from '../../../src/model/record.ts';
import { decodedNote, decodedWords, wordAttempt } from '../../../src/report/decodingWords.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const order: avsc.Schema = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'status', type: 'string' },
  ],
};
const avro: SchemaText = { type: 'AVRO', schema: JSON.stringify(order), references: [], id: 12, subject: 'orders-value', version: 3 };
const proto: SchemaText = {
  type: 'PROTOBUF',
  schema: 'syntax = "proto3"; message A { string x = 1; } message B { int32 y = 1; message C { bool z = 1; } }',
  references: [],
};
const jsonSchema: SchemaText = {
  type: 'JSON',
  schema: '{"title":"Order","type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}',
  references: [],
};
const anOrder = avsc.Type.forSchema(order).toBuffer({ id: 771_204, status: 'PAID' });
const framed = (id: number, payload: Uint8Array, ...indexes: number[]) => bytes(0, 0, 0, 0, id, ...indexes, ...payload);
const guid = '01020304-0506-0708-090a-0b0c0d0e0f10';
const guidBytes = Array.from({ length: 16 }, (_, at) => at + 1);

const byRef: Record<string, Answer<SchemaText>> = {
  12: { value: avro },
  13: { value: proto },
  14: { value: jsonSchema },
  15: { value: { type: 'AVRO', schema: '{"type":"record"', references: [] } },
  19: { failure: { kind: 'not-found', code: 'SCHEMA_NOT_FOUND', subject: 'schema id 19', broker: 'registry:8081' } },
  [guid]: { value: avro },
};
const schemas = { get: (ref: SchemaRef) => byRef[ref.kind === 'id' ? String(ref.id) : ref.guid] };
const how = (more: Partial<DecodeHow> = {}): DecodeHow => ({ part: 'value', schemas, ...more });
const reads = (decoded: Decoded) => [decoded.shownBy, decoded.text];
const header = (value: Uint8Array): readonly RecordHeader[] => [{ key: '__value_schema_id', value }];

describe('decoding by the registry', () => {
  before(() => prepareDecoders(['PROTOBUF', 'JSON']));

  it('Avro, with the schema named', () => {
    const decoded = decode(framed(12, anOrder), how());
    assert.deepEqual(reads(decoded), ['avro', '{"id":771204,"status":"PAID"}']);
    assert.deepEqual(decoded.schema, { type: 'AVRO', id: 12, subject: 'orders-value', version: 3, name: 'shop.Order' });
    assert.equal(decodedWords(decoded, framed(12, anOrder), 'value'), 'Avro, Order version 3, schema id 12, 13 bytes');
    assert.equal(decodedNote(decoded), '');
  });
  it('Avro whose schema is named by a GUID in a header', () => {
    const decoded = decode(anOrder, how({ headers: header(bytes(1, ...guidBytes)) }));
    assert.deepEqual(reads(decoded), ['avro', '{"id":771204,"status":"PAID"}']);
    assert.equal(decoded.schema?.guid, guid);
  });
  it('a header that names a key’s schema says nothing of the value', () =>
    assert.equal(schemaRefOf(utf8('{}'), [{ key: '__key_schema_id', value: bytes(1, ...guidBytes) }], 'value'), undefined));
  it('Protobuf: the message that the indexes name', () => {
    assert.deepEqual(reads(decode(framed(13, hex('0a 01 78'), 0), how())), ['protobuf', '{"x":"x"}']);
    assert.deepEqual(reads(decode(framed(13, hex('08 05'), 2, 2), how())), ['protobuf', '{"y":5}']);
    assert.deepEqual(reads(decode(framed(13, hex('08 01'), 4, 2, 0), how())), ['protobuf', '{"z":true}']);
    assert.equal(
      decodedNote(decode(framed(13, hex('08 01'), 2, 8), how())),
      'not Protobuf: the indexes after the schema id name no message of the schema',
    );
  });
  it('Protobuf with its indexes in the header, behind the id', () => {
    const decoded = decode(hex('08 05'), how({ headers: header(bytes(0, 0, 0, 0, 13, 2, 2)) }));
    assert.deepEqual(reads(decoded), ['protobuf', '{"y":5}']);
  });
  it('JSON Schema: the JSON as it is written, and whether it fits', () => {
    const right = decode(framed(14, utf8('{"id": 1.0}')), how());
    assert.deepEqual(reads(right), ['json-schema', '{"id": 1.0}']);
    const wrong = decode(framed(14, utf8('{"id":"x"}')), how());
    assert.deepEqual(reads(wrong), ['json-schema', '{"id":"x"}']);
    assert.match(decodedNote(wrong), /^does not fit its schema at \/id: .*integer/);
  });
  it('a schema that the registry does not know: said in the row, with the bytes', () => {
    const decoded = decode(framed(19, anOrder), how());
    assert.equal(decoded.shownBy, 'registry');
    assert.equal(decodedNote(decoded), 'schema id 19 is unknown to the registry (404)');
    assert.deepEqual(decoded.schema, { id: 19 });
  });
  it('a schema that nobody asked for yet', () =>
    assert.equal(decodedNote(decode(framed(77, anOrder), how())), 'schema id 77; the registry was not asked yet'));
  it('a schema that cannot be used', () =>
    assert.equal(decodedNote(decode(framed(15, anOrder), how())), 'the schema cannot be used: it is no JSON'));
  it('a payload that is cut says where', () =>
    assert.equal(
      decodedNote(decode(framed(12, anOrder.subarray(0, 5)), how())),
      'not Avro: byte 3, in status: a length of 4 bytes, which is beyond the end',
    ));
  it('JSON among Avro says what speaks against it', () => {
    const record = { topic: 'orders', key: null, value: utf8('{"orderId":"test"}'), headers: [] } as unknown as KafkaRecord;
    const decoded = decodePart(record, 'value', { schemas, usual: { value: 'avro' } });
    assert.deepEqual(reads(decoded), ['json', '{"orderId":"test"}']);
    assert.equal(decodedNote(decoded), 'not Avro: first byte is 7B; Confluent’s format begins with 00');
    assert.equal(decodedNote(decodePart(record, 'value', { schemas, usual: { value: 'text' } })), '');
  });
  it('indexes that go astray are none', () => {
    assert.deepEqual(readIndexes(bytes(0, 1, 2)), { indexes: [0], length: 1 });
    assert.deepEqual(readIndexes(bytes(4, 2, 6, 9)), { indexes: [1, 3], length: 3 });
    for (const wrong of [bytes(), bytes(4, 2), bytes(1), bytes(0xff, 0xff, 0xff, 0xff, 0x7f), bytes(0xfe, 0x7f)])
      assert.equal(readIndexes(wrong), undefined);
  });
});

describe('decoding by choice', () => {
  const chosen = (value: Uint8Array, choice: DecoderChoice, more: Partial<DecodeHow> = {}) =>
    decode(value, { part: 'value', choice, ...more });
  const files = (file: Answer<SchemaFile>) => ({ get: () => file });

  it('numbers of every size and order', () => {
    const cases: [Uint8Array, DecoderChoice, string][] = [
      [bytes(0xff), { decoder: 'integer', bits: 8, signed: true, order: 'big' }, '-1'],
      [bytes(0xff), { decoder: 'integer', bits: 8, signed: false, order: 'big' }, '255'],
      [bytes(1, 2), { decoder: 'integer', bits: 16, signed: true, order: 'little' }, '513'],
      [hex('ffffffff'), { decoder: 'integer', bits: 32, signed: false, order: 'big' }, '4294967295'],
      [hex('ffffffffffffffff'), { decoder: 'integer', bits: 64, signed: false, order: 'little' }, '18446744073709551615'],
      [hex('3dcccccd'), { decoder: 'float', bits: 32, order: 'big' }, '0.1'],
      [hex('000000000000f03f'), { decoder: 'float', bits: 64, order: 'little' }, '1'],
      [hex('7ff8000000000000'), { decoder: 'float', bits: 64, order: 'big' }, 'NaN'],
      [Uint8Array.from(guidBytes), { decoder: 'uuid' }, guid],
      [bytes(0, 255), { decoder: 'base64' }, 'AP8='],
      [bytes(0x81, 0xa1, 0x61, 1), { decoder: 'messagepack' }, '{"a":1}'],
      [bytes(0x18, 0x2a), { decoder: 'cbor' }, '42'],
    ];
    for (const [value, choice, text] of cases) assert.deepEqual(reads(chosen(value, choice)), [choice.decoder, text]);
  });

  it('text in the encodings of the world', () => {
    const cases: [string, DecoderChoice & { readonly decoder: 'text' }, string][] = [
      ['68 00 69 00', { decoder: 'text', encoding: 'utf-16le' }, 'hi'],
      ['00 68 00 69', { decoder: 'text', encoding: 'utf-16be' }, 'hi'],
      ['67 72 fc df 65 80', { decoder: 'text', encoding: 'iso-8859-1' }, 'grüße\u0080'],
      ['67 72 fc df 65 80', { decoder: 'text', encoding: 'windows-1252' }, 'grüße€'],
      ['93 fa 96 7b', { decoder: 'text', encoding: 'shift_jis' }, '日本'],
      ['c7 d1 b1 b9', { decoder: 'text', encoding: 'euc-kr' }, '한국'],
      ['d6 d0 b9 fa', { decoder: 'text', encoding: 'gb18030' }, '中国'],
    ];
    for (const [value, choice, text] of cases) assert.deepEqual(reads(chosen(hex(value), choice)), ['text', text], choice.encoding);
    const decoded = chosen(hex('93 fa 96 7b'), { decoder: 'text', encoding: 'shift_jis' });
    assert.equal(decodedWords(decoded, hex('93 fa 96 7b'), 'value'), 'text, Shift_JIS, 4 bytes');
  });

  it('what does not fit is shown as it can be read, and says why', () => {
    const decoded = chosen(utf8('{"a":1}'), { decoder: 'integer', bits: 64, signed: true, order: 'big' });
    assert.deepEqual(reads(decoded), ['json', '{"a":1}']);
    assert.equal(decodedNote(decoded), 'not Integer: 7 bytes; it takes 8');
    assert.equal(decodedNote(chosen(hex('ff'), { decoder: 'text', encoding: 'gb18030' })), 'not Text: the bytes are no GB18030');
    assert.equal(
      decodedNote(chosen(utf8('x'), { decoder: 'registry' })),
      'not Schema registry: first byte is 78; Confluent’s format begins with 00',
    );
  });

  it('a tombstone is a tombstone, whatever was chosen', () =>
    assert.equal(decode(null, { part: 'value', choice: { decoder: 'avro', file: 'x' } }).shape, 'null'));

  it('Avro by a file, with and without a registry’s frame before it', () => {
    const by = { files: files({ value: { text: avro } }) };
    for (const value of [anOrder, framed(12, anOrder)])
      assert.deepEqual(reads(chosen(value, { decoder: 'avro', file: 'file:///a/order.avsc' }, by)), [
        'avro',
        '{"id":771204,"status":"PAID"}',
      ]);
    const decoded = chosen(anOrder, { decoder: 'avro', file: 'file:///a/order.avsc' }, by);
    assert.equal(decodedWords(decoded, anOrder, 'value'), 'Avro, Order, by order.avsc, 12 bytes'.replace('12', String(anOrder.length)));
  });

  it('Protobuf by a file: the message that was chosen, or the first', async () => {
    await prepareDecoders(['PROTOBUF']);
    const by = { files: files({ value: { text: proto } }) };
    assert.deepEqual(reads(chosen(hex('08 05'), { decoder: 'protobuf', file: 'f', message: 'B' }, by)), ['protobuf', '{"y":5}']);
    assert.deepEqual(reads(chosen(hex('0a 01 78'), { decoder: 'protobuf', file: 'f' }, by)), ['protobuf', '{"x":"x"}']);
    assert.deepEqual(reads(chosen(framed(9, hex('08 05'), 2, 2), { decoder: 'protobuf', file: 'f', message: 'B' }, by)), [
      'protobuf',
      '{"y":5}',
    ]);
  });

  it('a file that is gone is named', () => {
    const failure = { kind: 'not-found', code: 'SCHEMA_FILE_UNREADABLE', subject: 'order.avsc' } as const;
    const decoded = chosen(anOrder, { decoder: 'avro', file: 'file:///a/order.avsc' }, { files: files({ failure }) });
    assert.equal(decodedNote(decoded), 'The schema file order.avsc could not be read');
  });

  it('an Avro file finds the types that it refers to in files beside it', async () => {
    const asked: string[] = [];
    const loaded = await loadSchemaFile(
      'avro',
      'bill.avsc',
      utf8('{"type":"record","name":"Bill","namespace":"shop","fields":[{"name":"total","type":"Money"}]}'),
      name => {
        asked.push(name);
        return Promise.resolve(
          name === 'Money.avsc' ? utf8('{"type":"record","name":"shop.Money","fields":[{"name":"cents","type":"int"}]}') : undefined,
        );
      },
    );
    assert.deepEqual(asked, ['shop.Money.avsc', 'Money.avsc']);
    const decoded = chosen(bytes(84), { decoder: 'avro', file: 'f' }, { files: files(loaded) });
    assert.equal(decoded.text, '{"total":{"cents":42}}');
  });
});

describe('decoding whatever fits', () => {
  it('MessagePack and CBOR are believed where all bytes make a map of texts', () => {
    assert.equal(decode(hex('82 a1 61 01 a1 62 c0')).shownBy, 'messagepack');
    assert.equal(decode(hex('a2 61 61 01 61 62 f6')).shownBy, 'cbor');
    for (const value of ['94 01 02 03 ff', '01 02 03', 'a1 01 02', '9f ff', 'ff fe fd'])
      assert.equal(decode(hex(value)).shownBy, 'hex', value);
  });
  it('16 bytes may be a UUID, 8 a double: said, not shown', () => {
    const uuid = decode(hex('f81d4fae7dec11d0a76500a0c91e6bf6'));
    assert.equal(uuid.shownBy, 'hex');
    assert.ok(uuid.attempts.some(attempt => wordAttempt(attempt).sentence === 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6, if it is a UUID'));
    assert.ok(decode(hex('4028ae147ae147ae')).attempts.some(attempt => wordAttempt(attempt).sentence === '12.34, if it is a double'));
  });
  it('Kafka’s own records go before everything', () => {
    const own: NonNullable<DecodeHow['own']> = (_bytes, { topic }) =>
      topic === '__consumer_offsets' ? { text: '{"group":"a"}', type: 'OffsetCommitKey' } : undefined;
    assert.deepEqual(reads(decode(utf8('x'), { part: 'key', topic: '__consumer_offsets', own })), ['own', '{"group":"a"}']);
    assert.deepEqual(reads(decode(utf8('x'), { part: 'key', topic: 'orders', own })), ['text', 'x']);
  });
  it('a large value is not read whole for a row', () => {
    const large = utf8(`{"a":"${'x'.repeat(100_000)}","b":[${'1,'.repeat(20_000)}2]}`);
    const row = decode(large, { part: 'value', glance: true });
    assert.equal(row.shownBy, 'json');
    assert.ok(row.text.length <= 65_536);
    assert.ok(
      row.attempts.some(attempt => wordAttempt(attempt).sentence === 'the first 66 kB of 140 kB were looked at'),
      JSON.stringify(row.attempts.map(attempt => wordAttempt(attempt))),
    );
    assert.equal(decode(large, { part: 'value' }).text.length, large.length);
  });
  it('a large Protobuf or CBOR value is read where it is opened, and the row says so', async () => {
    await prepareDecoders(['PROTOBUF']);
    const text = Buffer.alloc(600_000, 'x');
    const message = Buffer.concat([hex('0a c0 cf 24'), text]); // field 1, 600,000 bytes
    const choice: DecoderChoice = { decoder: 'protobuf', file: 'f' };
    const files = { get: () => ({ value: { text: proto } }) };
    const row = decode(message, { part: 'value', choice, files, glance: true });
    assert.equal(decodedNote(row), '600 kB are not read for a row of the table; the record’s details tell');
    assert.equal(decode(message, { part: 'value', choice, files }).shownBy, 'protobuf');
    const packed = Buffer.concat([hex('a1 61 61 5a 00 09 27 c0'), text]);
    assert.equal(decode(packed, { part: 'value', glance: true }).shownBy, 'hex');
    assert.equal(decode(packed).shownBy, 'cbor');
  });
  it('a character that the glance would cut is left out', () => {
    const large = utf8('€'.repeat(40_000));
    const row = decode(large, { part: 'value', glance: true });
    assert.equal(row.shownBy, 'text');
    assert.match(row.text, /^€+$/);
  });
});
