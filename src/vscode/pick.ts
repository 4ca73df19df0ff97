import * as vscode from 'vscode';
import type { ClusterDefinition } from '../clusters/definition.ts';
import type { OpenCluster } from './clusters/clusters.ts';
import { commands } from './contributions.ts';
import type { Parts } from './parts.ts';
import { plural } from './plural.ts';
import { groupTypeWords } from './tree/groupRows.ts';
import type { Subject } from './tree/nodes.ts';

/**
 * What a command is about when it was called without a node: asked step by step, with what was used last on top.
 * All resolve with undefined when the person gave up.
 */
export async function pickCluster({ clusters, context }: Parts, title: string, subject?: Subject): Promise<string | undefined> {
  if (subject && clusters.find(subject.clusterName)) return subject.clusterName;
  const { definitions } = clusters;
  if (definitions.length === 0) {
    const add = vscode.l10n.t('Add a Cluster…');
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('There is no cluster yet.'), add);
    if (chosen === add) await vscode.commands.executeCommand(commands.addCluster);
    return undefined;
  }
  const [only] = definitions;
  if (definitions.length === 1) return only?.name;
  const item = await pickItem(context, 'last-cluster', {
    title,
    placeholder: vscode.l10n.t('Which cluster?'),
    items: Promise.resolve(definitions.map(clusterItem)),
  });
  return item?.label;
}

export interface GroupSubject extends Subject {
  readonly groupId: string;
}

export async function pickGroup(parts: Parts, title: string, subject?: Subject): Promise<GroupSubject | undefined> {
  const clusterName = await pickCluster(parts, title, subject);
  if (clusterName === undefined) return undefined;
  if (subject?.groupId !== undefined) return { ...subject, groupId: subject.groupId };
  const groupId = await pickListed(parts, clusterName, {
    memory: `last-group ${clusterName}`,
    title,
    placeholder: vscode.l10n.t('Which group of {0}? A name that is not listed can be typed.', clusterName),
    list: async ({ cluster, kafka }, signal) => {
      const { groups } = await kafka.listGroups(cluster, { signal });
      return groups.map(group => ({ label: group.groupId, description: `${group.groupState} · ${groupTypeWords(group)}` }));
    },
  });
  return groupId === undefined ? undefined : { clusterName, groupId };
}

export interface TopicSubject extends Subject {
  readonly topic: string;
}

export async function pickTopic(parts: Parts, title: string, subject?: Subject): Promise<TopicSubject | undefined> {
  const clusterName = await pickCluster(parts, title, subject);
  if (clusterName === undefined) return undefined;
  if (subject?.topic !== undefined) return { ...subject, topic: subject.topic };
  const topic = await pickListed(parts, clusterName, {
    memory: `last-topic ${clusterName}`,
    title,
    placeholder: vscode.l10n.t('Which topic of {0}? A name that is not listed can be typed.', clusterName),
    list: async ({ cluster, kafka }, signal) => {
      const topics = await kafka.listTopics(cluster, { signal });
      return topics
        .toSorted((a, b) => Number(a.internal) - Number(b.internal))
        .map(({ name, internal, partitions }) => ({
          label: name,
          description: internal ? vscode.l10n.t('internal') : plural(partitions.length, '{0} partition', '{0} partitions'),
        }));
    },
  });
  return topic === undefined ? undefined : { clusterName, topic };
}

/** What a lag panel is about: of a subject without a group its topic, else the whole cluster. */
export async function pickLagSubject(parts: Parts, title: string, subject?: Subject): Promise<Subject | undefined> {
  if (subject && parts.clusters.find(subject.clusterName)) return subject;
  const clusterName = await pickCluster(parts, title, subject);
  if (clusterName === undefined) return undefined;
  const item = await pickListedItem<SubjectItem>(parts, clusterName, {
    memory: `last-lag ${clusterName}`,
    title,
    placeholder: vscode.l10n.t('Which group of {0}, which topic, or all groups? A group that is not listed can be typed.', clusterName),
    list: async ({ cluster, kafka }, signal) => {
      const [{ groups }, topics] = await Promise.all([kafka.listGroups(cluster, { signal }), kafka.listTopics(cluster, { signal })]);
      return [
        { label: vscode.l10n.t('All groups of {0}', clusterName), description: vscode.l10n.t('worst first'), subject: {} },
        ...groups.map(group => ({
          label: group.groupId,
          description: `${group.groupState} · ${groupTypeWords(group)}`,
          subject: { groupId: group.groupId },
        })),
        ...topics
          .filter(({ internal }) => !internal)
          .map(({ name }) => ({ label: name, description: vscode.l10n.t('topic, and the groups that read it'), subject: { topic: name } })),
      ];
    },
  });
  return item && { clusterName, ...('subject' in item ? item.subject : { groupId: item.label }) };
}

interface SubjectItem extends vscode.QuickPickItem {
  readonly subject: Omit<Subject, 'clusterName'>;
}

interface Listed<Item extends vscode.QuickPickItem = vscode.QuickPickItem> {
  readonly memory: string;
  readonly title: string;
  readonly placeholder: string;
  readonly list: (open: OpenCluster, signal: AbortSignal) => Promise<readonly Item[]>;
}

async function pickListed(parts: Parts, clusterName: string, listed: Listed): Promise<string | undefined> {
  return (await pickListedItem(parts, clusterName, listed))?.label;
}

/** Throws what listing throws: the cluster cannot be reached, the login is refused. */
async function pickListedItem<Item extends vscode.QuickPickItem>(
  { clusters, context }: Parts,
  clusterName: string,
  { memory, title, placeholder, list }: Listed<Item>,
): Promise<Item | vscode.QuickPickItem | undefined> {
  const abort = new AbortController();
  try {
    return await pickItem(context, memory, {
      title,
      placeholder,
      items: clusters.open(clusterName).then(open => list(open, abort.signal)),
      canBeTyped: true,
    });
  } finally {
    abort.abort();
  }
}

interface NameQuestion<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: Promise<readonly Item[]>;
  readonly canBeTyped?: boolean;
}

/**
 * A QuickPick that is there at once and fills when the items arrive; what was picked last is on top. The editor tells a choice by its
 * place in the list, so no row ever takes another's: until the items arrive there is none (what is typed can be entered), and the row
 * for what is typed stands behind them.
 */
function pickItem<Item extends vscode.QuickPickItem>(
  { workspaceState }: vscode.ExtensionContext,
  memory: string,
  { title, placeholder, items, canBeTyped = false }: NameQuestion<Item>,
): Promise<Item | vscode.QuickPickItem | undefined> {
  const pick = vscode.window.createQuickPick<Item | vscode.QuickPickItem>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.busy = true;
  const last = workspaceState.get<string>(memory);
  let listed: readonly Item[] = [];
  const typed = () => pick.value.trim();
  const draw = (): void => {
    if (pick.busy) return;
    const name = typed();
    const isListed = name === '' || listed.some(({ label }) => label === name);
    pick.items = canBeTyped && !isListed ? [...listed, { label: name, description: vscode.l10n.t('as typed'), alwaysShow: true }] : listed;
  };
  return new Promise<Item | vscode.QuickPickItem | undefined>((resolve, reject) => {
    const subscriptions = [
      pick.onDidChangeValue(draw),
      pick.onDidAccept(() => {
        const [item = canBeTyped && typed() !== '' ? { label: typed() } : undefined] = pick.selectedItems;
        if (!item) return;
        void workspaceState.update(memory, item.label);
        close();
        resolve(item);
      }),
      pick.onDidHide(() => {
        close();
        resolve(undefined);
      }),
    ];
    const close = (): void => {
      for (const subscription of subscriptions) subscription.dispose();
      pick.dispose();
    };
    items.then(
      got => {
        listed = got.toSorted((a, b) => Number(b.label === last) - Number(a.label === last));
        pick.busy = false;
        draw();
      },
      (thrown: unknown) => {
        close();
        reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      },
    );
    pick.show();
  });
}

const clusterItem = ({ name, environment, bootstrapServers }: ClusterDefinition): vscode.QuickPickItem => ({
  label: name,
  description: environment === 'other' ? '' : environment,
  detail: bootstrapServers.join(', '),
});
