import { api, array, int16, int32, int64, nullable, nullableString, records, string, struct } from '../schema.ts';

/**
 * Produce (key 0): record batches for partitions, sent to their leaders. Version 3 knows batches of format 2 and transactions
 * (KIP-98), 7 zstd (KIP-110), 8 says which record was refused (KIP-467); 13 names topics by id alone, which we do not carry.
 */
export const produce = api({
  key: 0,
  name: 'Produce',
  versions: [3, 12],
  flexibleFrom: 9,
  request: {
    transactionalId: nullableString.otherwise(null),
    /** −1: all replicas in sync have it before the answer comes. 0 has no answer at all and is never sent. */
    acks: int16,
    timeoutMs: int32,
    topicData: array({ name: string, partitionData: array({ index: int32, records: nullable(records) }) }),
  },
  response: {
    responses: array({
      name: string,
      partitionResponses: array({
        index: int32,
        errorCode: int16,
        /** The offset that the batch's first record got. */
        baseOffset: int64,
        /** −1: the topic keeps the producer's times. */
        logAppendTimeMs: int64,
        logStartOffset: int64.since(5),
        recordErrors: array({ batchIndex: int32, batchIndexErrorMessage: nullableString }).since(8),
        errorMessage: nullable(string, 8).since(8),
        currentLeader: struct({ leaderId: int32, leaderEpoch: int32 }).since(10).tagged(0),
      }),
    }),
    throttleTimeMs: int32,
    nodeEndpoints: array({ nodeId: int32, host: string, port: int32, rack: nullableString }).since(10).tagged(0),
  },
});
