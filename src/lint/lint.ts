import type { Problem, RuleId } from '../model/problem.ts';
import type { ConfigText } from './configText.ts';
import type { ClientConfiguration } from './configuration.ts';
import { readSuppressions } from './directives.ts';
import { javaFacts } from './facts/facts.ts';
import { readProperties } from './readers/properties.ts';
import { recognise } from './recognise.ts';
import type { Rule } from './defineRule.ts';
import { rules } from './rules/index.ts';

export interface LintOptions {
  /** Path or name of the file; it only decides where the content leaves two readings. */
  readonly fileName?: string;
  /** Rules that the person has switched off. Ids that do not exist are ignored. */
  readonly disabledRules?: readonly string[];
}

export interface LintResult {
  /** The Kafka clients that the text configures; empty: it is nobody's client file, and nothing is said of it. */
  readonly configurations: readonly ClientConfiguration[];
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Rules that threw: a fault of ours, which costs that rule alone. */
  readonly broken: readonly { readonly ruleId: RuleId; readonly error: unknown }[];
}

/** Finds the mistakes in a client's configuration file. Pure: the same text gives the same problems. */
export function lint(text: string, options: LintOptions = {}): LintResult {
  return lintWith(rules, readProperties(text), options);
}

/** The same with rules and reader of one's own choice: how a single rule is tested. */
export function lintWith(rules: readonly Rule[], text: ConfigText, options: LintOptions = {}): LintResult {
  const configurations = recognise(text, options.fileName ?? '', javaFacts);
  const problems: Problem[] = [];
  const broken: { ruleId: RuleId; error: unknown }[] = [];
  const off = new Set(options.disabledRules);
  for (const rule of rules) {
    if (off.has(rule.id)) continue;
    try {
      for (const config of configurations) problems.push(...rule.problems(config, javaFacts));
    } catch (error) {
      broken.push({ ruleId: rule.id, error });
    }
  }
  return { configurations, problems: unsuppressed(withoutRepeats(problems), text).sort(byPlace), broken };
}

/** A setting that a nested client inherits is seen once by each of them. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ ruleId, range }) => {
    const place = `${ruleId} ${range.start} ${range.end}`;
    return !seen.has(place) && seen.add(place);
  });
}

function unsuppressed(problems: Problem[], text: ConfigText): Problem[] {
  const suppressed = readSuppressions(text.comments);
  if (suppressed.size === 0) return problems;
  return problems.filter(({ ruleId, range }) => {
    const entry = text.entries.find(({ lines }) => range.start >= lines.start && range.start < Math.max(lines.end, lines.start + 1));
    const off = entry && suppressed.get(entry.line);
    return off === undefined || (off !== 'all' && !off.has(ruleId));
  });
}

const byPlace = (a: Problem, b: Problem): number =>
  a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1);
