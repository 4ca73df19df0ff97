import { api, array, bool, int16, int32, int8, nullable, nullableString, string, uuid } from '../schema.ts';

/**
 * CreateTopics (key 19). Asked of the controller. Version 4 lets the broker choose how many partitions and replicas (−1, KIP-464), 5
 * tells what became of it, 7 the topic's id.
 */
export const createTopics = api({
  key: 19,
  name: 'CreateTopics',
  versions: [2, 7],
  flexibleFrom: 5,
  request: {
    topics: array({
      name: string,
      /** −1 for both: the broker's own default, or `assignments`. */
      numPartitions: int32,
      replicationFactor: int16,
      assignments: array({ partitionIndex: int32, brokerIds: array(int32) }).otherwise([]),
      configs: array({ name: string, value: nullableString }),
    }),
    timeoutMs: int32.otherwise(60_000),
    validateOnly: bool.otherwise(false),
  },
  response: {
    throttleTimeMs: int32,
    topics: array({
      name: string,
      topicId: uuid.since(7),
      errorCode: int16,
      errorMessage: nullableString,
      /** Why the configuration is not told. */
      topicConfigErrorCode: int16.since(5).tagged(0),
      numPartitions: int32.since(5),
      replicationFactor: int16.since(5),
      configs: nullable(array({ name: string, value: nullableString, readOnly: bool, configSource: int8, isSensitive: bool }), 5).since(5),
    }),
  },
});
