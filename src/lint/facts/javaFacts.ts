import brokerKeys from './brokerKeys.json' with { type: 'json' };
import { belongsToTheEcosystem, isEcosystemSecret } from './ecosystem.ts';
import { defaultIn, keyOwners, keyTables, type Facts, type KeyRows } from './keyFacts.ts';
import javaKeys from './javaKeys.json' with { type: 'json' };
import legacyKeys from './legacyKeys.json' with { type: 'json' };
import { javaSpelling } from './meanings.ts';
import { replacements } from './replacements.ts';

const rows = javaKeys.keys as unknown as KeyRows;
const keysOf = keyTables(rows);
const ownersOf = keyOwners(rows, brokerKeys.broker, brokerKeys.topic);
const legacy = new Map(
  Object.entries(legacyKeys.keys as Readonly<Record<string, { readonly for: string; readonly replacedBy?: string }>>).map(
    ([key, row]) =>
      [key, { of: row.for === 'c' ? ('consumer' as const) : ('producer' as const), replacedBy: row.replacedBy ?? null }] as const,
  ),
);

/** Certificates are typed as passwords, for a key may stand beside them, but are public by nature; a login module's entry is looked into. */
const notSecret: ReadonlySet<string> = new Set(['ssl.keystore.certificate.chain', 'ssl.truststore.certificates', 'sasl.jaas.config']);
const passwords: ReadonlySet<string> = new Set(
  Object.entries(rows).flatMap(([key, [row]]) => (row?.type === 'password' && !notSecret.has(key) ? key : [])),
);

/** As their own ConfigDef tells them (javaKeys.json says which versions). */
export const javaFacts: Facts = {
  library: 'java',
  spelling: javaSpelling,
  canonical: key => key,
  key: (role, key) => keysOf(role).get(key),
  keys: role => [...keysOf(role).keys()],
  owners: key => ownersOf.get(key) ?? [],
  legacy: key => legacy.get(key),
  replacement: key => (Object.hasOwn(replacements, key) ? replacements[key] : undefined),
  isEcosystem: belongsToTheEcosystem,
  isSecret: key => isEcosystemSecret(key) || passwords.has(key),
  defaultOf: (role, key, version) => defaultIn(version, keysOf(role).get(key)),
};
