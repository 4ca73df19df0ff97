import * as vscode from 'vscode';
import type { LintResult } from '../../lint/lint.ts';
import type { Problem, ProblemSeverity, RuleId, TextRange } from '../../model/problem.ts';
import { commands } from '../contributions.ts';
import { rangeOf } from './documents.ts';
import type { Checked, TextOf } from './checked.ts';
import type { Linter } from './linter.ts';

/** The codes of diagnostics that no rule has. */
export const unusedSuppression = 'unused-suppression';

/** The diagnostics of an open file. */
export function toDiagnostics(document: vscode.TextDocument, { linter, result, problems, notes, textOf }: Checked): vscode.Diagnostic[] {
  const words = linter.wordsWithout(linter.secretsOf(result.configurations));
  const range = (place: TextRange): vscode.Range => rangeOf(document, place);
  const locate = locations(document.uri, range, textOf, linter);
  return [
    ...problems.map(problem => toDiagnostic(problem, range, locate, words)),
    ...result.unusedSuppressions.map(unused => {
      const diagnostic = plain(
        range(unused.range),
        linter.unusedSuppressionMessage(unused),
        vscode.DiagnosticSeverity.Hint,
        unusedSuppression,
      );
      diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
      return diagnostic;
    }),
    ...notes.map(note => {
      // Nothing was asked: the person may wait for it in vain. A part that is missing is worth knowing and nothing more.
      const severity = note.isWhole ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Hint;
      return plain(range(note.range), note.message, severity, note.code);
    }),
  ];
}

/** The diagnostics of a file that is not open, from its text. */
export function toClosedDiagnostics(
  uri: vscode.Uri,
  { text, result, problems }: { readonly text: string; readonly result: LintResult; readonly problems: readonly Problem[] },
  textOf: TextOf,
  linter: Linter,
): vscode.Diagnostic[] {
  const range = rangesOf(text, linter);
  const words = linter.wordsWithout(linter.secretsOf(result.configurations));
  const locate = locations(uri, range, textOf, linter);
  return problems.map(problem => toDiagnostic(problem, range, locate, words));
}

type Ranges = (place: TextRange) => vscode.Range;

function rangesOf(text: string, { placesOf }: Linter): Ranges {
  const place = placesOf(text);
  const position = (offset: number): vscode.Position => {
    const { line, column } = place(offset);
    return new vscode.Position(line - 1, column - 1);
  };
  return ({ start, end }) => new vscode.Range(position(start), position(end));
}

/** Where a place is, in this file or in another one. Of a text that is not at hand the first line stands for it. */
const locations =
  (uri: vscode.Uri, here: Ranges, textOf: TextOf, linter: Linter) =>
  (place: TextRange): vscode.Location => {
    if (place.fileName === undefined) return new vscode.Location(uri, here(place));
    const text = textOf(place.fileName);
    return new vscode.Location(
      fileUri(uri, place.fileName),
      text === undefined ? new vscode.Position(0, 0) : rangesOf(text, linter)(place),
    );
  };

function toDiagnostic(
  problem: Problem,
  range: Ranges,
  locate: (place: TextRange) => vscode.Location,
  words: ReturnType<Linter['wordsWithout']>,
): vscode.Diagnostic {
  const { ruleId, asked } = problem;
  const said = words.message(problem);
  const told = asked === undefined ? said : vscode.l10n.t('{0} (asked {1} at {2})', said, asked.clusterName, clock(asked.at));
  const diagnostic = plain(range(problem.range), told, severities[problem.severity], ruleId);
  diagnostic.code = { value: ruleId, target: explainUri(ruleId) };
  diagnostic.relatedInformation = problem.related.map(
    related => new vscode.DiagnosticRelatedInformation(locate(related.range), words.related(related)),
  );
  const tag = tags[ruleId];
  if (tag !== undefined) diagnostic.tags = [tag];
  return diagnostic;
}

function plain(range: vscode.Range, message: string, severity: vscode.DiagnosticSeverity, code: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = 'Kafka';
  diagnostic.code = code;
  return diagnostic;
}

/** Files of a rule are named by their whole path or from the root of the workspace. */
export function fileUri(beside: vscode.Uri, fileName: string): vscode.Uri {
  if (fileName.startsWith('/')) return beside.with({ path: fileName });
  const folder = vscode.workspace.getWorkspaceFolder(beside) ?? vscode.workspace.workspaceFolders?.[0];
  return folder ? vscode.Uri.joinPath(folder.uri, fileName) : beside.with({ path: `/${fileName}` });
}

export const clock = (at: number): string => new Date(at).toLocaleTimeString(vscode.env.language, { hour12: false });

const explainUri = (id: RuleId): vscode.Uri =>
  vscode.Uri.parse(`command:${commands.explainRule}?${encodeURIComponent(JSON.stringify([id]))}`);

const severities: Readonly<Record<ProblemSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Struck out, or faded: how the editor shows what nobody reads. */
const tags: Partial<Readonly<Record<RuleId, vscode.DiagnosticTag>>> = {
  'deprecated-key': vscode.DiagnosticTag.Deprecated,
  'removed-key': vscode.DiagnosticTag.Deprecated,
  'legacy-zookeeper-key': vscode.DiagnosticTag.Deprecated,
  'commit-interval-without-auto-commit': vscode.DiagnosticTag.Unnecessary,
  'tls-settings-unused': vscode.DiagnosticTag.Unnecessary,
};
