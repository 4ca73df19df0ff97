import * as vscode from 'vscode';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { endings, foreignFolders, isCandidate, largestBytes, mayConfigureAClient } from '../../lint/candidates.ts';
import type { LintResult } from '../../lint/lint.ts';
import type { Problem } from '../../model/problem.ts';
import { layersOf } from './layers.ts';
import { asWanted, lintSettings } from './lintSettings.ts';
import type { Linter } from './linter.ts';

/** A client's file of the workspace as it is on the disk. */
export interface ReadFile {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly result: LintResult;
  /** As the person wants them. */
  readonly problems: readonly Problem[];
}

/** Braces within braces are not understood by the editor's globs. */
const glob = `**/{${[...[...endings, 'example', 'sample'].map(ending => `*.${ending}`), '.env.*'].join(',')}}`;
export const watchedFiles = glob;

/** More files than this are not searched: whoever has them checks folders from the command line. */
const mostFiles = 20_000;

/** The files that may hold a client's configuration: without files.exclude, folders of tools, and what .gitignore leaves out. */
export async function candidateFiles(linter: Linter, cancel: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const excluded = vscode.workspace.getConfiguration().get<Readonly<Record<string, unknown>>>('files.exclude') ?? {};
  const patterns = [
    ...[...foreignFolders].map(folder => `**/${folder}/**`),
    ...Object.keys(excluded).filter(pattern => excluded[pattern] === true && !/[{},]/.test(pattern)),
  ];
  const exclude = `{${patterns.join(',')}}`;
  const found = await vscode.workspace.findFiles(glob, exclude, mostFiles, cancel);
  const ignored = await ignoredFiles(linter, cancel);
  return found.filter(uri => isCandidate(uri.path) && !ignored(uri)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function ignoredFiles(linter: Linter, cancel: vscode.CancellationToken): Promise<(uri: vscode.Uri) => boolean> {
  const files = await vscode.workspace.findFiles('**/.gitignore', '**/node_modules/**', 500, cancel);
  const rules = await Promise.all(
    files.map(async uri => {
      const folder = uri.path.slice(0, -'.gitignore'.length);
      const text = await readText(uri);
      return { folder, ignores: linter.ignoredBy(text ?? '') };
    }),
  );
  return uri => rules.some(({ folder, ignores }) => uri.path.startsWith(folder) && ignores(uri.path.slice(folder.length)));
}

/** Undefined: it cannot be read, or is too large for a configuration. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > largestBytes ? undefined : new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined: nobody's client, or the linter is off there. */
export async function readClient(uri: vscode.Uri, linter: Linter): Promise<ReadFile | undefined> {
  const wanted = lintSettings(uri, linter);
  if (!wanted) return undefined;
  const text = await readText(uri);
  if (text === undefined || !mayConfigureAClient(text)) return undefined;
  const result = await linter.lint(text, {
    fileName: uri.path,
    layers: await layersOf(uri, linter),
    disabledRules: wanted.rules.off,
    ...(wanted.client && { client: wanted.client }),
  });
  return result.configurations.length === 0 && result.problems.length === 0
    ? undefined
    : { uri, text, result, problems: asWanted(wanted, result.problems) };
}

/** Reads many files and lets others run in between: no stretch holds up the host for longer than a file takes. */
export async function readClients(
  uris: readonly vscode.Uri[],
  linter: Linter,
  cancel: vscode.CancellationToken,
  progress: (done: number) => void,
): Promise<readonly ReadFile[]> {
  const read: ReadFile[] = [];
  let since = performance.now();
  for (const [done, uri] of uris.entries()) {
    if (cancel.isCancellationRequested) break;
    const client = await readClient(uri, linter);
    if (client) read.push(client);
    if (performance.now() - since < sliceMs) continue;
    progress(done);
    await nextTurn();
    since = performance.now();
  }
  return read;
}

/** Half a frame. */
const sliceMs = 8;
