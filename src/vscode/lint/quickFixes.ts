import * as vscode from 'vscode';
import type { Problem, ProblemFix } from '../../model/problem.ts';
import { commands } from '../contributions.ts';
import { positions } from './documents.ts';
import type { FileLinter } from './fileLinter.ts';

/** The light bulb of a problem: its fixes, its page, and a comment that keeps it quiet. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };

  readonly #linter: FileLinter;

  constructor(linter: FileLinter) {
    this.#linter = linter;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const asked = context.diagnostics.filter(({ source }) => source === 'Kafka');
    if (asked.length === 0) return [];
    const { problems, linter } = await this.#linter.problemsOf(document);
    return asked.flatMap(diagnostic => {
      // The diagnostic may be of a text that has been typed over; then its problem is not there any more.
      const problem = problems.find(
        one => one.ruleId === ruleOf(diagnostic) && document.offsetAt(diagnostic.range.start) === one.range.start,
      );
      if (!problem) return [];
      return [
        ...problem.fixes.map((fix, nth) => fixing(fix, linter.fixTitle(fix), nth === 0, diagnostic, document)),
        explaining(problem, diagnostic),
        silencing(problem, diagnostic, document),
      ];
    });
  }
}

const ruleOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

function fixing(
  fix: ProblemFix,
  title: string,
  isBest: boolean,
  diagnostic: vscode.Diagnostic,
  document: vscode.TextDocument,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = isBest && fix.safe;
  action.edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of fix.edits) action.edit.replace(document.uri, new vscode.Range(...positions(document, range)), newText);
  return action;
}

function explaining({ ruleId }: Problem, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t('Why? ({0})', ruleId);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { command: commands.explainRule, title, arguments: [ruleId] };
  return action;
}

function silencing({ ruleId }: Problem, diagnostic: vscode.Diagnostic, document: vscode.TextDocument): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Disable {0} for this line', ruleId), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  action.edit.insert(
    document.uri,
    firstLineOfEntry(document, diagnostic.range.start.line),
    `# kafka-lint-disable-next-line ${ruleId}${eol}`,
  );
  return action;
}

/** A comment between the lines of one entry would become part of its value. */
function firstLineOfEntry(document: vscode.TextDocument, line: number): vscode.Position {
  let first = line;
  while (first > 0 && /(^|[^\\])(\\\\)*\\$/.test(document.lineAt(first - 1).text)) first--;
  return new vscode.Position(first, 0);
}
