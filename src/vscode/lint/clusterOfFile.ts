import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../clusters/definition.ts';
import type { Clusters } from '../clusters/clusters.ts';
import { commands } from '../contributions.ts';
import type { GroupSubject } from '../pick.ts';

/** A consumer group that a file names, for the commands of its code lens. */
export interface FileGroup {
  readonly fileUri: string;
  readonly groupId: string;
  readonly servers: readonly string[];
}

/** The cluster that one of these servers belongs to, as far as definitions tell. */
export const clusterWith = (clusters: Clusters, servers: readonly string[]): ClusterDefinition | undefined =>
  clusters.definitions.find(({ bootstrapServers }) => bootstrapServers.some(server => servers.includes(server.toLowerCase())));

export const isFileGroup = (given: unknown): given is FileGroup =>
  typeof given === 'object' && given !== null && 'fileUri' in given && 'groupId' in given && 'servers' in given;

/** The group on the cluster that the file names; where that is not known yet, the person is asked to connect first. */
export async function groupOfFile(clusters: Clusters, { fileUri, groupId, servers }: FileGroup): Promise<GroupSubject | undefined> {
  const find = (): GroupSubject | undefined => {
    const cluster = clusterWith(clusters, servers);
    return cluster && { clusterName: cluster.name, groupId };
  };
  const known = find();
  if (known) return known;
  await vscode.commands.executeCommand(commands.connectToThisFile, vscode.Uri.parse(fileUri));
  return find();
}
