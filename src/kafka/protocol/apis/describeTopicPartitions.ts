import { api, array, bool, int16, int32, nullable, nullableString, string, struct, uuid } from '../schema.ts';

const cursor = nullable(struct({ topicName: string, partitionIndex: int32 }));

/**
 * DescribeTopicPartitions (key 75, KIP-966, Kafka 3.8 with KRaft): topics page by page, so that one of 100,000 partitions does not
 * come in one frame; tells eligible leader replicas. No topics named means all. Topics come in the order of their names.
 */
export const describeTopicPartitions = api({
  key: 75,
  name: 'DescribeTopicPartitions',
  versions: [0, 0],
  flexibleFrom: 0,
  request: {
    topics: array({ name: string }),
    /** Most partitions in the answer; the broker has a limit of its own (max.request.partition.size.limit, 2000). */
    responsePartitionLimit: int32.otherwise(2000),
    /** Where to go on; null: at the beginning. */
    cursor: cursor.otherwise(null),
  },
  response: {
    throttleTimeMs: int32,
    topics: array({
      errorCode: int16,
      name: nullableString,
      topicId: uuid,
      isInternal: bool,
      partitions: array({
        errorCode: int16,
        partitionIndex: int32,
        leaderId: int32,
        leaderEpoch: int32,
        replicaNodes: array(int32),
        isrNodes: array(int32),
        /** Replicas out of sync that hold all committed records; null where the cluster does not keep account of them. */
        eligibleLeaderReplicas: nullable(array(int32)),
        lastKnownElr: nullable(array(int32)),
        offlineReplicas: array(int32),
      }),
      topicAuthorizedOperations: int32,
    }),
    /** Null: this was the last page. */
    nextCursor: cursor,
  },
});
