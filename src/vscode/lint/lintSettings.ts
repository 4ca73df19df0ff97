import * as vscode from 'vscode';
import type { Declared } from '../../lint/directives.ts';
import type { RuleSettings } from '../../lint/ruleSettings.ts';
import type { Problem } from '../../model/problem.ts';
import { settings } from '../contributions.ts';
import type { Linter } from './linter.ts';

/** What settings say of one file. */
export interface LintSettings {
  readonly rules: RuleSettings;
  readonly client: Declared | undefined;
}

/** Undefined: the linter is off there. What cannot be used of settings is passed over: the editor underlines it in settings.json. */
export function lintSettings(uri: vscode.Uri, linter: Linter): LintSettings | undefined {
  const configuration = vscode.workspace.getConfiguration(undefined, uri);
  if (!configuration.get<boolean>(settings.lintEnabled, true)) return undefined;
  const { settings: rules } = linter.ruleSettings(configuration.get<unknown>(settings.lintRules), linter.allRules);
  return { rules, client: clientOf(uri, configuration.get<unknown>(settings.lintClient), linter) };
}

/** What concerns the linter changed. */
export const lintChanged = (event: vscode.ConfigurationChangeEvent): boolean =>
  [settings.lintEnabled, settings.lintRules, settings.lintClient, settings.lintCodeLens, settings.lintAskClusters].some(name =>
    event.affectsConfiguration(name),
  );

/** Problems as the person wants them: without rules that are off, with the severities that were chosen. */
export const asWanted = ({ rules }: LintSettings, problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ ruleId }) => !rules.off.includes(ruleId)).map(problem => rules.apply(problem));

/** `{ "config/*.json": "consumer librdkafka" }`: the last pattern that matches says it. */
function clientOf(uri: vscode.Uri, given: unknown, linter: Linter): Declared | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const path = vscode.workspace.asRelativePath(uri, false);
  const words = Object.entries(given).findLast(
    ([pattern, value]) => typeof value === 'string' && linter.matchesPath(pattern, path),
  )?.[1] as string | undefined;
  return words === undefined ? undefined : linter.readDeclaredWords(words);
}
