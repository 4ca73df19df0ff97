import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Parts } from '../parts.ts';
import { askCluster, draftOf } from './clusterForm.ts';
import { resolveFile } from './connectionSettings.ts';
import { sameDefinition, type ClusterDefinition, type TlsDefinition } from './definition.ts';
import { clusterOfFile, type FileCluster } from './fromProperties.ts';
import { saveAndTest, type Reveal } from './manage.ts';

/**
 * Connects to the cluster that a client's .properties file names: the one given, the open one, or one of the workspace.
 * A password in it goes into the editor's store, after asking.
 */
export async function connectToThisFile(parts: Parts, reveal: Reveal, given?: unknown): Promise<void> {
  const t = vscode.l10n.t;
  if (!vscode.workspace.isTrusted) {
    const manage = t('Manage Workspace Trust');
    const chosen = await vscode.window.showWarningMessage(t('A file of a workspace that is not trusted does not make us connect.'), manage);
    if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const uri = given instanceof vscode.Uri ? given : (openFile() ?? (await pickFile()));
  if (!uri) return;
  const { readProperties } = await import('../onFirstConfigFile.ts');
  const document = await vscode.workspace.openTextDocument(uri);
  const found = clusterOfFile(readProperties(document.getText()).entries);
  const fileName = path.posix.basename(uri.path);
  if ('sentence' in found) {
    void vscode.window.showWarningMessage(`${fileName}: ${found.sentence}`);
    return;
  }
  if (found.cannotUse.length > 0) void vscode.window.showWarningMessage(`${fileName}: ${found.cannotUse.join(' ')}`);

  const wanted = withFiles(found, uri);
  const known = parts.clusters.definitions.find(definition => sameDefinition({ ...definition, ...anyName }, { ...wanted, ...anyName }));
  if (known) {
    await reveal(known.name);
    return;
  }
  const draft = draftOf({ ...wanted, name: freeName(parts, uri) }, { kind: 'user' }, found);
  const filled = await askCluster(parts.clusters, t('Connect to the cluster of {0}', fileName), draft, 'from-file');
  if (!filled) return;
  await saveAndTest(parts, filled);
  await reveal(filled.definition.name);
}

/** What does not make another cluster of it. */
const anyName = { name: '', environment: 'other' } as const;

function openFile(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.path.endsWith('.properties') ? uri : undefined;
}

/** The workspace's files that name a cluster; more than 200 .properties files are not read for it. */
async function pickFile(): Promise<vscode.Uri | undefined> {
  const t = vscode.l10n.t;
  const candidates = async (): Promise<readonly (vscode.QuickPickItem & { readonly uri: vscode.Uri })[]> => {
    const { readProperties } = await import('../onFirstConfigFile.ts');
    const uris = await vscode.workspace.findFiles('**/*.properties', '**/{node_modules,target,build,out,dist}/**', 200);
    const read = await Promise.all(
      uris.map(async uri => {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
        const servers = text.includes('bootstrap.servers')
          ? readProperties(text).entries.findLast(({ key }) => key === 'bootstrap.servers')?.value
          : undefined;
        return servers === undefined ? [] : [{ uri, label: vscode.workspace.asRelativePath(uri), description: servers }];
      }),
    );
    return read.flat().sort((a, b) => (a.label < b.label ? -1 : 1));
  };
  const items = await candidates();
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      t('No .properties file of this workspace has bootstrap.servers. Open a Kafka client’s file, or add a cluster.'),
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title: t('Connect to the cluster of a file'), placeHolder: t('Which file?') });
  return picked?.uri;
}

/** Certificates that the file names, as paths that hold wherever the definition is kept. */
function withFiles({ definition }: FileCluster, uri: vscode.Uri): Omit<ClusterDefinition, 'name'> {
  const { tls } = definition;
  if (typeof tls !== 'object') return definition;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  // A client's relative path starts where the client runs, which is the project far more often than the file's folder.
  const place = (file: string): string => {
    const choices = [folder, path.dirname(uri.fsPath)].filter(start => start !== undefined).map(start => resolveFile(file, start));
    return choices.find(choice => existsSync(choice)) ?? choices[0] ?? file;
  };
  const placed: TlsDefinition = {
    ...tls,
    ...(tls.caFile === undefined ? {} : { caFile: place(tls.caFile) }),
    ...(tls.certFile === undefined ? {} : { certFile: place(tls.certFile) }),
    ...(tls.keyFile === undefined ? {} : { keyFile: place(tls.keyFile) }),
  };
  return { ...definition, tls: placed };
}

/** "consumer" for consumer.properties, "consumer-2" when that is taken. */
function freeName({ clusters }: Parts, uri: vscode.Uri): string {
  const base = path.posix.basename(uri.path, '.properties');
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (!clusters.find(name)) return name;
  }
}
