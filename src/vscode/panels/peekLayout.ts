/** How the person wants the record table of a topic: kept for the workspace. */
import type * as vscode from 'vscode';
import { isPeekLayout, type PeekLayout } from '../../webviewProtocol/peekTable.ts';

interface TopicOfCluster {
  readonly clusterName: string;
  readonly topic: string;
}

const usualLayout: PeekLayout = { order: [], chosen: {}, widths: {}, added: [], sorting: null };

export function layoutOf(memory: vscode.Memento, subject: TopicOfCluster): PeekLayout {
  const kept = memory.get<unknown>(keyOf(subject));
  return isPeekLayout(kept) ? kept : usualLayout;
}

export function keepLayout(memory: vscode.Memento, subject: TopicOfCluster, layout: PeekLayout): void {
  void memory.update(keyOf(subject), layout);
}

const keyOf = ({ clusterName, topic }: TopicOfCluster): string => `peek table ${JSON.stringify([clusterName, topic])}`;
