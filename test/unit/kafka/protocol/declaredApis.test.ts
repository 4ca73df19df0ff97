import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { metadata } from '../../../../src/kafka/protocol/apis/metadata.ts';
import { offsetFetch } from '../../../../src/kafka/protocol/apis/offsetFetch.ts';
import { compileReader, compileWriter } from '../../../../src/kafka/protocol/codec.ts';
import { api, array, int32, nullableString, string } from '../../../../src/kafka/protocol/schema.ts';
import type { StructShape } from '../../../../src/kafka/protocol/shape.ts';
import { Reader, Writer } from '../../../../src/kafka/protocol/wire.ts';
import { apis, fileOf, versionsOf } from './apis.ts';
import { randomStruct, seeded } from './randomValues.ts';

describe('the declared APIs', () => {
  it('have a file each, with their name', () => {
    const folder = path.resolve(import.meta.dirname, '../../../../src/kafka/protocol/apis');
    assert.deepEqual(apis.map(({ name }) => `${name.charAt(0).toLowerCase()}${name.slice(1)}.ts`).sort(), readdirSync(folder).sort());
    assert.equal(fileOf.size, apis.length);
  });

  it('have each number once', () => {
    assert.equal(new Set(apis.map(({ key }) => key)).size, apis.length);
  });

  for (const declared of apis) {
    it(`${declared.name} reads what it writes, in every version`, () => {
      for (const version of versionsOf(declared)) {
        for (let seed = 1; seed <= 25; seed++) {
          const random = seeded(seed);
          const where = `version ${version}, seed ${seed}`;
          const request = randomStruct(declared.request, version, random);
          assert.deepEqual(read(declared.request, version, declared, declared.encode(version, request as never)), request, where);
          const response = randomStruct(declared.response, version, random);
          assert.deepEqual(declared.decode(version, write(declared.response, version, declared, response)), response, where);
        }
      }
    });
  }

  it('speak no version that they do not declare', () => {
    assert.throws(() => offsetFetch.encode(10, { groups: [] }), /declared for versions 2 to 9, not 10/);
    assert.throws(() => offsetFetch.decode(1, Buffer.alloc(8)), RangeError);
  });

  it('send what Kafka expects where the caller says nothing, and refuse to send a hole', () => {
    // Compact array of one: 'g', null member id, member epoch −1, null topics, no tags; then requireStable and no tags.
    const bytes = Buffer.from(offsetFetch.encode(9, { groups: [{ groupId: 'g', topics: null }] })).toString('hex');
    assert.equal(bytes, '02' + '0267' + '00' + 'ffffffff' + '00' + '00' + '00' + '00');
    assert.throws(() => offsetFetch.encode(8, { groupId: 'g', topics: null }), /version 8 needs the field groups/);
    assert.throws(
      () => metadata.encode(9, { topics: [{ name: null }], allowAutoTopicCreation: false }),
      /version 9 has no null for this string/,
    );
    const topics = [{ topicId: 'AAAA', name: null }];
    assert.throws(() => metadata.encode(10, { topics, allowAutoTopicCreation: false }), /an id of 3 bytes instead of 16/);
  });

  it('read no null where the version has none', () => {
    // One topic without error, name, id, partitions and tags, after no brokers and no cluster id.
    const frame = Buffer.from(
      '00000000' + '01' + '00' + 'ffffffff' + '02' + '0000' + '00' + '00'.repeat(17) + '01' + '00000000' + '0000',
      'hex',
    );
    assert.equal(metadata.decode(12, frame).topics[0]?.name, null);
    assert.throws(() => metadata.decode(11, frame), /Metadata · BROKEN_FRAME · version 11, byte 14 of 38: a length of -1/);
  });

  it("step over tags of newer brokers, and over what a newer broker added behind a tag's value", () => {
    const declared = api({
      ...{ key: 0, name: 'Tagged', versions: [0, 0], flexibleFrom: 0 },
      request: {},
      response: { last: int32.tagged(1) },
    });
    // Three tags: 1 with 6 bytes of which we know 4, 7 and 9 unknown.
    const frame = Buffer.from([3, 1, 6, 0, 0, 0, 42, 0xaa, 0xbb, 7, 0, 9, 2, 1, 1]);
    assert.deepEqual(declared.decode(0, frame), { last: 42 });
  });

  it('are typed by what they declare', () => {
    const declared = api({
      ...{ key: 0, name: 'Typed', versions: [0, 1], flexibleFrom: 1 },
      request: { name: string, since1: int32.since(1).otherwise(7) },
      response: { items: array({ id: int32, rack: nullableString.since(1) }) },
    });
    const answer = declared.decode(0, Buffer.from([0, 0, 0, 1, 0, 0, 0, 5]));
    const racks: readonly (string | null | undefined)[] = answer.items.map(({ rack }) => rack);
    const ids: readonly number[] = answer.items.map(({ id }) => id);
    assert.deepEqual([ids, racks], [[5], [undefined]]);
    assert.equal(Buffer.from(declared.encode(1, { name: 'a' })).toString('hex'), '0261' + '00000007' + '00');
    // @ts-expect-error a field that every version has must be given
    assert.throws(() => declared.encode(0, {}));
    // @ts-expect-error a text is no number
    const wrong = () => declared.encode(0, { name: 5 });
    assert.equal(typeof wrong, 'function');
  });
});

interface Flexible {
  readonly flexibleFrom: number;
}

function read(shape: StructShape, version: number, { flexibleFrom }: Flexible, bytes: Uint8Array): unknown {
  const reader = new Reader(Buffer.from(bytes));
  const value = compileReader(shape, version, version >= flexibleFrom)(reader);
  assert.equal(reader.remaining, 0, 'bytes are left over');
  return value;
}

function write(shape: StructShape, version: number, { flexibleFrom }: Flexible, value: unknown): Buffer {
  const writer = new Writer();
  compileWriter(shape, version, version >= flexibleFrom)(writer, value);
  return writer.done();
}
