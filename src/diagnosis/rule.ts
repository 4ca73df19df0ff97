import type { ClientFile } from '../model/clientFile.ts';
import type { ConfigEntry, Partition } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { Evidence, EvidenceOf, Finding, FindingOf, Missing } from '../model/finding.ts';
import type { DiagnosisRuleId, FactFigures, FactId } from '../model/findingFigures.ts';
import type { Group } from '../model/group.ts';
import type { GroupSample } from '../model/sample.ts';
import type { OffsetsLog } from '../model/offsetsLog.ts';
import type { ClientQuota } from '../model/quota.ts';
import type { ShareOffset } from '../model/shareOffset.ts';
import type {
  CommitEpoch,
  HotKeys,
  LastRecord,
  PartName as SnapshotPartName,
  RecordsAtCommit,
  RelatedGroup,
  StartOfLog,
  SubjectOperations,
  TopicConfig,
} from '../model/snapshot.ts';
import type { OpenTransaction } from '../model/transaction.ts';
import type { GroupTrend } from '../model/trend.ts';

/** What rules judge: the snapshot's parts, and two that are told from them. */
export interface Parts {
  /** The group. A rule that needs it is left out where it does not exist. */
  readonly group: Group;
  /** Whether the group exists: told from the part `group`. */
  readonly existence: 'exists' | 'does-not-exist';
  /** Beats over the window, oldest first, at least one. */
  readonly samples: readonly GroupSample[];
  /** Every partition's state, rates and lag: told from the part `samples`. */
  readonly trend: GroupTrend;
  readonly topics: readonly Partition[];
  readonly records: readonly RecordsAtCommit[];
  readonly groupIds: readonly string[];
  readonly topicConfigs: readonly TopicConfig[];
  /** One at most. */
  readonly offsetsLog: readonly OffsetsLog[];
  readonly openTransactions: readonly OpenTransaction[];
  readonly lastRecords: readonly LastRecord[];
  readonly brokerConfigs: readonly ConfigEntry[];
  readonly topicNames: readonly string[];
  readonly operations: readonly SubjectOperations[];
  readonly quotas: readonly ClientQuota[];
  /** One at most. */
  readonly offsetsTopic: readonly Partition[];
  readonly epochs: readonly CommitEpoch[];
  readonly relatedGroups: readonly RelatedGroup[];
  readonly hotKeys: readonly HotKeys[];
  readonly clientFiles: readonly ClientFile[];
  readonly shareOffsets: readonly ShareOffset[];
  readonly timeToStart: readonly StartOfLog[];
  /** What the cluster refused or could not tell, of whichever part: told from what is missing in them. Always there. */
  readonly failures: readonly PartFailure[];
}

/** One subject of a part that could not be had, because of what the cluster answered. */
export interface PartFailure {
  readonly part: SnapshotPartName;
  readonly subject: string;
  readonly failure: Failure;
}

export type PartName = keyof Parts;

/** What every rule gets: whom it is about, and the only clock that it has. */
export interface Always {
  readonly groupId: string;
  /** Milliseconds since 1970 of the newest sample. */
  readonly now: number;
}

/** What a rule concludes: a finding (its id is the rule's), that it cannot tell yet, or that it would have needed more. */
export type Conclusion<Id extends DiagnosisRuleId> = Omit<FindingOf<Id>, 'ruleId'> | Undecided | Lacking;

/** A subject that was not watched for long enough to say either way. */
export interface Undecided {
  readonly undecided: string;
  readonly needsMs: number;
  readonly hadMs: number;
}

/** One of the parts that the rule uses turned out to be needed in this case: what is missing in it is reported, as if the rule needed it always. */
export interface Lacking {
  readonly lacks: PartName;
}

export interface Rule {
  readonly id: DiagnosisRuleId;
  /** Parts without which there is nothing to judge. What is missing in them is reported: not checked. */
  readonly needs: readonly PartName[];
  /** Parts that add evidence where they are there, and take nothing away where they are not. */
  readonly uses: readonly PartName[];
  /** Milliseconds that must have been watched; 0 where one look tells. */
  readonly observeMs: number;
  readonly diagnose: (given: Parts & Always) => readonly (Finding | Undecided | Lacking)[];
}

/**
 * A rule: one cause, a pure function of the parts that it names. Reading any other part does not compile. It says nothing
 * of what is missing: whoever runs it knows that.
 */
export function defineRule<Id extends DiagnosisRuleId, const Needs extends PartName, const Uses extends PartName = never>(rule: {
  readonly id: Id;
  readonly needs: readonly Needs[];
  readonly uses?: readonly Uses[];
  readonly observeMs?: number;
  readonly diagnose: (given: Pick<Parts, Needs | Uses> & Always) => readonly Conclusion<Id>[];
}): Rule {
  const { id, needs, uses = [], observeMs = 0, diagnose } = rule;
  return {
    id,
    needs,
    uses,
    observeMs,
    diagnose: given =>
      diagnose(given).map(conclusion =>
        // Id ties the figures to the rule; a union over all ids is what everybody else reads.
        'undecided' in conclusion || 'lacks' in conclusion ? conclusion : ({ ruleId: id, ...conclusion } as FindingOf<Id> as Finding),
      ),
  };
}

/** One line of evidence. */
export function fact<Id extends FactId>(name: Id, figures: FactFigures[Id], source: string, at: number): Evidence {
  return { fact: name, figures, source, at } satisfies EvidenceOf<Id> as EvidenceOf<FactId> as Evidence;
}

export const missingWhile = ({ undecided, needsMs, hadMs }: Undecided): Missing => ({
  subject: undecided,
  reason: { kind: 'too-early', needsMs, hadMs },
});
