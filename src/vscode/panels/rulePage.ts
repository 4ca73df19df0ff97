/** The pages behind "Why? When is this wrong?" of a diagnosis: read-only documents out of the connection's bundle. */
import * as vscode from 'vscode';
import { loadKafka } from '../clusters/clusters.ts';

const scheme = 'kafka-troubleshooter-cause';

export const registerRulePages = (): vscode.Disposable =>
  vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri) {
      const { diagnosisPages } = await loadKafka();
      const id = uri.path.replace(/^\//, '').replace(/\.md$/, '');
      return new Map<string, string>(Object.entries(diagnosisPages)).get(id) ?? vscode.l10n.t('There is no cause called {0}.', id);
    },
  });

/** Opens the cause's page beside the panel, rendered; where the editor's Markdown support is off, as text. */
export async function showRulePage(ruleId: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme, path: `/${ruleId}.md` });
  const known = await vscode.commands.getCommands(true);
  if (known.includes('markdown.showPreviewToSide')) await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  else await vscode.window.showTextDocument(uri, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}
