import { api, array, int16, int32, int64, nullable, nullableString, string, uuid } from '../schema.ts';

/**
 * DescribeShareGroupOffsets (key 90, KIP-932, Kafka 4.1): where share groups' windows of in-flight records begin. Asked of the
 * groups' coordinators. Version 1 adds the lag that the broker itself counts (KIP-1226, Kafka 4.2).
 */
export const describeShareGroupOffsets = api({
  key: 90,
  name: 'DescribeShareGroupOffsets',
  versions: [0, 1],
  flexibleFrom: 0,
  request: {
    groups: array({
      groupId: string,
      /** Null: all topics that the group reads. */
      topics: nullable(array({ topicName: string, partitions: array(int32) })),
    }),
  },
  response: {
    throttleTimeMs: int32,
    groups: array({
      groupId: string,
      topics: array({
        topicName: string,
        topicId: uuid,
        partitions: array({
          partitionIndex: int32,
          /** −1: not initialised yet. */
          startOffset: int64,
          leaderEpoch: int32,
          /** −1: the broker could not count it. */
          lag: int64.since(1),
          errorCode: int16,
          errorMessage: nullableString,
        }),
      }),
      errorCode: int16,
      errorMessage: nullableString,
    }),
  },
});
