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
  /** Records shown. */
  readonly records: number;
  /** Control and aborted records that lie between them and are not shown. */
  readonly hidden: number;
  /** Bytes of the record batches that were fetched. */
  readonly bytes: number;
  readonly ms: number;
  /** What ended the reading before it had what was asked for; what was read until then is shown. */
  readonly stopped?: 'bytes' | 'time' | 'cancelled';
  /** Nothing could be looked at: the topic does not exist, or may not be read. */
  readonly failure?: Failure;
}

export interface LookedAtPartition {
  readonly partition: number;
  /** First offset looked at, and the one after the last; equal where nothing was there. */
  readonly from: bigint;
  readonly to: bigint;
  readonly logStartOffset: bigint;
  /** The end for the chosen isolation level: high watermark or last stable offset. */
  readonly logEndOffset: bigint;
  /** Records from here on are hidden from read_committed clients by an open transaction. */
  readonly lastStableOffset?: bigint;
  /** Only with start 'committed': null is "no commit". */
  readonly committedOffset?: bigint | null;
  /** Why reading began elsewhere than asked, or found nothing. */
  readonly note?: PeekNote;
  readonly failure?: Failure;
}

export type PeekNote =
  /** The offset asked for, or committed, lies below the log start: those records are deleted. Read from the log start. */
  | 'deleted'
  /** The offset asked for, or committed, is the log end: the next record is not written yet. */
  | 'at-end'
  /** Beyond the log end: no such offset, as after a topic was deleted and created again. */
  | 'beyond-end'
  /** Behind an open transaction: read_committed clients do not see it yet. */
  | 'not-yet-visible'
  /** Nothing was written at or after the time asked for. */
  | 'time-beyond-end'
  /** The group has committed nothing for this partition. */
  | 'no-commit';
