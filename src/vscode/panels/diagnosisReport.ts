/** A diagnosis as others get it: Markdown on the clipboard, reports and redacted snapshots as files. */
import * as vscode from 'vscode';
import { snapshotEnding } from '../../model/savedSnapshot.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { CommandContext } from '../../report/commands.ts';
import { loadKafka } from '../clusters/clusters.ts';
import type { Diagnosed } from '../diagnoses.ts';
import type { Parts } from '../parts.ts';
import { tellFailure } from '../tell.ts';

/** How the cluster is reached from a shell, for the commands to copy. */
export function commandContext({ clusters }: Pick<Parts, 'clusters'>, { clusterName }: Pick<Snapshot, 'clusterName'>): CommandContext {
  const definition = clusters.find(clusterName);
  if (!definition) return { bootstrapServers: [] };
  const { bootstrapServers, tls, sasl } = definition;
  const secured = sasl !== undefined || (tls !== undefined && tls !== false);
  return { bootstrapServers, secured, ...(sasl && 'username' in sasl ? { username: sasl.username } : {}) };
}

export async function copyMarkdown(parts: Parts, told: Diagnosed | undefined): Promise<{ readonly copied: boolean }> {
  if (!told) throw new Error(vscode.l10n.t('There is no answer yet.'));
  await vscode.env.clipboard.writeText(await asText('markdown', parts, told));
  return { copied: true };
}

/** Asks what and where, and writes it. Tells the person itself what came of it. */
export async function exportDiagnosis(parts: Parts, told: Diagnosed | undefined): Promise<void> {
  if (!told) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no answer yet.'));
    return;
  }
  const t = vscode.l10n.t;
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: t('Redacted snapshot…'),
        detail: t('Opened in another VS Code without the cluster it gives the same verdict.'),
        as: 'snapshot',
      },
      { label: t('Report as Markdown…'), detail: t('For a ticket or a chat, with evidence and partitions.'), as: 'markdown' },
      { label: t('Report as JSON…'), detail: t('For a program: every finding with its figures and evidence.'), as: 'json' },
    ] as const,
    { title: t('Save the diagnosis of {0}', told.snapshot.groupId), placeHolder: t('Save what?') },
  );
  if (chosen?.as === 'snapshot') await saveSnapshot(parts, told);
  else if (chosen) await saveFile(parts, `${fileName(told)}-diagnosis.${endings[chosen.as]}`, () => asText(chosen.as, parts, told));
}

const endings = { markdown: 'md', json: 'json' } as const;

/** Without keys, values, headers, hosts and users; whether names stay is asked. */
export async function saveSnapshot(parts: Parts, told: Diagnosed): Promise<void> {
  const t = vscode.l10n.t;
  const chosen = await vscode.window.showQuickPick(
    [
      { label: t('Keep the names of topics and groups'), detail: t('Everything else that tells of you goes.'), names: true },
      { label: t('Replace them, too'), detail: t('topic-1, group-1 and so on.'), names: false },
    ],
    {
      title: t('Save Diagnosis Snapshot'),
      placeHolder: t('Keys, values, headers, hosts and users are never in it.'),
    },
  );
  if (!chosen) return;
  await saveFile(parts, `${chosen.names ? fileName(told) : 'group'}.${snapshotEnding}`, async () => {
    const { redactSnapshot, writeSnapshot } = await loadKafka();
    return writeSnapshot(redactSnapshot(told.snapshot, { names: chosen.names }));
  });
}

async function asText(format: 'markdown' | 'json', parts: Parts, { snapshot, verdict }: Diagnosed): Promise<string> {
  const { verdictJson, verdictMarkdown } = await loadKafka();
  return (format === 'markdown' ? verdictMarkdown : verdictJson)(snapshot, verdict, commandContext(parts, snapshot));
}

async function saveFile({ log }: Parts, name: string, content: () => Promise<string>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
    title: vscode.l10n.t('Save'),
  });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(await content()));
  } catch (thrown) {
    await tellFailure(log, thrown);
    return;
  }
  const open = vscode.l10n.t('Open');
  const saved = vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(uri));
  if ((await vscode.window.showInformationMessage(saved, open)) === open) await vscode.commands.executeCommand('vscode.open', uri);
}

/** A group's name may hold what a file's may not. */
const fileName = ({ snapshot: { groupId } }: Diagnosed): string => groupId.replaceAll(/[^\w.-]+/g, '_').slice(0, 80) || 'group';
