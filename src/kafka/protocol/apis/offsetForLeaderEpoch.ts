import { api, array, int16, int32, int64, string } from '../schema.ts';

/**
 * OffsetForLeaderEpoch (key 23, KIP-320): where a leader's epoch ended in the log as the present leader has it. A commit of
 * that epoch beyond this end was of records that were lost (truncated). Asked of the partition's leader. It takes DESCRIBE on the
 * topic; before version 3 it took CLUSTER_ACTION, which no client has, so those are not spoken.
 */
export const offsetForLeaderEpoch = api({
  key: 23,
  name: 'OffsetForLeaderEpoch',
  versions: [3, 4],
  flexibleFrom: 4,
  request: {
    /** −1: a client, not a replica. Kafka's own default, −2, is a debugging consumer's, which may look beyond the high watermark. */
    replicaId: int32,
    topics: array({
      topic: string,
      partitions: array({ partition: int32, currentLeaderEpoch: int32.otherwise(-1), leaderEpoch: int32 }),
    }),
  },
  response: {
    throttleTimeMs: int32,
    topics: array({
      topic: string,
      partitions: array({
        errorCode: int16,
        partition: int32,
        /** The largest epoch that is not larger than the one that was asked for; −1 where there is none. */
        leaderEpoch: int32,
        /** Where that epoch ends, which is where the next began, or the log's end. −1 where it is not known. */
        endOffset: int64,
      }),
    }),
  },
});
