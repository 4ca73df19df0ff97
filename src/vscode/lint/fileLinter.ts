import * as vscode from 'vscode';
import type { Problem, ProblemSeverity, RuleId, TextRange } from '../../model/problem.ts';
import { commands, settings } from '../contributions.ts';
import type * as onFirstConfigFile from '../onFirstConfigFile.ts';
import { isWorkedOn, positions } from './documents.ts';

type Linter = typeof onFirstConfigFile;

/** How long a person's hands rest before what they typed is judged. */
const restMs = 150;

/** Keeps the diagnostics of the open files: once for each version of a text, gone when the file is closed. */
export class FileLinter implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('kafka-troubleshooter');
  readonly #resting = new Map<string, NodeJS.Timeout>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #loading: Promise<Linter> | undefined;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#disposables = [
      this.#diagnostics,
      vscode.workspace.onDidOpenTextDocument(document => this.#check(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.#forget(document.uri)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(settings.lintEnabled) || event.affectsConfiguration(settings.lintDisabledRules)) this.#checkAll();
      }),
    ];
    // Activation only registers: what is open already is read when that is over.
    for (const document of vscode.workspace.textDocuments) this.#checkSoon(document);
  }

  dispose(): void {
    for (const timer of this.#resting.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** The problems of the text as it is now, and the words for them. */
  async problemsOf(document: vscode.TextDocument): Promise<{ readonly problems: readonly Problem[]; readonly linter: Linter }> {
    const linter = await this.#load();
    const settingsOf = vscode.workspace.getConfiguration(undefined, document);
    if (!isWorkedOn(document) || !settingsOf.get<boolean>(settings.lintEnabled, true)) return { problems: [], linter };
    const { problems, broken } = await linter.lint(document.getText(), {
      fileName: document.uri.path,
      disabledRules: ruleNames(settingsOf.get<unknown>(settings.lintDisabledRules)),
    });
    for (const { ruleId, error } of broken) {
      this.#log.error(`The lint rule ${ruleId} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    return { problems, linter };
  }

  #checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#check(document);
  }

  #checkSoon(document: vscode.TextDocument): void {
    if (!isWorkedOn(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#resting.get(key));
    this.#resting.set(
      key,
      setTimeout(() => this.#check(document), restMs),
    );
  }

  #check(document: vscode.TextDocument): void {
    this.#rest(document.uri);
    if (!isWorkedOn(document)) return;
    void this.#show(document).catch((error: unknown) => {
      this.#log.error(
        `${document.uri.path} could not be checked: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
  }

  async #show(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const { problems, linter } = await this.problemsOf(document);
    // Typed on, closed or turned into another language while the linter was loaded: there is or will be a newer answer.
    if (document.version !== version || document.isClosed || !isWorkedOn(document)) return;
    this.#diagnostics.set(
      document.uri,
      problems.map(problem => toDiagnostic(problem, document, linter)),
    );
  }

  #forget(uri: vscode.Uri): void {
    this.#rest(uri);
    this.#diagnostics.delete(uri);
  }

  #rest(uri: vscode.Uri): void {
    clearTimeout(this.#resting.get(uri.toString()));
    this.#resting.delete(uri.toString());
  }

  #load(): Promise<Linter> {
    return (this.#loading ??= import('../onFirstConfigFile.ts'));
  }
}

/** What stands in settings.json may be anything. */
const ruleNames = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(name => typeof name === 'string') : []);

function toDiagnostic(problem: Problem, document: vscode.TextDocument, { problemMessage, relatedMessage }: Linter): vscode.Diagnostic {
  const range = (place: TextRange): vscode.Range => new vscode.Range(...positions(document, place));
  const diagnostic = new vscode.Diagnostic(range(problem.range), problemMessage(problem), severities[problem.severity]);
  diagnostic.source = 'Kafka';
  diagnostic.code = { value: problem.ruleId, target: explainUri(problem.ruleId) };
  diagnostic.relatedInformation = problem.related.map(
    related => new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, range(related.range)), relatedMessage(related)),
  );
  const tag = tags[problem.ruleId];
  if (tag !== undefined) diagnostic.tags = [tag];
  return diagnostic;
}

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
