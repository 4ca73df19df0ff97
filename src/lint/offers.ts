import type { KeyKnowledge } from '../model/keyKnowledge.ts';
import type { ClientConfiguration, Entry } from './configuration.ts';
import { classesFor } from './facts/classes.ts';
import { factsOf } from './facts/facts.ts';
import { knowledgeOf } from './knowledge.ts';

/** A key that could be written into a client's section. */
export interface OfferedKey {
  /** As it would be written there. */
  readonly written: string;
  readonly known: KeyKnowledge;
  /** It stands in the file already: writing it again would override it. */
  readonly isPresent: boolean;
  /** A key that matters to most: offered before the hundreds that almost nobody needs. */
  readonly isCommon: boolean;
}

/** The keys that this client reads, as they would be written beside `near`; removed ones are not among them. */
export function offeredKeys(config: ClientConfiguration, near: Entry | undefined, common: ReadonlySet<string>): readonly OfferedKey[] {
  const facts = factsOf(config.library);
  const present = new Set(config.entries.map(({ key }) => key));
  const offered = new Map<string, OfferedKey>();
  for (const key of facts.keys(config.role)) {
    const row = facts.key(config.role, key);
    if (row?.lastIn !== undefined || key.startsWith('internal.')) continue;
    const written = config.spell(key, near);
    offered.set(written, { written, known: knowledgeOf(config, key), isPresent: present.has(key), isCommon: common.has(key) });
  }
  return [...offered.values()];
}

export interface OfferedValue {
  readonly value: string;
  readonly isDefault: boolean;
}

/** The values that a key takes, as far as they can be listed: choices, true and false, Kafka's own classes, the default. */
export function offeredValues(config: ClientConfiguration, key: string): readonly OfferedValue[] {
  const facts = factsOf(config.library);
  if (facts.isSecret(key)) return [];
  const { type, oneOf = [], ignoreCase = false } = facts.key(config.role, key) ?? {};
  const usual = String(facts.defaultOf(config.role, key, config.version) ?? '');
  // Written as the default is: `consumer` beside `classic`.
  const choices = oneOf.map(value => (ignoreCase && usual === usual.toLowerCase() && usual !== '' ? value.toLowerCase() : value));
  const usualIsShort = usual !== '' && !usual.includes(',');
  const listed = [
    ...choices,
    ...(type === 'boolean' ? ['true', 'false'] : []),
    ...(config.library === 'java' ? classesFor(key) : []),
    ...(open[key] ?? []),
    ...(usualIsShort ? [usual] : []),
  ];
  return [...new Set(listed)].map(value => ({ value, isDefault: value === usual }));
}

/** What most people mean where any name may stand: logins that brokers offer, formats that every Java reads. */
const open: Readonly<Record<string, readonly string[]>> = {
  'sasl.mechanism': ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER', 'GSSAPI'],
  'sasl.mechanisms': ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER', 'GSSAPI'],
  'ssl.truststore.type': ['JKS', 'PKCS12', 'PEM'],
  'ssl.keystore.type': ['JKS', 'PKCS12', 'PEM'],
  'ssl.endpoint.identification.algorithm': ['https'],
};
