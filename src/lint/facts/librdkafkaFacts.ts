import brokerKeys from './brokerKeys.json' with { type: 'json' };
import { belongsToTheEcosystem, isEcosystemSecret } from './ecosystem.ts';
import { defaultIn, keyOwners, keyTables, type Facts, type KeyRows } from './keyFacts.ts';
import librdkafkaKeys from './librdkafkaKeys.json' with { type: 'json' };
import { librdkafkaSpelling } from './meanings.ts';

const rows = librdkafkaKeys.keys as unknown as KeyRows;
const aliases = new Map(Object.entries(librdkafkaKeys.aliases));
const keysOf = keyTables(rows);
const ownersOf = keyOwners(rows, brokerKeys.broker, brokerKeys.topic);

/** As its own CONFIGURATION.md tells them. Clients in Python, Go, .NET, Node and PHP hand the same names on to it. */
export const librdkafkaFacts: Facts = {
  library: 'librdkafka',
  spelling: librdkafkaSpelling,
  canonical: key => aliases.get(key) ?? key,
  key: (role, key) => keysOf(role).get(key),
  keys: role => [...keysOf(role).keys()],
  owners: key => ownersOf.get(key) ?? [],
  legacy: () => undefined,
  replacement: () => undefined,
  isEcosystem: belongsToTheEcosystem,
  isSecret: key => isEcosystemSecret(key) || rows[key]?.[0]?.type === 'password',
  defaultOf: (role, key, version) => defaultIn(version, keysOf(role).get(key)),
};
