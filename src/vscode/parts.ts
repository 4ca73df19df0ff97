import type * as vscode from 'vscode';
import type { Clusters } from './clusters/clusters.ts';
import type { Diagnoses } from './diagnoses.ts';
import type { ClientFiles } from './lint/clientFiles.ts';
import type { Watches } from './watch/watches.ts';

/** What the editor's side is made of; built once in src/extension.ts and handed to whoever needs it. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly clusters: Clusters;
  readonly log: vscode.LogOutputChannel;
  /** The workspace's files by the group that they name. */
  readonly clientFiles: ClientFiles;
  /** What was diagnosed in this session. */
  readonly diagnoses: Diagnoses;
  /** Groups that are checked in the background. */
  readonly watches: Watches;
}
