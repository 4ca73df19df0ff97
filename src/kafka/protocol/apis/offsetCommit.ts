import { api, array, int16, int32, int64, nullable, nullableString, string } from '../schema.ts';

/**
 * OffsetCommit (key 8): sets what a group committed. Nobody but a member may commit while a group has members; an empty group
 * takes it from anybody with generation −1 and no member id. Version 6 adds leader epochs, 7 group.instance.id, 9 knows
 * KIP-848's members; 10 names topics by id alone, which we do not carry.
 */
export const offsetCommit = api({
  key: 8,
  name: 'OffsetCommit',
  versions: [2, 9],
  flexibleFrom: 8,
  request: {
    groupId: string,
    generationIdOrMemberEpoch: int32.otherwise(-1),
    memberId: string.otherwise(''),
    groupInstanceId: nullable(string, 7).since(7).otherwise(null),
    /** −1: as long as the broker keeps offsets. */
    retentionTimeMs: int64.since(2).until(4).otherwise(-1n),
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        committedOffset: int64,
        committedLeaderEpoch: int32.since(6).otherwise(-1),
        committedMetadata: nullableString,
      }),
    }),
  },
  response: {
    throttleTimeMs: int32.since(3),
    topics: array({ name: string, partitions: array({ partitionIndex: int32, errorCode: int16 }) }),
  },
});
