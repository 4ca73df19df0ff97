import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import { mayConfigureAClient } from '../../lint/candidates.ts';
import type { ClientConfiguration } from '../../lint/configuration.ts';
import type { ClientFile } from '../../model/clientFile.ts';
import { notRecorded, type Part } from '../../model/snapshot.ts';
import type { Clusters } from '../clusters/clusters.ts';
import { serversOf } from './serversOf.ts';
import { isWorkedOn, nameOf } from './documents.ts';
import { layersOf } from './layers.ts';
import { loadLinter, type Linter } from './linter.ts';
import { lintSettings } from './lintSettings.ts';
import { candidateFiles, readText, watchedFiles } from './workspaceFiles.ts';

/** So much of a diagnosis' window reading may take; what it has not come to is read at the next. */
const longestSearchMs = 5_000;
/** How long others wait for a turn: half a frame. */
const sliceMs = 8;

interface Client {
  readonly file: ClientFile;
  /** As the file names them; empty: it does not. */
  readonly servers: readonly string[];
}

/**
 * The clients of the workspace's files by their group: what a diagnosis joins with what the cluster says. Nothing is read
 * before the first diagnosis, and nothing in a workspace that is not trusted. An open file is its editor's text.
 */
export class ClientFiles implements vscode.Disposable {
  readonly #clusters: Clusters;
  readonly #log: vscode.LogOutputChannel;
  /** What was read from the disk, by Uri, until it changes there. */
  readonly #read = new Map<string, readonly Client[]>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #candidates: Promise<readonly vscode.Uri[]> | undefined;

  constructor(clusters: Clusters, log: vscode.LogOutputChannel) {
    this.#clusters = clusters;
    this.#log = log;
  }

  /** Files that name this group, but for those that name the servers of another cluster. Never rejects. */
  async of(groupId: string, clusterName: string): Promise<Part<ClientFile>> {
    if (!vscode.workspace.isTrusted) return notRecorded('clientFiles');
    try {
      const linter = await loadLinter();
      const { clients, isWhole } = await this.#all(linter);
      const items = clients.filter(({ file, servers }) => file.groupId === groupId && this.#mayBeOf(clusterName, servers));
      return { items: items.map(({ file }) => file), missing: isWhole ? [] : notRecorded('clientFiles').missing };
    } catch (thrown) {
      this.#log.error(`The workspace’s files could not be searched for the group ${groupId}: ${String(thrown)}`);
      return notRecorded('clientFiles');
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #mayBeOf(clusterName: string, servers: readonly string[]): boolean {
    const known = this.#clusters.definitions.filter(({ bootstrapServers }) =>
      bootstrapServers.some(server => servers.includes(server.toLowerCase())),
    );
    return known.length === 0 || known.some(({ name }) => name === clusterName);
  }

  async #all(linter: Linter): Promise<{ readonly clients: readonly Client[]; readonly isWhole: boolean }> {
    const open = new Map<string, readonly Client[]>();
    for (const document of vscode.workspace.textDocuments) {
      if (document.isClosed || document.uri.scheme === 'untitled' || !isWorkedOn(document)) continue;
      open.set(document.uri.toString(), await clientsIn(document.getText(), document.uri, nameOf(document), linter));
    }
    const clients = [...open.values()].flat();
    const candidates = await this.#candidateFiles(linter);
    const until = performance.now() + longestSearchMs;
    let since = performance.now();
    for (const uri of candidates) {
      const key = uri.toString();
      if (open.has(key)) continue;
      let read = this.#read.get(key);
      if (!read) {
        if (performance.now() > until) return { clients, isWhole: false };
        const text = await readText(uri);
        read = text !== undefined && mayConfigureAClient(text) ? await clientsIn(text, uri, uri.path, linter) : [];
        this.#read.set(key, read);
      }
      clients.push(...read);
      if (performance.now() - since < sliceMs) continue;
      await nextTurn();
      since = performance.now();
    }
    return { clients, isWhole: true };
  }

  /** Searched once, and anew when a file has come or gone. */
  #candidateFiles(linter: Linter): Promise<readonly vscode.Uri[]> {
    this.#watch();
    this.#candidates ??= candidateFiles(linter, new vscode.CancellationTokenSource().token).catch((thrown: unknown) => {
      this.#candidates = undefined;
      throw thrown;
    });
    return this.#candidates;
  }

  #watch(): void {
    if (this.#subscriptions.length > 0) return;
    const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles);
    const forget = (uri: vscode.Uri): void => {
      this.#read.delete(uri.toString());
      // What is laid over it is told with it.
      for (const key of [...this.#read.keys()]) if (folderOf(key) === folderOf(uri.toString())) this.#read.delete(key);
    };
    const searchAnew = (uri: vscode.Uri): void => {
      forget(uri);
      this.#candidates = undefined;
    };
    this.#subscriptions.push(
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(searchAnew),
      watcher.onDidDelete(searchAnew),
      // Saved here, where the disk is not watched.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => forget(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#read.clear();
        this.#candidates = undefined;
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('kafkaTroubleshooter.lint') || event.affectsConfiguration('files.exclude')) {
          this.#read.clear();
          this.#candidates = undefined;
        }
      }),
    );
  }
}

/** The file that a diagnosis names, as the workspace knows it. */
export function uriOfClientFile(file: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file)) return vscode.Uri.file(file);
  const named = folders.find(({ name }) => file.startsWith(`${name}/`));
  if (folders.length > 1 && named) return vscode.Uri.joinPath(named.uri, file.slice(named.name.length + 1));
  const [folder] = folders;
  return folder ? vscode.Uri.joinPath(folder.uri, file) : vscode.Uri.file(file);
}

/** Read, not judged: no rule runs. */
async function clientsIn(text: string, uri: vscode.Uri, fileName: string, linter: Linter): Promise<readonly Client[]> {
  const wanted = lintSettings(uri, linter);
  const { configurations } = await linter.lint(text, {
    ...{ fileName, layers: await layersOf(uri, linter), disabledRules: linter.allRules.map(({ id }) => id) },
    ...(wanted?.client && { client: wanted.client }),
  });
  const named = (file: vscode.Uri): string => vscode.workspace.asRelativePath(file, (vscode.workspace.workspaceFolders?.length ?? 0) > 1);
  return configurations.flatMap((config: ClientConfiguration) =>
    linter
      .clientFilesIn(named(uri), [config], below => named(uri.with({ path: below })))
      .map(file => ({ file, servers: serversOf(config) })),
  );
}

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));
