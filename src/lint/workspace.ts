import type { Problem, ProblemSeverity, RuleId, TextRange } from '../model/problem.ts';
import type { ClientConfiguration } from './configuration.ts';
import { toProblem, type Found } from './defineRule.ts';
import { inThisFile, withoutRepeats } from './layers.ts';
import type { Role } from './roles.ts';

/** The clients of one file, as `lint` told them. */
export interface FileClients {
  /** Path from the root of the workspace, divided by `/`: two folders below the same one may be two applications. */
  readonly fileName: string;
  readonly configurations: readonly ClientConfiguration[];
}

/**
 * A mistake that takes two files to see. It is told in each of them: a rule underlines a place of `file` and names those of
 * the others (`placeIn`).
 */
export interface WorkspaceRuleDeclaration<Id extends RuleId> {
  readonly id: Id;
  readonly title: string;
  readonly severity: ProblemSeverity;
  readonly roles?: readonly Role[];
  check(config: ClientConfiguration, file: FileClients, others: readonly FileClients[]): Iterable<Found<Id>>;
}

export interface WorkspaceRule {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: ProblemSeverity;
  problems(config: ClientConfiguration, file: FileClients, others: readonly FileClients[]): readonly Problem[];
}

export function defineWorkspaceRule<Id extends RuleId>(declaration: WorkspaceRuleDeclaration<Id>): WorkspaceRule {
  const { id, title, severity, roles } = declaration;
  return {
    id,
    title,
    severity,
    problems: (config, file, others) =>
      roles !== undefined && !roles.includes(config.role)
        ? []
        : Array.from(declaration.check(config, file, others), found => toProblem(id, severity, found)),
  };
}

/** A place of another file, for `related`. */
export const placeIn = ({ fileName }: FileClients, range: TextRange): TextRange => ({ fileName, ...range });

/** What is wrong with `file` beside the other files of the workspace (itself may be among them). */
export function judgeWorkspace(
  rules: readonly WorkspaceRule[],
  file: FileClients,
  workspace: readonly FileClients[],
): { readonly problems: readonly Problem[]; readonly broken: readonly { readonly ruleId: RuleId; readonly error: unknown }[] } {
  const others = workspace.filter(({ fileName }) => fileName !== file.fileName);
  const problems: Problem[] = [];
  const broken: { ruleId: RuleId; error: unknown }[] = [];
  for (const rule of rules) {
    try {
      for (const config of file.configurations) problems.push(...rule.problems(config, file, others));
    } catch (error) {
      broken.push({ ruleId: rule.id, error });
    }
  }
  return { problems: withoutRepeats(inThisFile(problems)), broken };
}
