/** Figures about what a group has committed, and about the log that its commits point into. Units as in src/model/findingFigures.ts. */
export interface CommitFindings {
  'records-lost': {
    readonly partitions: readonly string[];
    /** Over all of them. */
    readonly records: bigint;
  };
  'commit-beyond-end': {
    readonly partitions: readonly string[];
    /** Of the first one. */
    readonly committed: bigint;
    readonly end: bigint;
  };
  'empty-group-with-waiting-records': {
    readonly groupId: string;
    readonly partitions: readonly string[];
    /** What is committed and waits; 0 when nothing was ever committed. */
    readonly records: bigint;
  };
  'nothing-committed': {
    readonly partitions: readonly string[];
    readonly members: number;
    readonly arrived: bigint;
    readonly observedMs: number;
    /** The group has commits on other partitions. */
    readonly elsewhere: boolean;
  };
}

export interface CommitFacts {
  'committed-below-start': { readonly partition: string; readonly committed: bigint; readonly logStart: bigint; readonly lost: bigint };
  'topic-keeps-records-for': { readonly topic: string; readonly retentionMs: number };
  'committed-beyond-end': { readonly partition: string; readonly committed: bigint; readonly end: bigint };
  'records-wait': { readonly partition: string; readonly committed: bigint; readonly end: bigint; readonly waiting: bigint };
  'arrived-without-commit': { readonly partition: string; readonly arrived: bigint; readonly ms: number };
  'no-commit-at-all': { readonly partitions: number };
}
