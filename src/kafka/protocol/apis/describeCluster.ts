import { api, array, bool, int16, int32, int8, nullableString, string } from '../schema.ts';

/**
 * DescribeCluster (key 60, KIP-700, Kafka 2.8): the cluster's id, its brokers, and what this login may do to it. Version 1
 * can ask controllers (KIP-919), version 2 lists fenced brokers when asked (KIP-1073).
 */
export const describeCluster = api({
  key: 60,
  name: 'DescribeCluster',
  versions: [0, 2],
  flexibleFrom: 0,
  request: {
    includeClusterAuthorizedOperations: bool,
    /** 1: the brokers' endpoints. */
    endpointType: int8.since(1).otherwise(1),
    includeFencedBrokers: bool.since(2).otherwise(false),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    endpointType: int8.since(1),
    clusterId: string,
    /** A KRaft broker names any live broker here, since the controller is none of its clients' business. */
    controllerId: int32,
    brokers: array({ brokerId: int32, host: string, port: int32, rack: nullableString, isFenced: bool.since(2) }),
    /** Bit n is AclOperation n; see authorizedOperations.ts. */
    clusterAuthorizedOperations: int32,
  },
});
