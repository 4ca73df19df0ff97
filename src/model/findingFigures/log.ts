/** Figures about the log itself: its leaders, transactions, retention and producers. Units as in src/model/findingFigures.ts. */
export interface LogFindings {
  'leaderless-partition': { readonly partitions: readonly string[] };
  'open-transaction': {
    readonly partitions: readonly string[];
    /** Of the first one: the last stable offset, and how many records lie beyond it. */
    readonly lastStableOffset: bigint;
    readonly hidden: bigint;
    readonly stoodMs: number;
  };
}

export interface LogFacts {
  'no-leader': {
    readonly partition: string;
    readonly isr: readonly string[];
    readonly replicas: readonly string[];
    readonly offline: readonly string[];
  };
  'stable-offset-stood-still': { readonly partition: string; readonly lastStableOffset: bigint; readonly end: bigint; readonly ms: number };
  'group-waits-at-stable-offset': { readonly partition: string; readonly committed: bigint };
  'first-hidden-record': {
    readonly partition: string;
    readonly offset: bigint;
    readonly producerId: bigint;
    readonly ageMs: number | null;
  };
}
