import assert from 'node:assert/strict';
import { readAssignorData } from '../../../../src/kafka/protocol/assignorData.ts';
import { consumerAssignment, consumerSubscription } from '../../../../src/kafka/protocol/consumerProtocol.ts';

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');
const orders = '0006 6f7264657273';

describe("a classic member's own bytes", () => {
  it('of version 0 are a list of topics', () => {
    assert.deepEqual(consumerSubscription.decode(hex('0000', '00000001', orders, 'ffffffff')), { topics: ['orders'], userData: null });
  });

  it('of a cooperative member tell what it brought along', () => {
    const subscription = hex(
      '0003',
      '00000001',
      orders,
      '00000000',
      '00000001',
      orders,
      '00000002 00000000 00000002',
      '00000007',
      '0003 657531',
    );
    assert.deepEqual(consumerSubscription.decode(subscription), {
      ...{ topics: ['orders'], userData: Buffer.alloc(0), generationId: 7, rackId: 'eu1' },
      ownedPartitions: [{ topic: 'orders', partitions: [0, 2] }],
    });
  });

  it('of a version to come are read as the newest that is known', () => {
    const assignment = hex('0009', '00000001', orders, '00000001 00000004', 'ffffffff', 'cafe');
    assert.deepEqual(consumerAssignment.decode(assignment).assignedPartitions, [{ topic: 'orders', partitions: [4] }]);
  });

  it('that are no such bytes are refused with their name', () => {
    assert.throws(() => consumerSubscription.decode(hex('ffff 00000000')), /ConsumerProtocolSubscription.*BROKEN_FRAME.*a version of -1/);
    assert.throws(() => consumerAssignment.decode(Buffer.from('{"not":"ours"}')), /ConsumerProtocolAssignment.*BROKEN_FRAME/);
    assert.throws(() => consumerSubscription.decode(new Uint8Array(0)), /ConsumerProtocolSubscription/);
  });
});

describe("an assignor's own bytes", () => {
  const previous = ['00000001', orders, '00000002 00000000 00000002'];
  const previousAssignment = [
    { topic: 'orders', partition: 0 },
    { topic: 'orders', partition: 2 },
  ];

  it('of sticky tell the previous assignment and its generation', () => {
    assert.deepEqual(readAssignorData('sticky', hex(...previous, '00000007')), { kind: 'sticky', previousAssignment, generation: 7 });
  });

  it('of sticky before Kafka 2.3 know no generation', () => {
    assert.deepEqual(readAssignorData('sticky', hex(...previous)), { kind: 'sticky', previousAssignment, generation: null });
  });

  it("of Java's cooperative-sticky tell the generation alone, of librdkafka's the assignment too", () => {
    const cooperative = (...parts: string[]) => readAssignorData('cooperative-sticky', hex(...parts));
    assert.deepEqual(cooperative('00000007'), { kind: 'sticky', previousAssignment: null, generation: 7 });
    assert.deepEqual(cooperative(...previous, '00000007'), { kind: 'sticky', previousAssignment, generation: 7 });
  });

  it('of real members are read', () => {
    const of = (...partitions: number[]) => partitions.map(partition => ({ topic: 'orders', partition }));
    const real = (assignor: string, bytes: string) => readAssignorData(assignor, hex(bytes));
    // Kafka 4.3.1's console consumer, after a second one had joined.
    assert.deepEqual(real('sticky', '0000000100066f7264657273000000040000000000000001000000020000000300000001'), {
      ...{ kind: 'sticky', previousAssignment: of(0, 1, 2, 3), generation: 1 },
    });
    // librdkafka's, one that kept two partitions and one that had none.
    assert.deepEqual(real('cooperative-sticky', '0000000100066f726465727300000002000000020000000300000002'), {
      ...{ kind: 'sticky', previousAssignment: of(2, 3), generation: 2 },
    });
    assert.deepEqual(real('cooperative-sticky', '0000000000000002'), { kind: 'sticky', previousAssignment: [], generation: 2 });
  });

  it("of Kafka Streams are said to be Streams'", () => {
    assert.deepEqual(readAssignorData('stream', hex('0000000b', '0000000b', 'cafe')), { kind: 'streams', version: 11 });
  });

  it('of others are counted, and none are none', () => {
    assert.deepEqual(readAssignorData('my-own', hex('cafe')), { kind: 'foreign', bytes: 2 });
    assert.deepEqual([readAssignorData('range', null), readAssignorData('range', hex(''))], [{ kind: 'none' }, { kind: 'none' }]);
  });

  it('that are none of it are refused with their name', () => {
    assert.throws(() => readAssignorData('sticky', Buffer.from('{"not":"sticky"}')), /user data of sticky · BROKEN_FRAME/);
    assert.throws(() => readAssignorData('cooperative-sticky', hex('cafe')), /user data of cooperative-sticky · BROKEN_FRAME/);
  });
});
