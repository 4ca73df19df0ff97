import assert from 'node:assert/strict';
import protobuf from 'protobufjs';
import { messagesOf, loadSchemaFile } from '../../../src/decoding/schemaFile.ts';
import { protobufReader } from '../../../src/decoding/protobuf.ts';
import { descriptorsOf } from '../../../src/decoding/protoText.ts';
import type { SchemaText } from '../../../src/decoding/schemas.ts';
import { toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { mutations } from './mutations.ts';

const money = 'syntax = "proto3"; package shop.common; message Money { int64 cents = 1; }';
const order = `
  syntax = "proto3";
  package shop;
  import "google/protobuf/timestamp.proto"; // a well-known one
  import "money.proto";
  import "confluent/meta.proto";
  message Order {
    option (confluent.message_meta).doc = "an order";
    int64 order_id = 1;
    Status status = 2;
    repeated Line lines = 3;
    map<string, shop.common.Money> totals = 4;
    oneof pay { string card = 5; bool cash = 6; }
    optional int32 gift = 7;
    google.protobuf.Timestamp at = 8;
    repeated int32 counts = 9;
    bytes raw = 10;
    float weight = 11;
    enum Status { NEW = 0; PAID = 1; }
    message Line { string sku = 1; message Deep { int32 x = 1; } }
    message Other {}
  }
  message Second { string a = 1; }`;
const text = (schema: string, references: SchemaText['references'] = []): SchemaText => ({ type: 'PROTOBUF', schema, references });
const shop = text(order, [{ name: 'money.proto', schema: text(money) }]);

/** What protobufjs writes for a schema. */
function written(schema: string, message: string, value: object, ...others: string[]): Uint8Array {
  const root = new protobuf.Root();
  for (const other of others) protobuf.parse(other, root, { keepCase: true });
  root.addJSON((protobuf.common as unknown as Record<string, protobuf.INamespace>)['google/protobuf/timestamp.proto']!.nested!);
  protobuf.parse(schema, root, { keepCase: true });
  const type = root.lookupType(message);
  return type.encode(type.fromObject(value)).finish();
}

const anOrder = written(
  order,
  'shop.Order',
  {
    order_id: '9007199254740993',
    status: 1,
    lines: [{ sku: 'a' }],
    totals: { eur: { cents: 5 } },
    cash: true,
    gift: 0,
    at: { seconds: 1_795_179_736, nanos: 988_000_000 },
    counts: [1, 2, 300],
    raw: Buffer.from([1, 2]),
    weight: 0.5,
  },
  money,
);

function readerOf(schema: SchemaText) {
  const reader = protobufReader({ text: schema });
  assert.ok('read' in reader, JSON.stringify(reader));
  return reader;
}
const faultOf = (schema: SchemaText) => {
  const reader = protobufReader({ text: schema });
  return 'fault' in reader ? reader.fault : 'usable';
};

describe('Protobuf', function () {
  this.timeout(60_000); // for 10,000 values on a busy machine

  it('reads a message as its JSON mapping writes it, 64-bit integers digit by digit', () => {
    assert.deepEqual(readerOf(shop).read(anOrder, 'shop.Order'), {
      text: '{"orderId":"9007199254740993","status":"PAID","lines":[{"sku":"a"}],"totals":{"eur":{"cents":"5"}},"cash":true,"gift":0,"at":"2026-11-20T13:02:16.988Z","counts":[1,2,300],"raw":"AQI=","weight":0.5}',
      members: 10,
      unknownFields: [],
    });
  });

  it('names the message that the indexes of a record mean', () => {
    const { named, messages } = readerOf(shop);
    assert.deepEqual(
      [[0], [1], [0, 1], [0, 0, 0], [2], [0, 7]].map(indexes => named(indexes)),
      ['shop.Order', 'shop.Second', 'shop.Order.Other', 'shop.Order.Line.Deep', undefined, undefined],
    );
    assert.deepEqual(messages, ['shop.Order', 'shop.Order.Line', 'shop.Order.Line.Deep', 'shop.Order.Other', 'shop.Second']);
  });

  it('reads proto2: required, groups, unpacked and packed lists, an enum value that is not declared', () => {
    const schema = `syntax = "proto2"; message Old {
      required string name = 1; optional group Part = 2 { optional int32 n = 3; }
      repeated int32 loose = 4; repeated int32 packed = 5 [packed = true]; optional Kind kind = 6; enum Kind { A = 1; B = 2; } }`;
    const bytes = Buffer.from([0x0a, 1, 0x78, 0x13, 0x18, 7, 0x14, 0x20, 1, 0x20, 2, 0x2a, 2, 3, 4, 0x30, 2]);
    const read = readerOf(text(schema)).read(bytes, 'Old');
    assert.equal('text' in read && read.text, '{"name":"x","part":{"n":7},"loose":[1,2],"packed":[3,4],"kind":"B"}');
  });

  it('writes the shortest digits of a float, wherever it is', () => {
    const schema = `syntax = "proto3"; message M { float f = 1; repeated float many = 2; map<string, float> by = 3; Inner in = 4; repeated Inner ins = 5;
      message Inner { float x = 1; M again = 2; } }`;
    const value = { f: 0.1, many: [0.2, 1e10], by: { a: 0.3 }, in: { x: 0.7 }, ins: [{ x: 3.4028235e38, again: { f: 0.6 } }] };
    const read = readerOf(text(schema)).read(written(schema, 'M', value), 'M');
    assert.equal(
      'text' in read && read.text,
      '{"f":0.1,"many":[0.2,10000000000],"by":{"a":0.3},"in":{"x":0.7},"ins":[{"x":3.4028235e+38,"again":{"f":0.6,"many":[],"by":{},"ins":[]}}]}',
    );
  });

  it('names fields that the schema does not have', () => {
    const read = readerOf(shop).read(anOrder, 'shop.Second');
    assert.ok('detail' in read || ('unknownFields' in read && read.unknownFields.length > 0), JSON.stringify(read));
    const newer = readerOf(text('syntax = "proto3"; message M { int64 order_id = 1; }')).read(anOrder, 'M');
    assert.deepEqual('unknownFields' in newer && newer.unknownFields, [2, 3, 4, 6, 7, 8, 9, 10, 11]);
  });

  it('says why bytes are no such message', () => {
    const { read } = readerOf(shop);
    assert.deepEqual(read(anOrder.subarray(0, 20), 'shop.Order'), { problem: 'ends-early', at: 20 });
    assert.deepEqual(read(Buffer.from([0]), 'shop.Order'), { detail: 'illegal tag: field no 0 wire type 0' });
    assert.deepEqual(read(anOrder, 'shop.Nothing'), { detail: 'the schema has no message shop.Nothing' });
  });

  it('says of a schema that cannot be used why', () => {
    assert.equal(faultOf(text(order)), 'it imports money.proto, which is not at hand');
    assert.match(faultOf(text('message {')), /illegal/);
    assert.equal(faultOf(text('syntax = "proto3";')), 'it declares no message');
    assert.match(faultOf(text('syntax = "proto3"; message M { Lost a = 1; }')), /Lost/);
  });

  it('survives imports in a circle', () => {
    const a: SchemaText = { type: 'PROTOBUF', schema: 'syntax = "proto3"; import "b.proto"; message A { string x = 1; }', references: [] };
    const b = text('syntax = "proto3"; import "a.proto"; message B { string y = 1; }', [{ name: 'a.proto', schema: a }]);
    (a.references as { name: string; schema: SchemaText }[]).push({ name: 'b.proto', schema: b });
    assert.doesNotThrow(() => faultOf(a));
  });

  it('reads descriptors as protoc writes them', async () => {
    const set = toBinary(FileDescriptorSetSchema, descriptorsOf(shop));
    const loaded = await loadSchemaFile('protobuf', 'shop.desc', set, () => Promise.resolve(undefined));
    assert.ok(loaded.value);
    const found = messagesOf(loaded.value);
    assert.ok('messages' in found && found.messages.includes('shop.Order'), JSON.stringify(found));
    const reader = protobufReader(loaded.value);
    const read = 'read' in reader && reader.read(anOrder, 'shop.Order');
    assert.ok(read && 'text' in read && read.text.startsWith('{"orderId":"9007199254740993"'));
  });

  it('looks for imports by their names, and for theirs', async () => {
    const files: Record<string, string> = {
      'a/b.proto': 'syntax = "proto3"; package x; import public "c.proto"; message B { C c = 1; }',
      'c.proto': 'syntax = "proto3"; package x; message C { string d = 1; }',
    };
    const asked: string[] = [];
    const main = '/* import "no.proto"; */ syntax = "proto3"; package x; import "a/b.proto"; message A { B b = 1; }';
    const loaded = await loadSchemaFile('protobuf', 'a.proto', Buffer.from(main), name => {
      asked.push(name);
      return Promise.resolve(files[name] === undefined ? undefined : Buffer.from(files[name]));
    });
    assert.deepEqual(asked, ['a/b.proto', 'c.proto']);
    assert.deepEqual(loaded.value && messagesOf(loaded.value), protobufReader(loaded.value!));
    const reader = protobufReader(loaded.value!);
    assert.deepEqual('messages' in reader && reader.messages, ['x.A']);
  });

  it('survives any mutation of a message, and answers it with JSON or a reason', function () {
    this.timeout(0);
    const { read } = readerOf(shop);
    for (const value of mutations(anOrder)) {
      const found = read(value, 'shop.Order');
      if ('text' in found) assert.doesNotThrow(() => JSON.parse(found.text));
    }
  });
});
