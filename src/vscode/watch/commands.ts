/** Watch a group, stop watching it, see how it stands with all of them. */
import * as vscode from 'vscode';
import { loadKafka } from '../clusters/clusters.ts';
import { commands } from '../contributions.ts';
import { noticeText } from '../noticeText.ts';
import type { Parts } from '../parts.ts';
import { pickGroup } from '../pick.ts';
import type { Subject } from '../tree/nodes.ts';
import type { Standing } from './groupCheck.ts';
import { lookOf } from './status.ts';

export async function watchGroup(parts: Parts, given: Subject | undefined): Promise<void> {
  const subject = await pickGroup(parts, vscode.l10n.t('Watch group'), given);
  if (!subject) return;
  const { clusterName, groupId } = subject;
  if (!(await parts.watches.watch(clusterName, groupId))) return;
  const thresholds = vscode.l10n.t('Thresholds…');
  const chosen = await vscode.window.showInformationMessage(
    noticeText(vscode.l10n.t('{0} is watched: you will be told once when it is in trouble for some minutes.', groupId)),
    thresholds,
  );
  if (chosen === thresholds) await vscode.commands.executeCommand('workbench.action.openSettings', 'kafkaTroubleshooter.watch');
}

export async function stopWatching(parts: Parts, given: Subject | undefined): Promise<void> {
  const subject = given?.groupId === undefined ? await pickWatched(parts, vscode.l10n.t('Stop watching')) : given;
  if (subject?.groupId === undefined) return;
  await parts.watches.stopWatching(subject.clusterName, subject.groupId);
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0} is not watched any more', subject.groupId), 3000);
}

export async function showWatchedGroups(parts: Parts): Promise<void> {
  const subject = await pickWatched(parts, vscode.l10n.t('Watched groups'));
  if (subject) await vscode.commands.executeCommand(commands.showLag, subject);
}

async function pickWatched({ watches }: Parts, title: string): Promise<Subject | undefined> {
  const { standings } = watches;
  if (standings.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No group is watched in this window.'));
    return undefined;
  }
  const words = await loadKafka();
  const item = (standing: Standing) => {
    const { clusterName, groupId } = standing.watched;
    const { icon, word } = lookOf(standing, words);
    return { label: groupId, description: clusterName, detail: `$(${icon}) ${word}`, subject: { clusterName, groupId } };
  };
  const chosen = await vscode.window.showQuickPick(standings.map(item), { title, matchOnDescription: true });
  return chosen?.subject;
}
