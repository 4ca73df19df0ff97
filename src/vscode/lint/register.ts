import * as vscode from 'vscode';
import { commands } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { pickCluster } from '../pick.ts';
import { ClusterStatus } from './clusterStatus.ts';
import { KeyCompletion } from './completion.ts';
import { languages } from './languages.ts';
import { FileLinter } from './fileLinter.ts';
import { KeyHover } from './hover.ts';
import { ClientLenses } from './lenses.ts';
import { LiveChecks } from './liveChecks.ts';
import { disableRuleForLine, disableRuleInWorkspace, QuickFixes } from './quickFixes.ts';
import { explainRule, RulePages } from './rulePages.ts';
import { WorkspaceLinter } from './workspaceLinter.ts';

/**
 * Checks Kafka clients' configuration files while they are open. Only registers: the linter is loaded when the first file is
 * open that speaks of Kafka, and a file is checked only if it turns out to be a Kafka client's.
 */
export function registerLint(parts: Parts): LiveChecks {
  const { context, log, clusters } = parts;
  const diagnostics = vscode.languages.createDiagnosticCollection('kafka-troubleshooter');
  const live = new LiveChecks(clusters, log);
  const workspace = new WorkspaceLinter(log, diagnostics);
  const linter = new FileLinter(log, diagnostics, [live, workspace]);
  const selector = [...languages];
  context.subscriptions.push(
    ...[diagnostics, live, workspace, linter, new ClusterStatus(linter, live)],
    vscode.languages.registerCodeActionsProvider(selector, new QuickFixes(linter), QuickFixes.metadata),
    vscode.languages.registerHoverProvider(selector, new KeyHover(linter)),
    vscode.languages.registerCompletionItemProvider(selector, new KeyCompletion(linter), ...KeyCompletion.triggers),
    vscode.languages.registerCodeLensProvider(selector, new ClientLenses(linter, clusters)),
    vscode.workspace.registerTextDocumentContentProvider(RulePages.scheme, new RulePages()),
    vscode.commands.registerCommand(commands.explainRule, explainRule),
    vscode.commands.registerCommand(commands.lintWorkspace, () => workspace.run()),
    vscode.commands.registerCommand(commands.checkAgainstCluster, (given?: unknown) => checkAgainstCluster(parts, live, given)),
    vscode.commands.registerCommand(commands.disableRuleForLine, (uri?: unknown, ruleId?: unknown, offset?: unknown, reason?: unknown) =>
      disableRuleForLine(linter, uri, ruleId, offset, reason),
    ),
    vscode.commands.registerCommand(commands.disableRuleInWorkspace, disableRuleInWorkspace),
  );
  return live;
}

/** The given file, or the open one, against a cluster that the person chooses. */
async function checkAgainstCluster(parts: Parts, live: LiveChecks, given: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Kafka client’s file first.'));
    return;
  }
  const name = await pickCluster(parts, vscode.l10n.t('Check this file against a cluster'));
  if (name !== undefined) live.pick(uri, name);
}
