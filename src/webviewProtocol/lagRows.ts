/** The rows of the lag panel: a group's partitions, or groups. Offsets and records cross as text, times are milliseconds since 1970. */
import type { PartitionState } from '../model/sample.ts';
import { isDecimal, isNumber, isString, listOf, nullOr, shape, type Decimal, type Guard } from './guards.ts';
import { isEta, isFigure, isPartitionState, isReason, type PartitionRow, type Reason } from './partitions.ts';

export interface LagRow extends PartitionRow {
  readonly timeLag: TimeLagOnWire;
  /** When its oldest unread record may be deleted at the earliest; null where nothing waits, nothing is deleted by age, or it is not known. */
  readonly deletedAt: number | null;
  /** How many of the readable ones are no records (control records, compacted gaps); null: nobody looked, and they count as readable. */
  readonly notRecords: Decimal | null;
}

/** src/model/timeLag.ts, as it crosses. */
export type TimeLagOnWire =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly writtenAt: number }
  | { readonly kind: 'between'; readonly notBefore: number | null; readonly before: number }
  | { readonly kind: 'not-looked' }
  /** Why, in a clause. */
  | { readonly kind: 'unknown'; readonly why: string };

/** One of several groups. Of a topic, everything here is about its partitions alone. */
export interface GroupRow {
  readonly groupId: string;
  readonly groupType: string;
  readonly groupState: string;
  /** The worst of its partitions; `healthy`: all keep up, `empty`: nobody is in it and nothing is left to read. */
  readonly sign: LagVerdict['sign'];
  /** The same in a sentence: "One partition is stuck; 2 keep up". */
  readonly headline: string;
  /** null: not known. */
  readonly members: number | null;
  /** In order. */
  readonly topics: readonly string[];
  readonly partitions: number;
  readonly records: Decimal;
  readonly noCommit: number;
  readonly unknown: number;
  /** Deleted before they were read. */
  readonly lost: Decimal;
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  readonly etaMs: number | 'never' | null;
  /** The partition with the most lag; null while nothing waits. */
  readonly worst: { readonly topic: string; readonly partition: number; readonly records: Decimal } | null;
  /** Why figures are missing; null where none is. */
  readonly reason: Reason | null;
}

/** The first lines: a sentence that could be said aloud, then what it rests on. */
export interface LagVerdict {
  readonly sign: PartitionState | 'healthy' | 'empty';
  readonly headline: string;
  readonly sentence: string;
  /** What the person would ask next, answered by a diagnosis: "Why is it stuck?"; null where nothing is wrong. */
  readonly question: string | null;
}

const isSign: Guard<LagVerdict['sign']> = (value): value is LagVerdict['sign'] =>
  value === 'healthy' || value === 'empty' || isPartitionState(value);

export const isVerdict = shape<LagVerdict>({ sign: isSign, headline: isString, sentence: isString, question: nullOr(isString) });

export const isGroupRow = shape<GroupRow>({
  groupId: isString,
  groupType: isString,
  groupState: isString,
  sign: isSign,
  headline: isString,
  members: isFigure,
  topics: listOf(isString),
  partitions: isNumber,
  records: isDecimal,
  noCommit: isNumber,
  unknown: isNumber,
  lost: isDecimal,
  producedPerSecond: isFigure,
  consumedPerSecond: isFigure,
  lagPerSecond: isFigure,
  etaMs: isEta,
  worst: nullOr(shape({ topic: isString, partition: isNumber, records: isDecimal })),
  reason: nullOr(isReason),
});
