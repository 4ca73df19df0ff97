import type { Failure } from './failure.ts';
import type { CommandFigures, CommandId, DiagnosisRuleId, FactFigures, FactId, FindingFigures } from './findingFigures.ts';

/**
 * What a diagnosis rule concludes: data with figures. src/report/findingWords.ts puts it into words, once for panel,
 * clipboard, tree and every other reader. Told apart by `ruleId`.
 */
export type Finding = { readonly [Id in DiagnosisRuleId]: FindingOf<Id> }[DiagnosisRuleId];

export interface FindingOf<Id extends DiagnosisRuleId> {
  /** The rule's id, which names the failing state: stuck-partition. */
  readonly ruleId: Id;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** A partition (`orders-2`), a topic or the group. */
  readonly subject: string;
  /** The figures that the sentence is made of. */
  readonly figures: FindingFigures[Id];
  readonly evidence: readonly Evidence[];
  /** The most useful first. */
  readonly fixes: readonly Fix[];
}

export type Severity = 'error' | 'warning' | 'information';
export type Confidence = 'proven' | 'likely' | 'possible';

/** One fact, where it comes from, and when it was true. Told apart by `fact`. */
export type Evidence = { readonly [Id in FactId]: EvidenceOf<Id> }[FactId];

export interface EvidenceOf<Id extends FactId> {
  readonly fact: Id;
  readonly figures: FactFigures[Id];
  /** The requests that told it: `OffsetFetch, ListOffsets`. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the person can do about it from here: one click or one copied command. Nothing here changes the cluster by itself. */
export type Fix =
  | {
      readonly kind: 'peek';
      readonly topic: string;
      readonly partition: number;
      readonly offset: bigint;
      /** Set: this group reads on there, and the record is to be seen among its neighbours. */
      readonly groupId?: string;
    }
  | { readonly kind: 'show-lag'; readonly topic?: string; readonly partition?: number }
  | { readonly kind: 'diagnose-group'; readonly groupId: string }
  | {
      readonly kind: 'open-file';
      /** As the workspace names it. */
      readonly file: string;
      /** 0-based. */
      readonly line: number;
      /** The setting there; null for the file as a whole. */
      readonly key: string | null;
    }
  /** Where the group would start on each partition, under each auto.offset.reset. */
  | { readonly kind: 'explain-start'; readonly groupId: string }
  | CopyCommand;

export type CopyCommand = { readonly [Id in CommandId]: CopyCommandOf<Id> }[CommandId];

export interface CopyCommandOf<Id extends CommandId> {
  readonly kind: 'copy-command';
  readonly command: Id;
  readonly figures: CommandFigures[Id];
}

/** A rule that had nothing to go on, at least for some subjects: not fine, not wrong. */
export interface NotChecked {
  readonly ruleId: DiagnosisRuleId;
  readonly reasons: readonly Missing[];
}

export interface Missing {
  readonly subject: string;
  readonly reason: MissingReason;
}

/** Why it is missing: the cluster's answer, too short a look, or a fault of the rule itself. */
export type MissingReason =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'too-early'; /** What would be needed, and what there was. */ readonly needsMs: number; readonly hadMs: number }
  /** Nobody looked: the snapshot is of an older version, or its taker had no way to look. */
  | { readonly kind: 'not-recorded' }
  | { readonly kind: 'rule-failed'; readonly detail: string };

/** The answer to "why?": worst first. `ruledOut` names the rules that had all they needed and found nothing. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly ruledOut: readonly DiagnosisRuleId[];
}
