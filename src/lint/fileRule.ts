import type { Problem, ProblemSeverity, RuleId } from '../model/problem.ts';
import type { ConfigText } from './configText.ts';
import { toProblem, type Found } from './defineRule.ts';

/** A mistake in a file that configures no client but decides whether clients get through: how a broker is started in a container. */
export interface FileRuleDeclaration<Id extends RuleId> {
  readonly id: Id;
  readonly title: string;
  readonly severity: ProblemSeverity;
  check(text: ConfigText): Iterable<Found<Id>>;
}

export interface FileRule {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: ProblemSeverity;
  problems(text: ConfigText): readonly Problem[];
}

export function defineFileRule<Id extends RuleId>(declaration: FileRuleDeclaration<Id>): FileRule {
  const { id, title, severity } = declaration;
  return { id, title, severity, problems: text => Array.from(declaration.check(text), found => toProblem(id, severity, found)) };
}
