import assert from 'node:assert/strict';
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
