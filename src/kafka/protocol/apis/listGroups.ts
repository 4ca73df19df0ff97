import { api, array, int16, int32, string } from '../schema.ts';

/**
 * ListGroups (key 16): the groups that the asked broker coordinates, as far as the login may see them; what it may not see is
 * left out in silence. Version 4 tells states (KIP-518), version 5 types (KIP-848, Kafka 3.8).
 */
export const listGroups = api({
  key: 16,
  name: 'ListGroups',
  versions: [0, 5],
  flexibleFrom: 3,
  request: {
    /** Empty: all. */
    statesFilter: array(string).since(4).otherwise([]),
    typesFilter: array(string).since(5).otherwise([]),
  },
  response: {
    throttleTimeMs: int32.since(1),
    errorCode: int16,
    groups: array({ groupId: string, protocolType: string, groupState: string.since(4), groupType: string.since(5) }),
  },
});
