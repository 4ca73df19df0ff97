import * as vscode from 'vscode';
import type { Parts } from './parts.ts';
import { plural } from './plural.ts';

/**
 * Asks for one or several topics of a cluster; those that were chosen last time, or `wanted`, are chosen already.
 * undefined: the person gave up. Throws what listing throws: the cluster cannot be reached, the login is refused.
 */
export async function pickTopics(
  { clusters, context }: Parts,
  clusterName: string,
  { title, placeholder, wanted = [] }: { readonly title: string; readonly placeholder: string; readonly wanted?: readonly string[] },
): Promise<readonly string[] | undefined> {
  const memory = `last-topics ${clusterName}`;
  const chosen = new Set([...(context.workspaceState.get<readonly string[]>(memory) ?? []), ...wanted]);
  const abort = new AbortController();
  const items = async () => {
    const { kafka, cluster } = await clusters.open(clusterName);
    const topics = await kafka.listTopics(cluster, { signal: abort.signal });
    return topics
      .filter(({ internal }) => !internal)
      .map(({ name, partitions }) => ({
        label: name,
        description: plural(partitions.length, '{0} partition', '{0} partitions'),
        picked: chosen.has(name),
      }))
      .toSorted((a, b) => Number(b.picked) - Number(a.picked));
  };
  try {
    const picked = await vscode.window.showQuickPick(items(), { title, placeHolder: placeholder, canPickMany: true });
    const names = picked?.map(({ label }) => label) ?? [];
    if (names.length === 0) return undefined;
    await context.workspaceState.update(memory, names);
    return names;
  } finally {
    abort.abort();
  }
}
