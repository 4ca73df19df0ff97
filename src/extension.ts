import type * as vscode from 'vscode';
import { Clusters } from './vscode/clusters/clusters.ts';
import { createLog } from './vscode/log.ts';

/** Builds the parts and hands them to each other. Nothing here reads a file, asks a cluster or loads a library. */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const clusters = new Clusters(context, log);
  context.subscriptions.push(log, clusters);
}
