/**
 * What the lag panel's two sides say to each other. A panel is about one group, about a topic with all groups that read it, or about
 * all groups of a cluster. The host sends one beat for each sample, judged and with its verdict in words; the page formats the
 * figures of the rows that are seen. Offsets and records cross as text, or as numbers that lose nothing (packedRows.ts); times are
 * milliseconds since 1970.
 */
import type { Cost } from '../model/sample.ts';
import type { Protocol } from './channel.ts';
import {
  either,
  eitherKind,
  isBoolean,
  isDecimal,
  isNumber,
  isOneOf,
  isString,
  listOf,
  mapOf,
  nullOr,
  optional,
  shape,
  type Decimal,
} from './guards.ts';
import { isChange, isHistory, isTrouble, type GroupChange, type HistoryOnWire, type Trouble } from './history.ts';
import { isGroupRow, isVerdict, type GroupRow, type LagVerdict } from './lagRows.ts';
import { isPackedRows, type PackedRows } from './packedRows.ts';
import { isCost, isEta, isFigure, isMember, type MemberOnWire } from './partitions.ts';

export type { GroupRow, LagRow, LagVerdict, TimeLagOnWire } from './lagRows.ts';

export type LagToPage =
  /** Before all else. */
  | { readonly type: 'view'; readonly view: LagView }
  | { readonly type: 'standing'; readonly standing: LagStanding }
  /** What was seen before this page was there, for the pictures. Its names are partitions; where the panel is about groups, groups. */
  | { readonly type: 'history'; readonly history: HistoryOnWire }
  /** One group. */
  | { readonly type: 'beat'; readonly beat: LagBeat }
  /** Rows of the look at many groups that follows, in several messages where they are many: the thread is shared. */
  | { readonly type: 'groupRows'; readonly rows: readonly GroupRow[] }
  /** Many groups: of a topic, or of the cluster. Its rows come behind those that were sent ahead. */
  | { readonly type: 'groups'; readonly beat: GroupsBeat }
  /** All marks on the time axis, oldest first, whenever there are others: what is known later may have happened earlier. */
  | { readonly type: 'changes'; readonly changes: readonly GroupChange[] }
  /** Bring this partition into view: a finding pointed at it. */
  | { readonly type: 'pointAt'; readonly topic: string; readonly partition: number };

export type LagToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** How often to ask, in milliseconds: one of `intervals`. */
  | { readonly type: 'setInterval'; readonly ms: number }
  /** Ask now, whatever the beat says. */
  | { readonly type: 'askNow' }
  /** These rows are on the screen (a hundred at most): the times of their oldest unread records are read from the records. */
  | { readonly type: 'seen'; readonly partitions: readonly { readonly topic: string; readonly partition: number }[] }
  /** Without a group: the one that the panel is about. */
  | { readonly type: 'diagnose'; readonly groupId?: string | undefined }
  /** Opens (or brings to the front) another lag panel of this cluster: a group's, a topic's, or all groups'. */
  | { readonly type: 'openScope'; readonly scope: LagScope }
  /** Have the panel's group checked in the background, or not any more. */
  | { readonly type: 'watch' }
  | { readonly type: 'unwatch' }
  /** The person's view, as chosen: kept for all lag panels. */
  | { readonly type: 'keepView'; readonly view: LagView }
  | { readonly type: 'showLog' }
  /** Look at the record at this offset; `atCommit`: the group reads on there, and its neighbours belong to the picture. */
  | { readonly type: 'peek'; readonly topic: string; readonly partition: number; readonly offset: Decimal; readonly atCommit: boolean };

export type LagAsks = {
  /** Puts the table on the clipboard as kafka-consumer-groups prints it. */
  readonly copyTable: { readonly question: Readonly<Record<string, never>>; readonly answer: { readonly rows: number } };
  /** What is shown, as a text. A file is asked for by the editor's own dialog. */
  readonly export: {
    readonly question: { readonly format: ExportFormat; readonly to: 'file' | 'clipboard' };
    /** `where`: the file's name, or null: it is on the clipboard, or the person gave up (`rows` 0). */
    readonly answer: { readonly rows: number; readonly where: string | null };
  };
  /** A picture that the page made: PNG in base64. */
  readonly savePicture: { readonly question: { readonly png: string }; readonly answer: { readonly where: string | null } };
};

/** `table` is what kafka-consumer-groups prints, of one group only; the others are there for every scope. */
export const exportFormats = ['csv', 'table', 'prometheus', 'alert-rule', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a person may choose between, in milliseconds. */
export const intervals: readonly number[] = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

export type LagScope =
  { readonly kind: 'group'; readonly groupId: string } | { readonly kind: 'topic'; readonly topic: string } | { readonly kind: 'cluster' };

/** How the person likes to look at a group: kept by the host, for all lag panels. */
export interface LagView {
  readonly groupBy: (typeof groupings)[number];
  readonly sorting: { readonly column: string; readonly order: 'ascending' | 'descending' } | null;
  /** Columns that are shown or hidden otherwise than by default. */
  readonly columns: Readonly<Record<string, boolean>>;
  /** Milliseconds of time in the pictures. */
  readonly spanMs: number;
}

export const groupings = ['none', 'topic', 'member', 'host'] as const;

/** How it stands with asking, whatever was heard last. */
export interface LagStanding {
  readonly clusterName: string;
  readonly scope: LagScope;
  /** As the person chose it. */
  readonly intervalMs: number;
  /** How often it is asked now: more rarely than chosen while answers take long. */
  readonly everyMs: number;
  readonly paused: boolean;
  /** Why nothing new comes; what was seen before stays. */
  readonly trouble: Trouble | null;
  /** Set while the panel's group is watched in the background. */
  readonly watch: WatchOnWire | null;
}

/** From when on a watched group is worth a notification; null: never because of that. For the pictures' thresholds. */
export interface WatchOnWire {
  readonly lagRecords: number | null;
  readonly timeLagMs: number | null;
  /** For how long. */
  readonly forMs: number;
}

/** One judged sample of a group. Spans are milliseconds, rates are records a second. */
export interface LagBeat {
  readonly at: number;
  readonly observedMs: number;
  readonly group: LagGroup;
  /** Its partitions, in the order of topic and number. */
  readonly rows: PackedRows;
  readonly total: Total;
  readonly producedPerSecond: number | null;
  readonly consumedPerSecond: number | null;
  readonly lagPerSecond: number | null;
  /** Rates of the last half minute, for the pictures: what happened is then seen where it happened. */
  readonly lately: { readonly produced: number | null; readonly consumed: number | null };
  readonly etaMs: number | 'never' | null;
  readonly verdict: LagVerdict;
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

/** A sum, and how many partitions are not in it. */
export interface Total {
  readonly records: Decimal;
  readonly noCommit: number;
  readonly unknown: number;
}

/** One judged look at many groups. Of a topic, everything here is about its partitions alone. */
export interface GroupsBeat {
  readonly at: number;
  readonly observedMs: number;
  /** In the order of their names. */
  readonly rows: readonly GroupRow[];
  readonly total: Total;
  readonly lately: { readonly produced: number | null; readonly consumed: number | null };
  readonly verdict: LagVerdict;
  /** Why groups may be missing here, as sentences: a broker that did not answer, a login that may not see all. */
  readonly missing: readonly string[];
  readonly cost: Cost;
}

export const isView = shape<LagView>({
  groupBy: isOneOf(...groupings),
  sorting: nullOr(shape({ column: isString, order: isOneOf('ascending', 'descending') })),
  columns: mapOf(isBoolean),
  spanMs: isNumber,
});

const isTotal = shape<Total>({ records: isDecimal, noCommit: isNumber, unknown: isNumber });
const isLately = shape({ produced: isFigure, consumed: isFigure });

const isBeat = shape<LagBeat>({
  at: isNumber,
  observedMs: isNumber,
  rows: isPackedRows,
  group: shape<LagGroup>({
    groupType: isString,
    groupState: isString,
    topics: listOf(isString),
    members: listOf(isMember),
    membersUnknown: nullOr(isString),
  }),
  total: isTotal,
  producedPerSecond: isFigure,
  consumedPerSecond: isFigure,
  lagPerSecond: isFigure,
  lately: isLately,
  etaMs: isEta,
  verdict: isVerdict,
  cost: isCost,
});

const isGroupsBeat = shape<GroupsBeat>({
  at: isNumber,
  observedMs: isNumber,
  rows: listOf(isGroupRow),
  total: isTotal,
  lately: isLately,
  verdict: isVerdict,
  missing: listOf(isString),
  cost: isCost,
});

const isScope = eitherKind<LagScope>({ group: shape({ groupId: isString }), topic: shape({ topic: isString }), cluster: shape({}) });

const isStanding = shape<LagStanding>({
  clusterName: isString,
  scope: isScope,
  intervalMs: isNumber,
  everyMs: isNumber,
  paused: isBoolean,
  trouble: nullOr(isTrouble),
  watch: nullOr(shape<WatchOnWire>({ lagRecords: isFigure, timeLagMs: isFigure, forMs: isNumber })),
});

export const lagProtocol: Protocol<LagToPage, LagToHost, LagAsks> = {
  toPage: either<LagToPage>({
    view: shape({ view: isView }),
    standing: shape({ standing: isStanding }),
    history: shape({ history: isHistory }),
    beat: shape({ beat: isBeat }),
    groupRows: shape({ rows: listOf(isGroupRow) }),
    groups: shape({ beat: isGroupsBeat }),
    changes: shape({ changes: listOf(isChange) }),
    pointAt: shape({ topic: isString, partition: isNumber }),
  }),
  toHost: either<LagToHost>({
    ready: shape({}),
    pause: shape({}),
    resume: shape({}),
    setInterval: shape({ ms: isOneOf(...intervals) }),
    askNow: shape({}),
    seen: shape({ partitions: listOf(shape({ topic: isString, partition: isNumber })) }),
    diagnose: shape({ groupId: optional(isString) }),
    openScope: shape({ scope: isScope }),
    watch: shape({}),
    unwatch: shape({}),
    keepView: shape({ view: isView }),
    showLog: shape({}),
    peek: shape({ topic: isString, partition: isNumber, offset: isDecimal, atCommit: isBoolean }),
  }),
  asks: {
    copyTable: { question: shape({}), answer: shape({ rows: isNumber }) },
    export: {
      question: shape({ format: isOneOf(...exportFormats), to: isOneOf('file', 'clipboard') }),
      answer: shape({ rows: isNumber, where: nullOr(isString) }),
    },
    savePicture: { question: shape({ png: isString }), answer: shape({ where: nullOr(isString) }) },
  },
};

/** What a lag panel is about. With a group, `topic` and `partition` only point at a row; without one, `topic` is the subject, or the whole cluster is. */
export interface LagSubject {
  readonly clusterName: string;
  readonly groupId?: string | undefined;
  readonly topic?: string | undefined;
  readonly partition?: number | undefined;
}

export const isLagSubject = shape<LagSubject>({
  clusterName: isString,
  groupId: optional(isString),
  topic: optional(isString),
  partition: optional(isNumber),
});

export const scopeOf = ({ groupId, topic }: LagSubject): LagScope =>
  groupId !== undefined ? { kind: 'group', groupId } : topic !== undefined ? { kind: 'topic', topic } : { kind: 'cluster' };
