import { api, array, bool, int16, int32, int8, nullableString, string, struct, uuid } from '../schema.ts';

const assignment = struct({ topicPartitions: array({ topicId: uuid, topicName: string, partitions: array(int32) }) });

/**
 * ConsumerGroupDescribe (key 69, KIP-848): groups of the next-generation consumer protocol. Version 1 tells which members
 * still speak the classic protocol (KIP-1099). A group with a topic that the login may not see is refused as a whole.
 */
export const consumerGroupDescribe = api({
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: [0, 1],
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
        instanceId: nullableString,
        rackId: nullableString,
        memberEpoch: int32,
        clientId: string,
        clientHost: string,
        subscribedTopicNames: array(string),
        subscribedTopicRegex: nullableString,
        assignment,
        targetAssignment: assignment,
        memberType: int8.since(1),
      }),
      authorizedOperations: int32,
    }),
  },
});
