import type { Problem, ProblemSeverity, RuleId } from '../model/problem.ts';

/** What a person wants of the rules: some off, some of another severity. */
export interface RuleSettings {
  readonly off: readonly string[];
  /** The problem with the severity that the person gave its rule. */
  apply(problem: Problem): Problem;
}

const severities: readonly string[] = ['hint', 'information', 'warning', 'error'] satisfies readonly ProblemSeverity[];

/** Reads `{ "acks-weak": "off", "auto-commit-risk": "error" }` as it comes from settings or arguments; faults are sentences. */
export function ruleSettings(
  given: unknown,
  rules: readonly { readonly id: RuleId }[],
): { readonly settings: RuleSettings; readonly faults: readonly string[] } {
  const off: string[] = [];
  const changed = new Map<string, ProblemSeverity>();
  const faults: string[] = [];
  const entries = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  for (const [id, value] of entries as readonly (readonly [string, unknown])[]) {
    if (!rules.some(rule => rule.id === id)) faults.push(`There is no rule ${id}.`);
    else if (value === 'off') off.push(id);
    else if (isSeverity(value)) changed.set(id, value);
    else faults.push(`The rule ${id} can be off, hint, information, warning or error.`);
  }
  return {
    settings: {
      off,
      apply(problem) {
        const severity = changed.get(problem.ruleId);
        return severity === undefined ? problem : { ...problem, severity };
      },
    },
    faults,
  };
}

const isSeverity = (value: unknown): value is ProblemSeverity => typeof value === 'string' && severities.includes(value);
