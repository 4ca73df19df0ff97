import assert from 'node:assert/strict';
import { GroupStory } from '../../../src/kafka/groupStory.ts';
import { partitionNumber } from '../../../src/kafka/offsetsLog.ts';
import { consumerGroupMemberMetadataValue, keysOfGroup, typeOfKey } from '../../../src/kafka/protocol/coordinatorRecords.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('a group’s own partition of the offsets topic', () => {
  it('is the one that Java’s hash of its name says', () => {
    // System.out.println(Math.abs("orders-billing".hashCode()) % 50) and the like.
    assert.equal(partitionNumber('a', 50), 97 % 50);
    assert.equal(partitionNumber('ab', 50), (97 * 31 + 98) % 50);
    // Its hash is Integer.MIN_VALUE, whose absolute value Java cannot say.
    assert.equal(partitionNumber('polygenelubricants', 50), 0);
  });

  it('tells a group’s records from those of groups whose names begin alike', () => {
    const isOurs = keysOfGroup('orders');
    assert.equal(isOurs(bytes('0002 0006 6f7264657273')), true);
    assert.equal(isOurs(bytes('0001 0006 6f7264657273 0001 61 00000000')), true);
    assert.equal(isOurs(bytes('0002 0007 6f726465727332')), false);
    assert.equal(isOurs(bytes('0002')), false);
    assert.deepEqual([typeOfKey(bytes('0002 0006')), typeOfKey(bytes('00'))], [2, undefined]);
  });

  it('has members whose classic side is said not to be there', () => {
    // As Kafka 4.3 writes it: the last four bytes are one tag, number 0, of one byte, which says null.
    const value = bytes('0000 00 00 02 63 02 68 02 02 74 01 00012cc8 00 01 00 01 00');
    const { clientId, clientHost, subscribedTopicNames, rebalanceTimeoutMs, classicMemberMetadata } =
      consumerGroupMemberMetadataValue.decode(value);
    assert.deepEqual([clientId, clientHost, subscribedTopicNames, rebalanceTimeoutMs], ['c', 'h', ['t'], 77_000]);
    assert.equal(classicMemberMetadata, null);
  });

  it('tells all else where one record cannot be read, and says so', () => {
    const story = new GroupStory();
    const record = (offset: bigint, value: Buffer): KafkaRecord => ({
      ...{ topic: '__consumer_offsets', partition: 7, offset, timestamp: 1_000, timestampType: 'CreateTime' },
      ...{ key: bytes('0002 0006 6f7264657273'), value, headers: [], size: 40 },
      batch: {
        ...{ baseOffset: offset, lastOffset: offset, magic: 2, compression: 'none', producerId: -1n, producerEpoch: -1 },
        ...{ transactional: false, leaderEpoch: 0 },
      },
    });
    story.tell(record(1n, bytes('0003 0008 63')));
    story.tell(record(2n, bytes('0003 0000 00000004 ffff ffff 00000000000003e8 00000000')));
    assert.deepEqual(
      story.told().states.map(state => state.kind === 'classic' && [state.generation, state.assignor, state.stateChangedAt]),
      [[4, '', 1_000]],
    );
    assert.deepEqual([story.failure?.code, story.failure?.subject], ['BROKEN_FRAME', '__consumer_offsets-7']);
  });
});
