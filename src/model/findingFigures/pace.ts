import type { Difference } from '../differences.ts';

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
  'stopped-everywhere': {
    readonly groupId: string;
    readonly partitions: readonly string[];
    readonly members: number;
    readonly waiting: bigint;
    readonly arrivedPerSecond: number | null;
    /** The shortest of them: for so long nothing at all was committed. */
    readonly stoodMs: number;
    readonly atLeast: boolean;
    /** The same offsets are committed again and again: its loop turns, and gets nowhere. null where the commits could not be read. */
    readonly commitsAgain: boolean | null;
  };
  'growing-lag': {
    readonly partitions: readonly string[];
    readonly producedPerSecond: number;
    readonly consumedPerSecond: number;
    readonly lagPerSecond: number;
    readonly waiting: bigint;
    readonly observedMs: number;
    /** Members that own one of these partitions. */
    readonly owners: number;
  };
  'hot-partition': {
    readonly partition: string;
    /** Its part of all records that arrived in its topic, and how many times the median of the others; null where that is 0. */
    readonly share: number;
    readonly timesMedian: number | null;
    readonly producedPerSecond: number;
    readonly consumedPerSecond: number;
    readonly waiting: bigint;
    /** Partitions of its topic. */
    readonly partitions: number;
    /** The key that most of its newest records have, and its part of them; null where nobody looked, or none stands out. */
    readonly key: string | null;
    readonly keyShare: number | null;
  };
  'catching-up': {
    readonly partitions: readonly string[];
    readonly producedPerSecond: number;
    readonly consumedPerSecond: number;
    readonly waiting: bigint;
    readonly etaMs: number;
  };
  'share-group-backlog': {
    readonly groupId: string;
    /** Most records first. */
    readonly partitions: readonly string[];
    readonly records: bigint;
    readonly members: number;
    readonly producedPerSecond: number | null;
  };
}

export interface PaceFacts {
  'commit-stands-since': { readonly partition: string; readonly offset: bigint; readonly ms: number; readonly atLeast: boolean };
  'same-offset-committed-again': { readonly partition: string; readonly offset: bigint; readonly times: number; readonly ms: number };
  'keys-of-newest-records': {
    readonly partition: string;
    readonly sampled: number;
    /** Most records first; an empty key is a record without one. */
    readonly keys: readonly { readonly key: string; readonly records: number }[];
  };
  'share-window': {
    readonly partition: string;
    readonly start: bigint;
    readonly end: bigint;
    /** Not done yet, as the broker counts; null where it does not. */
    readonly undone: bigint | null;
  };
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
