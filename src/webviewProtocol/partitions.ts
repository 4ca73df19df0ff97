/** A group's partitions and members as pages get them. Offsets and records cross as text, times are milliseconds since 1970, rates records a second. */
import type { Cost, PartitionState } from '../model/sample.ts';
import { eitherKind, isBoolean, isDecimal, isNumber, isOneOf, isString, nullOr, shape, type Decimal, type Guard } from './guards.ts';

export interface MemberOnWire {
  readonly memberId: string;
  readonly clientId: string;
  readonly clientHost: string;
  readonly groupInstanceId: string | null;
}

export interface PartitionRow {
  readonly topic: string;
  readonly partition: number;
  readonly state: PartitionState;
  readonly lag: LagOnWire;
  /** Why a figure is missing, in a clause and with what to do about it; null where none is. */
  readonly reason: Reason | null;
  /** null: no commit, or not known; `lag` says which. */
  readonly committed: Decimal | null;
  readonly logStart: Decimal | null;
  readonly logEnd: Decimal | null;
  readonly lastStable: Decimal | null;
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  readonly etaMs: number | 'never' | null;
  readonly unmovedSince: number | null;
  /** false: the commit stood there from the first look on, so its age is "at least". */
  readonly sawCommitMove: boolean;
  readonly waitingSince: number | null;
  /** Its part of all records that arrive in its topic, where that is far above the others'. */
  readonly hotShare: number | null;
  /** Index into the group's members. */
  readonly owner: number | null;
}

export interface Reason {
  readonly what: string;
  readonly next: string;
}

export type LagOnWire =
  | {
      readonly kind: 'known';
      readonly records: Decimal;
      readonly lost: Decimal;
      /** null: not known, and counted as readable. */
      readonly notYetVisible: Decimal | null;
      readonly readable: Decimal;
    }
  | { readonly kind: 'no-commit'; readonly waiting: Decimal | null }
  | { readonly kind: 'unknown' };

export const isFigure = nullOr(isNumber);
const isOffset = nullOr(isDecimal);
export const isEta: Guard<number | 'never' | null> = (value): value is number | 'never' | null => value === 'never' || isFigure(value);

export const partitionStates = [
  'stuck',
  'stopped',
  'lost',
  'no-leader',
  'growing',
  'hot',
  'draining',
  'steady',
  'no-commit',
  'too-early',
  'unknown',
  'forbidden',
] as const satisfies readonly PartitionState[];

export const isPartitionState = isOneOf<PartitionState>(...partitionStates);

export const isCost = shape<Cost>({ requests: isNumber, ms: isNumber, bytes: isNumber });

const isLag = eitherKind<LagOnWire>({
  known: shape({ records: isDecimal, lost: isDecimal, notYetVisible: isOffset, readable: isDecimal }),
  'no-commit': shape({ waiting: isOffset }),
  unknown: shape({}),
});

export const isReason = shape<Reason>({ what: isString, next: isString });

export const isPartitionRow = shape<PartitionRow>({
  topic: isString,
  partition: isNumber,
  state: isPartitionState,
  lag: isLag,
  reason: nullOr(isReason),
  committed: isOffset,
  logStart: isOffset,
  logEnd: isOffset,
  lastStable: isOffset,
  producedPerSecond: isFigure,
  consumedPerSecond: isFigure,
  lagPerSecond: isFigure,
  etaMs: isEta,
  unmovedSince: isFigure,
  sawCommitMove: isBoolean,
  waitingSince: isFigure,
  hotShare: isFigure,
  owner: isFigure,
});

export const isMember = shape<MemberOnWire>({
  memberId: isString,
  clientId: isString,
  clientHost: isString,
  groupInstanceId: nullOr(isString),
});
