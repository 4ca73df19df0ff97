/**
 * The figures of each rule's findings and of each fact that proves one. Rules fill them in, the report makes sentences of
 * them: a rule or a fact without words, or with words that ask for a figure it does not have, does not compile.
 * Offsets and numbers of records are bigint, times are milliseconds since 1970, spans are milliseconds, rates a second.
 */
export interface FindingFigures {
  'group-does-not-exist': {
    readonly groupId: string;
    /** Names of groups that are there, the nearest first. */
    readonly similar: readonly string[];
  };
  'leaderless-partition': { readonly partitions: readonly string[] };
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
  'stuck-partition': {
    /** The worst first; the other figures are its own. */
    readonly partitions: readonly string[];
    readonly owner: string | null;
    readonly offset: bigint;
    readonly waiting: bigint;
    readonly arrivedPerSecond: number | null;
    readonly stoodMs: number;
    /** It was never seen to move: it may stand there for longer. */
    readonly atLeast: boolean;
    /** How the record at the commit differs from its neighbours; empty where it does not, or nobody looked. */
    readonly differsBy: readonly Difference[];
    /** What it is itself: `json`, `binary`; null where nobody could look. */
    readonly looksLike: string | null;
    readonly neighboursLookLike: string | null;
    /** Partitions of the group whose commits do move. */
    readonly moving: number;
  };
  'partition-without-owner': {
    readonly partitions: readonly string[];
    readonly members: number;
    /** Known to wait there. */
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
  'open-transaction': {
    readonly partitions: readonly string[];
    /** Of the first one: the last stable offset, and how many records lie beyond it. */
    readonly lastStableOffset: bigint;
    readonly hidden: bigint;
    readonly stoodMs: number;
  };
  'growing-lag': {
    readonly partitions: readonly string[];
    readonly producedPerSecond: number;
    readonly consumedPerSecond: number;
    readonly lagPerSecond: number;
    readonly waiting: bigint;
    readonly observedMs: number;
    /** The partition that gets most of it, where one is hot. */
    readonly hot: string | null;
    readonly hotShare: number | null;
    /** Members that own one of these partitions. */
    readonly owners: number;
  };
  'idle-members': {
    readonly idle: readonly string[];
    readonly members: number;
    /** Partitions that are assigned to members. */
    readonly partitions: number;
    readonly assignor: string;
  };
  'catching-up': {
    readonly partitions: readonly string[];
    readonly producedPerSecond: number;
    readonly consumedPerSecond: number;
    readonly waiting: bigint;
    readonly etaMs: number;
  };
}

export type DiagnosisRuleId = keyof FindingFigures;

/** In what a record is unlike its neighbours. */
export type Difference = 'shape' | 'size' | 'headers' | 'tombstone' | 'key';

export interface FactFigures {
  'not-in-list': { readonly groups: number };
  'coordinator-does-not-know-it': { readonly groupId: string };
  'no-leader': {
    readonly partition: string;
    readonly isr: readonly string[];
    readonly replicas: readonly string[];
    readonly offline: readonly string[];
  };
  'committed-below-start': { readonly partition: string; readonly committed: bigint; readonly logStart: bigint; readonly lost: bigint };
  'topic-keeps-records-for': { readonly topic: string; readonly retentionMs: number };
  'committed-beyond-end': { readonly partition: string; readonly committed: bigint; readonly end: bigint };
  'group-is-empty': { readonly state: string };
  'records-wait': { readonly partition: string; readonly committed: bigint; readonly end: bigint; readonly waiting: bigint };
  'commit-stood-still': {
    readonly partition: string;
    readonly offset: bigint;
    readonly endFrom: bigint;
    readonly endTo: bigint;
    readonly ms: number;
  };
  'owner-is-alive': { readonly partition: string; readonly owner: string; readonly host: string; readonly state: string };
  'members-are-alive': { readonly members: number; readonly state: string };
  'other-commits-move': { readonly moving: number };
  'record-at-commit': {
    readonly partition: string;
    readonly offset: bigint;
    readonly looksLike: string;
    readonly size: number;
    /** Names of its headers. */
    readonly headers: readonly string[];
    /** null where the record carries no time. */
    readonly ageMs: number | null;
  };
  'neighbours-of-record': {
    readonly from: bigint;
    readonly to: bigint;
    /** null where they differ among themselves. */
    readonly looksLike: string | null;
    /** Their median size in bytes. */
    readonly size: number;
    readonly headers: readonly string[];
  };
  'member-owns-none-of': { readonly partition: string; readonly members: number };
  'topic-is-subscribed': { readonly topic: string; readonly subscribers: readonly string[] };
  'arrived-without-commit': { readonly partition: string; readonly arrived: bigint; readonly ms: number };
  'no-commit-at-all': { readonly partitions: number };
  'stable-offset-stood-still': { readonly partition: string; readonly lastStableOffset: bigint; readonly end: bigint; readonly ms: number };
  'group-waits-at-stable-offset': { readonly partition: string; readonly committed: bigint };
  'first-hidden-record': {
    readonly partition: string;
    readonly offset: bigint;
    readonly producerId: bigint;
    readonly ageMs: number | null;
  };
  'lag-changed': { readonly from: bigint; readonly to: bigint; readonly ms: number };
  rates: { readonly producedPerSecond: number; readonly consumedPerSecond: number; readonly lagPerSecond: number };
  'worst-partition': { readonly partition: string; readonly waiting: bigint; readonly lagPerSecond: number; readonly owner: string | null };
  'hot-partition': { readonly partition: string; readonly share: number; readonly timesMedian: number | null };
  'members-share-partitions': { readonly members: number; readonly partitions: number; readonly assignor: string };
  'member-owns-nothing': { readonly member: string; readonly host: string };
}

export type FactId = keyof FactFigures;

/** Kafka's own commands, to copy. */
export interface CommandFigures {
  'describe-group': { readonly groupId: string };
  'list-groups': Readonly<Record<string, never>>;
  'describe-topic': { readonly topic: string };
  'read-record': { readonly topic: string; readonly partition: number; readonly offset: bigint };
  'find-hanging-transactions': { readonly broker: number };
  /** What lets a login see a group or a topic. The principal is not known to a client. */
  allow: { readonly resource: 'group' | 'topic' | 'cluster'; readonly name: string; readonly operation: string };
}

export type CommandId = keyof CommandFigures;
