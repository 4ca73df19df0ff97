/** Figures about what a group has committed, and about the log that its commits point into. Units as in src/model/findingFigures.ts. */
export interface CommitFindings {
  'records-lost': {
    readonly partitions: readonly string[];
    /** Over all of them. */
    readonly records: bigint;
    /** What deleted them on the first one: its age, the log's size, or a person; null where that cannot be told. */
    readonly by: 'retention.ms' | 'retention.bytes' | 'somebody' | null;
  };
  'close-to-retention': {
    /** The one that is closest first; the other figures are its own. */
    readonly partitions: readonly string[];
    /** Of the first unread record. */
    readonly ageMs: number;
    /** How old records get before they may be deleted; where the log's size binds, as old as the oldest one is now. */
    readonly keptForMs: number;
    readonly by: 'retention.ms' | 'retention.bytes';
    /** keptForMs − ageMs; below 0 it may go at any moment. */
    readonly remainingMs: number;
    readonly waiting: bigint;
  };
  'commit-beyond-end': {
    readonly partitions: readonly string[];
    /** Of the first one, as are the other figures. */
    readonly committed: bigint;
    readonly end: bigint;
    readonly how: LogChange | null;
  };
  'commit-of-another-log': {
    readonly partitions: readonly string[];
    /** Of the first one, as are the other figures. */
    readonly committed: bigint;
    readonly committedEpoch: number;
    readonly how: LogChange;
  };
  'empty-group-with-waiting-records': {
    readonly groupId: string;
    readonly partitions: readonly string[];
    /** What is committed and waits; 0 when nothing was ever committed. */
    readonly records: bigint;
    /** For how long nobody has been in it; null where that cannot be told. */
    readonly emptyMs: number | null;
  };
  'commits-about-to-expire': {
    readonly groupId: string;
    readonly partitions: readonly string[];
    /** What starts the clock: the last member's leaving, or (for groups that the newer protocol keeps) the oldest commit itself. */
    readonly counts: 'since-empty' | 'since-commit';
    readonly sinceMs: number;
    readonly retentionMs: number;
    /** retentionMs − sinceMs; below 0 they may go at any moment. */
    readonly remainingMs: number;
    readonly waiting: bigint;
  };
  'topic-no-longer-subscribed': {
    readonly topics: readonly string[];
    readonly partitions: readonly string[];
    readonly members: number;
    readonly waiting: bigint;
  };
  'group-renamed': {
    readonly groupId: string;
    /** The group that has the commits, most likely first. */
    readonly others: readonly string[];
    /** Of the first one: partitions with a commit. */
    readonly partitions: number;
    /** Its name is like this group's. */
    readonly isSimilar: boolean;
    readonly exists: boolean;
    /** auto.offset.reset as the workspace file says it; null without one. */
    readonly reset: string | null;
  };
  'commits-too-rare': {
    readonly groupId: string;
    /** The median from one commit to the next. */
    readonly everyMs: number;
    /** Committed in such a step, over all partitions: what a crash repeats at worst. */
    readonly records: bigint;
    readonly commits: number;
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

/** What became of the log that a commit was made in. */
export type LogChange = 'recreated' | 'truncated';

export interface CommitFacts {
  'committed-below-start': { readonly partition: string; readonly committed: bigint; readonly logStart: bigint; readonly lost: bigint };
  'topic-keeps-records-for': { readonly topic: string; readonly retentionMs: number };
  'log-starts-at-age': { readonly partition: string; readonly logStart: bigint; readonly ageMs: number };
  'topic-keeps-bytes': { readonly topic: string; readonly bytes: number };
  'first-unread-record': { readonly partition: string; readonly offset: bigint; readonly ageMs: number; readonly waiting: bigint };
  'commit-has-epoch': { readonly partition: string; readonly committedEpoch: number; readonly leaderEpoch: number | null };
  'epoch-ends-before-commit': {
    readonly partition: string;
    readonly committed: bigint;
    readonly committedEpoch: number;
    readonly endOfEpoch: bigint;
  };
  'committed-beyond-end': { readonly partition: string; readonly committed: bigint; readonly end: bigint };
  'records-wait': { readonly partition: string; readonly committed: bigint; readonly end: bigint; readonly waiting: bigint };
  'arrived-without-commit': { readonly partition: string; readonly arrived: bigint; readonly ms: number };
  'no-commit-at-all': { readonly partitions: number };
  'empty-since': { readonly ms: number };
  'last-commit-was': { readonly partition: string; readonly offset: bigint; readonly ageMs: number };
  'commits-are-kept-for': { readonly retentionMs: number };
  'nobody-subscribes': { readonly topic: string; readonly members: number };
  'members-subscribe-to': { readonly topics: readonly string[] };
  'no-commit-of-its-own': { readonly groupId: string };
  'other-group-has-commits': {
    readonly groupId: string;
    readonly state: string;
    readonly partitions: number;
    readonly topics: readonly string[];
  };
  'commits-come-every': { readonly partition: string; readonly everyMs: number; readonly records: bigint; readonly commits: number };
}
