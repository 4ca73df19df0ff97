import * as vscode from 'vscode';
import { partitionName } from '../model/cluster.ts';
import { FailureError } from '../model/failure.ts';
import { formatCount } from '../model/figures.ts';
import type { PartitionCommit } from '../model/offsets.ts';
import { commands } from './contributions.ts';
import { noticeText } from './noticeText.ts';
import type { Parts } from './parts.ts';
import type { GroupSubject } from './pick.ts';
import { plural } from './plural.ts';
import type { Subject } from './tree/nodes.ts';

/**
 * Where a group reads: its topic, or one of the topics and partitions that it has committed. Asks nothing where there is one
 * topic alone. undefined: the person gave up, or the group has committed nothing, which was said.
 */
export async function pickPlaceOfGroup(
  { clusters }: Parts,
  { clusterName, groupId }: GroupSubject,
): Promise<(Subject & { readonly topic: string }) | undefined> {
  const { kafka, cluster } = await clusters.open(clusterName);
  const commits = (await kafka.fetchCommits(cluster, [groupId])).get(groupId) ?? { value: [] };
  if (commits.failure) throw new FailureError(commits.failure);
  const placed = commits.value.filter(({ committed }) => committed.value);
  const topics = new Map<string, PartitionCommit[]>();
  for (const commit of placed) topics.set(commit.topic, [...(topics.get(commit.topic) ?? []), commit]);
  const [only] = topics.keys();
  if (only === undefined) return tellNoCommit(clusterName, groupId);
  if (topics.size === 1) return { clusterName, groupId, topic: only };
  const picked = await vscode.window.showQuickPick([...topics].flatMap(itemsOf), {
    title: vscode.l10n.t('Peek at messages'),
    placeHolder: vscode.l10n.t('Around which commit of {0}?', groupId),
    matchOnDescription: true,
  });
  return picked?.place && { clusterName, groupId, ...picked.place };
}

type Item = vscode.QuickPickItem & { readonly place?: { readonly topic: string; readonly partition?: number } };

/** The topic as a whole, then its partitions. */
function itemsOf([topic, commits]: readonly [string, readonly PartitionCommit[]]): readonly Item[] {
  return [
    { label: topic, kind: vscode.QuickPickItemKind.Separator },
    {
      label: topic,
      description: plural(commits.length, '{0} partition with a commit', 'all {0} partitions with a commit'),
      place: { topic },
    },
    ...commits
      .toSorted((a, b) => a.partition - b.partition)
      .map(({ partition, committed }) => ({
        label: partitionName({ topic, partition }),
        description: vscode.l10n.t('committed {0}', formatCount(committed.value?.offset ?? 0n)),
        place: { topic, partition },
      })),
  ];
}

async function tellNoCommit(clusterName: string, groupId: string): Promise<undefined> {
  const explain = vscode.l10n.t('Explain Where It Starts');
  const chosen = await vscode.window.showInformationMessage(
    noticeText(vscode.l10n.t('{0} has committed nothing, so there is no record that it reads next by a commit.', groupId)),
    explain,
  );
  if (chosen === explain) await vscode.commands.executeCommand(commands.explainStart, { clusterName, groupId });
  return undefined;
}
