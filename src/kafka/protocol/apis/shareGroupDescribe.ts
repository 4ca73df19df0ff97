import { api, array, bool, int16, int32, nullableString, string, struct, uuid } from '../schema.ts';

/** ShareGroupDescribe (key 77, KIP-932): share groups. Version 0 was Kafka 4.0's early access and is gone since 4.1. */
export const shareGroupDescribe = api({
  key: 77,
  name: 'ShareGroupDescribe',
  versions: [1, 1],
  flexibleFrom: 0,
  request: { groupIds: array(string), includeAuthorizedOperations: bool },
  response: {
    throttleTimeMs: int32,
    groups: array({
      errorCode: int16,
      errorMessage: nullableString,
      groupId: string,
      groupState: string,
      groupEpoch: int32,
      assignmentEpoch: int32,
      assignorName: string,
      members: array({
        memberId: string,
        rackId: nullableString,
        memberEpoch: int32,
        clientId: string,
        clientHost: string,
        subscribedTopicNames: array(string),
        assignment: struct({ topicPartitions: array({ topicId: uuid, topicName: string, partitions: array(int32) }) }),
      }),
      authorizedOperations: int32,
    }),
  },
});
