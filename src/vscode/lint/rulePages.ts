import * as vscode from 'vscode';
import { loadLinter } from './linter.ts';

/** The rules' pages as read-only documents, out of the bundle that the linter is in. */
export class RulePages implements vscode.TextDocumentContentProvider {
  static readonly scheme = 'kafka-troubleshooter-rule';

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { pages } = await loadLinter();
    const id = uri.path.replace(/^\//, '').replace(/\.md$/, '');
    const page = new Map<string, string>(Object.entries(pages)).get(id);
    return page ?? vscode.l10n.t('There is no rule called {0}.', id);
  }
}

/** Opens the page of a rule, rendered; without an id (from the palette) the person chooses one. */
export async function explainRule(given?: unknown): Promise<void> {
  const id = typeof given === 'string' ? given : await pickRule();
  if (id === undefined) return;
  const uri = vscode.Uri.from({ scheme: RulePages.scheme, path: `/${id}.md` });
  // Somebody may have switched the editor's own Markdown support off; the text itself reads well too.
  const known = await vscode.commands.getCommands(true);
  if (known.includes('markdown.showPreview')) await vscode.commands.executeCommand('markdown.showPreview', uri);
  else await vscode.window.showTextDocument(uri, { preview: true });
}

async function pickRule(): Promise<string | undefined> {
  const { allRules } = await loadLinter();
  const picked = await vscode.window.showQuickPick(
    allRules.map(({ id, title }) => ({ label: title, description: id, id })),
    { title: vscode.l10n.t('Explain a Lint Rule'), matchOnDescription: true },
  );
  return picked?.id;
}
