import { api, array, int16, int32, string } from '../schema.ts';

/**
 * OffsetDelete (key 47, KIP-496): forgets what a group committed for partitions. Refused for topics that a live member of the
 * group subscribes to. Asked of the group's coordinator, one group in a request.
 */
export const offsetDelete = api({
  key: 47,
  name: 'OffsetDelete',
  versions: [0, 0],
  flexibleFrom: Infinity,
  request: { groupId: string, topics: array({ name: string, partitions: array({ partitionIndex: int32 }) }) },
  response: {
    errorCode: int16,
    throttleTimeMs: int32,
    topics: array({ name: string, partitions: array({ partitionIndex: int32, errorCode: int16 }) }),
  },
});
