import * as vscode from 'vscode';
import { partitionName } from '../model/cluster.ts';
import { connectToThisFile } from './clusters/connectToFile.ts';
import { addCluster, editCluster, enterPassword, removeCluster, testCluster } from './clusters/manage.ts';
import { commands, settings, type CommandId } from './contributions.ts';
import type { Parts } from './parts.ts';
import { showDiagnosis } from './panels/diagnosisPanel.ts';
import { findTrace } from './panels/findTrace.ts';
import { showLagPanel } from './panels/lagPanel.ts';
import { groupOfFile, isFileGroup } from './lint/clusterOfFile.ts';
import { chooseDecoder } from './panels/peekDecoders.ts';
import { pickDeadLetterTopic } from './deadLetterTopics.ts';
import { showPeek } from './panels/peekPanel.ts';
import { openDiagnosisSnapshot, saveDiagnosisSnapshot } from './panels/snapshotCommands.ts';
import { showStart } from './panels/startPanel.ts';
import { pickCluster, pickGroup, pickLagSubject, pickTopic } from './pick.ts';
import { pickPlaceOfGroup } from './pickOfGroup.ts';
import { tellFailure } from './tell.ts';
import { showWatchedGroups, stopWatching, watchGroup } from './watch/commands.ts';
import type { ClustersTree } from './tree/clustersTree.ts';
import type { Subject, TreeNode } from './tree/nodes.ts';

/** A command gets the node or subject that it was called on; from the palette it gets none and asks. */
type Command = (given?: unknown) => unknown;

/** All commands but those of the linter, which registers its own. */
export function registerCommands(parts: Parts, tree: ClustersTree): vscode.Disposable[] {
  return Object.entries(table(parts, tree)).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (given?: unknown) => {
      try {
        return await run(given);
      } catch (thrown) {
        await tellFailure(parts.log, thrown, subjectOf(given));
        return undefined;
      }
    }),
  );
}

function table(parts: Parts, tree: ClustersTree): Readonly<Partial<Record<CommandId, Command>>> {
  const { log } = parts;
  return {
    [commands.addCluster]: () => addCluster(parts, name => tree.reveal(name)),
    [commands.editCluster]: given => editCluster(parts, subjectOf(given)),
    [commands.removeCluster]: given => removeCluster(parts, subjectOf(given)),
    [commands.testCluster]: given => testCluster(parts, subjectOf(given)),
    [commands.enterPassword]: given => enterPassword(parts, subjectOf(given)),
    [commands.connectToThisFile]: given => connectToThisFile(parts, name => tree.reveal(name), given),

    [commands.diagnoseGroup]: async given => diagnose(parts, await groupOf(parts, given)),
    [commands.saveDiagnosisSnapshot]: given => saveDiagnosisSnapshot(parts, subjectOf(given)),
    [commands.openDiagnosisSnapshot]: given => openDiagnosisSnapshot(parts, given),
    [commands.showLag]: async given => showLag(parts, await groupOf(parts, given)),
    [commands.watchGroup]: given => watchGroup(parts, subjectOf(given)),
    [commands.stopWatching]: given => stopWatching(parts, subjectOf(given)),
    [commands.showWatchedGroups]: () => showWatchedGroups(parts),
    [commands.chooseDecoder]: given => chooseDecoder(parts, subjectOf(given)),
    [commands.peekMessages]: given => peek(parts, subjectOf(given)),
    [commands.showDeadLetters]: given => showDeadLetters(parts, subjectOf(given)),
    [commands.findTrace]: given => findTrace(parts, subjectOf(given)),
    [commands.explainStart]: async given => explainStart(parts, await groupOf(parts, given)),

    [commands.refresh]: given => tree.refresh(nodeOf(given)),
    [commands.filterTree]: () => filterTree(tree),
    [commands.clearFilter]: () => (tree.filter = ''),
    [commands.showInternalTopics]: () => showInternalTopics(true),
    [commands.hideInternalTopics]: () => showInternalTopics(false),
    [commands.copyName]: given => copyName(parts, subjectOf(given) ?? tree.view.selection[0]),
    [commands.showLog]: () => log.show(true),
  };
}

/** A group of the tree, or the one that a file names; whoever gives up connecting to its cluster is asked nothing more. */
async function groupOf({ clusters }: Parts, given: unknown): Promise<Subject | 'given-up' | undefined> {
  return isFileGroup(given) ? ((await groupOfFile(clusters, given)) ?? 'given-up') : subjectOf(given);
}

async function diagnose(parts: Parts, given: Subject | 'given-up' | undefined): Promise<void> {
  if (given === 'given-up') return;
  const subject = await pickGroup(parts, vscode.l10n.t('Diagnose consumer group'), given);
  if (subject) showDiagnosis(parts, subject.clusterName, subject.groupId);
}

async function showLag(parts: Parts, given: Subject | 'given-up' | undefined): Promise<void> {
  if (given === 'given-up') return;
  const subject = await pickLagSubject(parts, vscode.l10n.t('Show lag'), given);
  if (subject) showLagPanel(parts, subject);
}

/** A group, and a partition of a group, is peeked at where the group reads on; everything else where the panel likes to start. */
async function peek(parts: Parts, given: Subject | undefined): Promise<void> {
  const { clusterName: name, groupId: group, topic: known } = given ?? {};
  const isGroup = name !== undefined && group !== undefined && known === undefined;
  const subject = isGroup
    ? await pickPlaceOfGroup(parts, { clusterName: name, groupId: group })
    : await pickTopic(parts, vscode.l10n.t('Peek at messages'), given);
  if (!subject) return;
  const { clusterName, topic, partition, groupId } = subject;
  showPeek(parts, clusterName, {
    topic,
    ...(partition === undefined ? {} : { partitions: [partition] }),
    ...(groupId === undefined ? {} : { start: { kind: 'committed', groupId } }),
  });
}

async function showDeadLetters(parts: Parts, given: Subject | undefined): Promise<void> {
  const subject = await pickDeadLetterTopic(parts, given);
  if (subject) showPeek(parts, subject.clusterName, { topic: subject.topic, start: { kind: 'newest' } });
}

/** A group that does not exist yet can be typed; with a topic it is asked about that one alone. */
async function explainStart(parts: Parts, given: Subject | 'given-up' | undefined): Promise<void> {
  if (given === 'given-up') return;
  const subject = await pickGroup(parts, vscode.l10n.t('Explain where a group starts'), given);
  if (!subject) return;
  const { clusterName, groupId } = subject;
  const topic = given?.topic; // also of a group that was asked for just now
  showStart(parts, { clusterName, groupId, ...(topic === undefined ? {} : { topics: [topic] }) });
}

async function filterTree(tree: ClustersTree): Promise<void> {
  const filter = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter groups and topics'),
    prompt: vscode.l10n.t('Part of a name, in any case. Empty shows everything.'),
    value: tree.filter,
  });
  if (filter !== undefined) tree.filter = filter.trim();
}

/** In the person's own settings, unless the workspace says something about it. */
async function showInternalTopics(shown: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const ofWorkspace = configuration.inspect(settings.showInternalTopics)?.workspaceValue !== undefined;
  await configuration.update(
    settings.showInternalTopics,
    shown,
    ofWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}

async function copyName(parts: Parts, subject: Subject | TreeNode | undefined): Promise<void> {
  const name = subject ? nameOf(subject) : await pickCluster(parts, vscode.l10n.t('Copy name'));
  if (name === undefined) return;
  await vscode.env.clipboard.writeText(name);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', name), 2000);
}

/** What stands before the description: for a member its client id, for a broker its node id. */
function nameOf(subject: Subject | TreeNode): string {
  if ('sketch' in subject) return subject.sketch.row().label;
  const { clusterName, groupId, topic, partition, memberId } = subject;
  if (topic !== undefined) return partition === undefined ? topic : partitionName({ topic, partition });
  return memberId ?? groupId ?? clusterName;
}

/** Commands are also called with what other code passes (a Uri from a file's menu, arguments of key bindings): only subjects count. */
function subjectOf(given: unknown): Subject | undefined {
  return typeof given === 'object' && given !== null && 'clusterName' in given && typeof given.clusterName === 'string'
    ? (given as Subject)
    : undefined;
}

function nodeOf(given: unknown): TreeNode | undefined {
  const subject = subjectOf(given);
  return subject && 'sketch' in subject ? (subject as TreeNode) : undefined;
}
