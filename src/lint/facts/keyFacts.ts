import type { KeyOwner, ValueType } from '../../model/problem.ts';
import type { Library, Role } from '../roles.ts';
import { compareVersions, type KafkaVersion } from '../versions.ts';
import type { Meaning, Spelling } from './meanings.ts';

/** What is known of one key, for the roles that read it. */
export interface KeyFacts {
  readonly type: ValueType;
  readonly required?: boolean;
  /** Of the newest version that has the key; absent: none, or null. */
  readonly default?: string | number | boolean;
  /** [version, default before it], oldest first. */
  readonly defaultBefore?: readonly (readonly [KafkaVersion, string | number | boolean])[];
  readonly min?: number;
  readonly max?: number;
  /** The values that the newest version takes; for a list: of each item. */
  readonly oneOf?: readonly string[];
  readonly ignoreCase?: boolean;
  /** Values that are refused now, with the last version that took them. */
  readonly formerValues?: Readonly<Record<string, KafkaVersion>>;
  /** Values that came later, with the first version that took them. */
  readonly newValues?: Readonly<Record<string, KafkaVersion>>;
  /** Beginnings of further values ("by_duration:"), with the first version that took them. */
  readonly prefixValues?: Readonly<Record<string, KafkaVersion>>;
  /** First version that has the key; absent: all that were looked at. */
  readonly since?: KafkaVersion;
  readonly deprecated?: boolean;
  /** Last version that has the key; absent: the newest has it. */
  readonly lastIn?: KafkaVersion;
}

/** A library's keys, as its own sources tell them. */
export interface Facts {
  readonly library: Library;
  /** The library's key for what the rules mean; undefined: it has no such setting. */
  spelling(meaning: Meaning): Spelling | undefined;
  /** The name under which the other functions know a key; only an alias has another one. */
  canonical(key: string): string;
  /** What this role knows of a key; undefined: it does not read it. */
  key(role: Role, key: string): KeyFacts | undefined;
  /** All keys that this role reads in some version. */
  keys(role: Role): readonly string[];
  /** Who reads the key instead: clients first, then broker and topic. Empty: nobody known. */
  owners(key: string): readonly KeyOwner[];
  /** The ZooKeeper-era key's successor; undefined: it is no such key. */
  legacy(key: string): { readonly of: 'consumer' | 'producer'; readonly replacedBy: string | null } | undefined;
  replacement(key: string): string | undefined;
  isEcosystem(key: string): boolean;
  /** The value is a secret. */
  isSecret(key: string): boolean;
  defaultOf(role: Role, key: string, version: KafkaVersion | undefined): string | number | boolean | undefined;
}

/** A line of a generated table. */
export interface KeyRow extends KeyFacts {
  /** Letters of the owners that share these facts. */
  readonly for: string;
}

export type KeyRows = Readonly<Record<string, readonly KeyRow[]>>;

/** Looking a key up is what linting does most: a table for each role, made when it is first asked for. */
export function keyTables(rows: KeyRows): (role: Role) => ReadonlyMap<string, KeyFacts> {
  const tables = new Map<Role, ReadonlyMap<string, KeyFacts>>();
  return role => {
    const made = tables.get(role);
    if (made !== undefined) return made;
    const table = new Map<string, KeyFacts>();
    for (const [key, found] of Object.entries(rows)) {
      for (const letter of readBy[role]) {
        const row = found.find(({ for: owners }) => owners.includes(letter));
        if (row === undefined) continue;
        table.set(key, row);
        break;
      }
    }
    tables.set(role, table);
    return table;
  };
}

/** Whose keys a role reads, its own first. Streams hands a consumer's and a producer's keys on to its clients, with and without prefix. */
const readBy: Readonly<Record<Role, string>> = {
  consumer: 'c',
  producer: 'p',
  admin: 'a',
  streams: 'scpa',
  connect: 'w',
  connector: 'k',
  mirror: 'mwcpa',
  client: 'cpa',
};

export function defaultIn(version: KafkaVersion | undefined, facts: KeyFacts | undefined): string | number | boolean | undefined {
  if (version !== undefined) {
    const before = facts?.defaultBefore?.find(([since]) => compareVersions(version, since) < 0);
    if (before !== undefined) return before[1];
  }
  return facts?.default;
}

/** Who reads each key: the clients of the table, then broker and topic. */
export function keyOwners(rows: KeyRows, broker: readonly string[], topic: readonly string[]): ReadonlyMap<string, readonly KeyOwner[]> {
  const owners = new Map<string, KeyOwner[]>();
  const add = (key: string, owner: KeyOwner | undefined): void => {
    const known = owners.get(key) ?? [];
    if (owner !== undefined && !known.includes(owner)) owners.set(key, [...known, owner]);
  };
  for (const [key, found] of Object.entries(rows)) {
    for (const row of found) for (const letter of Array.from(row.for)) add(key, letters[letter]);
  }
  for (const key of broker) add(key, 'broker');
  for (const key of topic) add(key, 'topic');
  return owners;
}

const letters: Readonly<Record<string, KeyOwner>> = {
  c: 'consumer',
  p: 'producer',
  a: 'admin',
  s: 'streams',
  w: 'connect',
  k: 'connector',
  m: 'mirror',
};
