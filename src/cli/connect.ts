import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectionSettings } from '../clusters/connectionSettings.ts';
import { type ClusterDefinition, type ClusterSecrets, serverProblem, splitServers, wantsPassword } from '../clusters/definition.ts';
import { withFiles } from '../clusters/filesOfClient.ts';
import { clusterOfClients } from '../clusters/fromClient.ts';
import { Cluster } from '../kafka/connection/cluster.ts';
import type { ClientConfiguration } from '../lint/configuration.ts';
import { read } from '../lint/readers/read.ts';
import { recognise } from '../lint/recognise.ts';
import { failureOf } from '../model/failure.ts';
import { failureSentence } from '../report/failureWords.ts';
import { reasonOf } from './reasons.ts';

/** How a command that asks a cluster is told which: by the options that Kafka's own tools have. */
export const connectOptions = { 'bootstrap-server': { type: 'string' }, 'command-config': { type: 'string' } } as const;

export interface WayToCluster {
  /** `host:port`, several by commas. */
  readonly bootstrapServer: string | undefined;
  /** A client's file with the login: the only place that secrets are taken from, and nothing of it is kept. */
  readonly commandConfig: string | undefined;
}

export interface Reached {
  /** Connects with its first request. Whoever has it disconnects it. */
  readonly cluster: Cluster;
  /** What reports call it: its bootstrap servers, for it has no other name here. */
  readonly clusterName: string;
  /** What the file says and we cannot use, each a sentence. */
  readonly cannotUse: readonly string[];
}

/** The cluster, or the sentence that says why there is no way to it. `folder`: where the command runs. */
export async function clusterAt(way: WayToCluster, folder: string): Promise<Reached | { readonly wrong: string }> {
  const { bootstrapServer, commandConfig } = way;
  const servers = bootstrapServer === undefined ? undefined : splitServers(bootstrapServer);
  const wrongServer = servers?.map(serverProblem).find(problem => problem !== undefined);
  if (wrongServer !== undefined) return { wrong: wrongServer };
  if (servers?.length === 0 || (servers === undefined && commandConfig === undefined))
    return { wrong: 'Say where the cluster is: --bootstrap-server HOST:PORT.' };
  const found = commandConfig === undefined ? plaintext(servers ?? []) : await clusterOfFile(commandConfig, servers, folder);
  if ('wrong' in found) return found;
  const { definition, secrets, cannotUse } = found;
  const missing = missingPassword(definition, secrets);
  if (missing !== undefined) return { wrong: `${commandConfig ?? ''}: ${[missing, ...cannotUse].join(' ')}` };
  try {
    return { cluster: new Cluster(await connectionSettings(definition, secrets, folder)), clusterName: definition.name, cannotUse };
  } catch (thrown) {
    return { wrong: failureSentence(failureOf(thrown)) };
  }
}

/** The clients that a file configures; where its words do not tell whose it is, it is taken for a Java client's, as Kafka's tools do. */
export async function clientsOfFile(
  file: string,
  folder: string,
): Promise<{ readonly text: string; readonly clients: readonly ClientConfiguration[] }> {
  const text = readFileSync(path.resolve(folder, file), 'utf8');
  const notation = await read(text, file);
  const clients = recognise(notation, { fileName: file });
  return {
    text,
    clients: clients.length > 0 ? clients : recognise(notation, { fileName: file, client: { role: 'admin', library: 'java' } }),
  };
}

interface Found {
  readonly definition: ClusterDefinition;
  readonly secrets: ClusterSecrets;
  readonly cannotUse: readonly string[];
}

const plaintext = (bootstrapServers: readonly string[]): Found => ({
  definition: { name: bootstrapServers.join(','), bootstrapServers, environment: 'other' },
  secrets: {},
  cannotUse: [],
});

async function clusterOfFile(
  file: string,
  servers: readonly string[] | undefined,
  folder: string,
): Promise<Found | { readonly wrong: string }> {
  let clients;
  try {
    ({ clients } = await clientsOfFile(file, folder));
  } catch (error) {
    return { wrong: `${file}: ${reasonOf(error)}.` };
  }
  const found = clusterOfClients(clients, servers);
  if ('sentence' in found) return { wrong: `${file}: ${found.sentence}` };
  // Kafka's tools take relative paths from where they are started; who copied a client's file beside its certificates means these.
  const definition = withFiles(found, [folder, path.dirname(path.resolve(folder, file))]);
  return {
    definition: { ...definition, name: definition.bootstrapServers.join(',') },
    secrets: found.secrets,
    cannotUse: found.cannotUse,
  };
}

/** Nobody is asked for a password in a pipeline. */
function missingPassword({ sasl }: ClusterDefinition, { password }: ClusterSecrets): string | undefined {
  if (!sasl || !wantsPassword(sasl) || password !== undefined) return undefined;
  return 'username' in sasl
    ? `The file names the user ${sasl.username} without a password: sasl.jaas.config needs password="…", librdkafka sasl.password.`
    : 'The file names no client secret: sasl.jaas.config needs clientSecret="…", librdkafka sasl.oauthbearer.client.secret.';
}
