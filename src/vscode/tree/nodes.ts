import type { CommandId } from '../contributions.ts';

/** What a node, a code lens or a panel's button is about. Commands take it; those that get none ask. */
export interface Subject {
  readonly clusterName: string;
  readonly groupId?: string;
  readonly topic?: string;
  readonly partition?: number;
  readonly memberId?: string;
}

/** What a node shows, without the editor: words, the name of an icon and of its colour. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly icon: Icon | undefined;
  /** Whole sentences, one a line. */
  readonly tooltip: string;
  /** Words that menus ask for: the kind first, then what holds, `group Stable classic`. */
  readonly context: string;
  /** Absent: nothing is below it. */
  readonly opens?: 'closed' | 'open';
  /** What Enter or a click does, besides opening the node. */
  readonly command?: CommandId;
}

/** A codicon and a theme colour; without a colour it has the text's. */
export interface Icon {
  readonly id: string;
  readonly colour?: string;
}

/** A node as its place describes it. `key` is unique among its siblings and outlives a refresh. */
export interface Sketch {
  readonly key: string;
  readonly subject: Subject;
  /** Asked whenever the node is drawn, so that it tells what is known then. */
  readonly row: () => Row;
  /** Never rejects: what fails is a node too. */
  readonly children?: () => Promise<readonly Sketch[]>;
}

/** A node of the tree. The same object as long as its place exists: the editor knows it by identity. */
export interface TreeNode extends Subject {
  readonly id: string;
  readonly key: string;
  readonly parent: TreeNode | undefined;
  sketch: Sketch;
  /** By key, as last shown. */
  children: ReadonlyMap<string, TreeNode>;
  /** The person sees its children, if they see the node itself. */
  expanded: boolean;
}

/** Keys of the places that every cluster has. */
export const places = { groups: 'groups', topics: 'topics', brokers: 'brokers' } as const;
