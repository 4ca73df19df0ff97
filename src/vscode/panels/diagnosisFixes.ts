/** What the buttons of a diagnosis do. Other panels are opened by their commands: they open this one the same way, and neither imports the other. */
import * as vscode from 'vscode';
import type { Fix } from '../../model/finding.ts';
import { commands } from '../contributions.ts';
import { uriOfClientFile } from '../lint/clientFiles.ts';
import type { Parts } from '../parts.ts';
import { showComparison } from './peekPanel.ts';

interface GroupOfCluster {
  readonly clusterName: string;
  readonly groupId: string;
}

export function applyFix(parts: Parts, { clusterName, groupId }: GroupOfCluster, fix: Fix): void {
  switch (fix.kind) {
    case 'peek': {
      const { topic, partition, offset } = fix;
      const start = fix.groupId === undefined ? { kind: 'offset' as const, offset } : { kind: 'committed' as const, groupId: fix.groupId };
      const request = { topic, partitions: [partition], start };
      showComparison(parts, clusterName, request);
      break;
    }
    case 'show-lag':
      showLag({ clusterName, groupId }, fix);
      break;
    case 'diagnose-group':
      void vscode.commands.executeCommand(commands.diagnoseGroup, { clusterName, groupId: fix.groupId });
      break;
    case 'explain-start':
      void vscode.commands.executeCommand(commands.explainStart, { clusterName, groupId: fix.groupId });
      break;
    case 'open-file':
      void openFile(fix);
      break;
    case 'copy-command':
      // The page has its line and asks for the clipboard.
      break;
  }
}

export function showLag(subject: GroupOfCluster, { topic, partition }: { readonly topic?: string; readonly partition?: number }): void {
  void vscode.commands.executeCommand(commands.showLag, { ...subject, topic, partition });
}

/** At the setting, beside nothing: it may have moved since the file was read. */
async function openFile({ file, line, key }: Extract<Fix, { readonly kind: 'open-file' }>): Promise<void> {
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uriOfClientFile(file));
  } catch {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be opened. It was moved or deleted since it was read.', file));
    return;
  }
  const place = key === null ? Math.min(line, document.lineCount - 1) : lineOf(document, line, key);
  const selection = document.lineAt(place).range;
  await vscode.window.showTextDocument(document, { selection, preview: false });
}

function lineOf(document: vscode.TextDocument, line: number, key: string): number {
  const last = document.lineCount - 1;
  if (line <= last && document.lineAt(line).text.includes(key)) return line;
  for (let at = 0; at <= last; at++) if (document.lineAt(at).text.trimStart().startsWith(key)) return at;
  // Where a framework spells it its own way, only the line is known.
  return Math.min(line, last);
}
