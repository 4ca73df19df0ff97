/** The controllers' own consensus, KRaft. A voter that falls behind is one that cannot take over. */
export interface Quorum {
  /** Node id of the active controller; null while there is none. */
  readonly leaderId: number | null;
  readonly leaderEpoch: number;
  readonly highWatermark: bigint;
  readonly voters: readonly QuorumReplica[];
  /** Brokers, which follow without a vote. */
  readonly observers: readonly QuorumReplica[];
}

export interface QuorumReplica {
  readonly nodeId: number;
  readonly logEndOffset: bigint;
  /** Milliseconds since 1970 by the leader's clock: its last fetch, and when it last had all. Null where the leader does not tell. */
  readonly lastFetchAt: number | null;
  readonly lastCaughtUpAt: number | null;
}
