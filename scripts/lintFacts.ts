/**
 * Makes src/lint/facts/librdkafkaKeys.json and springKeys.json out of what was read from the libraries' own sources.
 * `node scripts/lintFacts.ts FOLDER`; FOLDER holds
 * - librdkafka.json: { versions: [...], keys: { NAME: { scope, for: "C"|"P"|"CP", type, min?, max?, default?, oneOf?, aliasOf?,
 *   deprecated, deprecatedSince?, first, changes?: [{ since, field, from, to }] } } }, as CONFIGURATION.md and rdkafka_conf.c of each
 *   version say it; a name that is both global and per topic has a second entry NAME@topic;
 * - spring-boot.json: { versions: [...], keys: { NAME: { type, default?, oneOf?, deprecated, deprecationLevel?, replacement?, first } } },
 *   as META-INF/spring-configuration-metadata.json of each version says it.
 * The tests need neither the script nor the folder.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface LibrdkafkaKey {
  readonly for: string;
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly default?: string | number | boolean;
  readonly oneOf?: readonly string[];
  readonly aliasOf?: string;
  readonly deprecated: boolean;
  readonly first: string;
  readonly changes?: readonly { readonly since: string; readonly field: string; readonly from: string | number | boolean | null }[];
}

interface SpringKey {
  readonly type: string;
  readonly oneOf?: readonly string[];
  readonly deprecated: boolean;
  readonly deprecationLevel?: string;
  readonly replacement?: string;
}

interface Source<Key> {
  readonly versions: readonly string[];
  readonly keys: Readonly<Record<string, Key>>;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder with librdkafka.json and spring-boot.json.');
const source = <Key>(file: string): Source<Key> => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Source<Key>;
const target = path.join(import.meta.dirname, '../src/lint/facts');

const secrets =
  /^(sasl\.password|ssl\.(key|keystore)\.password|ssl\.key\.pem|sasl\.oauthbearer\.client\.(credentials\.client\.)?secret|.*passphrase)$/;
const types: Readonly<Record<string, string>> = {
  integer: 'int',
  float: 'double',
  boolean: 'boolean',
  'CSV flags': 'list',
  'pattern list': 'list',
};

const isAcks = (name: string): boolean => name === 'acks' || name === 'request.required.acks';

/** Lists whose items may repeat and scripts' callbacks are left as strings. */
function librdkafka(): object {
  const { versions, keys } = source<LibrdkafkaKey>('librdkafka.json');
  const java = (JSON.parse(readFileSync(path.join(target, 'javaKeys.json'), 'utf8')) as { readonly keys: object }).keys;
  const rows: Record<string, readonly object[]> = {};
  const aliases: Record<string, string> = {};
  for (const [name, key] of Object.entries(keys)) {
    if (name.endsWith('@topic') || key.type === 'see dedicated API') continue;
    // Rules know a setting by the name that the Java clients gave it, where they have it too.
    if (key.aliasOf !== undefined) Object.assign(aliases, name in java ? { [key.aliasOf]: name } : { [name]: key.aliasOf });
    const before = (key.changes ?? []).filter(({ field, from }) => field === 'default' && from !== null);
    rows[name] = [
      {
        for: key.for === 'CP' ? 'cpa' : key.for.toLowerCase(),
        // -1 or a number of replicas, and the word `all`.
        type: secrets.test(name)
          ? 'password'
          : name === 'bootstrap.servers'
            ? 'list'
            : isAcks(name)
              ? 'string'
              : (types[key.type] ?? 'string'),
        ...(key.default !== undefined && { default: key.default }),
        ...(before.length > 0 && { defaultBefore: before.map(({ since, from }) => [since, from]) }),
        ...(key.type !== 'boolean' && key.oneOf && { oneOf: key.oneOf, ignoreCase: true }),
        ...(key.min !== undefined && !isAcks(name) && { min: key.min }),
        ...(key.max !== undefined && !isAcks(name) && { max: key.max }),
        ...(key.first !== versions[0] && { since: key.first }),
        ...(key.deprecated && { deprecated: true }),
      },
    ];
  }
  return { about: `Read from librdkafka's CONFIGURATION.md and sources, ${versions[0]} to ${versions.at(-1)}.`, aliases, keys: rows };
}

function spring(): object {
  const { versions, keys } = source<SpringKey>('spring-boot.json');
  const prefix = 'spring.kafka.';
  const rows = Object.entries(keys).map(([name, { type, oneOf, deprecated, deprecationLevel, replacement }]) => [
    name.slice(prefix.length),
    {
      type: type.startsWith('Map<') ? 'map' : (/(Duration|DataSize|Boolean|Integer)$/.exec(type)?.[1]?.toLowerCase() ?? 'string'),
      ...(oneOf && { oneOf }),
      ...(deprecated && { deprecated: deprecationLevel === 'error' ? 'gone' : 'deprecated' }),
      ...(replacement !== undefined && { replacement: replacement.slice(prefix.length) }),
    },
  ]);
  return {
    about: `Names below "spring.kafka.", from Spring Boot's own metadata, ${versions[0]} to ${versions.at(-1)}.`,
    keys: Object.fromEntries(rows) as object,
  };
}

/** One key a line: a diff shows what changed. */
function write(file: string, facts: object): void {
  const text = Object.entries(facts).map(([name, value]) =>
    typeof value === 'string' || name === 'aliases'
      ? `${JSON.stringify(name)}: ${JSON.stringify(value)}`
      : `${JSON.stringify(name)}: {\n${Object.entries(value as object)
          .map(([key, row]) => `${JSON.stringify(key)}: ${JSON.stringify(row)}`)
          .join(',\n')}\n}`,
  );
  writeFileSync(path.join(target, file), `{\n${text.join(',\n')}\n}\n`);
}

write('librdkafkaKeys.json', librdkafka());
write('springKeys.json', spring());
