import type { Failure } from './failure.ts';

/**
 * How long the oldest unread record of a partition has been waiting: from the moment that it carries as its timestamp. Read from
 * the record where somebody looked at it, else known to lie between two ages that were asked for; never interpolated.
 * Times are milliseconds since 1970.
 */
export type TimeLag =
  /** Nothing waits. */
  | { readonly kind: 'none' }
  /** The first record at or after the committed offset was read. */
  | { readonly kind: 'read'; readonly writtenAt: number }
  /** Not before `notBefore` (null: older than all ages that were asked for) and before `before`. */
  | { readonly kind: 'between'; readonly notBefore: number | null; readonly before: number }
  /** Records wait, and nobody has looked yet. */
  | { readonly kind: 'not-looked' }
  /** Asked in vain, or the record carries no time. */
  | { readonly kind: 'unknown'; readonly failure: Failure | null };

/** What is known of a partition's unread records besides their number. */
export interface UnreadLook {
  readonly timeLag: TimeLag;
  /** Milliseconds since 1970 from when on retention may delete the oldest of them; null where that is no question, or not known. */
  readonly deletedAt: number | null;
  /** Of those that count as readable: control records and compacted gaps; null where nobody looked at all of them. */
  readonly notRecords: bigint | null;
}

/** Ages that ListOffsets is asked for where no record is read: five answers tell a hiccup from a lost night and a lost week. */
export const ASKED_AGES_MS: readonly number[] = [1, 10, 60, 6 * 60, 24 * 60, 7 * 24 * 60].map(minutes => minutes * 60_000);

/** One answer of ListOffsets: the first record at least as young as `time` has this offset; null: none is as young. */
export interface OffsetAtTime {
  readonly time: number;
  readonly offset: bigint | null;
}

/**
 * Between which times the record at the committed offset was written. Worked: committed 90; the first record of the last
 * minute is 120, of the last ten minutes 60 → between one and ten minutes old. `answers`: the youngest age first.
 */
export function timeBetween(committed: bigint, answers: readonly OffsetAtTime[], now: number): TimeLag {
  if (answers.length === 0) return { kind: 'not-looked' };
  let before = now;
  for (const { time, offset } of answers) {
    if (offset !== null && offset <= committed) return { kind: 'between', notBefore: time, before };
    before = time;
  }
  return { kind: 'between', notBefore: null, before };
}

/** The least and the most that it can be, in milliseconds; null where it is not known, and for a most without a bound. */
export function timeLagBounds(timeLag: TimeLag, now: number): { readonly least: number | null; readonly most: number | null } {
  if (timeLag.kind === 'none') return { least: 0, most: 0 };
  if (timeLag.kind === 'read') return { least: Math.max(0, now - timeLag.writtenAt), most: Math.max(0, now - timeLag.writtenAt) };
  if (timeLag.kind !== 'between') return { least: null, most: null };
  return { least: Math.max(0, now - timeLag.before), most: timeLag.notBefore === null ? null : now - timeLag.notBefore };
}
