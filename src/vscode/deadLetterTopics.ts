/** From a group or a topic to what its consumers gave up on: the dead-letter topics that there are, by their names. */
import * as vscode from 'vscode';
import { FailureError } from '../model/failure.ts';
import { isDeadLetterTopicOf } from '../model/watch.ts';
import type { OpenCluster } from './clusters/clusters.ts';
import type { Parts } from './parts.ts';
import { pickCluster, type TopicSubject } from './pick.ts';
import { plural } from './plural.ts';
import type { Subject } from './tree/nodes.ts';

/** Asks which one where there are several. undefined: the person gave up, or there is none, which was said. */
export async function pickDeadLetterTopic(parts: Parts, given: Subject | undefined): Promise<TopicSubject | undefined> {
  const title = vscode.l10n.t('Show dead-letter topics');
  const clusterName = await pickCluster(parts, title, given);
  if (clusterName === undefined) return undefined;
  const open = await parts.clusters.open(clusterName);
  const found = await deadLetterTopics(open, given);
  const [only] = found;
  if (only === undefined) {
    tellNone(given?.topic ?? given?.groupId ?? clusterName);
    return undefined;
  }
  if (found.length === 1) return { clusterName, topic: only.label };
  const picked = await vscode.window.showQuickPick([...found], { title, placeHolder: vscode.l10n.t('Which dead-letter topic?') });
  return picked && { clusterName, topic: picked.label };
}

async function deadLetterTopics({ cluster, kafka }: OpenCluster, given: Subject | undefined): Promise<readonly vscode.QuickPickItem[]> {
  const topics = await kafka.listTopics(cluster);
  const names = topics.filter(({ internal }) => !internal).map(({ name }) => name);
  const { topic, groupId = null } = given ?? {};
  const of = topic !== undefined ? [topic] : groupId !== null ? await topicsOfGroup({ cluster, kafka }, groupId) : names;
  const found = topics.filter(({ name }) => isDeadLetterTopicOf(name, of, groupId));
  const ends = await kafka.fetchEnds(
    cluster,
    found.flatMap(({ partitions }) => partitions),
  );
  return found.map(({ name }) => {
    const failure = ends.find(end => end.topic === name && (end.highWatermark.failure ?? end.logStartOffset.failure));
    if (failure) return { label: name, description: vscode.l10n.t('how many records it holds is not known') };
    const held = ends
      .filter(end => end.topic === name)
      .reduce((sum, { highWatermark, logStartOffset }) => sum + (highWatermark.value ?? 0n) - (logStartOffset.value ?? 0n), 0n);
    return { label: name, description: plural(held, '{0} offset in its log', '{0} offsets in its log') };
  });
}

/** Those that it has committed: what it ever worked on. */
async function topicsOfGroup({ cluster, kafka }: Pick<OpenCluster, 'cluster' | 'kafka'>, groupId: string): Promise<readonly string[]> {
  const commits = (await kafka.fetchCommits(cluster, [groupId])).get(groupId);
  if (commits?.failure) throw new FailureError(commits.failure);
  return [...new Set(commits?.value.map(({ topic }) => topic))];
}

function tellNone(subject: string): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'No topic is named like a dead-letter topic of {0}: its name with -dlt, .DLT, -dlq or -dead-letter behind it, dlq. or error. before it.',
      subject,
    ),
  );
}
