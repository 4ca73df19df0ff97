/**
 * What the diagnosis panel's two sides say to each other. The host sends the answer in words, first an early one and then
 * the final one; what a button does stays in the host, the page only names it.
 */
import type { Confidence, Severity } from '../model/finding.ts';
import type { Cost, PartitionState } from '../model/sample.ts';
import type { Protocol } from './channel.ts';
import { either, isBoolean, isNumber, isOneOf, isString, listOf, nullOr, optional, shape } from './guards.ts';
import { isHistory, isTrouble, type HistoryOnWire, type Trouble } from './history.ts';
import { isCost, isFigure, isMember, isPartitionRow, isPartitionState, type MemberOnWire, type PartitionRow } from './partitions.ts';
import { isTimeline, type TimelineOnWire } from './timeline.ts';

export type DiagnosisToPage =
  { readonly type: 'standing'; readonly standing: DiagnosisStanding } | { readonly type: 'answer'; readonly answer: DiagnosisAnswer };

export type DiagnosisToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'askAgain' }
  | { readonly type: 'stop' }
  /** Watch for longer than usual: what was too early to say needs it. */
  | { readonly type: 'watchFor'; readonly ms: number }
  /** Do what this button says; its id came with the answer. */
  | { readonly type: 'fix'; readonly id: string }
  /** "Why? When is this wrong?" */
  | { readonly type: 'explain'; readonly ruleId: string }
  /** Save the report or the snapshot as a file: what, is asked by the editor. */
  | { readonly type: 'export' }
  | { readonly type: 'showLag'; readonly topic: string; readonly partition: number }
  | { readonly type: 'showLog' };

export type DiagnosisAsks = {
  /** Puts the whole report on the clipboard. */
  readonly copyMarkdown: { readonly question: Readonly<Record<string, never>>; readonly answer: { readonly copied: boolean } };
  readonly copyText: { readonly question: { readonly text: string }; readonly answer: { readonly copied: boolean } };
};

export interface DiagnosisStanding {
  readonly clusterName: string;
  readonly groupId: string;
  /** How far the look has come, in milliseconds; null when none is under way. */
  readonly progress: { readonly doneMs: number; readonly ofMs: number } | null;
  /** The person stopped the last look before its time. */
  readonly wasStopped: boolean;
  readonly trouble: Trouble | null;
  /** The file that this answer is told from; null: the cluster was asked. */
  readonly savedIn: string | null;
}

/** A verdict in words. All times are milliseconds since 1970. */
export interface DiagnosisAnswer {
  readonly takenAt: number;
  readonly watchedMs: number;
  /** The look still goes on; more may be found. */
  readonly isEarly: boolean;
  readonly cost: Cost;
  /** Milliseconds until the first look had told all that it could. */
  readonly firstLookMs: number;
  /** "classic group", "Stable"; empty where it is not known. */
  readonly groupKind: string;
  readonly groupState: string;
  readonly verdict: VerdictOnWire;
  readonly findings: readonly FindingOnWire[];
  readonly notChecked: readonly NotCheckedOnWire[];
  readonly ruledOut: readonly string[];
  readonly odd: readonly string[];
  readonly rows: readonly PartitionRow[];
  readonly members: readonly MemberOnWire[];
  /** Lags over the time that was watched. */
  readonly history: HistoryOnWire;
  /** null of a group that does not exist or could not be asked. */
  readonly timeline: TimelineOnWire | null;
}

export interface VerdictOnWire {
  readonly tone: 'error' | 'warning' | 'healthy' | 'partial' | 'too-early';
  readonly sign: PartitionState | 'healthy' | 'empty' | 'error' | 'warning';
  readonly headline: string;
  readonly sentence: string;
  readonly counts: string;
}

export interface FindingOnWire {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  /** What it means; left out of the first finding, whose sentence is the verdict's. */
  readonly sentence: string;
  readonly advice: string;
  readonly evidence: readonly { readonly fact: string; readonly source: string; readonly at: number }[];
  readonly fixes: readonly FixOnWire[];
}

export interface FixOnWire {
  readonly id: string;
  readonly kind: 'peek' | 'show-lag' | 'diagnose-group' | 'open-file' | 'explain-start' | 'copy-command';
  readonly label: string;
  /** The line that is copied; only of a command. */
  readonly command: string | null;
}

export interface NotCheckedOnWire {
  readonly kind: 'forbidden' | 'too-early' | 'unknown' | 'failed';
  readonly title: string;
  readonly reason: string;
  /** The command that would grant what is missing. */
  readonly command: string | null;
  /** Milliseconds of watching that would tell. */
  readonly needsMs: number | null;
}

const isFix = shape<FixOnWire>({
  id: isString,
  kind: isOneOf('peek', 'show-lag', 'diagnose-group', 'open-file', 'explain-start', 'copy-command'),
  label: isString,
  command: nullOr(isString),
});

const isFinding = shape<FindingOnWire>({
  ruleId: isString,
  severity: isOneOf<Severity>('error', 'warning', 'information'),
  confidence: isOneOf<Confidence>('proven', 'likely', 'possible'),
  title: isString,
  sentence: isString,
  advice: isString,
  evidence: listOf(shape({ fact: isString, source: isString, at: isNumber })),
  fixes: listOf(isFix),
});

const isNotChecked = shape<NotCheckedOnWire>({
  kind: isOneOf('forbidden', 'too-early', 'unknown', 'failed'),
  title: isString,
  reason: isString,
  command: nullOr(isString),
  needsMs: isFigure,
});

const isAnswer = shape<DiagnosisAnswer>({
  takenAt: isNumber,
  watchedMs: isNumber,
  isEarly: isBoolean,
  cost: isCost,
  firstLookMs: isNumber,
  groupKind: isString,
  groupState: isString,
  verdict: shape<VerdictOnWire>({
    tone: isOneOf('error', 'warning', 'healthy', 'partial', 'too-early'),
    sign: (value): value is VerdictOnWire['sign'] => isOneOf('healthy', 'empty', 'error', 'warning')(value) || isPartitionState(value),
    headline: isString,
    sentence: isString,
    counts: isString,
  }),
  findings: listOf(isFinding),
  notChecked: listOf(isNotChecked),
  ruledOut: listOf(isString),
  odd: listOf(isString),
  rows: listOf(isPartitionRow),
  members: listOf(isMember),
  history: isHistory,
  timeline: nullOr(isTimeline),
});

const isCopied = shape<{ readonly copied: boolean }>({ copied: isBoolean });

export const diagnosisProtocol: Protocol<DiagnosisToPage, DiagnosisToHost, DiagnosisAsks> = {
  toPage: either<DiagnosisToPage>({
    standing: shape({
      standing: shape<DiagnosisStanding>({
        clusterName: isString,
        groupId: isString,
        progress: nullOr(shape({ doneMs: isNumber, ofMs: isNumber })),
        wasStopped: isBoolean,
        trouble: nullOr(isTrouble),
        savedIn: nullOr(isString),
      }),
    }),
    answer: shape({ answer: isAnswer }),
  }),
  toHost: either<DiagnosisToHost>({
    ready: shape({}),
    askAgain: shape({}),
    stop: shape({}),
    watchFor: shape({ ms: isNumber }),
    fix: shape({ id: isString }),
    explain: shape({ ruleId: isString }),
    export: shape({}),
    showLag: shape({ topic: isString, partition: isNumber }),
    showLog: shape({}),
  }),
  asks: {
    copyMarkdown: { question: shape({}), answer: isCopied },
    copyText: { question: shape({ text: isString }), answer: isCopied },
  },
};

export interface DiagnosisSubject {
  readonly clusterName: string;
  readonly groupId: string;
  /** The Uri of a saved snapshot: it is judged, and nobody is asked. */
  readonly saved?: string | undefined;
}

export const isDiagnosisSubject = shape<DiagnosisSubject>({ clusterName: isString, groupId: isString, saved: optional(isString) });
