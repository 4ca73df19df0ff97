/** Figures about the log itself: its leaders, transactions, retention and producers. Units as in src/model/findingFigures.ts. */
export interface LogFindings {
  'leaderless-partition': { readonly partitions: readonly string[] };
  'open-transaction': {
    readonly partitions: readonly string[];
    /** Of the first one: the last stable offset, and how many records lie beyond it. */
    readonly lastStableOffset: bigint;
    readonly hidden: bigint;
    readonly stoodMs: number;
    /** Who holds it; null where nobody could ask. */
    readonly producerId: bigint | null;
    /** null where the coordinator knows of none, or nobody could ask. */
    readonly transactionalId: string | null;
    /** After so long its coordinator ends it; null where that is not known. */
    readonly timeoutMs: number | null;
    /** Nobody will end it. */
    readonly hanging: 'unknown-to-coordinator' | 'not-part-of-it' | null;
  };
  'under-min-isr': {
    readonly partitions: readonly string[];
    /** Of the first one. */
    readonly inSync: number;
    readonly minimum: number;
    readonly replicas: number;
  };
  'record-too-large': {
    readonly partition: string;
    readonly offset: bigint;
    /** Of its batch as far as it was looked at, in bytes. */
    readonly size: number;
    /** What the client takes in one answer, in bytes. */
    readonly limit: number;
    readonly file: string;
    readonly key: string;
  };
  'silent-producer': {
    readonly topics: readonly string[];
    /** Since the newest record; null where there never was one, or retention has taken it. */
    readonly silentMs: number | null;
    readonly members: number;
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
  'producer-of-open-transaction': {
    readonly partition: string;
    readonly producerId: bigint;
    readonly openSince: bigint;
    /** Since its last record there; null where it carries no time. */
    readonly lastWroteMs: number | null;
  };
  'transaction-is': {
    readonly transactionalId: string;
    readonly state: string;
    readonly openMs: number | null;
    readonly timeoutMs: number;
  };
  'coordinator-does-not-know-producer': { readonly producerId: bigint };
  'transaction-leaves-partition-out': { readonly transactionalId: string; readonly partition: string };
  'fewer-in-sync-than-needed': {
    readonly partition: string;
    readonly isr: readonly string[];
    readonly replicas: readonly string[];
    readonly minimum: number;
  };
  'batch-at-commit': { readonly partition: string; readonly offset: bigint; readonly size: number };
  'newest-record': { readonly partition: string; readonly offset: bigint; readonly ageMs: number; readonly byBroker: boolean };
  'nothing-arrived': { readonly partitions: number; readonly ms: number };
}
