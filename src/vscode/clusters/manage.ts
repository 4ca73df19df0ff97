import * as vscode from 'vscode';
import { failureOf } from '../../model/failure.ts';
import { formatBytes } from '../../model/figures.ts';
import { settings } from '../contributions.ts';
import { noticeText } from '../noticeText.ts';
import type { Parts } from '../parts.ts';
import { pickCluster } from '../pick.ts';
import { plural } from '../plural.ts';
import { tellFailure } from '../tell.ts';
import type { Subject } from '../tree/nodes.ts';
import { askCluster, askSecret, draftOf, type Filled } from './clusterForm.ts';
import { secretWanted } from '../../clusters/connectionSettings.ts';
import { type ClusterDefinition, type LoginSecrets, secretGoesTo, userOf, wantsPassword } from '../../clusters/definition.ts';
import { registrySecretGoesTo, type RegistryDefinition, userAtRegistry, wantsRegistrySecret } from '../../clusters/registryDefinition.ts';
import type { SchemaStore } from '../../peek/registry/schemaStore.ts';
import type { Kafka } from './clusters.ts';

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
  const { sasl } = definition;
  let asked = false;
  if (sasl && wantsPassword(sasl)) {
    const receivers = secretGoesTo(definition).join(', ');
    const password = await askSecret(
      vscode.l10n.t('Password for {0}', definition.name),
      'username' in sasl
        ? vscode.l10n.t('Password of {0} at {1}. The editor keeps it.', sasl.username, receivers)
        : vscode.l10n.t('Client secret of {0} at {1}. The editor keeps it.', userOf(sasl), receivers),
    );
    if (password === undefined) return;
    await clusters.keepSecrets(definition.name, { password });
    asked = true;
  }
  // What the files of its certificates want, one after the other, for only the next failure tells the next one.
  for (const seen = new Set<string>(); ;) {
    const wanted = await secretOfFiles(parts, definition.name);
    if (wanted === undefined || seen.has(wanted.secret)) break;
    seen.add(wanted.secret);
    asked = true;
    const value = await askSecret(vscode.l10n.t('Password for {0}', definition.name), wanted.prompt);
    if (value === undefined) return;
    await clusters.keepSecrets(definition.name, { [wanted.secret]: value });
  }
  const ofRegistry = await enterRegistrySecrets(parts, definition);
  if (ofRegistry === 'given-up') return;
  if (!asked && ofRegistry === 'none') {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} needs no password, or has all that it needs.', definition.name));
  }
}

/** The same for the cluster's schema registry: its login, then what its files want. */
async function enterRegistrySecrets({ clusters }: Parts, definition: ClusterDefinition): Promise<'asked' | 'none' | 'given-up'> {
  const { name, schemaRegistry } = definition;
  if (!schemaRegistry) return 'none';
  const title = vscode.l10n.t('Password for the schema registry of {0}', name);
  let asked = false;
  if (wantsRegistrySecret(schemaRegistry)) {
    const password = await askSecret(title, registryPrompt(schemaRegistry));
    if (password === undefined) return 'given-up';
    await clusters.keepSecrets(name, { registry: { password } });
    asked = true;
  }
  for (const seen = new Set<keyof LoginSecrets>(); ;) {
    const { failure } = await clusters.registryOf(name);
    const wanted = secretWanted(failure?.code);
    if (wanted === undefined || seen.has(wanted)) return asked ? 'asked' : 'none';
    seen.add(wanted);
    asked = true;
    const value = await askSecret(title, secretPrompts(name, failure?.detail ?? name)[wanted]);
    if (value === undefined) return 'given-up';
    await clusters.keepSecrets(name, { registry: { [wanted]: value } });
  }
}

function registryPrompt(registry: RegistryDefinition): string {
  const receivers = registrySecretGoesTo(registry).join(', ');
  const user = userAtRegistry(registry);
  return user === undefined
    ? vscode.l10n.t('Token for {0}. The editor keeps it.', receivers)
    : vscode.l10n.t('Password of {0} at {1}. The editor keeps it.', user, receivers);
}

/** Keeps what the form brought, then tries it: whoever adds a cluster wants to know whether it answers. */
export async function saveAndTest(parts: Parts, { definition, secrets, origin }: Filled, replaces?: string): Promise<void> {
  await parts.clusters.save(definition, origin, secrets, replaces);
  await test(parts, definition.name);
}

/** The secret that opens the next of its files, and the question for it; undefined: they all can be read. */
async function secretOfFiles(
  { clusters }: Parts,
  name: string,
): Promise<{ readonly secret: 'passphrase' | 'storePassword' | 'trustPassword'; readonly prompt: string } | undefined> {
  try {
    await clusters.open(name);
    return undefined;
  } catch (thrown) {
    const { code, detail = name } = failureOf(thrown);
    const secret = secretWanted(code);
    return secret === undefined || secret === 'password' ? undefined : { secret, prompt: secretPrompts(name, detail)[secret] };
  }
}

/** `file`: the store that wants a password. */
const secretPrompts = (name: string, file: string): Readonly<Record<keyof LoginSecrets, string>> => ({
  password: vscode.l10n.t('Password for {0}. The editor keeps it.', name),
  passphrase: vscode.l10n.t('Passphrase of the TLS key of {0}. The editor keeps it.', name),
  storePassword: vscode.l10n.t('Password of the key store {0}. The editor keeps it.', file),
  trustPassword: vscode.l10n.t('Password of the truststore {0}. The editor keeps it.', file),
});

/** A registry that fails is told and does not make the cluster fail. */
async function registryWords(schemas: SchemaStore, kafka: Kafka): Promise<string> {
  const begun = Date.now();
  try {
    await schemas.check();
    return vscode.l10n.t('Its schema registry answers, too ({0} ms).', Date.now() - begun);
  } catch (thrown) {
    return kafka.failureSentence(failureOf(thrown));
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
        const { cluster, schemas, kafka } = await clusters.open(name);
        const before = { ...cluster.cost };
        const { brokers, listsAreComplete } = await kafka.describeCluster(cluster, { signal: abort.signal });
        const cost = plural(
          cluster.cost.requests - before.requests,
          '{1} ms, {0} request, {2}',
          '{1} ms, {0} requests, {2}',
          String(Date.now() - begun),
          formatBytes(cluster.cost.bytes - before.bytes),
        );
        const registry = schemas === undefined ? '' : ` ${await registryWords(schemas, kafka)}`;
        const complete =
          listsAreComplete === true
            ? ''
            : vscode.l10n.t(' This login may not see everything, so lists of groups and topics may be incomplete.');
        return (
          plural(brokers.length, '{1} answers: {0} broker ({2}).', '{1} answers: {0} brokers ({2}).', name, cost) + complete + registry
        );
      },
    );
    void vscode.window.showInformationMessage(noticeText(words));
  } catch (thrown) {
    // The notice stays until the person closes it; what follows a test does not wait for that.
    if (!abort.signal.aborted) void tellFailure(log, thrown, { clusterName: name });
  }
}
