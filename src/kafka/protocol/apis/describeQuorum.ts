import { api, array, int16, int32, int64, nullable, string, uint16, uuid } from '../schema.ts';

const replicas = array({
  replicaId: int32,
  replicaDirectoryId: uuid.since(2),
  logEndOffset: int64,
  /** Milliseconds since 1970, by the leader's clock; −1 where it does not know. */
  lastFetchTimestamp: int64.since(1),
  lastCaughtUpTimestamp: int64.since(1),
});

/**
 * DescribeQuorum (key 55, KIP-595): the controllers' own consensus on `__cluster_metadata`. Brokers pass it on to the active
 * controller; clusters with ZooKeeper do not know it. Version 1 tells times (KIP-836), 2 directories and listeners (KIP-853).
 */
export const describeQuorum = api({
  key: 55,
  name: 'DescribeQuorum',
  versions: [0, 2],
  flexibleFrom: 0,
  request: { topics: array({ topicName: string, partitions: array({ partitionIndex: int32 }) }) },
  response: {
    errorCode: int16,
    errorMessage: nullable(string, 2).since(2),
    topics: array({
      topicName: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        errorMessage: nullable(string, 2).since(2),
        leaderId: int32,
        leaderEpoch: int32,
        highWatermark: int64,
        currentVoters: replicas,
        observers: replicas,
      }),
    }),
    nodes: array({ nodeId: int32, listeners: array({ name: string, host: string, port: uint16 }) }).since(2),
  },
});
