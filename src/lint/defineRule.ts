import type { Problem, ProblemFigures, ProblemFix, ProblemSeverity, Related, RuleId, TextRange } from '../model/problem.ts';
import type { ClientConfiguration } from './configuration.ts';
import type { Library, Role } from './roles.ts';
import type { Facts } from './facts/facts.ts';

/** One mistake. The file that declares it is called `<id>.ts`; `<id>.md` beside it explains it to the person who made it. */
export interface RuleDeclaration<Id extends RuleId> {
  /** Names the failing state: heartbeat-close-to-session. */
  readonly id: Id;
  readonly title: string;
  /** What a calm expert would call it; a single problem may say otherwise. */
  readonly severity: ProblemSeverity;
  /** Whose configurations it speaks of; absent: everybody's. */
  readonly roles?: readonly Role[];
  /** Whose clients behave so; absent: all do. */
  readonly libraries?: readonly Library[];
  /** A pure function of one client's settings and of what is known of its keys. */
  check(config: ClientConfiguration, facts: Facts): Iterable<Found<Id>>;
}

export interface Found<Id extends RuleId> {
  readonly range: TextRange;
  readonly figures: ProblemFigures[Id];
  readonly severity?: ProblemSeverity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly ProblemFix[];
}

export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: ProblemSeverity;
  problems(config: ClientConfiguration, facts: Facts): readonly Problem[];
}

export function defineRule<Id extends RuleId>(declaration: RuleDeclaration<Id>): Rule {
  const { id, title, severity, roles, libraries } = declaration;
  return {
    id,
    title,
    severity,
    problems(config, facts) {
      if (roles !== undefined && !roles.includes(config.role)) return [];
      if (libraries !== undefined && !libraries.includes(config.library)) return [];
      return Array.from(declaration.check(config, facts), found => toProblem(id, severity, found));
    },
  };
}

export function toProblem<Id extends RuleId>(id: Id, ownSeverity: ProblemSeverity, found: Found<Id>): Problem {
  const { range, figures, severity = ownSeverity, related = [], fixes = [] } = found;
  // The compiler cannot see that `figures` belong to `id`; the rule's declaration held them together.
  return { ruleId: id, severity, range, figures, related, fixes } as unknown as Problem;
}

/** Roles whose configurations carry a consumer's settings. */
export const consuming: readonly Role[] = ['consumer', 'streams', 'client'];
/** Roles whose configurations carry a producer's settings. */
export const producing: readonly Role[] = ['producer', 'streams', 'client'];
