import * as vscode from 'vscode';
import type { Layer, LintResult } from '../../lint/lint.ts';
import type { Checked, MoreProblems } from './checked.ts';
import { toDiagnostics } from './diagnostics.ts';
import { isWorkedOn, nameOf } from './documents.ts';
import { layersOf } from './layers.ts';
import { asWanted, lintChanged, lintSettings } from './lintSettings.ts';
import { loadLinter, type Linter } from './linter.ts';

/** How long a person's hands rest before what they typed is judged. */
const restMs = 150;

interface Read {
  readonly result: LintResult;
  readonly layers: readonly Layer[];
}

/** Keeps the diagnostics of the open files: once for each version of a text, gone when the file is closed. */
export class FileLinter implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #more: readonly MoreProblems[];
  readonly #diagnostics: vscode.DiagnosticCollection;
  readonly #resting = new Map<string, NodeJS.Timeout>();
  readonly #disposables: readonly { dispose(): unknown }[];
  readonly #read = new WeakMap<vscode.TextDocument, { readonly version: number; readonly age: number; readonly read: Promise<Read> }>();
  /** How often a file's diagnostics were asked for: only the newest answer is shown. */
  readonly #asked = new WeakMap<vscode.TextDocument, number>();
  readonly #checkedAnew = new vscode.EventEmitter<void>();
  /** Counts what makes results of the same text another: settings, files below. */
  #age = 0;

  /** An open file was checked anew. */
  readonly onDidCheck = this.#checkedAnew.event;

  constructor(log: vscode.LogOutputChannel, diagnostics: vscode.DiagnosticCollection, more: readonly MoreProblems[]) {
    this.#log = log;
    this.#diagnostics = diagnostics;
    this.#more = more;
    this.#disposables = [
      this.#checkedAnew,
      ...more.map(({ onDidChange }) => onDidChange(uri => this.#checkAll(uri))),
      vscode.workspace.onDidOpenTextDocument(document => this.#check(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document)),
      vscode.workspace.onDidSaveTextDocument(document => this.#saved(document)),
      vscode.workspace.onDidCloseTextDocument(document => this.#forget(document.uri)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (!lintChanged(event)) return;
        this.#age++;
        this.#checkAll();
      }),
    ];
    // Activation only registers: what is open already is read when that is over.
    for (const document of vscode.workspace.textDocuments) this.#checkSoon(document);
  }

  dispose(): void {
    for (const timer of this.#resting.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** The text as it is now, judged; undefined: the linter is off there, or no word of Kafka is in it. */
  async checked(document: vscode.TextDocument): Promise<Checked | undefined> {
    if (!isWorkedOn(document)) return undefined;
    const linter = await loadLinter();
    const wanted = lintSettings(document.uri, linter);
    if (!wanted) return undefined;
    const { result, layers } = await this.#readOf(document, linter);
    const more = this.#more.map(source => source.of(document, result, linter));
    const settled = new Set(more.flatMap(one => one.settled));
    const added = more.flatMap(({ problems }) => problems).filter(problem => !result.quiets(problem));
    const problems = [...result.problems.filter(({ ruleId }) => !settled.has(ruleId)), ...added];
    return {
      ...{ linter, result, problems: asWanted(wanted, problems), notes: more.flatMap(({ notes }) => notes) },
      textOf: fileName =>
        layers.find(layer => layer.fileName === fileName)?.text ??
        more.map(({ textOf }) => textOf?.(fileName)).find(text => text !== undefined),
    };
  }

  /** Each version of a text is judged once, whoever asks: diagnostics, hover, lenses, completion. */
  #readOf(document: vscode.TextDocument, linter: Linter): Promise<Read> {
    const known = this.#read.get(document);
    if (known?.version === document.version && known.age === this.#age) return known.read;
    const read = this.#lint(document, linter);
    this.#read.set(document, { version: document.version, age: this.#age, read });
    return read;
  }

  async #lint(document: vscode.TextDocument, linter: Linter): Promise<Read> {
    const text = document.getText();
    const wanted = lintSettings(document.uri, linter);
    const layers = await layersOf(document.uri, linter);
    const result = await linter.lint(text, {
      ...{ fileName: nameOf(document), layers },
      ...(wanted && { disabledRules: wanted.rules.off }),
      ...(wanted?.client && { client: wanted.client }),
    });
    for (const { ruleId, error } of result.broken) this.#log.error(`The lint rule ${ruleId} broke: ${stackOf(error)}`);
    return { result, layers };
  }

  #checkAll(uri?: vscode.Uri): void {
    for (const document of vscode.workspace.textDocuments) {
      if (uri === undefined || document.uri.toString() === uri.toString()) this.#check(document);
    }
  }

  /** A file that others are laid over was saved: they read it from the disk. */
  #saved(document: vscode.TextDocument): void {
    if (!isWorkedOn(document)) return;
    this.#age++;
    this.#checkAll();
  }

  #checkSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#resting.get(key));
    this.#resting.set(
      key,
      setTimeout(() => this.#check(document), restMs),
    );
  }

  #check(document: vscode.TextDocument): void {
    this.#rest(document.uri);
    void this.#show(document).catch((error: unknown) => {
      this.#log.error(`${document.uri.path} could not be checked: ${stackOf(error)}`);
    });
  }

  async #show(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const nth = (this.#asked.get(document) ?? 0) + 1;
    this.#asked.set(document, nth);
    const checked = await this.checked(document);
    // Typed on, closed or asked for again with other settings meanwhile: there is or will be a newer answer.
    if (document.version !== version || this.#asked.get(document) !== nth || document.isClosed) return;
    if (checked === undefined) this.#diagnostics.delete(document.uri);
    else this.#diagnostics.set(document.uri, toDiagnostics(document, checked));
    this.#checkedAnew.fire();
  }

  #forget(uri: vscode.Uri): void {
    this.#rest(uri);
    this.#diagnostics.delete(uri);
  }

  #rest(uri: vscode.Uri): void {
    clearTimeout(this.#resting.get(uri.toString()));
    this.#resting.delete(uri.toString());
  }
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
