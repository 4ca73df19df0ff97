import type { ConfigText, TextEntry } from '../configText.ts';
import { clientConfiguration, type ClientConfiguration, type Entry, type PartEntry } from '../configuration.ts';
import { factsOf, type Facts } from '../facts/facts.ts';
import { javaFacts } from '../facts/javaFacts.ts';
import { springHandsOn, springValue } from '../facts/spring.ts';
import type { Framework, Role } from '../roles.ts';
import type { Around } from './around.ts';
import { clientsOf } from './clientsOf.ts';
import { libraryOf, roleOf } from './whoseKeys.ts';

/**
 * Clients that get their settings as environment variables: in an .env file, and in what docker-compose and Kubernetes hand to a
 * container. Spring Boot's (SPRING_KAFKA_…), a Connect worker's (CONNECT_…), and a program's own (KAFKA_GROUP_ID). A container
 * that is a broker (KAFKA_ADVERTISED_LISTENERS) is left alone.
 */
export function environmentVariables(text: ConfigText, around: Around): readonly ClientConfiguration[] {
  return containersOf(text).flatMap(container => [
    ...spring(container, text, around),
    ...connect(container, text, around),
    ...own(container, text, around),
  ]);
}

interface Container {
  readonly path: string;
  readonly variables: readonly TextEntry[];
}

function containersOf(text: ConfigText): readonly Container[] {
  const byPath = new Map<string, TextEntry[]>();
  // Values of a Secret's `data` are in base64.
  const secret = new Set(text.entries.filter(({ key, value }) => key === 'kind' && value === 'Secret').map(({ document }) => document));
  for (const entry of text.entries) {
    const isVariable = text.notation.name === 'env' || /(^|\.)(environment|env|data|stringData)$/.test(entry.section);
    if (entry.section === 'data' && secret.has(entry.document)) continue;
    if (!isVariable || !/^[A-Z][A-Z0-9_]*$/.test(entry.name)) continue;
    const id = `${entry.document} ${entry.section}`;
    byPath.set(id, [...(byPath.get(id) ?? []), entry]);
  }
  return [...byPath.values()].map(variables => ({ path: variables[0]?.section ?? '', variables }));
}

/** services.orders.environment, spec.template.spec.containers[0].env: the container is what a person knows. */
const labelOf = (path: string): string => path.replace(/\.(environment|env|data|stringData)$/, '').replace(/^services\./, '');

function spring({ path, variables }: Container, text: ConfigText, { declared }: Around): readonly ClientConfiguration[] {
  const byPart = new Map<SpringPart, PartEntry[]>();
  for (const entry of variables) {
    const found = springKey(entry.name);
    if (found === undefined) continue;
    byPart.set(found.part, [...(byPart.get(found.part) ?? []), { entry, key: found.key, value: springValue(found.name, entry.value) }]);
  }
  const make = (part: SpringPart, inherits: ClientConfiguration | undefined): ClientConfiguration =>
    configuration(
      byPart.get(part) ?? [],
      part === 'common' ? 'client' : part,
      'spring-boot',
      path,
      text,
      declared?.version,
      inherits,
      key => springSpelling(part, key),
    );
  const common = make('common', undefined);
  return [common, ...springParts.map(part => make(part, common))].filter(({ entries }) => entries.length > 0);
}

type SpringPart = 'common' | (typeof springParts)[number];
const springParts = ['consumer', 'producer', 'admin', 'streams'] as const;

function springKey(variable: string): { readonly part: SpringPart; readonly name: string; readonly key: string } | undefined {
  const rest = /^SPRING_KAFKA_(.+)$/.exec(variable)?.[1]?.toLowerCase();
  if (rest === undefined) return undefined;
  const part = springParts.find(one => rest.startsWith(`${one}_`)) ?? 'common';
  const name = part === 'common' ? rest : rest.slice(part.length + 1);
  const own = /^properties_(.+)$/.exec(name)?.[1];
  if (own !== undefined) return { part, name, key: own.replaceAll('_', '.') };
  // A variable has no dashes and no dots: both are underscores in it.
  const boot = [name, ...['ssl_', 'security_'].flatMap(group => (name.startsWith(group) ? name.replace('_', '.') : []))];
  for (const spelled of boot) {
    const key = springHandsOn(part, spelled);
    if (key !== undefined) return { part, name: part === 'common' ? spelled : `${part}.${spelled}`, key };
  }
  return undefined;
}

const springSpelling = (part: SpringPart, key: string): string =>
  `SPRING_KAFKA_${part === 'common' ? '' : `${part}_`}PROPERTIES_${key}`.toUpperCase().replaceAll(/[.-]/g, '_');

/** A Connect worker in a container: CONNECT_GROUP_ID is group.id. */
function connect({ path, variables }: Container, text: ConfigText, around: Around): readonly ClientConfiguration[] {
  const entries = variables.flatMap(entry => {
    const key = /^CONNECT_(?!LOG4J|REST_ADVERTISED)(.+)$/.exec(entry.name)?.[1];
    // The image writes them into a .properties file, where a line that ends in a backslash goes on in the next.
    return key === undefined
      ? []
      : { entry, key: key.toLowerCase().replaceAll('_', '.'), value: entry.value.replaceAll(/\\\r?\n\s*/g, '') };
  });
  const known = entries.filter(({ key }) => javaFacts.key('connect', key) !== undefined).length;
  if (known < 3) return [];
  return clientsOf(
    entries.filter(({ key }) => isSettingOf('connect', key)),
    {
      library: 'java',
      role: 'connect',
      label: labelOf(path),
      isPart: true,
      framework: 'environment',
      spell: key => `CONNECT_${asVariable(key)}`,
    },
    text,
    around,
    javaFacts,
  );
}

const isSettingOf = (role: Role, key: string): boolean =>
  javaFacts.key(role, key) !== undefined || /^(producer|consumer|admin)\./.test(key);

/** KAFKA_GROUP_ID, KAFKA_CONSUMER_GROUP_ID, ORDERS_KAFKA_BOOTSTRAP_SERVERS: certain only where the words are a setting's, unit included. */
function own({ path, variables }: Container, text: ConfigText, { declared }: Around): readonly ClientConfiguration[] {
  if (variables.some(({ name }) => brokerVariables.test(name))) return [];
  const entries = variables.flatMap(entry => {
    const words = /^(?!SPRING_|CONNECT_)(?:[A-Z0-9]+_)*?KAFKA_(?:(?:CLIENT|CONSUMER|PRODUCER|ADMIN)_(?!ID$))?(.+)$/.exec(entry.name)?.[1];
    const key = words === undefined ? undefined : knownKey(words.toLowerCase().replaceAll('_', '.'));
    return key === undefined ? [] : { entry, key };
  });
  const library = declared?.library ?? libraryOf(new Set(entries.map(({ key }) => key)), 'env', '');
  const facts = factsOf(library);
  const role = declared?.role ?? (entries.length === 0 ? undefined : roleOf(entries, '', facts));
  if (role === undefined) return [];
  const first = entries[0]?.entry.name ?? '';
  const prefix = /^.*?KAFKA_/.exec(first)?.[0] ?? 'KAFKA_';
  return [configuration(entries, role, 'environment', path, text, declared?.version, undefined, key => prefix + asVariable(key), facts)];
}

const brokerVariables =
  /^KAFKA_(CFG_|BROKER_|NODE_ID|PROCESS_ROLES|ADVERTISED_|LISTENER|LOG_DIRS?|ZOOKEEPER_|CONTROLLER_|INTER_BROKER|OFFSETS_TOPIC|CREATE_TOPICS|KRAFT|CLUSTER_ID|TRANSACTION_STATE|DEFAULT_REPLICATION|NUM_)|^ALLOW_PLAINTEXT_LISTENER|^KAFKASTORE_|^SCHEMA_REGISTRY_|^KSQL_/;

const asVariable = (key: string): string => key.toUpperCase().replaceAll(/[.-]/g, '_');

function knownKey(key: string): string | undefined {
  if (key === 'brokers') return undefined;
  const isKnown = javaFacts.key('client', key) !== undefined || factsOf('librdkafka').key('client', key) !== undefined;
  return isKnown && key.includes('.') ? key : undefined;
}

function configuration(
  entries: readonly PartEntry[],
  role: Role,
  framework: Framework,
  path: string,
  text: ConfigText,
  version: string | undefined,
  inherits: ClientConfiguration | undefined,
  spell: (key: string, near?: Entry) => string,
  facts: Facts = javaFacts,
): ClientConfiguration {
  const label = labelOf(path);
  return clientConfiguration(
    { library: facts.library, role, version, framework, label, isPart: true, entries, notation: text.notation, spell, inherits },
    facts,
  );
}
