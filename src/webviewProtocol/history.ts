/** What was seen over time, and why nothing new comes, as pages get it. Times are milliseconds since 1970. */
import { isNumber, isString, listOf, shape } from './guards.ts';
import { isFigure } from './partitions.ts';

/** A failure in words: what failed, why, and the next step. */
export interface Trouble {
  readonly what: string;
  readonly why: string;
  readonly next: string;
  /** Milliseconds since 1970 of the first failure in a row. */
  readonly since: number;
}

export interface GroupChange {
  readonly at: number;
  /** "billing-7 joined", "rebalance". */
  readonly words: string;
}

/** src/model/lagHistory.ts, as it crosses. */
export interface HistoryOnWire {
  readonly names: readonly string[];
  readonly points: readonly HistoryPointOnWire[];
  readonly changes: readonly GroupChange[];
}

export interface HistoryPointOnWire {
  readonly at: number;
  readonly total: number | null;
  readonly produced: number | null;
  readonly consumed: number | null;
  /** By the index of `names`; null where it was not known. */
  readonly lags: readonly (number | null)[];
}

export const isTrouble = shape<Trouble>({ what: isString, why: isString, next: isString, since: isNumber });

export const isChange = shape<GroupChange>({ at: isNumber, words: isString });

export const isHistory = shape<HistoryOnWire>({
  names: listOf(isString),
  points: listOf(
    shape<HistoryPointOnWire>({ at: isNumber, total: isFigure, produced: isFigure, consumed: isFigure, lags: listOf(isFigure) }),
  ),
  changes: listOf(isChange),
});
