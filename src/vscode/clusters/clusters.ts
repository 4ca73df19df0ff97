import path from 'node:path';
import * as vscode from 'vscode';
import { type Answer, FailureError, failureOf } from '../../model/failure.ts';
import type { Cluster } from '../../kafka/connection/cluster.ts';
import type { RegistrySettings } from '../../kafka/connection/settings.ts';
import type { Sampler } from '../../gather/sampler.ts';
import type { SchemaStore } from '../../peek/registry/schemaStore.ts';
import type * as onFirstConnection from '../onFirstConnection.ts';
import { contextKeys, settings } from '../contributions.ts';
import { logRegistryRequest, logRequest } from '../log.ts';
import { connectionSettings } from '../../clusters/connectionSettings.ts';
import {
  readDefinitions,
  sameDefinition,
  type ClusterDefinition,
  type ClusterSecrets,
  type DefinitionProblem,
} from '../../clusters/definition.ts';
import { registrySettings } from '../../clusters/registrySettings.ts';
import { Secrets } from './secrets.ts';

/** What a connection needs: loaded at the first one, not at activation. */
export type Kafka = typeof onFirstConnection;
export const loadKafka = (): Promise<Kafka> => import('../onFirstConnection.ts');

/** A cluster with its one set of connections. When it is edited or removed they drop; ask `Clusters.open` again then. */
export interface OpenCluster {
  readonly definition: ClusterDefinition;
  readonly cluster: Cluster;
  /** One for all views of this cluster. */
  readonly sampler: Sampler;
  /** What its schema registry has told; undefined: none is set for this cluster. */
  readonly schemas?: SchemaStore | undefined;
  readonly kafka: Kafka;
}

/** Where a definition stands: the person's own settings, the workspace's, or those of one of its folders. */
export type Origin =
  { readonly kind: 'user' } | { readonly kind: 'workspace' } | { readonly kind: 'folder'; readonly folder: vscode.WorkspaceFolder };

interface Defined {
  readonly definition: ClusterDefinition;
  readonly origin: Origin;
}

/** The clusters that settings define, and the connections that are open to them. Opening one asks the cluster nothing yet. */
export class Clusters implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #secrets: Secrets;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #defined: readonly Defined[] = [];
  #problems: readonly DefinitionProblem[] = [];
  readonly #open = new Map<string, Opening>();

  /** Definitions or secrets changed, a workspace got trusted: what was read of a cluster may be another's. */
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#secrets = new Secrets(context.secrets);
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(settings.clusters)) this.#read();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#read()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#read()),
      context.secrets.onDidChange(({ key }) => this.#secretChanged(key)),
    ];
    this.#read();
  }

  get definitions(): readonly ClusterDefinition[] {
    return this.#defined.map(({ definition }) => definition);
  }

  /** What settings say that cannot be used. */
  get problems(): readonly DefinitionProblem[] {
    return this.#problems;
  }

  find(name: string): ClusterDefinition | undefined {
    return this.#find(name)?.definition;
  }

  originOf(name: string): Origin | undefined {
    return this.#find(name)?.origin;
  }

  /** Whether the cluster was opened and is since then what it was. */
  isOpen(name: string): boolean {
    return this.#open.has(name);
  }

  /** Throws FailureError: the cluster is not defined, a secret or a certificate file is missing. Connects at the first request. */
  async open(name: string): Promise<OpenCluster> {
    const defined = this.#find(name);
    if (!defined) throw new FailureError({ kind: 'not-found', code: 'CLUSTER_NOT_DEFINED', subject: name });
    let opening = this.#open.get(name);
    if (!opening) {
      opening = new Opening(this.#connect(defined));
      this.#open.set(name, opening);
    }
    try {
      return await opening.opened;
    } catch (error) {
      if (this.#open.get(name) === opening) this.#open.delete(name);
      throw error;
    }
  }

  /** Writes a definition into its settings; `replaces` is the name that it had before. Secrets that are not given stay as they were. */
  async save(definition: ClusterDefinition, origin: Origin, secrets: ClusterSecrets | undefined, replaces?: string): Promise<void> {
    const before = replaces === undefined ? undefined : this.find(replaces);
    const kept = before && (await this.#secrets.of(before));
    const merged = mergedSecrets(kept, secrets);
    if (before) await this.#secrets.forget(before);
    if (Object.keys(merged).length > 0) await this.#secrets.keep(definition, merged);
    this.#drop(replaces ?? definition.name);
    await this.#write(origin, raw => {
      const place = raw.findIndex(entry => nameOf(entry) === (replaces ?? definition.name));
      return place === -1 ? [...raw, definition] : raw.with(place, definition);
    });
    this.#changed.fire(); // the settings may be as before, and only a secret another
  }

  /** Removes the definition from where it stands, its secrets, and its connections. */
  async remove(name: string): Promise<void> {
    const defined = this.#find(name);
    if (!defined) return;
    await this.#secrets.forget(defined.definition);
    await this.#write(defined.origin, raw => raw.filter(entry => nameOf(entry) !== name));
  }

  /** Keeps secrets for a cluster as it is now; its connections start anew with them. */
  async keepSecrets(name: string, secrets: ClusterSecrets): Promise<void> {
    const definition = this.find(name);
    if (!definition) return;
    await this.#secrets.keep(definition, mergedSecrets(await this.#secrets.of(definition), secrets));
    this.#drop(name);
    this.#changed.fire();
  }

  /** Which passwords are kept for a cluster as it is now. */
  async passwordsOf(definition: ClusterDefinition): Promise<{ readonly isKept: boolean; readonly isKeptForRegistry: boolean }> {
    const { password, registry } = (await this.#secrets.of(definition)) ?? {};
    return { isKept: password !== undefined, isKeptForRegistry: registry?.password !== undefined };
  }

  /** What a cluster's schema registry is asked with, or what is missing for it. Asks nobody. */
  async registryOf(name: string): Promise<Answer<RegistrySettings | undefined>> {
    const { definition, origin } = this.#find(name) ?? {};
    if (!definition?.schemaRegistry || !origin) return { value: undefined };
    try {
      const secrets = await this.#secrets.of(definition);
      return { value: await registrySettings(definition, definition.schemaRegistry, secrets?.registry, folderOf(origin)) };
    } catch (thrown) {
      return { failure: failureOf(thrown) };
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const name of [...this.#open.keys()]) this.#drop(name);
  }

  #find(name: string): Defined | undefined {
    return this.#defined.find(({ definition }) => definition.name === name);
  }

  async #connect({ definition, origin }: Defined): Promise<OpenCluster> {
    const [kafka, secrets] = await Promise.all([loadKafka(), this.#secrets.of(definition)]);
    const folder = folderOf(origin);
    const connect = await connectionSettings(definition, secrets, folder);
    const cluster = new kafka.Cluster(connect, { onRequest: line => logRequest(this.#log, definition.name, line) });
    const { schemaRegistry } = definition;
    // A secret or a file that is missing fails the schemas and not the cluster.
    const schemas =
      schemaRegistry &&
      new kafka.SchemaStore(() => registrySettings(definition, schemaRegistry, secrets?.registry, folder), {
        onRequest: line => logRegistryRequest(this.#log, definition.name, line),
      });
    return { definition, cluster, sampler: new kafka.Sampler(cluster), schemas, kafka };
  }

  #drop(name: string): void {
    const opening = this.#open.get(name);
    this.#open.delete(name);
    opening?.drop();
  }

  #secretChanged(key: string): void {
    const touched = this.definitions.filter(definition => this.#secrets.belongs(key, definition));
    for (const { name } of touched) this.#drop(name);
    if (touched.length > 0) this.#changed.fire();
  }

  /** Reads settings anew; a cluster that is gone or another than before loses its connections at once. */
  #read(): void {
    const before = this.#defined;
    const defined = new Map<string, Defined>();
    const problems: DefinitionProblem[] = [];
    for (const { origin, raw } of readSettings()) {
      const read = readDefinitions(raw);
      problems.push(...read.problems);
      for (const definition of read.definitions) defined.set(definition.name, { definition, origin });
    }
    this.#defined = [...defined.values()];
    this.#problems = problems;
    for (const { definition, origin } of before) {
      const now = defined.get(definition.name);
      if (!now || !sameDefinition(now.definition, definition) || folderOf(now.origin) !== folderOf(origin)) this.#drop(definition.name);
    }
    const none = this.#defined.length + problems.length === 0;
    void vscode.commands.executeCommand('setContext', contextKeys.hasClusters, !none);
    void vscode.commands.executeCommand('setContext', contextKeys.noClusters, none);
    this.#changed.fire();
  }

  async #write(origin: Origin, change: (raw: readonly unknown[]) => readonly unknown[]): Promise<void> {
    const scope = origin.kind === 'folder' ? origin.folder.uri : undefined;
    const configuration = vscode.workspace.getConfiguration(undefined, scope ?? null);
    const inspected = configuration.inspect<unknown>(settings.clusters);
    const [raw, target] =
      origin.kind === 'user'
        ? [inspected?.globalValue, vscode.ConfigurationTarget.Global]
        : origin.kind === 'workspace'
          ? [inspected?.workspaceValue, vscode.ConfigurationTarget.Workspace]
          : [inspected?.workspaceFolderValue, vscode.ConfigurationTarget.WorkspaceFolder];
    const next = change(Array.isArray(raw) ? raw : []);
    await configuration.update(settings.clusters, next.length === 0 ? undefined : next, target);
  }
}

/** One attempt to open a cluster; dropping it disconnects, also when it is still being opened. */
class Opening {
  readonly opened: Promise<OpenCluster>;
  #dropped = false;

  constructor(connecting: Promise<OpenCluster>) {
    this.opened = connecting.then(open => {
      if (!this.#dropped) return open;
      leave(open);
      throw new FailureError({ kind: 'cancelled', code: 'CLUSTER_REMOVED', subject: open.definition.name });
    });
    this.opened.catch(() => undefined); // whoever asked hears of it; a drop without a listener is no unhandled rejection
  }

  drop(): void {
    this.#dropped = true;
    this.opened.then(leave).catch(() => undefined);
  }
}

function leave({ cluster, schemas }: OpenCluster): void {
  cluster.disconnect();
  schemas?.close();
}

/** The places where settings may define clusters; a later one replaces a cluster of the same name. Untrusted workspaces have no say. */
function readSettings(): readonly { readonly origin: Origin; readonly raw: unknown }[] {
  const shared = vscode.workspace.getConfiguration(undefined, null).inspect<unknown>(settings.clusters);
  const user = { origin: { kind: 'user' }, raw: shared?.globalValue } as const;
  if (!vscode.workspace.isTrusted) return [user];
  // Without a .code-workspace file the one folder's settings are the workspace's.
  const folders = vscode.workspace.workspaceFile ? (vscode.workspace.workspaceFolders ?? []) : [];
  return [
    user,
    { origin: { kind: 'workspace' }, raw: shared?.workspaceValue },
    ...folders.map(folder => ({
      origin: { kind: 'folder', folder } as const,
      raw: vscode.workspace.getConfiguration(undefined, folder.uri).inspect<unknown>(settings.clusters)?.workspaceFolderValue,
    })),
  ];
}

/** Where relative paths of a definition start: the folder, or the one that holds the .code-workspace file. */
function folderOf(origin: Origin): string | undefined {
  if (origin.kind === 'user') return undefined;
  if (origin.kind === 'folder') return origin.folder.uri.fsPath;
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  return workspaceFile?.scheme === 'file' ? path.dirname(workspaceFile.fsPath) : workspaceFolders?.[0]?.uri.fsPath;
}

/** What is given wins over what was kept. */
function mergedSecrets(kept: ClusterSecrets = {}, given: ClusterSecrets = {}): ClusterSecrets {
  const registry = { ...kept.registry, ...given.registry };
  return { ...kept, ...given, ...(Object.keys(registry).length === 0 ? {} : { registry }) };
}

const nameOf = (entry: unknown): unknown => (typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined);
