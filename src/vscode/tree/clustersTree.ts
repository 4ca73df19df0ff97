import * as vscode from 'vscode';
import { loadKafka } from '../clusters/clusters.ts';
import { contextKeys, settings, views } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { ClusterReading } from './clusterReading.ts';
import { Contents } from './contents.ts';
import { places, type Sketch, type TreeNode } from './nodes.ts';
import { GroupWatches } from './watches.ts';

/** The tree of clusters in the side bar: keeps the nodes, draws them, and sees to it that only what is open is asked for. */
export class ClustersTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly view: vscode.TreeView<TreeNode>;
  readonly #clusters: Parts['clusters'];
  readonly #diagnoses: Parts['diagnoses'];
  readonly #readings = new Map<string, ClusterReading>();
  readonly #watches: GroupWatches;
  readonly #contents: Contents;
  readonly #drawn = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  readonly #troubled = new Set<string>();
  #roots: ReadonlyMap<string, TreeNode> = new Map();

  readonly onDidChangeTreeData = this.#drawn.event;

  constructor({ clusters, diagnoses }: Pick<Parts, 'clusters' | 'diagnoses'>) {
    this.#clusters = clusters;
    this.#diagnoses = diagnoses;
    this.#watches = new GroupWatches(
      name => clusters.open(name),
      (clusterName, groupId) => this.#groupChanged(clusterName, groupId),
    );
    this.#contents = new Contents({ clusters, diagnoses }, name => this.#reading(name), this.#watches, loadKafka);
    this.#readSettings();
    this.view = vscode.window.createTreeView(views.clusters, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.view,
      this.#drawn,
      clusters.onDidChange(() => this.#startAnew()),
      diagnoses.onDidChange(({ clusterName, groupId }) => this.#redraw(clusterName, places.groups, groupId)),
      this.view.onDidExpandElement(({ element }) => this.#opened(element, true)),
      this.view.onDidCollapseElement(({ element }) => this.#opened(element, false)),
      this.view.onDidChangeVisibility(() => this.#watchWhatIsOpen()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(settings.showInternalTopics)) this.#readSettings();
      }),
    ];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { label, description, icon, tooltip, context, opens, command } = node.sketch.row();
    const state = opens === 'open' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
    const item = new vscode.TreeItem(label, opens ? state : vscode.TreeItemCollapsibleState.None);
    item.id = node.id;
    item.description = description;
    item.tooltip = tooltip;
    item.contextValue = context;
    item.accessibilityInformation = { label: description === '' ? label : `${label}, ${description.replaceAll(' · ', ', ')}` };
    if (icon) item.iconPath = new vscode.ThemeIcon(icon.id, icon.colour === undefined ? undefined : new vscode.ThemeColor(icon.colour));
    if (command) item.command = { command, title: tooltip, arguments: [node] };
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) {
      this.#roots = nodesOf(await this.#contents.roots(), undefined, this.#roots);
      return [...this.#roots.values()];
    }
    node.expanded = true;
    const known = this.#knownOf(node);
    node.children = nodesOf((await node.sketch.children?.()) ?? [], node, node.children);
    // What was just read changes the words of the node itself and of its cluster: counts, "cannot connect".
    if (known !== this.#knownOf(node)) this.#drawn.fire(node);
    return [...node.children.values()];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  /** Asks anew: everything that is open, or what belongs to one node. What was known stays in sight until the answers come. */
  refresh(node?: TreeNode): void {
    if (node) {
      this.#drawn.fire(this.#forget(node));
      return;
    }
    this.#watches.forget();
    for (const reading of this.#readings.values()) reading.forget();
    this.#drawn.fire(undefined);
  }

  /** Shows a cluster to the person, opened. */
  async reveal(clusterName: string): Promise<void> {
    await vscode.commands.executeCommand(`${views.clusters}.focus`);
    await this.getChildren();
    const node = this.#roots.get(clusterName);
    if (node) await this.view.reveal(node, { select: true, focus: true, expand: true });
  }

  get filter(): string {
    return this.#contents.sight.filter;
  }

  set filter(filter: string) {
    this.#contents.sight = { ...this.#contents.sight, filter };
    this.view.description = filter === '' ? '' : vscode.l10n.t('with “{0}”', filter);
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, filter !== '');
    this.#drawn.fire(undefined);
  }

  dispose(): void {
    this.#watches.forget();
    for (const reading of this.#readings.values()) reading.forget();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #reading(clusterName: string): ClusterReading {
    let reading = this.#readings.get(clusterName);
    if (!reading) {
      reading = new ClusterReading(this.#clusters, clusterName, () => this.#redraw(clusterName, places.groups));
      this.#readings.set(clusterName, reading);
    }
    return reading;
  }

  /** Definitions or secrets changed: what was read of a cluster that dropped its connections may be another's, or failed for a reason that is gone. */
  #startAnew(): void {
    for (const [clusterName, reading] of this.#readings) {
      if (this.#clusters.isOpen(clusterName)) continue;
      this.#watches.forget({ clusterName });
      this.#diagnoses.forgetCluster(clusterName);
      this.#troubled.delete(clusterName);
      reading.forget();
      this.#readings.delete(clusterName);
    }
    this.#drawn.fire(undefined);
  }

  #readSettings(): void {
    const internalTopics = vscode.workspace.getConfiguration().get(settings.showInternalTopics, false);
    this.#contents.sight = { ...this.#contents.sight, internalTopics };
    void vscode.commands.executeCommand('setContext', contextKeys.internalTopicsShown, internalTopics);
    this.#drawn.fire(undefined);
  }

  /** Forgets what was read for a node, and says which node has to be drawn anew for it. */
  #forget(node: TreeNode): TreeNode {
    const reading = this.#reading(node.clusterName);
    const path = pathOf(node);
    const [cluster, place] = path;
    if (!cluster || !place || place.key === places.brokers || place.sketch.row().context.startsWith('failure')) {
      this.#watches.forget({ clusterName: node.clusterName });
      reading.forget();
      return cluster ?? node;
    }
    if (place.key === places.topics) {
      const topic = path[2];
      if (topic?.topic === undefined) reading.forgetTopics();
      else reading.forgetEnds(topic.topic);
      return topic?.topic === undefined ? place : topic;
    }
    const group = path[2];
    this.#watches.forget({ clusterName: node.clusterName, groupId: group?.groupId });
    if (group?.groupId !== undefined) return group;
    reading.forgetGroups();
    return place;
  }

  #groupChanged(clusterName: string, groupId: string): void {
    const troubled = this.#watches.trouble(clusterName) !== undefined;
    if (troubled !== this.#troubled.has(clusterName)) {
      if (troubled) this.#troubled.add(clusterName);
      else this.#troubled.delete(clusterName);
      this.#redraw(clusterName);
    } else this.#redraw(clusterName, places.groups, groupId);
  }

  /** Draws a place anew, if the person has opened the tree that far. */
  #redraw(...keys: readonly string[]): void {
    let nodes = this.#roots;
    let node: TreeNode | undefined;
    for (const key of keys) {
      node = nodes.get(key);
      if (!node) return;
      nodes = node.children;
    }
    if (node) this.#drawn.fire(node);
  }

  #opened(node: TreeNode, expanded: boolean): void {
    node.expanded = expanded;
    this.#watchWhatIsOpen();
  }

  #watchWhatIsOpen(): void {
    const open = this.view.visible ? this.#openGroups() : [];
    this.#watches.keep(open);
    for (const { clusterName, groupId } of open) void this.#watches.watch(clusterName, groupId);
  }

  /** Groups that are open, in places that are open. */
  #openGroups(): readonly (TreeNode & { readonly groupId: string })[] {
    const open = (nodes: ReadonlyMap<string, TreeNode>): readonly TreeNode[] => [...nodes.values()].filter(({ expanded }) => expanded);
    return open(this.#roots)
      .flatMap(cluster => open(cluster.children))
      .flatMap(place => open(place.children))
      .filter(isGroup);
  }

  /** What the words of a node depend on besides its own sketch. */
  #knownOf(node: TreeNode): number | undefined {
    const { description, groups, topics } = this.#reading(node.clusterName);
    if (!node.parent) return description.latest?.at;
    if (node.key === places.groups) return groups.latest?.at;
    return node.key === places.topics ? topics.latest?.at : undefined;
  }
}

const isGroup = (node: TreeNode): node is TreeNode & { readonly groupId: string } => node.groupId !== undefined;

/** From the cluster down to the node. */
function pathOf(node: TreeNode): readonly TreeNode[] {
  return node.parent ? [...pathOf(node.parent), node] : [node];
}

/** Nodes for sketches: a place that was there before keeps its object, for the editor knows it by that. */
function nodesOf(
  sketches: readonly Sketch[],
  parent: TreeNode | undefined,
  before: ReadonlyMap<string, TreeNode>,
): ReadonlyMap<string, TreeNode> {
  const nodes = new Map<string, TreeNode>();
  for (const sketch of sketches) {
    const same = before.get(sketch.key);
    if (same) {
      same.sketch = sketch;
      nodes.set(sketch.key, same);
    } else {
      const id = `${parent ? `${parent.id}/` : ''}${encodeURIComponent(sketch.key)}`;
      nodes.set(sketch.key, { ...sketch.subject, id, key: sketch.key, parent, sketch, children: new Map(), expanded: false });
    }
  }
  return nodes;
}
