import { api, array, bool, int16, int32, int64, nullable, nullableString, string } from '../schema.ts';

const partitions = {
  partitionIndex: int32,
  /** −1: nothing committed. */
  committedOffset: int64,
  committedLeaderEpoch: int32.since(5),
  metadata: nullableString,
  errorCode: int16,
};

/**
 * OffsetFetch (key 9): what groups committed. Version 2 can ask for all topics at once (null), 8 for many groups (KIP-709),
 * 9 knows KIP-848's members; 10 names topics by id alone, which we do not carry. With `requireStable` false an offset that a
 * transaction is about to replace is answered as it stands.
 */
export const offsetFetch = api({
  key: 9,
  name: 'OffsetFetch',
  versions: [2, 9],
  flexibleFrom: 6,
  request: {
    groupId: string.until(7),
    topics: nullable(array({ name: string, partitionIndexes: array(int32) })).until(7),
    groups: array({
      groupId: string,
      memberId: nullableString.since(9).otherwise(null),
      memberEpoch: int32.since(9).otherwise(-1),
      topics: nullable(array({ name: string, partitionIndexes: array(int32) })),
    }).since(8),
    requireStable: bool.since(7).otherwise(false),
  },
  response: {
    throttleTimeMs: int32.since(3),
    topics: array({ name: string, partitions: array(partitions) }).until(7),
    errorCode: int16.until(7),
    groups: array({ groupId: string, topics: array({ name: string, partitions: array(partitions) }), errorCode: int16 }).since(8),
  },
});
