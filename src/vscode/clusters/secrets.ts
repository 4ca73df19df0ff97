import type * as vscode from 'vscode';
import { type ClusterDefinition, type ClusterSecrets, secretIsExposedTo, userOf } from '../../clusters/definition.ts';

/**
 * A cluster's secrets, kept under its name and user. They remember to whom and how they are sent: settings can come
 * from a shared file, and a changed file must not send a password to a server that its owner never saw.
 */
export class Secrets {
  readonly #storage: Storage;
  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** What is kept for this cluster; undefined when there is nothing, or when it was given for other servers. */
  async of(definition: ClusterDefinition): Promise<ClusterSecrets | undefined> {
    const kept = parse(await this.#storage.get(keyOf(definition)));
    if (!kept) return undefined;
    const known = new Set(kept.servers);
    return secretIsExposedTo(definition).every(server => known.has(server)) ? kept.secrets : undefined;
  }

  async keep(definition: ClusterDefinition, secrets: ClusterSecrets): Promise<void> {
    await this.#storage.store(keyOf(definition), JSON.stringify({ secrets, servers: secretIsExposedTo(definition) } satisfies Kept));
  }

  async forget(definition: ClusterDefinition): Promise<void> {
    await this.#storage.delete(keyOf(definition));
  }

  /** Whether a changed key of the storage is this cluster's. */
  belongs(key: string, definition: ClusterDefinition): boolean {
    return key === keyOf(definition);
  }
}

type Storage = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

interface Kept {
  readonly secrets: ClusterSecrets;
  readonly servers: readonly string[];
}

const keyOf = ({ name, sasl }: ClusterDefinition): string => `cluster:${JSON.stringify([name, sasl ? userOf(sasl) : ''])}`;

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
