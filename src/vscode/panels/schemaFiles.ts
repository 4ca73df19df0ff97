/** Schemas in files that a person chose for a decoder: read once, with what they import, and again when one of them changes. */
import * as vscode from 'vscode';
import type { SchemaFile, SchemaFiles } from '../../decoding/schemas.ts';
import type { DecoderChoice } from '../../model/decoded.ts';
import type { Answer } from '../../model/failure.ts';
import type { Kafka } from '../clusters/clusters.ts';

export type FileChoice = Extract<DecoderChoice, { readonly file: string }>;

export class SchemaFileStore implements SchemaFiles, vscode.Disposable {
  readonly #files = new Map<string, Answer<SchemaFile>>();
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #changed: () => void;

  /** `changed`: a file that was read is another now, or gone; it is no longer at hand. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get(file: string): Answer<SchemaFile> | undefined {
    return this.#files.get(file);
  }

  /** Brings the files of these choices to hand. A file that cannot be read is an answer, too. */
  async load(kafka: Kafka, choices: readonly (DecoderChoice | undefined)[]): Promise<void> {
    const wanted = choices.filter(
      (choice): choice is FileChoice => choice !== undefined && 'file' in choice && !this.#files.has(choice.file),
    );
    await Promise.all(wanted.map(async choice => this.#files.set(choice.file, await this.#read(kafka, choice))));
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
    this.#files.clear();
  }

  async #read(kafka: Kafka, { decoder, file }: FileChoice): Promise<Answer<SchemaFile>> {
    const uri = vscode.Uri.parse(file);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    this.#watch(uri);
    try {
      const bytes = await vscode.workspace.fs.readFile(uri);
      return await kafka.loadSchemaFile(decoder, name, bytes, wanted => this.#find(uri, wanted));
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      return { failure: { kind: 'not-found', code: 'SCHEMA_FILE_UNREADABLE', subject: name, detail } };
    }
  }

  /** Imports are looked for beside the file, in the folders above it up to the workspace's, and where build tools keep protos. */
  async #find(from: vscode.Uri, wanted: string): Promise<Uint8Array | undefined> {
    const workspace = vscode.workspace.getWorkspaceFolder(from)?.uri;
    const above: vscode.Uri[] = [];
    for (let folder = vscode.Uri.joinPath(from, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
      above.push(folder);
      if (folder.path === '/' || folder.path === workspace?.path || above.length > mostFolders) break;
    }
    const usual = workspace ? protoFolders.map(path => vscode.Uri.joinPath(workspace, path)) : [];
    for (const folder of [...above, ...usual]) {
      const uri = vscode.Uri.joinPath(folder, wanted);
      try {
        const bytes = await vscode.workspace.fs.readFile(uri);
        this.#watch(uri);
        return bytes;
      } catch {
        // Not there: the next place.
      }
    }
    return undefined;
  }

  #watch(uri: vscode.Uri): void {
    const key = uri.toString();
    if (this.#watchers.has(key)) return;
    const at = uri.path.lastIndexOf('/');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(uri.with({ path: uri.path.slice(0, at) || '/' }), escapeGlob(uri.path.slice(at + 1))),
    );
    const forget = (): void => {
      // Imports are part of what was read: all is read again, for which of them came from where is not worth knowing.
      this.#files.clear();
      this.#changed();
    };
    this.#watchers.set(
      key,
      vscode.Disposable.from(watcher, watcher.onDidChange(forget), watcher.onDidCreate(forget), watcher.onDidDelete(forget)),
    );
  }
}

const escapeGlob = (name: string): string => name.replace(/[*?[\]{}]/g, '[$&]');

const protoFolders = ['proto', 'protos', 'src/main/proto', 'src/proto', 'api'];
const mostFolders = 30;
