import * as vscode from 'vscode';
import { failureOf } from '../../model/failure.ts';
import { formatBytes } from '../../model/figures.ts';
import { settings } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { pickCluster } from '../pick.ts';
import { tellFailure } from '../tell.ts';
import type { Subject } from '../tree/nodes.ts';
import { askCluster, askSecret, draftOf, type Filled } from './clusterForm.ts';

/** Shows a cluster in the tree, opened. */
export type Reveal = (clusterName: string) => Promise<void>;

export async function addCluster(parts: Parts, reveal: Reveal): Promise<void> {
  const title = vscode.l10n.t('Add cluster');
  const filled = await askCluster(parts.clusters, title, draftOf(undefined, { kind: 'user' }), 'add');
  if (!filled) return;
  await saveAndTest(parts, filled);
  await reveal(filled.definition.name);
}

export async function editCluster(parts: Parts, subject?: Subject): Promise<void> {
  const { clusters } = parts;
  // A definition that cannot be used has no form: it is put right where it is written.
  if (subject && !clusters.find(subject.clusterName) && clusters.problems.some(({ cluster }) => cluster === subject.clusterName)) {
    await vscode.commands.executeCommand('workbench.action.openSettings', settings.clusters);
    return;
  }
  const name = await pickCluster(parts, vscode.l10n.t('Edit cluster'), subject);
  if (name === undefined) return;
  const definition = clusters.find(name);
  const origin = clusters.originOf(name);
  if (!definition || !origin) return;
  const filled = await askCluster(clusters, vscode.l10n.t('Edit {0}', name), draftOf(definition, origin), 'edit');
  if (filled) await saveAndTest(parts, filled, name);
}

/** Removes a cluster after asking: its definition and its secrets. The cluster itself is not touched, and the question says so. */
export async function removeCluster(parts: Parts, subject?: Subject): Promise<void> {
  const name = await pickCluster(parts, vscode.l10n.t('Remove cluster'), subject);
  if (name === undefined) return;
  const remove = vscode.l10n.t('Remove');
  const shared = parts.clusters.originOf(name)?.kind !== 'user';
  const detail = [
    vscode.l10n.t('Its definition leaves the settings, and its password is deleted. Nothing changes on the cluster itself.'),
    shared ? vscode.l10n.t('It is defined in the settings of this workspace, so others who share them lose it too.') : '',
  ];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove {0} from the editor?', name),
    { modal: true, detail: detail.filter(Boolean).join(' ') },
    remove,
  );
  if (chosen === remove) await parts.clusters.remove(name);
}

/** Connects, logs in and asks who is there; says in a sentence what came of it. */
export async function testCluster(parts: Parts, subject?: Subject): Promise<void> {
  const name = await pickCluster(parts, vscode.l10n.t('Test connection'), subject);
  if (name !== undefined) await test(parts, name);
}

/** Asks for the secret that a cluster needs, and keeps it. */
export async function enterPassword(parts: Parts, subject?: Subject): Promise<void> {
  const { clusters } = parts;
  const name = await pickCluster(parts, vscode.l10n.t('Enter password'), subject);
  const definition = name === undefined ? undefined : clusters.find(name);
  if (!definition) return;
  const { sasl, tls, bootstrapServers } = definition;
  const servers = bootstrapServers.join(', ');
  if (sasl) {
    const prompt = vscode.l10n.t('Password of {0} at {1}. The editor keeps it.', sasl.username, servers);
    const password = await askSecret(vscode.l10n.t('Password for {0}', definition.name), prompt);
    if (password !== undefined) await clusters.keepSecrets(definition.name, { password });
  }
  if (typeof tls === 'object' && tls.keyFile !== undefined && (await needsPassphrase(parts, definition.name))) {
    const prompt = vscode.l10n.t('Passphrase of the key {0}. The editor keeps it.', tls.keyFile);
    const passphrase = await askSecret(vscode.l10n.t('Passphrase for {0}', definition.name), prompt);
    if (passphrase !== undefined) await clusters.keepSecrets(definition.name, { passphrase });
  }
  if (!sasl && typeof tls !== 'object') {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} needs no password: it is defined without a login.', definition.name));
  }
}

/** Keeps what the form brought, then tries it: whoever adds a cluster wants to know whether it answers. */
export async function saveAndTest(parts: Parts, { definition, secrets, origin }: Filled, replaces?: string): Promise<void> {
  await parts.clusters.save(definition, origin, secrets, replaces);
  await test(parts, definition.name);
}

async function needsPassphrase({ clusters }: Parts, name: string): Promise<boolean> {
  try {
    await clusters.open(name);
    return false;
  } catch (thrown) {
    return failureOf(thrown).code === 'PASSPHRASE_NEEDED';
  }
}

async function test(parts: Parts, name: string): Promise<void> {
  const { clusters, log } = parts;
  const abort = new AbortController();
  try {
    const words = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Connecting to {0}', name), cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(() => abort.abort());
        const begun = Date.now();
        const { cluster, kafka } = await clusters.open(name);
        const before = { ...cluster.cost };
        const { brokers, listsAreComplete } = await kafka.describeCluster(cluster, { signal: abort.signal });
        const cost = vscode.l10n.t(
          '{0} ms, {1} requests, {2}',
          Date.now() - begun,
          cluster.cost.requests - before.requests,
          formatBytes(cluster.cost.bytes - before.bytes),
        );
        const complete =
          listsAreComplete === true
            ? ''
            : vscode.l10n.t(' This login may not see everything, so lists of groups and topics may be incomplete.');
        return vscode.l10n.t('{0} answers: {1} brokers ({2}).', name, brokers.length, cost) + complete;
      },
    );
    void vscode.window.showInformationMessage(words);
  } catch (thrown) {
    // The notice stays until the person closes it; what follows a test does not wait for that.
    if (!abort.signal.aborted) void tellFailure(log, thrown, { clusterName: name });
  }
}
