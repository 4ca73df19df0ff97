/**
 * What else brokers write into Kafka's internal topics: the records of `__consumer_offsets` that tell nothing of commits and members
 * (those are in coordinatorRecords.ts), of `__transaction_state` and of `__share_group_state`. For people who look into them.
 */
import { key } from './coordinatorRecords.ts';
import { array, data, int16, int32, int64, int8, nullable, string, uuid } from './schema.ts';

const ofGroup = { groupId: string } as const;
const ofMember = { groupId: string, memberId: string } as const;

export const legacyOffsetCommitKey = key('LegacyOffsetCommitKey', 0, { group: string, topic: string, partition: int32 });
export const consumerGroupPartitionMetadataKey = key('ConsumerGroupPartitionMetadataKey', 4, ofGroup);
export const consumerGroupTargetAssignmentMetadataKey = key('ConsumerGroupTargetAssignmentMetadataKey', 6, ofGroup);
export const consumerGroupTargetAssignmentMemberKey = key('ConsumerGroupTargetAssignmentMemberKey', 7, ofMember);
export const shareGroupTargetAssignmentMetadataKey = key('ShareGroupTargetAssignmentMetadataKey', 12, ofGroup);
export const shareGroupTargetAssignmentMemberKey = key('ShareGroupTargetAssignmentMemberKey', 13, ofMember);
export const shareGroupStatePartitionMetadataKey = key('ShareGroupStatePartitionMetadataKey', 15, ofGroup);
export const consumerGroupRegularExpressionKey = key('ConsumerGroupRegularExpressionKey', 16, {
  ...{ groupId: string, regularExpression: string },
});
export const streamsGroupTargetAssignmentMetadataKey = key('StreamsGroupTargetAssignmentMetadataKey', 20, ofGroup);
export const streamsGroupTargetAssignmentMemberKey = key('StreamsGroupTargetAssignmentMemberKey', 21, ofMember);
export const streamsGroupTopologyKey = key('StreamsGroupTopologyKey', 23, ofGroup);

export const consumerGroupPartitionMetadataValue = data(
  'ConsumerGroupPartitionMetadataValue',
  0,
  {
    topics: array({
      ...{ topicId: uuid, topicName: string, numPartitions: int32 },
      partitionMetadata: array({ partition: int32, racks: array(string) }),
    }),
  },
  0,
);
export const consumerGroupRegularExpressionValue = data(
  'ConsumerGroupRegularExpressionValue',
  0,
  { topics: array(string), version: int64, timestamp: int64 },
  0,
);

const targetMetadata = { assignmentEpoch: int32, assignmentTimestamp: int64.tagged(0) } as const;
const targetPartitions = { topicPartitions: array({ topicId: uuid, partitions: array(int32) }) } as const;
const targetTasks = array({ subtopologyId: string, partitions: array(int32) });

export const consumerGroupTargetAssignmentMetadataValue = data('ConsumerGroupTargetAssignmentMetadataValue', 0, targetMetadata, 0);
export const shareGroupTargetAssignmentMetadataValue = data('ShareGroupTargetAssignmentMetadataValue', 0, targetMetadata, 0);
export const streamsGroupTargetAssignmentMetadataValue = data('StreamsGroupTargetAssignmentMetadataValue', 0, targetMetadata, 0);
export const consumerGroupTargetAssignmentMemberValue = data('ConsumerGroupTargetAssignmentMemberValue', 0, targetPartitions, 0);
export const shareGroupTargetAssignmentMemberValue = data('ShareGroupTargetAssignmentMemberValue', 0, targetPartitions, 0);
export const streamsGroupTargetAssignmentMemberValue = data(
  'StreamsGroupTargetAssignmentMemberValue',
  0,
  { activeTasks: targetTasks, standbyTasks: targetTasks, warmupTasks: targetTasks },
  0,
);

const namedPartitions = array({ topicId: uuid, topicName: string, partitions: array(int32) });
export const shareGroupStatePartitionMetadataValue = data(
  'ShareGroupStatePartitionMetadataValue',
  0,
  {
    ...{ initializingTopics: namedPartitions, initializedTopics: namedPartitions },
    deletingTopics: array({ topicId: uuid, topicName: string }),
  },
  0,
);

const topologyTopics = array({
  ...{ name: string, partitions: int32, replicationFactor: int16 },
  topicConfigs: array({ key: string, value: string }),
});
export const streamsGroupTopologyValue = data(
  'StreamsGroupTopologyValue',
  0,
  {
    epoch: int32,
    subtopologies: array({
      ...{ subtopologyId: string, sourceTopics: array(string), sourceTopicRegex: array(string) },
      ...{ stateChangelogTopics: topologyTopics, repartitionSinkTopics: array(string), repartitionSourceTopics: topologyTopics },
      copartitionGroups: array({
        ...{ sourceTopics: array(int16), sourceTopicRegex: array(int16), repartitionSourceTopics: array(int16) },
      }),
    }),
  },
  0,
);

/** Of `__transaction_state`. */
export const transactionLogKey = key('TransactionLogKey', 0, { transactionalId: string });
export const transactionLogValue = data(
  'TransactionLogValue',
  1,
  {
    producerId: int64,
    previousProducerId: int64.since(1).tagged(0),
    nextProducerId: int64.since(1).tagged(1),
    producerEpoch: int16,
    nextProducerEpoch: int16.since(1).tagged(3),
    transactionTimeoutMs: int32,
    transactionStatus: int8,
    transactionPartitions: nullable(array({ topic: string, partitionIds: array(int32) })),
    transactionLastUpdateTimestampMs: int64,
    transactionStartTimestampMs: int64,
    clientTransactionVersion: int16.since(1).tagged(2),
  },
  1,
);

/** Of `__share_group_state`. */
const ofSharePartition = { groupId: string, topicId: uuid, partition: int32 } as const;
const stateBatches = array({ firstOffset: int64, lastOffset: int64, deliveryState: int8, deliveryCount: int16 });
export const shareSnapshotKey = key('ShareSnapshotKey', 0, ofSharePartition);
export const shareUpdateKey = key('ShareUpdateKey', 1, ofSharePartition);
export const shareSnapshotValue = data(
  'ShareSnapshotValue',
  0,
  {
    ...{ snapshotEpoch: int32, stateEpoch: int32, leaderEpoch: int32, startOffset: int64 },
    deliveryCompleteCount: int32.tagged(0),
    ...{ createTimestamp: int64, writeTimestamp: int64, stateBatches },
  },
  0,
);
export const shareUpdateValue = data(
  'ShareUpdateValue',
  0,
  { ...{ snapshotEpoch: int32, leaderEpoch: int32, startOffset: int64 }, deliveryCompleteCount: int32.tagged(0), stateBatches },
  0,
);
