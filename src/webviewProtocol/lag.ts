/**
 * What the lag panel's two sides say to each other. The host sends one beat for each sample of the group, judged and
 * with its verdict in words; the page formats the figures of the rows that are seen. Offsets and records cross as text.
 */
import type { Cost, PartitionState } from '../model/sample.ts';
import type { Protocol } from './channel.ts';
import { either, isBoolean, isDecimal, isNumber, isString, listOf, nullOr, optional, shape, type Decimal } from './guards.ts';
import { isChange, isHistory, isTrouble, type GroupChange, type HistoryOnWire, type Trouble } from './history.ts';
import { isCost, isEta, isFigure, isMember, isPartitionRow, isPartitionState, type MemberOnWire, type PartitionRow } from './partitions.ts';

export type LagToPage =
  | { readonly type: 'standing'; readonly standing: LagStanding }
  /** What was seen before this page was there: for the pictures. */
  | { readonly type: 'history'; readonly history: HistoryOnWire }
  | { readonly type: 'beat'; readonly beat: LagBeat }
  /** Bring this partition into view: a finding pointed at it. */
  | { readonly type: 'pointAt'; readonly topic: string; readonly partition: number };

export type LagToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Ask now, whatever the beat says. */
  | { readonly type: 'askNow' }
  | { readonly type: 'diagnose' }
  | { readonly type: 'showLog' }
  /** Look at the record at this offset; `atCommit`: the group reads on there, and its neighbours belong to the picture. */
  | { readonly type: 'peek'; readonly topic: string; readonly partition: number; readonly offset: Decimal; readonly atCommit: boolean };

export type LagAsks = {
  /** Puts the table on the clipboard as kafka-consumer-groups prints it. */
  readonly copyTable: { readonly question: Readonly<Record<string, never>>; readonly answer: { readonly rows: number } };
};

/** How it stands with asking, whatever was heard last. */
export interface LagStanding {
  readonly clusterName: string;
  readonly groupId: string;
  readonly intervalMs: number;
  readonly paused: boolean;
  /** Why nothing new comes; what was seen before stays. */
  readonly trouble: Trouble | null;
}

/** One judged sample. All times are milliseconds since 1970, spans are milliseconds, rates are records a second. */
export interface LagBeat {
  readonly at: number;
  readonly observedMs: number;
  readonly group: LagGroup;
  readonly rows: readonly PartitionRow[];
  readonly total: { readonly records: Decimal; readonly noCommit: number; readonly unknown: number };
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  /** Rates of the last half minute, for the pictures: what happened is then seen where it happened. */
  readonly lately: { readonly produced: number | null; readonly consumed: number | null };
  readonly etaMs: number | 'never' | null;
  readonly verdict: LagVerdict;
  /** Members that came or went since the sample before, in words. */
  readonly changes: readonly GroupChange[];
  readonly cost: Cost;
}

export interface LagGroup {
  readonly groupType: string;
  readonly groupState: string;
  /** Topics that it reads, in order. */
  readonly topics: readonly string[];
  readonly members: readonly MemberOnWire[];
  /** Why the members are not known, in words; null where they are. */
  readonly membersUnknown: string | null;
}

/** The first lines: a sentence that could be said aloud, then what it rests on. */
export interface LagVerdict {
  readonly sign: PartitionState | 'healthy' | 'empty';
  readonly headline: string;
  readonly sentence: string;
  /** What the person would ask next, answered by a diagnosis: "Why is it stuck?"; null where nothing is wrong. */
  readonly question: string | null;
}

const isBeat = shape<LagBeat>({
  at: isNumber,
  observedMs: isNumber,
  group: shape<LagGroup>({
    groupType: isString,
    groupState: isString,
    topics: listOf(isString),
    members: listOf(isMember),
    membersUnknown: nullOr(isString),
  }),
  rows: listOf(isPartitionRow),
  total: shape({ records: isDecimal, noCommit: isNumber, unknown: isNumber }),
  producedPerSecond: isFigure,
  consumedPerSecond: isFigure,
  lagPerSecond: isFigure,
  lately: shape({ produced: isFigure, consumed: isFigure }),
  etaMs: isEta,
  verdict: shape<LagVerdict>({
    sign: (value): value is LagVerdict['sign'] => value === 'healthy' || value === 'empty' || isPartitionState(value),
    headline: isString,
    sentence: isString,
    question: nullOr(isString),
  }),
  changes: listOf(isChange),
  cost: isCost,
});

const isStanding = shape<LagStanding>({
  clusterName: isString,
  groupId: isString,
  intervalMs: isNumber,
  paused: isBoolean,
  trouble: nullOr(isTrouble),
});

export const lagProtocol: Protocol<LagToPage, LagToHost, LagAsks> = {
  toPage: either<LagToPage>({
    standing: shape({ standing: isStanding }),
    history: shape({ history: isHistory }),
    beat: shape({ beat: isBeat }),
    pointAt: shape({ topic: isString, partition: isNumber }),
  }),
  toHost: either<LagToHost>({
    ready: shape({}),
    pause: shape({}),
    resume: shape({}),
    askNow: shape({}),
    diagnose: shape({}),
    showLog: shape({}),
    peek: shape({ topic: isString, partition: isNumber, offset: isDecimal, atCommit: isBoolean }),
  }),
  asks: { copyTable: { question: shape({}), answer: shape({ rows: isNumber }) } },
};

/** What a lag panel is about; `topic` and `partition` only point at a row. */
export interface LagSubject {
  readonly clusterName: string;
  readonly groupId: string;
  readonly topic?: string | undefined;
  readonly partition?: number | undefined;
}

export const isLagSubject = shape<LagSubject>({
  clusterName: isString,
  groupId: isString,
  topic: optional(isString),
  partition: optional(isNumber),
});
