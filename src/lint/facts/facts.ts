import type { KeyOwner, ValueType } from '../../model/problem.ts';
import type { Role } from '../configuration.ts';
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
const legacy = legacyKeys.keys as Readonly<Record<string, { readonly for: string; readonly replacedBy?: string }>>;
const brokers = new Set(brokerKeys.broker);
const topics = new Set(brokerKeys.topic);

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
  key(role, key) {
    const found = own(rows, key);
    if (found === undefined) return undefined;
    for (const letter of readBy[role]) {
      const row = found.find(({ for: owners }) => owners.includes(letter));
      if (row !== undefined) return row;
    }
    return undefined;
  },
  keys: role => keysOf(role),
  owners(key) {
    const clients = [...new Set((own(rows, key) ?? []).flatMap(row => Array.from(row.for)))].flatMap(letter => letters[letter] ?? []);
    return [...clients, ...(brokers.has(key) ? (['broker'] as const) : []), ...(topics.has(key) ? (['topic'] as const) : [])];
  },
  legacy(key) {
    const row = own(legacy, key);
    return row && { of: row.for === 'c' ? 'consumer' : 'producer', replacedBy: row.replacedBy ?? null };
  },
  replacement: key => own(replacements, key),
  isEcosystem: belongsToTheEcosystem,
  isSecret: key =>
    isEcosystemSecret(key) || (own(rows, key)?.[0]?.type === 'password' && key !== 'sasl.jaas.config' && !isCertificate(key)),
  defaultOf(role, key, version) {
    const facts = this.key(role, key);
    if (version !== undefined) {
      const before = facts?.defaultBefore?.find(([since]) => compareVersions(version, since) < 0);
      if (before !== undefined) return before[1];
    }
    return facts?.default;
  },
};

/** Typed as passwords, for they may stand beside a private key, but public by nature. */
const isCertificate = (key: string): boolean => key === 'ssl.keystore.certificate.chain' || key === 'ssl.truststore.certificates';

const listed = new Map<Role, readonly string[]>();
function keysOf(role: Role): readonly string[] {
  let keys = listed.get(role);
  if (keys === undefined) {
    keys = Object.keys(rows).filter(key => javaFacts.key(role, key) !== undefined);
    listed.set(role, keys);
  }
  return keys;
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
