import * as vscode from 'vscode';
import { Clusters } from './vscode/clusters/clusters.ts';
import { registerCommands } from './vscode/commands.ts';
import { Diagnoses } from './vscode/diagnoses.ts';
import { ClientFiles } from './vscode/lint/clientFiles.ts';
import { createLog } from './vscode/log.ts';
import type { LiveChecks } from './vscode/lint/liveChecks.ts';
import { registerLint } from './vscode/lint/register.ts';
import { restoreDiagnosisPanels } from './vscode/panels/diagnosisPanel.ts';
import { restoreLagPanels } from './vscode/panels/lagPanel.ts';
import { restorePeekPanels } from './vscode/panels/peekPanel.ts';
import { registerRulePages } from './vscode/panels/rulePage.ts';
import { restoreStartPanels } from './vscode/panels/startPanel.ts';
import type { Parts } from './vscode/parts.ts';
import { ClustersTree } from './vscode/tree/clustersTree.ts';
import { Watches } from './vscode/watch/watches.ts';

/** What tests of the extension get from `activate`; nobody else gets anything. */
export interface Insides {
  readonly parts: Parts;
  readonly tree: ClustersTree;
  readonly live: LiveChecks;
}

/** Builds the parts and hands them to each other. Nothing here reads a file, asks a cluster or loads a library. */
export function activate(context: vscode.ExtensionContext): Insides | undefined {
  const log = createLog();
  const clusters = new Clusters(context, log);
  const clientFiles = new ClientFiles(clusters, log);
  const diagnoses = new Diagnoses();
  const watches = new Watches(context, clusters, log);
  const parts: Parts = { context, clusters, log, clientFiles, diagnoses, watches };
  const tree = new ClustersTree(parts);
  context.subscriptions.push(
    log,
    clusters,
    clientFiles,
    diagnoses,
    watches,
    tree,
    restoreLagPanels(parts),
    restoreDiagnosisPanels(parts),
    registerRulePages(),
    restorePeekPanels(parts),
    restoreStartPanels(parts),
    ...registerCommands(parts, tree),
  );
  const live = registerLint(parts);
  return context.extensionMode === vscode.ExtensionMode.Test ? { parts, tree, live } : undefined;
}
