import { api, array, bool, int16, int32, nullable, nullableString, string, uuid } from '../schema.ts';

/** A topic id that says nothing: the topic is meant by its name. */
export const noTopicId = 'AAAAAAAAAAAAAAAAAAAAAA';

/**
 * Metadata (key 3): brokers, topics, leaders. Versions below 4 create a topic that is asked for and does not exist, so they
 * are never spoken. `topics: null` asks for all that the login may see, an empty array for none. Version 7 tells leader
 * epochs, 8 authorized operations (KIP-430; of the cluster only up to 10), 10 topic ids, 13 an error of the whole answer.
 */
export const metadata = api({
  key: 3,
  name: 'Metadata',
  versions: [4, 13],
  flexibleFrom: 9,
  request: {
    topics: nullable(array({ topicId: uuid.since(10).otherwise(noTopicId), name: nullable(string, 10) })),
    allowAutoTopicCreation: bool,
    includeClusterAuthorizedOperations: bool.since(8).until(10).otherwise(false),
    includeTopicAuthorizedOperations: bool.since(8).otherwise(false),
  },
  response: {
    throttleTimeMs: int32,
    brokers: array({ nodeId: int32, host: string, port: int32, rack: nullableString }),
    clusterId: nullableString,
    /** −1: none is known. */
    controllerId: int32,
    topics: array({
      errorCode: int16,
      /** Null only where a topic was asked for by id. */
      name: nullable(string, 12),
      topicId: uuid.since(10),
      isInternal: bool,
      partitions: array({
        errorCode: int16,
        partitionIndex: int32,
        /** −1: the partition has no leader. */
        leaderId: int32,
        leaderEpoch: int32.since(7),
        replicaNodes: array(int32),
        isrNodes: array(int32),
        offlineReplicas: array(int32).since(5),
      }),
      topicAuthorizedOperations: int32.since(8),
    }),
    clusterAuthorizedOperations: int32.since(8).until(10),
    errorCode: int16.since(13),
  },
});
