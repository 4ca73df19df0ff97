import assert from 'node:assert/strict';
import avsc from 'avsc';
import { avroReader } from '../../../src/decoding/avro.ts';
import type { SchemaText } from '../../../src/decoding/schemas.ts';
import { mutations } from './mutations.ts';

type Schema = Readonly<Record<string, unknown>> | string | readonly unknown[];

const text = (schema: Schema, references: SchemaText['references'] = []): SchemaText => ({
  type: 'AVRO',
  schema: JSON.stringify(schema),
  references,
});

/** What we read of bytes; a misfit as its problem and place. */
function read(schema: SchemaText, bytes: Uint8Array): string {
  const reader = avroReader(schema);
  if ('fault' in reader) return reader.fault;
  const found = reader.read(bytes);
  return 'text' in found ? found.text : `${found.unfit.problem} at ${found.unfit.at} in ${found.unfit.where}`;
}

/** What Avro's own JavaScript library writes. */
const written = (schema: Schema, value: unknown): Uint8Array =>
  avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: false }).toBuffer(value);

const bytes = (...values: number[]) => Uint8Array.from(values);

const order = {
  type: 'record',
  name: 'Order',
  namespace: 'com.example',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'status', type: { type: 'enum', name: 'Status', symbols: ['NEW', 'PAID'] } },
    { name: 'note', type: ['null', 'string'] },
    {
      name: 'lines',
      type: {
        type: 'array',
        items: {
          type: 'record',
          name: 'Line',
          fields: [
            { name: 'sku', type: 'string' },
            { name: 'price', type: 'float' },
            { name: 'next', type: ['null', 'Line'] },
          ],
        },
      },
    },
    { name: 'tags', type: { type: 'map', values: 'int' } },
    { name: 'raw', type: 'bytes' },
    { name: 'weight', type: 'double' },
    { name: 'gift', type: 'boolean' },
  ],
};
const anOrder = {
  id: -123_456_789_012,
  status: 'PAID',
  note: 'grüße "x"',
  lines: [{ sku: 'a', price: 0.1, next: { sku: 'b', price: 2, next: null } }],
  tags: { x: 1, y: -2 },
  raw: Buffer.from([1, 2, 255]),
  weight: 1e300,
  gift: true,
};

describe('Avro', function () {
  this.timeout(60_000); // for 10,000 values on a busy machine
  it('reads a record as people would write it', () => {
    const json = read(text(order), written(order, anOrder));
    assert.equal(
      json,
      '{"id":-123456789012,"status":"PAID","note":"grüße \\"x\\"","lines":[{"sku":"a","price":0.1,"next":{"sku":"b","price":2,"next":null}}],"tags":{"x":1,"y":-2},"raw":"AQL/","weight":1e+300,"gift":true}',
    );
  });

  it('keeps a long digit by digit', () => {
    const long = (value: bigint) => {
      let zigzag = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
      const out: number[] = [];
      for (; zigzag >= 0x80n; zigzag >>= 7n) out.push(Number(zigzag & 0x7fn) | 0x80);
      return bytes(...out, Number(zigzag));
    };
    for (const value of [0n, -1n, 63n, 64n, -65n, 2n ** 31n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)])
      assert.equal(read(text('long'), long(value)), String(value));
    assert.equal(read(text('int'), long(2n ** 31n)), 'number-too-large at 0 in ');
  });

  it('reads logical types as what they mean', () => {
    const cases: [Schema, Uint8Array, string][] = [
      [{ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }, bytes(4, 0x07, 0x62), '18.90'],
      [{ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }, bytes(2, 0xff), '-0.01'],
      [{ type: 'fixed', name: 'F', size: 2, logicalType: 'decimal', precision: 4, scale: 0 }, bytes(0xff, 0x00), '-256'],
      [{ type: 'bytes', logicalType: 'big-decimal' }, bytes(8, 4, 0x07, 0x62, 4), '18.90'],
      [{ type: 'int', logicalType: 'date' }, written('int', 20_777), '"2026-11-20"'],
      [{ type: 'int', logicalType: 'date' }, written('int', -1), '"1969-12-31"'],
      [{ type: 'int', logicalType: 'time-millis' }, written('int', 46_936_988), '"13:02:16.988"'],
      [{ type: 'long', logicalType: 'time-micros' }, written('long', 46_936_988_001), '"13:02:16.988001"'],
      [{ type: 'long', logicalType: 'timestamp-millis' }, written('long', 1_795_179_736_988), '"2026-11-20T13:02:16.988Z"'],
      [{ type: 'long', logicalType: 'timestamp-micros' }, written('long', -1), '"1969-12-31T23:59:59.999999Z"'],
      [{ type: 'long', logicalType: 'local-timestamp-nanos' }, written('long', 1), '"1970-01-01T00:00:00.000000001"'],
      [{ type: 'long', logicalType: 'timestamp-millis' }, written('long', 9e15), '9000000000000000'],
      [
        { type: 'string', logicalType: 'uuid' },
        written('string', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'),
        '"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"',
      ],
      [
        { type: 'fixed', name: 'U', size: 16, logicalType: 'uuid' },
        Uint8Array.from({ length: 16 }, (_, at) => at),
        '"00010203-0405-0607-0809-0a0b0c0d0e0f"',
      ],
      [{ type: 'fixed', name: 'D', size: 12, logicalType: 'duration' }, bytes(1, 0, 0, 0, 2, 0, 0, 0, 0xbc, 0x0b, 0, 0), '"P1M2DT3.004S"'],
      [{ type: 'fixed', name: 'H', size: 2 }, bytes(0xab, 0x01), '"ab01"'],
      [{ type: 'string', logicalType: 'date' }, written('string', 'x'), '"x"'],
    ];
    for (const [schema, value, json] of cases) assert.equal(read(text(schema), value), json, JSON.stringify(schema));
  });

  it('finds types of the schemas that it refers to', () => {
    const money = text({ type: 'record', name: 'com.shared.Money', fields: [{ name: 'cents', type: 'int' }] });
    const bill = { type: 'record', name: 'Bill', namespace: 'com.example', fields: [{ name: 'total', type: 'com.shared.Money' }] };
    assert.equal(read(text(bill, [{ name: 'com.shared.Money', schema: money }]), bytes(84)), '{"total":{"cents":42}}');
    assert.equal(read(text(bill), bytes(84)), 'it refers to com.shared.Money, which it does not declare');
  });

  it('names the record that it reads', () => {
    const reader = avroReader(text(order));
    assert.equal('name' in reader && reader.name, 'com.example.Order');
  });

  it('says of a schema that cannot be used why', () => {
    const unusable = (schema: string) => {
      const reader = avroReader({ type: 'AVRO', schema, references: [] });
      return 'fault' in reader ? reader.fault : 'usable';
    };
    assert.equal(unusable('{'), 'it is no JSON');
    assert.equal(unusable('{"type":"record","name":"A"}'), 'record A has no fields');
    assert.equal(unusable('["null",{"type":"array","items":"B"}]'), 'it refers to B, which it does not declare');
    assert.equal(unusable(`${'['.repeat(5_000)}${']'.repeat(5_000)}`), 'it nests too deep');
    assert.equal(unusable('string'), 'usable');
  });

  it('says where bytes and schema part ways', () => {
    const whole = written(order, anOrder);
    assert.equal(read(text(order), whole.subarray(0, 12)), 'length-beyond-end at 8 in note');
    assert.equal(read(text(order), Buffer.concat([whole, bytes(0)])), `left-over at ${whole.length} in `);
    assert.equal(read(text(['null', 'int']), bytes(4)), 'no-such-branch at 0 in ');
    assert.equal(read(text({ type: 'enum', name: 'E', symbols: ['A'] }), bytes(2)), 'no-such-symbol at 0 in ');
    assert.equal(read(text('boolean'), bytes(2)), 'not-boolean at 0 in ');
    assert.equal(read(text('string'), bytes(4, 0xc3, 0x28)), 'not-utf8 at 1 in ');
    assert.equal(read(text('string'), bytes(3)), 'length-negative at 0 in ');
    assert.equal(read(text({ type: 'array', items: order }), bytes(2, 2)), 'ends-early at 2 in [0].status');
  });

  it('is not led into endless lists: 2^60 nulls, ten thousand levels', () => {
    const count = bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20); // 2^60, zigzag
    assert.match(read(text({ type: 'array', items: 'null' }), count), /^too-many/);
    assert.match(read(text({ type: 'array', items: 'int' }), count), /^ends-early/);
    const list = { type: 'record', name: 'L', fields: [{ name: 'next', type: ['null', 'L'] }] };
    assert.match(read(text(list), new Uint8Array(10_000).fill(2)), /^too-deep at \d+ in next\.next/);
    const nothing = { type: 'record', name: 'N', fields: Array.from({ length: 100 }, (_, at) => ({ name: `f${at}`, type: 'null' })) };
    assert.match(read(text({ type: 'array', items: nothing }), count), /^too-many/);
  });

  it('stops where the line is full', () => {
    const reader = avroReader(text({ type: 'array', items: 'int' }));
    const many = written(
      { type: 'array', items: 'int' },
      Array.from({ length: 100_000 }, (_, at) => at),
    );
    const found = 'read' in reader ? reader.read(many, 300) : reader;
    assert.ok('looked' in found && found.looked < 300 && found.text.length < 320 && found.text.startsWith('[0,1,2,'));
  });

  it('survives any mutation of a value, and answers it with JSON or a reason', function () {
    this.timeout(0);
    const reader = avroReader(text(order));
    assert.ok('read' in reader);
    for (const value of mutations(written(order, anOrder))) {
      const found = reader.read(value);
      if ('text' in found) assert.doesNotThrow(() => JSON.parse(found.text));
    }
  });
});
