/**
 * What a diagnosis rule concludes: data with figures. src/report/findingWords.ts puts it into words, once for panel,
 * clipboard, tree and every other reader.
 */
export interface Finding {
  /** The rule's id, which names the failing state: stuck-partition. */
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** A partition (`orders-2`), a member, a topic or the group. */
  readonly subject: string;
  /** The figures that the sentence is made of. Offsets are bigint, times are milliseconds since 1970, spans are milliseconds. */
  readonly figures: Figures;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
}

export type Severity = 'error' | 'warning' | 'information';
export type Confidence = 'proven' | 'likely' | 'possible';

export type Figure = string | number | bigint | boolean | null | readonly string[];
export type Figures = Readonly<Record<string, Figure>>;

/** One fact, where it comes from, and when it was true. `fact` is a key that the report words with `figures`. */
export interface Evidence {
  readonly fact: string;
  readonly figures: Figures;
  /** The request that told it: OffsetFetch, ListOffsets. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the person can do about it from here: one click or one copied command. Nothing here changes the cluster by itself. */
export type Fix =
  | { readonly kind: 'peek'; readonly topic: string; readonly partition: number; readonly offset: bigint }
  | { readonly kind: 'show-lag'; readonly topic?: string; readonly partition?: number }
  | {
      readonly kind: 'copy-command';
      /** A key of the report's commands: describe-group. */ readonly command: string;
      readonly figures: Figures;
    };

/** A rule that had nothing to go on: not fine, not wrong. */
export interface NotChecked {
  readonly ruleId: string;
  readonly reasons: readonly Missing[];
}

export interface Missing {
  readonly subject: string;
  readonly reason: MissingReason;
}

/** Why a part is missing: the cluster's answer, or too short a look. */
export type MissingReason =
  | { readonly kind: 'failure'; readonly failure: import('./failure.ts').Failure }
  | { readonly kind: 'too-early'; /** What the rule would need, and what it had. */ readonly needsMs: number; readonly hadMs: number };

/** The answer to "why?": worst first. `ruledOut` names the rules that had all they needed and found nothing. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly ruledOut: readonly string[];
}
