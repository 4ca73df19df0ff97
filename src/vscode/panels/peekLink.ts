/** Links that open a view of records again: who has one needs a cluster of that name, and gets nothing but a look. */
import * as vscode from 'vscode';
import { isPeekSubject, type PeekChoices } from '../../webviewProtocol/peek.ts';
import { isPeekLayout, type PeekLayout } from '../../webviewProtocol/peekTable.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import { commands } from '../contributions.ts';
import { noticeText } from '../noticeText.ts';
import type { Parts } from '../parts.ts';
import { keepLayout } from './peekLayout.ts';
import type { TableSource } from './tableSource.ts';
import type { OpenRecord } from './recordDocuments.ts';

const extensionId = 'kafka-troubleshooter.kafka-troubleshooter';

/** This topic, read from the same place, with the same columns. Holds names, no address and no login. */
export function linkToView({ clusterName, topic, choices, filter }: TableSource, layout: PeekLayout): vscode.Uri {
  return linkTo({ clusterName, topic, choices, filter, layout });
}

/** This record and those after it. */
export function linkToRecord({ clusterName, record: { topic, partition, offset } }: OpenRecord): vscode.Uri {
  const start = { kind: 'offset', offset: toDecimal(offset) } as const;
  return linkTo({ clusterName, topic, choices: { start, partitions: [partition] } });
}

/** What a link opens: the topic of a cluster that is defined here, with what the link says about the view. */
export type ShowLink = (clusterName: string, link: PeekLink) => void;

/** Opens links to views. The editor has asked already whether this extension may open them. */
export function registerPeekLinks(parts: Parts, show: ShowLink): vscode.Disposable {
  return vscode.window.registerUriHandler({ handleUri: uri => openLink(parts, uri, show) });
}

async function openLink(parts: Parts, uri: vscode.Uri, show: ShowLink): Promise<void> {
  const link = readLink(uri);
  if (!link) {
    void vscode.window.showWarningMessage(vscode.l10n.t('This link does not say which topic to look at: copy it again from the panel.'));
    return;
  }
  const clusterName = parts.clusters.find(link.clusterName) ? link.clusterName : await anotherCluster(parts, link);
  if (clusterName === undefined) return;
  if (link.layout) keepLayout(parts.context.workspaceState, { clusterName, topic: link.topic }, link.layout);
  show(clusterName, link);
}

/** A link names a cluster, and never an address: nobody can send us to a broker that the person did not define. */
async function anotherCluster(parts: Parts, { clusterName, topic }: PeekLink): Promise<string | undefined> {
  const add = vscode.l10n.t('Add a Cluster…');
  const choose = vscode.l10n.t('Choose Another Cluster…');
  const offers = parts.clusters.definitions.length > 0 ? [choose, add] : [add];
  const sentence = vscode.l10n.t('The link is to topic {0} of cluster {1}, which is not defined here.', topic, clusterName);
  const chosen = await vscode.window.showWarningMessage(noticeText(sentence), ...offers);
  if (chosen === add) await vscode.commands.executeCommand(commands.addCluster);
  return chosen === choose ? pickAnyCluster(parts, vscode.l10n.t('Open {0} of which cluster?', topic)) : undefined;
}

async function pickAnyCluster({ clusters }: Parts, title: string): Promise<string | undefined> {
  const items = clusters.definitions.map(({ name, environment }) => ({ label: name, description: environment }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which cluster?') }))?.label;
}

export interface PeekLink {
  readonly clusterName: string;
  readonly topic: string;
  readonly choices: Partial<PeekChoices>;
  readonly filter?: string;
  readonly layout?: PeekLayout;
}

/** vscode://kafka-troubleshooter.kafka-troubleshooter/peek?{"clusterName":"orders-dev","topic":"orders",…} */
function linkTo(link: PeekLink): vscode.Uri {
  return vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path: '/peek', query: JSON.stringify(link) });
}

/** Other people's text: what does not fit is left out; undefined where it names no topic of a cluster. */
export function readLink({ path, query }: Pick<vscode.Uri, 'path' | 'query'>): PeekLink | undefined {
  if (path !== '/peek') return undefined;
  try {
    const parsed = JSON.parse(query) as Readonly<Record<string, unknown>> | null;
    const subject: unknown = { clusterName: parsed?.['clusterName'], topic: parsed?.['topic'], wanted: parsed?.['choices'] };
    if (!isPeekSubject(subject)) return undefined;
    const { filter, layout } = parsed ?? {};
    return {
      clusterName: subject.clusterName,
      topic: subject.topic,
      choices: subject.wanted ?? {},
      ...(typeof filter === 'string' ? { filter } : {}),
      ...(isPeekLayout(layout) ? { layout } : {}),
    };
  } catch {
    return undefined;
  }
}
