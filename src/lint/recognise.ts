import type { ConfigText, TextEntry } from './configText.ts';
import { clientConfiguration, type ClientConfiguration } from './configuration.ts';
import type { Library, Role } from './roles.ts';
import { readDeclaration, type Declared } from './directives.ts';
import type { Facts } from './facts/facts.ts';
import { javaFacts } from './facts/javaFacts.ts';

/** What is known of a text besides its characters. */
export interface Surroundings {
  readonly fileName?: string | undefined;
  /** What a setting says of the file; its own first lines count more. */
  readonly client?: Declared | undefined;
  /** The clients of the files that this one is laid over, the nearest first. */
  readonly below?: readonly ClientConfiguration[];
}

/**
 * Finds the Kafka clients that a file configures, by its content; the file's name only decides between consumer and producer
 * where the content has both. Empty: no client's file (a broker's, ZooKeeper's, log4j's, Gradle's, a translation, an
 * application's own), and nothing is said of it.
 */
export function recognise(text: ConfigText, { fileName = '', client, below = [] }: Surroundings): readonly ClientConfiguration[] {
  const facts = javaFacts;
  const keys = new Set(text.entries.map(({ key }) => key));
  const declared = readDeclaration(text.comments) ?? client;
  const library = declared?.library ?? libraryOf(keys);
  const isForeign = isStructured(text.entries) || isSomebodyElses(keys);
  const role = declared?.role ?? (isForeign ? undefined : roleOf(text.entries, keys, fileName, facts));
  if (role === undefined || library !== 'java') return [];
  const version = declared?.version;
  const part = (prefix: string, nestedRole: Role, inherits?: ClientConfiguration): ClientConfiguration =>
    clientConfiguration(
      {
        library,
        role: nestedRole,
        version,
        label: prefix.slice(0, -1),
        isPart: prefix !== '',
        entries: entriesOf(text, prefix, role, facts).map(entry => ({ entry, key: entry.key.slice(prefix.length) })),
        notation: text.notation,
        spell: key => prefix + key,
        inherits: inherits ?? below.find(layer => layer.label === prefix.slice(0, -1)),
      },
      facts,
    );
  const main = part('', role);
  return [main, ...nested(role, keys).map(([prefix, role, inherits]) => part(prefix, role, inherits ? main : undefined))].filter(
    ({ entries }) => entries.length > 0,
  );
}

/** The entries of one prefix; without prefix those that no nested client has taken. `producer.type` is a setting itself, no producer's "type". */
function entriesOf(text: ConfigText, prefix: string, role: Role, facts: Facts): readonly TextEntry[] {
  const isWhole = (key: string): boolean => facts.key(role, key) !== undefined || facts.legacy(key) !== undefined;
  if (prefix !== '') return text.entries.filter(({ key }) => key.startsWith(prefix) && !isWhole(key));
  const taken = nestedPrefixes[role] ?? [];
  return text.entries.filter(({ key }) => isWhole(key) || !taken.some(([nestedPrefix]) => key.startsWith(nestedPrefix)));
}

type Nested = readonly [prefix: string, role: Role, inherits: boolean];

/** What many applications do: settings of all clients first, then those of each kind under its name. */
const ownPrefixes: readonly Nested[] = [
  ['consumer.', 'consumer', true],
  ['producer.', 'producer', true],
  ['admin.', 'admin', true],
];

/** Prefixes under which a client's settings are handed on. A Connect worker's producers do not take over its own login; a Streams application's do. */
const nestedPrefixes: Partial<Readonly<Record<Role, readonly Nested[]>>> = {
  connect: [
    ['producer.', 'producer', false],
    ['consumer.', 'consumer', false],
    ['admin.', 'admin', false],
  ],
  connector: [
    ['producer.override.', 'producer', false],
    ['consumer.override.', 'consumer', false],
    ['admin.override.', 'admin', false],
  ],
  streams: [
    ['main.consumer.', 'consumer', true],
    ['restore.consumer.', 'consumer', true],
    ['global.consumer.', 'consumer', true],
    ['consumer.', 'consumer', true],
    ['producer.', 'producer', true],
    ['admin.', 'admin', true],
  ],
  consumer: ownPrefixes,
  producer: ownPrefixes,
  admin: ownPrefixes,
  client: ownPrefixes,
};

function nested(role: Role, keys: ReadonlySet<string>): readonly Nested[] {
  const fixed = nestedPrefixes[role] ?? [];
  if (role !== 'mirror') return fixed;
  // MirrorMaker 2: `source.bootstrap.servers`, `source->target.enabled`.
  const prefixes = new Set([...keys].flatMap(key => /^[\w-]+(->[\w-]+)?\.(?=.)/.exec(key)?.[0] ?? []));
  const aliases = new Set([...keys].flatMap(key => /^([\w-]+)\.bootstrap\.servers$/.exec(key)?.[1] ?? []));
  return [...prefixes]
    .filter(prefix => prefix.includes('->') || aliases.has(prefix.slice(0, -1)))
    .map(prefix => [prefix, 'mirror', true] as const);
}

/** Sections or braces: another notation that only looks like lines of keys and values (INI, HOCON, JSON). */
const isStructured = (entries: readonly TextEntry[]): boolean =>
  entries.some(({ key, value }) => /^[[\]{}"<]/.test(key) || /[{[]$/.test(value));

/** Somebody else's file, whatever else stands in it. */
function isSomebodyElses(keys: ReadonlySet<string>): boolean {
  let foreign = 0;
  for (const key of keys) {
    if (brokerMarks.has(key)) return true;
    if (foreignBeginnings.test(key)) foreign++;
  }
  // A worker's file may name its loggers too.
  return foreign * 2 > keys.size;
}

/** Keys without which no broker, controller, ZooKeeper, Schema Registry or ksqlDB server starts, and which no client has. */
const brokerMarks: ReadonlySet<string> = new Set([
  'broker.id',
  'node.id',
  'process.roles',
  'log.dirs',
  'log.dir',
  'advertised.listeners',
  'advertised.host.name',
  'num.network.threads',
  'num.io.threads',
  'controller.quorum.voters',
  'offsets.topic.replication.factor',
  'inter.broker.listener.name',
  'dataDir',
  'tickTime',
  'kafkastore.bootstrap.servers',
  'kafkastore.topic',
  'ksql.service.id',
]);

const foreignBeginnings = /^(log4j|rootLogger|appender\.|logger\.|handlers$|org\.gradle\.|systemProp\.|ksql\.)/;

/** Names that only librdkafka's clients know. */
const librdkafkaMarks: ReadonlySet<string> = new Set([
  'sasl.mechanisms',
  'sasl.username',
  'sasl.password',
  'ssl.ca.location',
  'ssl.certificate.location',
  'ssl.key.location',
  'enable.partition.eof',
  'enable.auto.offset.store',
  'enable.ssl.certificate.verification',
  'queue.buffering.max.kbytes',
  'queued.min.messages',
  'queued.max.messages.kbytes',
  'message.timeout.ms',
  'statistics.interval.ms',
  'api.version.request',
  'broker.version.fallback',
  'broker.address.family',
  'socket.keepalive.enable',
  'socket.nagle.disable',
  'log.connection.close',
]);

const libraryOf = (keys: ReadonlySet<string>): Library => ([...keys].some(key => librdkafkaMarks.has(key)) ? 'librdkafka' : 'java');

function roleOf(entries: readonly TextEntry[], keys: ReadonlySet<string>, fileName: string, facts: Facts): Role | undefined {
  const has = (...names: string[]): boolean => names.some(name => keys.has(name));
  const knownTo = (role: Role): number => [...keys].filter(key => facts.key(role, key) !== undefined).length;

  if (has('clusters') && [...keys].some(key => key.endsWith('.bootstrap.servers') || key.includes('->'))) return 'mirror';
  if (has('connector.class')) return 'connector';
  if (
    has('key.converter', 'internal.key.converter', 'offset.storage.topic', 'offset.storage.file.filename', 'config.storage.topic') &&
    knownTo('connect') >= 1
  ) {
    return 'connect';
  }
  // Streams reads `client.id` and `state.dir` where a consumer reads `group.id`.
  const [streams, consumer, producer] = [onlyOf('streams', keys, facts), onlyOf('consumer', keys, facts), onlyOf('producer', keys, facts)];
  const name = /[^/\\]*$/.exec(fileName)?.[0].toLowerCase() ?? '';
  if (has('application.id') || (streams.length > 0 && producer.length === 0 && (consumer.length === 0 || /stream/.test(name)))) {
    if (
      has('application.id')
        ? knownTo('streams') >= 2
        : knownTo('streams') >= 2 && (has('bootstrap.servers') || streams.some(key => streamsMarks.has(key)))
    )
      return 'streams';
  }

  if (!isClient(entries, keys, facts)) return undefined;
  if (consumer.length > 0 && producer.length > 0) return decide(consumer, producer, name);
  if (consumer.length > 0) return 'consumer';
  if (producer.length > 0) return 'producer';
  return /consumer/.test(name) ? 'consumer' : /producer/.test(name) ? 'producer' : /admin/.test(name) ? 'admin' : 'client';
}

/** Keys that only Streams has and that are distinctive enough to tell it alone. */
const streamsMarks: ReadonlySet<string> = new Set([
  'num.stream.threads',
  'processing.guarantee',
  'default.key.serde',
  'default.value.serde',
  'num.standby.replicas',
  'statestore.cache.max.bytes',
  'cache.max.bytes.buffering',
]);

/** The keys that a role reads and the others of consumer and producer do not, ZooKeeper-era names included. */
function onlyOf(role: 'consumer' | 'producer' | 'streams', keys: ReadonlySet<string>, facts: Facts): readonly string[] {
  const others = (['consumer', 'producer'] as const).filter(other => other !== role);
  return [...keys].filter(key => {
    if (facts.legacy(key) !== undefined) return facts.legacy(key)?.of === role && key !== 'zookeeper.connect';
    if (role === 'streams') return facts.owners(key)[0] === 'streams';
    return facts.key(role, key) !== undefined && others.every(other => facts.key(other, key) === undefined);
  });
}

/** A file called producer.properties that has one consumer's key in it is a producer's with a mistake; an even mixture is shared by both. */
function decide(consumer: readonly string[], producer: readonly string[], fileName: string): Role {
  const [named, own, others] =
    /producer/.test(fileName) && !/consumer/.test(fileName)
      ? (['producer', producer, consumer] as const)
      : /consumer/.test(fileName) && !/producer/.test(fileName)
        ? (['consumer', consumer, producer] as const)
        : (['client', [], []] as const);
  return own.length >= others.length ? named : 'client';
}

/** One key that nobody but a Kafka client has, or two that a client shares with the rest of the world. */
function isClient(entries: readonly TextEntry[], keys: ReadonlySet<string>, facts: Facts): boolean {
  if ([...keys].some(key => distinctive.has(key)) || (keys.has('zookeeper.connect') && keys.has('group.id'))) return true;
  if (entries.some(({ key, value }) => (key === 'key.serializer' || key === 'key.deserializer') && value.includes('.'))) return true;
  const known = [...keys].filter(key => facts.key('client', key) !== undefined || facts.legacy(key) !== undefined);
  const legacy = known.filter(key => facts.legacy(key) !== undefined && !key.startsWith('zookeeper.') && !sharedWithTheWorld.has(key));
  if (legacy.length > 0 && (known.length >= 2 || keys.size === 1)) return true;
  // Half of the file or more speaks Kafka, and not only ZooKeeper's part of it.
  if (!known.some(key => !key.startsWith('zookeeper.'))) return false;
  return known.filter(key => !sharedWithTheWorld.has(key)).length >= 2 && known.length * 2 >= keys.size;
}

const distinctive: ReadonlySet<string> = new Set([
  'bootstrap.servers',
  'sasl.jaas.config',
  'group.instance.id',
  'auto.offset.reset',
  'enable.auto.commit',
  'max.poll.records',
  'max.poll.interval.ms',
  'partition.assignment.strategy',
  'enable.idempotence',
  'max.in.flight.requests.per.connection',
  'metadata.broker.list',
  'request.required.acks',
  'heartbeat.interval.ms',
]);

/** Names of client settings that programs without Kafka use as well. */
const sharedWithTheWorld: ReadonlySet<string> = new Set([
  'client.id',
  'group.id',
  'retries',
  'batch.size',
  'request.timeout.ms',
  'session.timeout.ms',
  'socket.timeout.ms',
  'retry.backoff.ms',
  'consumer.id',
  'serializer.class',
  'fetch.min.bytes',
  'buffer.memory',
  'compression.codec',
  'auto.commit.interval.ms',
]);
