import { api, array, int16, int32, int64, int8, nullable, nullableString, records, string, struct } from '../schema.ts';

/**
 * Fetch (key 1): records, asked of the partitions' leaders. At least one whole batch comes per answer, however large; beyond
 * that `maxBytes` holds. Version 4 knows transactions (KIP-98), 5 the log start, 7 fetch sessions (KIP-227), 10 zstd
 * (KIP-110), 12 the current leader; 13 names topics by id alone, which we do not carry.
 */
export const fetch = api({
  key: 1,
  name: 'Fetch',
  versions: [4, 12],
  flexibleFrom: 12,
  request: {
    clusterId: nullableString.since(12).tagged(0),
    /** −1: a client, not a replica. */
    replicaId: int32.otherwise(-1),
    maxWaitMs: int32,
    minBytes: int32,
    maxBytes: int32.otherwise(0x7fff_ffff),
    isolationLevel: int8,
    /** 0 with epoch −1: no session. */
    sessionId: int32.since(7).otherwise(0),
    sessionEpoch: int32.since(7).otherwise(-1),
    topics: array({
      topic: string,
      partitions: array({
        partition: int32,
        currentLeaderEpoch: int32.since(9).otherwise(-1),
        fetchOffset: int64,
        lastFetchedEpoch: int32.since(12).otherwise(-1),
        logStartOffset: int64.since(5).otherwise(-1n),
        partitionMaxBytes: int32,
      }),
    }),
    forgottenTopicsData: array({ topic: string, partitions: array(int32) })
      .since(7)
      .otherwise([]),
    rackId: string.since(11).otherwise(''),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16.since(7),
    sessionId: int32.since(7),
    responses: array({
      topic: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        highWatermark: int64,
        lastStableOffset: int64,
        logStartOffset: int64.since(5),
        divergingEpoch: struct({ epoch: int32, endOffset: int64 }).since(12).tagged(0),
        currentLeader: struct({ leaderId: int32, leaderEpoch: int32 }).since(12).tagged(1),
        snapshotId: struct({ endOffset: int64, epoch: int32 }).since(12).tagged(2),
        /** Told to read_committed alone: from where on which producers' records belong to an aborted transaction. */
        abortedTransactions: nullable(array({ producerId: int64, firstOffset: int64 })),
        preferredReadReplica: int32.since(11),
        records: nullable(records),
      }),
    }),
  },
});
