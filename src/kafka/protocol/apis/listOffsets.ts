import { api, array, int16, int32, int64, int8, string } from '../schema.ts';

/** Timestamps that mean a place instead of a time. */
export const earliest = -2n;
/** The high watermark to readUncommitted, the last stable offset to readCommitted. */
export const latest = -1n;
/** The record with the largest timestamp, which need not be the last one (KIP-734; from version 7 on). */
export const maxTimestamp = -3n;
/** The first record on the leader's own disks; from version 8 on (KIP-405). */
export const earliestLocal = -4n;
/** The last record in tiered storage; from version 9 on (KIP-1005). */
export const latestTiered = -5n;
/** The first record that is still to be copied to tiered storage; from version 11 on (KIP-1023). */
export const earliestPendingUpload = -6n;

/** How long a broker may look into tiered storage before it answers without. */
export const tieredStorageTimeoutMs = 10_000;

export const readUncommitted = 0;
export const readCommitted = 1;

/**
 * ListOffsets (key 2): a partition's bounds, or its first offset at or after a time, asked of the partition's leader. A
 * partition may appear once in a request. Version 2 knows isolation levels, without which an end means nothing sure; 4 leader
 * epochs; 7 the maximal timestamp; 8, 9 and 11 places of tiered storage, 10 how long to wait for them.
 */
export const listOffsets = api({
  key: 2,
  name: 'ListOffsets',
  versions: [2, 11],
  flexibleFrom: 6,
  request: {
    /** −1: a client, not a replica. */
    replicaId: int32,
    isolationLevel: int8,
    topics: array({
      name: string,
      partitions: array({ partitionIndex: int32, currentLeaderEpoch: int32.since(4).otherwise(-1), timestamp: int64 }),
    }),
    timeoutMs: int32.since(10),
  },
  response: {
    throttleTimeMs: int32,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        errorCode: int16,
        timestamp: int64,
        /** −1: no record is as young as the timestamp that was asked for. */
        offset: int64,
        leaderEpoch: int32.since(4),
      }),
    }),
  },
});
