import type { KeyKnowledge, ValueInEffect } from '../model/keyKnowledge.ts';
import type { ClientConfiguration, Entry } from './configuration.ts';
import { factsOf } from './facts/facts.ts';

export interface EntryAt {
  readonly config: ClientConfiguration;
  readonly entry: Entry;
  /** The offset is in the value, else in the key. */
  readonly isValue: boolean;
}

/** The entry whose key or value an offset of the text is in, with the client whose it is. */
export function entryAt(configurations: readonly ClientConfiguration[], offset: number): EntryAt | undefined {
  for (const config of configurations) {
    for (const entry of config.entries) {
      const inKey = offset >= entry.keyRange.start && offset <= entry.keyRange.end;
      const inValue = offset >= entry.valueRange.start && offset <= entry.valueRange.end;
      if (inKey || inValue) return { config, entry, isValue: inValue && !inKey };
    }
  }
  return undefined;
}

/** What is known of a key of this client; `at` is the entry that is pointed at, and absent where the key is only offered. */
export function knowledgeOf(config: ClientConfiguration, key: string, at?: Entry): KeyKnowledge {
  const facts = factsOf(config.library);
  const { role, version } = config;
  const own = facts.key(role, key);
  const owners = facts.owners(key);
  // A key of somebody else is explained, too: by what its owner reads it as.
  const found = own ?? owners.map(owner => (owner === 'broker' || owner === 'topic' ? undefined : facts.key(owner, key))).find(Boolean);
  const usual = facts.defaultOf(role, key, version) ?? found?.default;
  return {
    key,
    written: at === undefined || at.writtenKey === key ? undefined : at.writtenKey,
    library: config.library,
    role,
    isRead: own !== undefined,
    owners,
    type: found?.type,
    isSecret: facts.isSecret(key) || key === 'sasl.jaas.config',
    isRequired: found?.required ?? false,
    min: found?.min,
    max: found?.max,
    oneOf: found?.oneOf ?? [],
    default: usual === undefined ? undefined : String(usual),
    defaultBefore: (found?.defaultBefore ?? []).map(([before, value]) => [before, String(value)] as const),
    since: found?.since,
    isDeprecated: found?.deprecated ?? false,
    lastIn: found?.lastIn,
    replacedBy: facts.replacement(key) ?? facts.legacy(key)?.replacedBy ?? undefined,
    inEffect: own === undefined ? undefined : inEffect(config, key, usual, at),
  };
}

function inEffect(
  config: ClientConfiguration,
  key: string,
  usual: string | number | boolean | undefined,
  at: Entry | undefined,
): ValueInEffect | undefined {
  const entry = config.entry(key);
  if (entry === undefined) return usual === undefined ? undefined : { value: String(usual), from: { kind: 'default' } };
  const hidden = factsOf(config.library).isSecret(key) || key === 'sasl.jaas.config';
  const value = hidden ? undefined : entry.value;
  if (entry.placeholder) return { value, from: { kind: 'placeholder' } };
  if (at !== undefined && entry.keyRange.start === at.keyRange.start && entry.keyRange.fileName === at.keyRange.fileName)
    return { value, from: { kind: 'here' } };
  return { value, from: { kind: 'elsewhere', range: entry.keyRange, section: entry.section } };
}
