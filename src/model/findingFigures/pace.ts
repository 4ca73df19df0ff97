/** Figures about how fast a group gets on. Units as in src/model/findingFigures.ts. */
export interface PaceFindings {
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
  'catching-up': {
    readonly partitions: readonly string[];
    readonly producedPerSecond: number;
    readonly consumedPerSecond: number;
    readonly waiting: bigint;
    readonly etaMs: number;
  };
}

/** In what a record is unlike its neighbours. */
export type Difference = 'shape' | 'size' | 'headers' | 'tombstone' | 'key';

export interface PaceFacts {
  'commit-stood-still': {
    readonly partition: string;
    readonly offset: bigint;
    readonly endFrom: bigint;
    readonly endTo: bigint;
    readonly ms: number;
  };
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
  'lag-changed': { readonly from: bigint; readonly to: bigint; readonly ms: number };
  rates: { readonly producedPerSecond: number; readonly consumedPerSecond: number; readonly lagPerSecond: number };
  'worst-partition': { readonly partition: string; readonly waiting: bigint; readonly lagPerSecond: number; readonly owner: string | null };
  'hot-partition': { readonly partition: string; readonly share: number; readonly timesMedian: number | null };
}
