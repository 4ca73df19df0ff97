import assert from 'node:assert/strict';
import { readSchema, readVersions } from '../../../../src/peek/registry/wire.ts';

describe('An answer of a schema registry', () => {
  it('is an Avro schema where it names no type, as registries before Protobuf answer', () => {
    assert.deepEqual(readSchema({ schema: '"long"' }), { type: 'AVRO', schema: '"long"', references: [] });
  });

  it('is read with its references, and without what newer registries add', () => {
    const references = [{ name: 'money.proto', subject: ':.eu:money', version: 3 }];
    assert.deepEqual(
      readSchema({
        ...{ schema: 'syntax = "proto3";', schemaType: 'PROTOBUF', references, maxId: 12, ruleSet: {}, metadata: null },
        ...{ id: 7, guid: '01020304-0506-0708-090a-0b0c0d0e0f10', subject: 'orders-value', version: 2, ts: 1 },
      }),
      {
        ...{ type: 'PROTOBUF', schema: 'syntax = "proto3";', references },
        ...{ id: 7, guid: '01020304-0506-0708-090a-0b0c0d0e0f10', subject: 'orders-value', version: 2 },
      },
    );
  });

  for (const answer of [
    null,
    [],
    'text',
    {},
    { schema: 1 },
    { schema: '"long"', schemaType: 'THRIFT' },
    { schema: '"long"', references: 'none' },
    { schema: '"long"', references: [{ name: 'a', subject: 'b' }] },
  ])
    it(`is no schema: ${JSON.stringify(answer)}`, () => {
      assert.equal(readSchema(answer), undefined);
    });

  it('tells subjects and versions, and what is none is left out', () => {
    const known = [{ subject: 'orders-value', version: 3 }];
    assert.deepEqual(readVersions([...known, { subject: 'x' }, 7, null]), known);
    assert.deepEqual(readVersions({ error_code: 404 }), []);
  });
});
