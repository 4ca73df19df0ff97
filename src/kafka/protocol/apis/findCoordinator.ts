import { api, array, int16, int32, int8, nullableString, string } from '../schema.ts';

/**
 * FindCoordinator (key 10): which broker keeps a group. On a cluster that never had a group it creates `__consumer_offsets`,
 * so it is asked only where that topic is known to exist. From version 4 on it answers for many groups (KIP-699).
 */
export const findCoordinator = api({
  key: 10,
  name: 'FindCoordinator',
  versions: [1, 6],
  flexibleFrom: 3,
  request: {
    key: string.until(3),
    /** 0: a group. 1, a transactional id, would create `__transaction_state`; nothing here asks for it. */
    keyType: int8.otherwise(0),
    coordinatorKeys: array(string).since(4),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16.until(3),
    errorMessage: nullableString.until(3),
    nodeId: int32.until(3),
    host: string.until(3),
    port: int32.until(3),
    coordinators: array({
      key: string,
      nodeId: int32,
      host: string,
      port: int32,
      errorCode: int16,
      errorMessage: nullableString,
    }).since(4),
  },
});
