// The extension as tests see it from inside: its parts and its tree, as `activate` hands them to tests alone.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Insides } from '../../src/extension.ts';
import type { TreeNode } from '../../src/vscode/tree/nodes.ts';
import { settings } from '../../src/vscode/contributions.ts';
import type { ClusterDefinition } from '../../src/clusters/definition.ts';

export async function insides(): Promise<Insides> {
  const extension = vscode.extensions.getExtension<Insides | undefined>('kafka-troubleshooter.kafka-troubleshooter');
  const inside = await extension?.activate();
  assert.ok(inside, 'the extension shows its insides to tests');
  return inside;
}

/** A node as a person reads it. */
export interface Shown {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: string | undefined;
  readonly colour: string | undefined;
  readonly context: string;
  readonly spoken: string;
  readonly node: TreeNode;
}

/** Opens the tree along the labels, and shows what is below the last one. */
export async function below(...labels: readonly string[]): Promise<readonly Shown[]> {
  const { tree } = await insides();
  let shown = await childrenOf(undefined);
  for (const label of labels) {
    const next = shown.find(child => child.label === label);
    assert.ok(next, `there is no ${label} among ${shown.map(child => child.label).join(', ')}`);
    shown = await childrenOf(next.node);
  }
  return shown;

  async function childrenOf(node: TreeNode | undefined): Promise<readonly Shown[]> {
    return (await tree.getChildren(node)).map(child => shownAs(child, tree.getTreeItem(child)));
  }
}

/** One node below the labels. */
export async function nodeAt(label: string, ...above: readonly string[]): Promise<Shown> {
  const shown = await below(...above);
  const found = shown.find(child => child.label === label);
  assert.ok(found, `there is no ${label} among ${shown.map(child => child.label).join(', ')}`);
  return found;
}

/** Puts clusters into the person's own settings, and resolves when the extension knows them. */
export async function defineClusters(...definitions: readonly ClusterDefinition[]): Promise<void> {
  const { parts } = await insides();
  const known = new Promise<void>(resolve => {
    const waiting = parts.clusters.onDidChange(() => {
      waiting.dispose();
      resolve();
    });
  });
  const value = definitions.length === 0 ? undefined : definitions;
  await vscode.workspace.getConfiguration().update(settings.clusters, value, vscode.ConfigurationTarget.Global);
  await known;
}

export async function forgetClusters(): Promise<void> {
  const { parts } = await insides();
  const mine = parts.clusters.definitions.filter(({ name }) => parts.clusters.originOf(name)?.kind === 'user');
  for (const { name } of mine) await parts.clusters.remove(name);
  await vscode.workspace.getConfiguration().update(settings.clusters, undefined, vscode.ConfigurationTarget.Global);
}

function shownAs(node: TreeNode, item: vscode.TreeItem): Shown {
  const icon = item.iconPath instanceof vscode.ThemeIcon ? item.iconPath : undefined;
  return {
    label: typeof item.label === 'string' ? item.label : (item.label?.label ?? ''),
    description: typeof item.description === 'string' ? item.description : '',
    tooltip: typeof item.tooltip === 'string' ? item.tooltip : '',
    icon: icon?.id,
    colour: icon?.color?.id,
    context: item.contextValue ?? '',
    spoken: item.accessibilityInformation?.label ?? '',
    node,
  };
}
