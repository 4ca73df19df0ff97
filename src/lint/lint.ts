import type { Problem, RuleId } from '../model/problem.ts';
import type { ConfigText } from './configText.ts';
import type { ClientConfiguration } from './configuration.ts';
import type { Declared } from './directives.ts';
import { factsOf } from './facts/facts.ts';
import { inFile, inThisFile, withoutRepeats } from './layers.ts';
import { withEmbedded } from './readers/embedded.ts';
import { read } from './readers/read.ts';
import { recognise } from './recognise.ts';
import type { Rule } from './defineRule.ts';
import type { FileRule } from './fileRule.ts';
import { fileRules } from './rules/fileRules.ts';
import { rules } from './rules/index.ts';
import { suppressionsOf, type UnusedSuppression } from './suppressions.ts';

export interface LintOptions {
  /** Path or name of the file; it only decides where the content leaves two readings. */
  readonly fileName?: string;
  /** Rules that the person has switched off. Ids that do not exist are ignored. */
  readonly disabledRules?: readonly string[];
  /** What a setting says of the file, where the file's own first lines say nothing. */
  readonly client?: Declared;
  /** The files that this one is laid over (common settings, or application.yml under application-prod.yml), the lowest first. */
  readonly layers?: readonly Layer[];
}

export interface Layer {
  readonly text: string;
  /** Stands in `range.fileName` of what is said of this file. */
  readonly fileName: string;
}

export interface LintResult {
  /** The Kafka clients that the text configures; empty: it is nobody's client file, and nothing is said of it. */
  readonly configurations: readonly ClientConfiguration[];
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Rules that threw: a fault of ours, which costs that rule alone. */
  readonly broken: readonly { readonly ruleId: RuleId; readonly error: unknown }[];
  /** Comments that keep nothing quiet. */
  readonly unusedSuppressions: readonly UnusedSuppression[];
  /** Whether a comment of the text keeps a problem quiet that was found otherwise: by asking a cluster, beside other files. */
  quiets(problem: Problem): boolean;
}

/** Finds the mistakes in a client's configuration file. The same text gives the same problems; only a heavy reader is loaded when it is first needed. */
export async function lint(text: string, options: LintOptions = {}): Promise<LintResult> {
  const below = await Promise.all((options.layers ?? []).map(async layer => ({ layer, text: await read(layer.text, layer.fileName) })));
  return lintWith(rules, await read(text, options.fileName ?? ''), options, below, fileRules);
}

/** The same with rules and reader of one's own choice: how a single rule is tested. */
export function lintWith(
  rules: readonly Rule[],
  text: ConfigText,
  options: LintOptions = {},
  below: readonly { readonly layer: Layer; readonly text: ConfigText }[] = [],
  fileRules: readonly FileRule[] = [],
): LintResult {
  let under: readonly ClientConfiguration[] = [];
  for (const { layer, text } of below)
    under = recognise(inFile(text, layer.fileName), { fileName: layer.fileName, client: options.client, below: under });
  const configurations = recognise(text, { fileName: options.fileName, client: options.client, below: under });
  const problems: Problem[] = [];
  const broken: { ruleId: RuleId; error: unknown }[] = [];
  const off = new Set(options.disabledRules);
  for (const rule of rules) {
    if (off.has(rule.id)) continue;
    try {
      for (const config of configurations) problems.push(...rule.problems(config, factsOf(config.library)));
    } catch (error) {
      broken.push({ ruleId: rule.id, error });
    }
  }
  for (const rule of fileRules) {
    if (off.has(rule.id)) continue;
    try {
      problems.push(...rule.problems(text));
    } catch (error) {
      broken.push({ ruleId: rule.id, error });
    }
  }
  const suppressions = suppressionsOf(withEmbedded(text));
  const told = withoutRepeats(inThisFile(problems, under)).filter(problem => !suppressions.quiets(problem));
  const ran = new Set(configurations.length === 0 ? [] : rules.map(({ id }) => id).filter(id => !off.has(id)));
  return {
    configurations,
    problems: told.sort(byPlace),
    broken,
    unusedSuppressions: suppressions.unused(ran),
    quiets: problem => suppressions.quiets(problem),
  };
}

const byPlace = (a: Problem, b: Problem): number =>
  a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1);
