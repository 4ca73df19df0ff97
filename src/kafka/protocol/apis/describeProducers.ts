import { api, array, int16, int32, int64, nullableString, string } from '../schema.ts';

/**
 * DescribeProducers (key 61, KIP-664, Kafka 2.8): the idempotent and transactional producers that a partition's leader remembers,
 * and since which offset each has a transaction open. It takes READ on the topic.
 */
export const describeProducers = api({
  key: 61,
  name: 'DescribeProducers',
  versions: [0, 0],
  flexibleFrom: 0,
  request: { topics: array({ name: string, partitionIndexes: array(int32) }) },
  response: {
    throttleTimeMs: int32,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: nullableString,
        activeProducers: array({
          producerId: int64,
          producerEpoch: int32,
          lastSequence: int32,
          /** Milliseconds since 1970 of its last batch; −1 where there was none. */
          lastTimestamp: int64,
          coordinatorEpoch: int32,
          /** −1: it has no transaction open here. */
          currentTxnStartOffset: int64,
        }),
      }),
    }),
  },
});
