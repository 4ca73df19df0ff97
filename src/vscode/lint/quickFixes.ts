import * as vscode from 'vscode';
import type { Problem, ProblemFix, TextEdit } from '../../model/problem.ts';
import { commands, settings } from '../contributions.ts';
import { unusedSuppression } from './diagnostics.ts';
import { rangeOf } from './documents.ts';
import type { Checked } from './checked.ts';
import type { FileLinter } from './fileLinter.ts';

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('kafka');

/** The light bulb of a problem: its fixes, its page, and ways to keep it quiet; and all safe fixes of a file at once. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  };

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
    const wantsAll = context.only?.intersects(fixAllKind) === true;
    if (asked.length === 0 && !wantsAll) return [];
    const checked = await this.#linter.checked(document);
    if (!checked) return [];
    const safe = safeFixes(checked.problems);
    const actions = asked.flatMap(diagnostic =>
      ruleOf(diagnostic) === unusedSuppression ? removing(checked, diagnostic, document) : forProblem(checked, diagnostic, document),
    );
    if (wantsAll && safe.length > 0) actions.push(fixingAll(safe, fixAllKind, document));
    // Where one safe fix is offered, all of them are one choice further down.
    else if (safe.length > 1 && actions.some(({ isPreferred }) => isPreferred)) {
      actions.push(fixingAll(safe, vscode.CodeActionKind.QuickFix, document));
    }
    return actions;
  }
}

function forProblem(
  { problems, linter, result }: Checked,
  diagnostic: vscode.Diagnostic,
  document: vscode.TextDocument,
): vscode.CodeAction[] {
  // The diagnostic may be of a text that has been typed over; then its problem is not there any more.
  const problem = problems.find(one => one.ruleId === ruleOf(diagnostic) && document.offsetAt(diagnostic.range.start) === one.range.start);
  if (!problem) return [];
  const entry = linter.entryAt(result.configurations, problem.range.start);
  const comment = (words: string): TextEdit | undefined => entry?.entry.notation.commentAbove(entry.entry, words);
  return [
    ...problem.fixes
      .filter(({ edits }) => edits.every(({ range }) => range.fileName === undefined))
      .map((fix, nth) => fixing(fix, linter.fixTitle(fix), nth === 0, diagnostic, document)),
    explaining(problem, diagnostic),
    ...silencing(problem, diagnostic, document, comment),
  ];
}

const ruleOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

/** The best fix of each problem whose fix cannot make anything worse; of fixes that touch the same characters only the first. */
function safeFixes(problems: readonly Problem[]): readonly ProblemFix[] {
  const taken: { start: number; end: number }[] = [];
  return problems.flatMap(({ fixes }) => {
    const fix = fixes.find(({ safe }) => safe);
    if (!fix) return [];
    const places = fix.edits.map(({ range }) => range);
    const isFree = places.every(
      ({ start, end, fileName }) => fileName === undefined && taken.every(other => end <= other.start || start >= other.end),
    );
    if (!isFree) return [];
    taken.push(...places);
    return [fix];
  });
}

function edit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const change = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) change.replace(document.uri, rangeOf(document, range), newText);
  return change;
}

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
  action.edit = edit(document, fix.edits);
  return action;
}

function fixingAll(fixes: readonly ProblemFix[], kind: vscode.CodeActionKind, document: vscode.TextDocument): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Fix all safe Kafka problems in this file'), kind);
  action.edit = edit(
    document,
    fixes.flatMap(({ edits }) => edits),
  );
  return action;
}

function explaining({ ruleId }: Problem, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const title = vscode.l10n.t('Why? ({0})', ruleId);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { command: commands.explainRule, title, arguments: [ruleId] };
  return action;
}

function silencing(
  { ruleId }: Problem,
  diagnostic: vscode.Diagnostic,
  document: vscode.TextDocument,
  comment: (words: string) => TextEdit | undefined,
): vscode.CodeAction[] {
  const action = (title: string, command: string, ...args: readonly unknown[]): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = [diagnostic];
    made.command = { command, title, arguments: [...args] };
    return made;
  };
  // Some notations have no comments, or no room for one there.
  const canComment = comment(`kafka-lint-disable-next-line ${ruleId}`) !== undefined;
  return [
    ...(canComment
      ? [
          action(
            vscode.l10n.t('Disable {0} for this line, with a reason…', ruleId),
            commands.disableRuleForLine,
            document.uri,
            ruleId,
            document.offsetAt(diagnostic.range.start),
          ),
        ]
      : []),
    action(vscode.l10n.t('Disable {0} in this workspace', ruleId), commands.disableRuleInWorkspace, ruleId),
  ];
}

function removing({ result }: Checked, diagnostic: vscode.Diagnostic, document: vscode.TextDocument): vscode.CodeAction[] {
  const start = document.offsetAt(diagnostic.range.start);
  const unused = result.unusedSuppressions.find(({ range }) => range.start === start);
  if (!unused) return [];
  const line = document.lineAt(diagnostic.range.start.line);
  const stripped = unused.ids.reduce(
    (text, id) => text.replace(new RegExp(`[\\s,]*\\b${id}(?![\\w-])`), ''),
    document.getText(diagnostic.range),
  );
  const isOwnLine = line.text.slice(0, diagnostic.range.start.character).trim() === '';
  const action = new vscode.CodeAction(
    unused.isWhole ? vscode.l10n.t('Remove the comment') : vscode.l10n.t('Remove {0} from the comment', unused.ids.join(', ')),
    vscode.CodeActionKind.QuickFix,
  );
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.edit = new vscode.WorkspaceEdit();
  if (!unused.isWhole) action.edit.replace(document.uri, diagnostic.range, stripped);
  else action.edit.delete(document.uri, isOwnLine ? line.rangeIncludingLineBreak : diagnostic.range);
  return [action];
}

/** Asks for the reason unless it is given, then writes the comment above the entry: who comes after wants to know why. */
export async function disableRuleForLine(
  linter: FileLinter,
  uri: unknown,
  ruleId: unknown,
  offset: unknown,
  given?: unknown,
): Promise<void> {
  if (!(uri instanceof vscode.Uri) || typeof ruleId !== 'string' || typeof offset !== 'number') return;
  const reason = typeof given === 'string' ? given : await askReason(ruleId);
  if (reason === undefined) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const checked = await linter.checked(document);
  const at = checked?.linter.entryAt(checked.result.configurations, offset);
  const why = reason.trim().replaceAll(/\s+/g, ' ');
  const comment = at?.entry.notation.commentAbove(at.entry, `kafka-lint-disable-next-line ${ruleId}${why === '' ? '' : ` -- ${why}`}`);
  if (comment) await vscode.workspace.applyEdit(edit(document, [comment]));
}

const askReason = (ruleId: string): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title: vscode.l10n.t('Disable {0} for this line', ruleId),
    prompt: vscode.l10n.t('Why is it right here? It stands in the comment, for whoever comes after you.'),
    placeHolder: vscode.l10n.t('the broker allows sessions of 2 s'),
  });

/** Into the settings of the workspace, so that the whole team has it. */
export async function disableRuleInWorkspace(ruleId: unknown): Promise<void> {
  if (typeof ruleId !== 'string') return;
  const configuration = vscode.workspace.getConfiguration();
  const given = configuration.inspect<unknown>(settings.lintRules)?.workspaceValue;
  const rules = typeof given === 'object' && given !== null ? given : {};
  await configuration.update(settings.lintRules, { ...rules, [ruleId]: 'off' }, vscode.ConfigurationTarget.Workspace);
}
