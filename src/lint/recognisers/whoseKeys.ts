import type { Notation } from '../configText.ts';
import type { PartEntry } from '../configuration.ts';
import type { Facts } from '../facts/facts.ts';
import type { Library, Role } from '../roles.ts';

/** Somebody else's file, whatever else stands in it. */
export function isSomebodyElses(keys: ReadonlySet<string>): boolean {
  // Debezium outside of Connect: its heartbeat.interval.ms writes records while its database is quiet.
  if (!keys.has('connector.class') && (keys.has('database.hostname') || keys.has('snapshot.mode'))) return true;
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

/** librdkafka's too, and what applications in Java call their own settings, out of which they build `sasl.jaas.config`. */
const credentials: ReadonlySet<string> = new Set(['sasl.username', 'sasl.password']);

/** What the keys do not tell the notation does: .ini files and .NET's settings are librdkafka's programs'. */
export function libraryOf(keys: ReadonlySet<string>, notation: Notation['name'], fileName: string): Library {
  const has = (marks: ReadonlySet<string>): boolean => [...keys].some(key => marks.has(key));
  if (has(librdkafkaMarks)) return 'librdkafka';
  if (has(javaMarks)) return 'java';
  if (has(credentials)) return 'librdkafka';
  const likely =
    notation === 'ini' || /appsettings[^/\\]*\.json$/i.test(fileName) || (notation !== 'properties' && keys.has('metadata.broker.list'));
  return likely ? 'librdkafka' : 'java';
}

/** Names that only Java's clients know. */
const javaMarks: ReadonlySet<string> = new Set([
  'key.serializer',
  'value.serializer',
  'key.deserializer',
  'value.deserializer',
  'sasl.jaas.config',
  'java.security.auth.login.config',
  'ssl.truststore.location',
  'max.poll.records',
  'application.id',
  'connector.class',
  'key.converter',
  'interceptor.classes',
]);

/**
 * Which client reads these keys; the file's name only decides between consumer and producer where the content has both.
 * Undefined: no client's keys.
 */
export function roleOf(entries: readonly PartEntry[], fileName: string, facts: Facts): Role | undefined {
  const keys = new Set(entries.map(({ key }) => key));
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
function isClient(entries: readonly PartEntry[], keys: ReadonlySet<string>, facts: Facts): boolean {
  if ([...keys].some(key => distinctive.has(key)) || (keys.has('zookeeper.connect') && keys.has('group.id'))) return true;
  if (entries.some(({ key, entry }) => (key === 'key.serializer' || key === 'key.deserializer') && entry.value.includes('.'))) return true;
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
