import type { KeyOwner, ValueType } from '../../model/problem.ts';
import type { Role } from '../roles.ts';
import { compareVersions, type KafkaVersion } from '../versions.ts';
import brokerKeys from './brokerKeys.json' with { type: 'json' };
import javaKeys from './javaKeys.json' with { type: 'json' };
import legacyKeys from './legacyKeys.json' with { type: 'json' };
import { belongsToTheEcosystem, isEcosystemSecret } from './ecosystem.ts';
import { replacements } from './replacements.ts';

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

/** The Java clients' keys, as their own ConfigDef tells them (javaKeys.json says which versions). */
export interface Facts {
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

interface KeyRow extends KeyFacts {
  /** Letters of the owners that share these facts. */
  readonly for: string;
}

const rows = javaKeys.keys as unknown as Readonly<Record<string, readonly KeyRow[]>>;
const legacy = new Map(
  Object.entries(legacyKeys.keys as Readonly<Record<string, { readonly for: string; readonly replacedBy?: string }>>).map(
    ([key, row]) =>
      [key, { of: row.for === 'c' ? ('consumer' as const) : ('producer' as const), replacedBy: row.replacedBy ?? null }] as const,
  ),
);
const notSecret: ReadonlySet<string> = new Set(['ssl.keystore.certificate.chain', 'ssl.truststore.certificates', 'sasl.jaas.config']);

const letters: Readonly<Record<string, KeyOwner>> = {
  c: 'consumer',
  p: 'producer',
  a: 'admin',
  s: 'streams',
  w: 'connect',
  k: 'connector',
  m: 'mirror',
};

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

export const javaFacts: Facts = {
  key: (role, key) => keysOf(role).get(key),
  keys: role => [...keysOf(role).keys()],
  owners: key => ownersOf.get(key) ?? [],
  legacy: key => legacy.get(key),
  replacement: key => (Object.hasOwn(replacements, key) ? replacements[key] : undefined),
  isEcosystem: belongsToTheEcosystem,
  isSecret: key => isEcosystemSecret(key) || passwords.has(key),
  defaultOf(role, key, version) {
    const facts = keysOf(role).get(key);
    if (version !== undefined) {
      const before = facts?.defaultBefore?.find(([since]) => compareVersions(version, since) < 0);
      if (before !== undefined) return before[1];
    }
    return facts?.default;
  },
};

/** A table for each role, made when it is first asked for: looking a key up is what linting does most. */
const tables = new Map<Role, ReadonlyMap<string, KeyFacts>>();

function keysOf(role: Role): ReadonlyMap<string, KeyFacts> {
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
}

const ownersOf = new Map<string, KeyOwner[]>();
const addOwner = (key: string, owner: KeyOwner | undefined): void => {
  const owners = ownersOf.get(key) ?? [];
  if (owner !== undefined && !owners.includes(owner)) ownersOf.set(key, [...owners, owner]);
};
for (const [key, found] of Object.entries(rows)) {
  for (const row of found) for (const letter of Array.from(row.for)) addOwner(key, letters[letter]);
}
for (const key of brokerKeys.broker) addOwner(key, 'broker');
for (const key of brokerKeys.topic) addOwner(key, 'topic');

/** Certificates are typed as passwords, for a key may stand beside them, but are public by nature; a login module's entry is looked into. */
const passwords: ReadonlySet<string> = new Set(
  Object.entries(rows).flatMap(([key, [row]]) => (row?.type === 'password' && !notSecret.has(key) ? key : [])),
);
