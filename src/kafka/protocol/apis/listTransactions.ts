import { api, array, int16, int32, int64, nullable, string } from '../schema.ts';

/**
 * ListTransactions (key 66, KIP-664, Kafka 3.0): the transactional ids that the asked broker coordinates, as far as the login may
 * DESCRIBE them; others are left out in silence. Version 1 filters by age (KIP-994), 2 by name (KIP-1152).
 */
export const listTransactions = api({
  key: 66,
  name: 'ListTransactions',
  versions: [0, 2],
  flexibleFrom: 0,
  request: {
    /** Empty: all. */
    stateFilters: array(string),
    producerIdFilters: array(int64),
    /** Only those that have been open for so many milliseconds; −1: all. */
    durationFilter: int64.since(1).otherwise(-1n),
    transactionalIdPattern: nullable(string, 2).since(2).otherwise(null),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    /** States asked for that the broker does not know. */
    unknownStateFilters: array(string),
    transactionStates: array({ transactionalId: string, producerId: int64, transactionState: string }),
  },
});
