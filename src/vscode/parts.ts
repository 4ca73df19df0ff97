import type * as vscode from 'vscode';
import type { Clusters } from './clusters/clusters.ts';

/** What the editor's side is made of; built once in src/extension.ts and handed to whoever needs it. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly clusters: Clusters;
  readonly log: vscode.LogOutputChannel;
}
