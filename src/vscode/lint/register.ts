import * as vscode from 'vscode';
import { languages } from './documents.ts';
import { FileLinter } from './fileLinter.ts';
import { QuickFixes } from './quickFixes.ts';
import { explainRule, RulePages } from './rulePages.ts';
import { commands } from '../contributions.ts';

/**
 * Checks Kafka clients' configuration files while they are open. Only registers: the linter is loaded when the first file of
 * one of its languages is open, and a file is checked only if it turns out to be a Kafka client's.
 */
export function registerLint(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): void {
  const linter = new FileLinter(log);
  context.subscriptions.push(
    linter,
    vscode.languages.registerCodeActionsProvider(languages, new QuickFixes(linter), QuickFixes.metadata),
    vscode.workspace.registerTextDocumentContentProvider(RulePages.scheme, new RulePages()),
    vscode.commands.registerCommand(commands.explainRule, explainRule),
  );
}
