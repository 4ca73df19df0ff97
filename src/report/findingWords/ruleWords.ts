import type { FindingOf } from '../../model/finding.ts';
import type { DiagnosisRuleId, FindingFigures } from '../../model/findingFigures.ts';

/** The words of one family of rules. */
export type WordsOf<Ids extends DiagnosisRuleId> = { readonly [Id in Ids]: RuleWords<Id> };

/** A piece of text made of a finding's figures. */
export type Clause<Id extends DiagnosisRuleId> = (
  figures: FindingFigures[Id] & { readonly subject: string; readonly finding: FindingOf<Id> },
) => string;

/** What is said of one rule. */
export interface RuleWords<Id extends DiagnosisRuleId> {
  /** The cause as a question, for what could not be checked. */
  readonly question: string;
  /** What is known when the rule found nothing. */
  readonly ruledOut: string;
  readonly title: Clause<Id>;
  readonly headline: Clause<Id>;
  readonly sentence: Clause<Id>;
  readonly advice: Clause<Id>;
}
