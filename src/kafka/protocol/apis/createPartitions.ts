import { api, array, bool, int16, int32, nullable, nullableString, string } from '../schema.ts';

/** CreatePartitions (key 37): more partitions for a topic. There is no way back. Asked of the controller. */
export const createPartitions = api({
  key: 37,
  name: 'CreatePartitions',
  versions: [0, 3],
  flexibleFrom: 2,
  request: {
    topics: array({
      name: string,
      /** How many there shall be in all. */
      count: int32,
      /** Replicas of the new ones; null: the broker chooses. */
      assignments: nullable(array({ brokerIds: array(int32) })),
    }),
    timeoutMs: int32,
    validateOnly: bool,
  },
  response: { throttleTimeMs: int32, results: array({ name: string, errorCode: int16, errorMessage: nullableString }) },
});
