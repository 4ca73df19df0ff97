import { api, array, int16, int32, string } from '../schema.ts';

/** DeleteGroups (key 42): forgets empty groups and all that they committed. Asked of their coordinators. */
export const deleteGroups = api({
  key: 42,
  name: 'DeleteGroups',
  versions: [0, 2],
  flexibleFrom: 2,
  request: { groupsNames: array(string) },
  response: { throttleTimeMs: int32, results: array({ groupId: string, errorCode: int16 }) },
});
