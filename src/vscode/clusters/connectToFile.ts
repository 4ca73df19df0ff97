import path from 'node:path';
import * as vscode from 'vscode';
import { endings, foreignFolders, isCandidate, mayConfigureAClient } from '../../lint/candidates.ts';
import { noticeText } from '../noticeText.ts';
import type { Parts } from '../parts.ts';
import { tellFailure } from '../tell.ts';
import { askCluster, draftOf } from './clusterForm.ts';
import { sameDefinition, type ClusterDefinition } from '../../clusters/definition.ts';
import { withFiles } from '../../clusters/filesOfClient.ts';
import { clusterOfClients, type FileCluster } from '../../clusters/fromClient.ts';
import { saveAndTest, type Reveal } from './manage.ts';

/**
 * Connects to the cluster that a client's file names: the one given, the open one, or one of the workspace.
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
  const { lint } = await import('../onFirstConfigFile.ts');
  const document = await vscode.workspace.openTextDocument(uri);
  const { configurations } = await lint(document.getText(), { fileName: uri.path });
  const found = clusterOfClients(configurations);
  const fileName = path.posix.basename(uri.path);
  if ('sentence' in found) {
    void vscode.window.showWarningMessage(noticeText(`${fileName}: ${found.sentence}`));
    return;
  }
  const cannotUse = [...found.cannotUse, ...(found.registryCannotUse ?? [])];
  if (cannotUse.length > 0) void vscode.window.showWarningMessage(noticeText(`${fileName}: ${cannotUse.join(' ')}`));

  const wanted = placed(found, uri);
  const known = parts.clusters.definitions.find(definition => sameDefinition(anonymous(definition), anonymous(wanted)));
  if (known) {
    await reveal(known.name);
    // The question stays until the person answers it; nothing waits for that.
    addRegistry(parts, known, { definition: wanted, secrets: found.secrets }).catch((thrown: unknown) => tellFailure(parts.log, thrown));
    return;
  }
  const draft = draftOf({ ...wanted, name: freeName(parts, uri) }, { kind: 'user' }, found.secrets);
  const filled = await askCluster(parts.clusters, t('Connect to the cluster of {0}', fileName), draft, 'from-file');
  if (!filled) return;
  await saveAndTest(parts, filled);
  await reveal(filled.definition.name);
}

/** Without what does not make another cluster of it. */
function anonymous({ bootstrapServers, tls, sasl, addressMap }: Omit<ClusterDefinition, 'name'>): ClusterDefinition {
  return {
    ...{ name: '', environment: 'other', bootstrapServers },
    ...(tls === undefined ? {} : { tls }),
    ...(sasl ? { sasl } : {}),
    ...(addressMap ? { addressMap } : {}),
  };
}

/** A cluster that is known already may lack the schema registry that the file names. */
async function addRegistry(parts: Parts, known: ClusterDefinition, found: Pick<FileCluster, 'definition' | 'secrets'>): Promise<void> {
  const { schemaRegistry } = found.definition;
  const origin = parts.clusters.originOf(known.name);
  if (!schemaRegistry || known.schemaRegistry || !origin) return;
  const add = vscode.l10n.t('Add Schema Registry');
  const words = vscode.l10n.t('The file names a schema registry ({0}), and {1} has none yet.', schemaRegistry.urls.join(', '), known.name);
  const chosen = await vscode.window.showInformationMessage(noticeText(words), add);
  if (chosen !== add) return;
  const { registry } = found.secrets;
  await saveAndTest(parts, { definition: { ...known, schemaRegistry }, secrets: registry && { registry }, origin }, known.name);
}

function openFile(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && isCandidate(uri.path) ? uri : undefined;
}

/** The workspace's files that name a cluster; more than 200 files are not read for it. */
async function pickFile(): Promise<vscode.Uri | undefined> {
  const t = vscode.l10n.t;
  const candidates = async (): Promise<readonly (vscode.QuickPickItem & { readonly uri: vscode.Uri })[]> => {
    const { lint } = await import('../onFirstConfigFile.ts');
    const uris = await vscode.workspace.findFiles(`**/*.{${endings.join(',')}}`, `**/{${[...foreignFolders].join(',')}}/**`, 200);
    const read = await Promise.all(
      uris.map(async uri => {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
        if (!mayConfigureAClient(text)) return [];
        const found = clusterOfClients((await lint(text, { fileName: uri.path })).configurations);
        if ('sentence' in found) return [];
        return [{ uri, label: vscode.workspace.asRelativePath(uri), description: found.definition.bootstrapServers.join(', ') }];
      }),
    );
    return read.flat().sort((a, b) => (a.label < b.label ? -1 : 1));
  };
  const items = await candidates();
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      t('No file of this workspace names a Kafka cluster. Open a Kafka client’s file, or add a cluster.'),
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title: t('Connect to the cluster of a file'), placeHolder: t('Which file?') });
  return picked?.uri;
}

/** A client runs in its project's folder far more often than in that of its file: relative paths start there. */
function placed(found: FileCluster, uri: vscode.Uri): Omit<ClusterDefinition, 'name'> {
  const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  const near = path.dirname(uri.fsPath);
  // A module's resources: src/main/resources/application.yml stands three folders below where its client runs.
  return withFiles(
    found,
    [workspace, near, path.resolve(near, '../../..')].filter(folder => folder !== undefined),
  );
}

/** "consumer" for consumer.properties, "consumer-2" when that is taken. */
function freeName({ clusters }: Parts, uri: vscode.Uri): string {
  const base = path.posix.basename(uri.path).replace(/^\.|\.[^.]*$/g, '');
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (!clusters.find(name)) return name;
  }
}
