import * as vscode from 'vscode';
import type { LintResult } from '../../lint/lint.ts';
import type { Problem } from '../../model/problem.ts';
import { toClosedDiagnostics } from './diagnostics.ts';
import type { More, MoreProblems } from './checked.ts';
import { lintChanged } from './lintSettings.ts';
import { loadLinter, type Linter } from './linter.ts';
import { candidateFiles, readClient, readClients, watchedFiles, type ReadFile } from './workspaceFiles.ts';

/**
 * The problems of files that are not open, once a person asked for the whole workspace. From then on they are kept right:
 * a file that changes on the disk is read anew, one that is gone takes its problems along, and an open one is its editor's.
 * What takes several files to see is told in open files too.
 */
export class WorkspaceLinter implements MoreProblems, vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #diagnostics: vscode.DiagnosticCollection;
  readonly #changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  readonly #files = new Map<string, ReadFile>();
  readonly #subscriptions: { dispose(): unknown }[];
  #watched = false;

  readonly onDidChange = this.#changed.event;

  constructor(log: vscode.LogOutputChannel, diagnostics: vscode.DiagnosticCollection) {
    this.#log = log;
    this.#diagnostics = diagnostics;
    this.#subscriptions = [this.#changed];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** With progress and a way to stop; what was found till then stays. Says in a sentence what there is. */
  async run(): Promise<void> {
    const t = vscode.l10n.t;
    const linter = await loadLinter();
    const outcome = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: t('Checking Kafka clients’ files'), cancellable: true },
      async (progress, cancel) => {
        const uris = await candidateFiles(linter, cancel);
        let told = 0;
        const files = await readClients(uris, linter, cancel, done => {
          progress.report({ message: t('{0} of {1}', done, uris.length), increment: ((done - told) / uris.length) * 100 });
          told = done;
        });
        return { uris, files, isWhole: !cancel.isCancellationRequested };
      },
    );
    if (outcome.isWhole) for (const file of this.#files.values()) this.#diagnostics.delete(file.uri);
    if (outcome.isWhole) this.#files.clear();
    for (const file of outcome.files) this.#files.set(file.uri.toString(), file);
    this.#watch();
    this.#showAll(linter);
    this.#changed.fire(undefined);
    const summary = linter.workspaceSummary({
      looked: outcome.uris.length,
      clients: outcome.files.length,
      problems: outcome.files.flatMap(file => [...file.problems, ...this.#besides(file, linter)]),
      stopped: !outcome.isWhole,
    });
    const show = t('Show Problems');
    void vscode.window.showInformationMessage(summary, show).then(chosen => {
      if (chosen === show) void vscode.commands.executeCommand('workbench.actions.view.problems');
    });
  }

  of({ uri }: vscode.TextDocument, result: LintResult, linter: Linter): More {
    if (this.#files.size === 0) return { problems: [], settled: [], notes: [] };
    const problems = linter.judgeWorkspace(linter.workspaceRules, clientsOf(uri, result), this.#all()).problems;
    return { problems, settled: [], notes: [], textOf: fileName => this.#textOf(fileName) };
  }

  #all() {
    return [...this.#files.values()].map(({ uri, result }) => clientsOf(uri, result));
  }

  #textOf = (fileName: string): string | undefined =>
    [...this.#files.values()].find(({ uri }) => clientsOf(uri, undefined).fileName === fileName)?.text;

  /** What it takes the other files to see. */
  #besides({ uri, result }: ReadFile, linter: Linter): readonly Problem[] {
    const { problems } = linter.judgeWorkspace(linter.workspaceRules, clientsOf(uri, result), this.#all());
    return problems.filter(problem => !result.quiets(problem));
  }

  #showAll(linter: Linter): void {
    for (const file of this.#files.values()) this.#show(file, linter);
  }

  /** An open file's problems are those of the text in its editor. */
  #show(file: ReadFile, linter: Linter): void {
    if (isOpen(file.uri)) return;
    const problems = [...file.problems, ...this.#besides(file, linter)];
    this.#diagnostics.set(file.uri, toClosedDiagnostics(file.uri, { ...file, problems }, this.#textOf, linter));
  }

  #watch(): void {
    if (this.#watched) return;
    this.#watched = true;
    const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles);
    const readAnew = (uri: vscode.Uri): void =>
      void this.#readAnew(uri).catch((error: unknown) => this.#log.error(`${uri.path} could not be checked: ${String(error)}`));
    this.#subscriptions.push(
      watcher,
      watcher.onDidChange(readAnew),
      // A new file is not searched for by itself, only one that came back.
      watcher.onDidCreate(uri => this.#gone.has(uri.toString()) && readAnew(uri)),
      watcher.onDidDelete(uri => this.#forget(uri)),
      // The editor's own deletions are told where the disk is not watched, too.
      vscode.workspace.onDidDeleteFiles(({ files }) => this.#forgetBelow(files)),
      vscode.workspace.onDidRenameFiles(({ files }) => this.#forgetBelow(files.map(({ oldUri }) => oldUri))),
      // Its editor showed the text that was typed; now the one on the disk counts again.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#files.has(uri.toString()) && readAnew(uri)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (lintChanged(event)) for (const { uri } of [...this.#files.values()]) readAnew(uri);
      }),
    );
  }

  readonly #gone = new Set<string>();

  async #readAnew(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (!this.#files.has(key) && !this.#gone.has(key)) return;
    const linter = await loadLinter();
    const file = await readClient(uri, linter);
    if (!file) {
      this.#forget(uri);
      return;
    }
    this.#gone.delete(key);
    this.#files.set(key, file);
    this.#showAll(linter);
    this.#changed.fire(undefined);
  }

  #forgetBelow(gone: readonly vscode.Uri[]): void {
    for (const { uri } of [...this.#files.values()]) {
      if (gone.some(({ path }) => uri.path === path || uri.path.startsWith(`${path}/`))) this.#forget(uri);
    }
  }

  #forget(uri: vscode.Uri): void {
    if (!this.#files.delete(uri.toString())) return;
    this.#gone.add(uri.toString());
    if (!isOpen(uri)) this.#diagnostics.delete(uri);
    this.#changed.fire(undefined);
  }
}

const isOpen = (uri: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some(document => !document.isClosed && document.uri.toString() === uri.toString());

const clientsOf = (uri: vscode.Uri, result: LintResult | undefined) => ({
  fileName: vscode.workspace.asRelativePath(uri, (vscode.workspace.workspaceFolders?.length ?? 0) > 1),
  configurations: result?.configurations ?? [],
});
