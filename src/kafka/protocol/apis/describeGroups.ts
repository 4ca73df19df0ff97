import { api, array, bool, bytes, int16, int32, nullableString, string } from '../schema.ts';

/**
 * DescribeGroups (key 15): classic groups. For a group of another type it answers "Dead" without an error up to version 5,
 * and GROUP_ID_NOT_FOUND from version 6 on (KIP-1043). Version 4 tells group.instance.id (KIP-345).
 */
export const describeGroups = api({
  key: 15,
  name: 'DescribeGroups',
  versions: [0, 6],
  flexibleFrom: 5,
  request: { groups: array(string), includeAuthorizedOperations: bool.since(3).otherwise(false) },
  response: {
    throttleTimeMs: int32.since(1),
    groups: array({
      errorCode: int16,
      errorMessage: nullableString.since(6),
      groupId: string,
      groupState: string,
      protocolType: string,
      /** The chosen assignor; empty unless the group is stable. */
      protocolData: string,
      members: array({
        memberId: string,
        groupInstanceId: nullableString.since(4),
        clientId: string,
        clientHost: string,
        /** Both are empty unless the group is stable; consumerProtocol.ts reads those of consumers. */
        memberMetadata: bytes,
        memberAssignment: bytes,
      }),
      authorizedOperations: int32.since(3),
    }),
  },
});
