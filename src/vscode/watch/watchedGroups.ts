/** Which groups the person has watched, and from when on they want to be told: settings of their own, never a workspace's. */
import * as vscode from 'vscode';
import { usualThresholds, type WatchThresholds } from '../../model/watch.ts';
import { settings } from '../contributions.ts';

export interface WatchedGroup {
  readonly clusterName: string;
  readonly groupId: string;
  readonly thresholds: WatchThresholds;
}

const leastIntervalMs = 10_000;

export const watchIntervalMs = (): number => {
  const seconds = vscode.workspace.getConfiguration().get<unknown>(settings.watchInterval);
  return typeof seconds === 'number' && Number.isFinite(seconds) ? Math.max(leastIntervalMs, seconds * 1000) : 60_000;
};

/** Entries that make no sense are left out; the settings' schema has told the person. */
export function watchedGroups(): readonly WatchedGroup[] {
  const groups = new Map<string, WatchedGroup>();
  for (const entry of entries()) {
    if (!isNamed(entry)) continue;
    groups.set(JSON.stringify([entry.cluster, entry.group]), {
      clusterName: entry.cluster,
      groupId: entry.group,
      thresholds: thresholdsOf(entry),
    });
  }
  return [...groups.values()];
}

export async function addWatched(clusterName: string, groupId: string): Promise<void> {
  if (entries().some(entry => names(entry, clusterName, groupId))) return;
  await write([...entries(), { cluster: clusterName, group: groupId }]);
}

export const removeWatched = (clusterName: string, groupId: string): Promise<void> =>
  write(entries().filter(entry => !names(entry, clusterName, groupId)));

type Entry = Readonly<Record<string, unknown>>;

function entries(): readonly Entry[] {
  const value = vscode.workspace.getConfiguration().inspect<unknown>(settings.watchGroups)?.globalValue;
  return Array.isArray(value) ? value.filter((entry): entry is Entry => typeof entry === 'object' && entry !== null) : [];
}

async function write(next: readonly Entry[]): Promise<void> {
  const value = next.length === 0 ? undefined : next;
  await vscode.workspace.getConfiguration().update(settings.watchGroups, value, vscode.ConfigurationTarget.Global);
}

const isNamed = (entry: Entry): entry is Entry & { readonly cluster: string; readonly group: string } =>
  typeof entry['cluster'] === 'string' && typeof entry['group'] === 'string';

const names = (entry: Entry, clusterName: string, groupId: string): boolean =>
  entry['cluster'] === clusterName && entry['group'] === groupId;

function thresholdsOf(entry: Entry): WatchThresholds {
  const figure = (name: string, usual: number | null): number | null => {
    const value = entry[name];
    return value === null ? null : typeof value === 'number' && value >= 0 ? value : usual;
  };
  const whether = (name: string, usual: boolean): boolean => (typeof entry[name] === 'boolean' ? entry[name] : usual);
  const minutes = figure('timeLagMinutes', usualThresholds.timeLagMs / 60_000);
  return {
    lagRecords: figure('lag', usualThresholds.lagRecords),
    timeLagMs: minutes === null ? null : minutes * 60_000,
    forMs: (figure('forMinutes', null) ?? usualThresholds.forMs / 60_000) * 60_000,
    stuck: whether('stuck', usualThresholds.stuck),
    empty: whether('empty', usualThresholds.empty),
    deadLetters: whether('deadLetters', usualThresholds.deadLetters),
  };
}
