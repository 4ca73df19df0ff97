/** Where the lag panel's exports go: a file that the person chooses. */
import * as vscode from 'vscode';
import type { ExportFormat, LagSubject } from '../../webviewProtocol/lag.ts';

const endings: Readonly<Record<ExportFormat | 'png', string>> = {
  csv: 'csv',
  table: 'txt',
  prometheus: 'prom',
  'alert-rule': 'rules.yml',
  markdown: 'md',
  png: 'png',
};

/** "lag-payment-service.csv"; what no file system takes becomes a hyphen. */
export function fileNameFor(format: ExportFormat | 'png', { clusterName, groupId, topic }: LagSubject): string {
  return `lag-${(groupId ?? topic ?? clusterName).replaceAll(/[^\w.-]+/g, '-')}.${endings[format]}`;
}

/** Asks where, beside the workspace's files, and writes; resolves with the file's name, or null where the person gave up. */
export async function saveAs(name: string, bytes: Uint8Array): Promise<string | null> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {});
  if (!chosen) return null;
  await vscode.workspace.fs.writeFile(chosen, bytes);
  return chosen.path.split('/').at(-1) ?? name;
}
