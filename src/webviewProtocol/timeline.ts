/** What happened to a group over the time that was watched, and before it as far as its coordinator wrote it down. */
import type { PartitionState } from '../model/sample.ts';
import { isBoolean, isDecimal, isNumber, isOneOf, isString, listOf, nullOr, shape, type Decimal } from './guards.ts';
import { isFigure, isPartitionState } from './partitions.ts';

/** One time axis for offsets, members and what happened. All times are milliseconds since 1970. */
export interface TimelineOnWire {
  readonly from: number;
  readonly to: number;
  /** Commits and members before the first look, out of `__consumer_offsets`. */
  readonly isLogged: boolean;
  readonly picture: OffsetsPicture | null;
  /** A lane a member: those of now, then those that left, the last first. */
  readonly lanes: readonly LaneOnWire[];
  /** Oldest first. */
  readonly moments: readonly MomentOnWire[];
  /** Moments before these that are left out. */
  readonly earlierMoments: number;
}

/** One partition's committed offset and log end. */
export interface OffsetsPicture {
  readonly partition: string;
  readonly state: PartitionState;
  /** For the shape only: whole numbers above the lowest offset. */
  readonly points: readonly { readonly at: number; readonly committed: number | null; readonly end: number | null }[];
  readonly committed: Decimal | null;
  readonly end: Decimal | null;
}

export interface LaneOnWire {
  readonly memberId: string;
  readonly name: string;
  /** null: it was there before the axis begins. */
  readonly joinedAt: number | null;
  /** null: it is still there. */
  readonly leftAt: number | null;
}

export interface MomentOnWire {
  readonly at: number;
  readonly kind: 'joined' | 'left' | 'rebalance' | 'generation';
  /** "billing-7 joined". */
  readonly words: string;
  /** false: it happened between two looks, and `at` is the second one. */
  readonly isExact: boolean;
}

const isPicture = shape<OffsetsPicture>({
  partition: isString,
  state: isPartitionState,
  points: listOf(shape({ at: isNumber, committed: isFigure, end: isFigure })),
  committed: nullOr(isDecimal),
  end: nullOr(isDecimal),
});

export const isTimeline = shape<TimelineOnWire>({
  from: isNumber,
  to: isNumber,
  isLogged: isBoolean,
  picture: nullOr(isPicture),
  lanes: listOf(shape<LaneOnWire>({ memberId: isString, name: isString, joinedAt: isFigure, leftAt: isFigure })),
  moments: listOf(
    shape<MomentOnWire>({ at: isNumber, kind: isOneOf('joined', 'left', 'rebalance', 'generation'), words: isString, isExact: isBoolean }),
  ),
  earlierMoments: isNumber,
});
