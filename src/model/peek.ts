import type { Failure } from './failure.ts';

/** Where reading starts. Times are milliseconds since 1970. */
export type PeekStart =
  | { readonly kind: 'newest' }
  | { readonly kind: 'oldest' }
  | { readonly kind: 'offset'; readonly offset: bigint }
  | { readonly kind: 'time'; readonly at: number }
  /** Around what a group committed, with the record that it reads next marked. */
  | { readonly kind: 'committed'; readonly groupId: string };

export type IsolationLevel = 'read_uncommitted' | 'read_committed';

export interface PeekRequest {
  readonly topic: string;
  /** Empty: all partitions. */
  readonly partitions: readonly number[];
  readonly start: PeekStart;
  /** Most records over all partitions together. */
  readonly limit: number;
  readonly isolation: IsolationLevel;
  readonly showControlRecords: boolean;
}

/** The plain statement of what was looked at: partitions, offsets from–to of start–end, bytes, time. */
export interface LookedAt {
  readonly partitions: readonly LookedAtPartition[];
  readonly records: number;
  readonly bytes: number;
  readonly ms: number;
}

export interface LookedAtPartition {
  readonly partition: number;
  /** First offset looked at, and the one after the last; equal where nothing was there. */
  readonly from: bigint;
  readonly to: bigint;
  readonly logStartOffset: bigint;
  readonly logEndOffset: bigint;
  /** Only with start 'committed': null is "no commit". */
  readonly committedOffset?: bigint | null;
  readonly failure?: Failure;
}
