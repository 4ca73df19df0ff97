import { api, array, int16, int32, nullable, nullableString, string } from '../schema.ts';

/** ListPartitionReassignments (key 46, KIP-455): partitions whose replicas are being moved. Asked of the controller. */
export const listPartitionReassignments = api({
  key: 46,
  name: 'ListPartitionReassignments',
  versions: [0, 0],
  flexibleFrom: 0,
  request: {
    timeoutMs: int32.otherwise(60_000),
    /** Null: all that are moving. */
    topics: nullable(array({ name: string, partitionIndexes: array(int32) })).otherwise(null),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        replicas: array(int32),
        addingReplicas: array(int32),
        removingReplicas: array(int32),
      }),
    }),
  },
});
