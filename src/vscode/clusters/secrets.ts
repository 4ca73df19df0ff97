import type * as vscode from 'vscode';
import { type ClusterDefinition, type ClusterSecrets, type LoginSecrets, secretIsExposedTo, userOf } from '../../clusters/definition.ts';
import { registryIsExposedTo, userAtRegistry } from '../../clusters/registryDefinition.ts';

/**
 * A cluster's secrets, kept under its name and user; those of its schema registry beside them, under its user there. They
 * remember to whom and how they are sent: settings can come from a shared file, and a changed file must not send a password
 * to a server that its owner never saw.
 */
export class Secrets {
  readonly #storage: Storage;
  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** What is kept for this cluster; undefined when there is nothing, or when it was given for other servers. */
  async of(definition: ClusterDefinition): Promise<ClusterSecrets | undefined> {
    const [own, registry] = await Promise.all(placesOf(definition).map(place => this.#read(place)));
    return own || registry ? { ...own, ...(registry ? { registry } : {}) } : undefined;
  }

  async keep(definition: ClusterDefinition, { registry, ...own }: ClusterSecrets): Promise<void> {
    const secrets = [own, registry ?? {}];
    await Promise.all(placesOf(definition).map((place, at) => this.#write(place, secrets[at] ?? {})));
  }

  async forget(definition: ClusterDefinition): Promise<void> {
    await Promise.all(placesOf(definition).map(({ key }) => this.#storage.delete(key)));
  }

  /** Whether a changed key of the storage is this cluster's. */
  belongs(key: string, definition: ClusterDefinition): boolean {
    return placesOf(definition).some(place => place.key === key);
  }

  async #read({ key, exposedTo }: Place): Promise<LoginSecrets | undefined> {
    const kept = parse(await this.#storage.get(key));
    if (!kept) return undefined;
    const known = new Set(kept.servers);
    return exposedTo.every(server => known.has(server)) ? kept.secrets : undefined;
  }

  /** An empty place stays as it is: there may be a secret that was given for other servers, which its owner may name again. */
  async #write({ key, exposedTo }: Place, secrets: LoginSecrets): Promise<void> {
    if (Object.keys(secrets).length === 0) return;
    await this.#storage.store(key, JSON.stringify({ secrets, servers: exposedTo } satisfies Kept));
  }
}

type Storage = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

interface Kept {
  readonly secrets: LoginSecrets;
  readonly servers: readonly string[];
}

/** Where secrets are kept, and who gets to see them. */
interface Place {
  readonly key: string;
  readonly exposedTo: readonly string[];
}

/** The cluster's own, then the registry's where it has one. */
function placesOf(definition: ClusterDefinition): readonly Place[] {
  const { name, sasl, schemaRegistry } = definition;
  const place = (what: string, user: string, exposedTo: readonly string[]): Place => ({
    key: `${what}:${JSON.stringify([name, user])}`,
    exposedTo,
  });
  return [
    place('cluster', sasl ? userOf(sasl) : '', secretIsExposedTo(definition)),
    ...(schemaRegistry ? [place('registry', userAtRegistry(schemaRegistry) ?? '', registryIsExposedTo(schemaRegistry))] : []),
  ];
}

/** Only this class writes the key, so what does not fit is from another version of it: as good as nothing. */
function parse(text: string | undefined): Kept | undefined {
  if (text === undefined) return undefined;
  try {
    const kept = JSON.parse(text) as Partial<Kept>;
    return kept.secrets && Array.isArray(kept.servers) ? { secrets: kept.secrets, servers: kept.servers } : undefined;
  } catch {
    return undefined;
  }
}
