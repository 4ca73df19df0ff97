import type { AccessFacts, AccessFindings } from './findingFigures/access.ts';
import type { CommitFacts, CommitFindings } from './findingFigures/commits.ts';
import type { LogFacts, LogFindings } from './findingFigures/log.ts';
import type { MemberFacts, MemberFindings } from './findingFigures/members.ts';
import type { PaceFacts, PaceFindings } from './findingFigures/pace.ts';
import type { RebalanceFacts, RebalanceFindings } from './findingFigures/rebalances.ts';

/**
 * The figures of each rule's findings and of each fact that proves one, a file a family. Rules fill them in, the report makes
 * sentences of them: a rule or a fact without words, or with words that ask for a figure it does not have, does not compile.
 * Offsets and numbers of records are bigint, times are milliseconds since 1970, spans are milliseconds, rates a second.
 */
export interface FindingFigures extends CommitFindings, LogFindings, MemberFindings, PaceFindings, RebalanceFindings, AccessFindings {}

export type DiagnosisRuleId = keyof FindingFigures;

/** Every rule may prove itself by any fact. */
export interface FactFigures extends CommitFacts, LogFacts, MemberFacts, PaceFacts, RebalanceFacts, AccessFacts {}

export type FactId = keyof FactFigures;

/** Kafka's own commands, to copy. */
export interface CommandFigures {
  'describe-group': { readonly groupId: string };
  'list-groups': Readonly<Record<string, never>>;
  'describe-topic': { readonly topic: string };
  'read-record': { readonly topic: string; readonly partition: number; readonly offset: bigint };
  'find-hanging-transactions': { readonly broker: number };
  /** Ends the transaction that began there: only for one that hangs. */
  'abort-transaction': { readonly topic: string; readonly partition: number; readonly startOffset: bigint };
  /** What lets a login see a group or a topic. The principal is not known to a client. */
  allow: { readonly resource: 'group' | 'topic' | 'cluster'; readonly name: string; readonly operation: string };
}

export type CommandId = keyof CommandFigures;
