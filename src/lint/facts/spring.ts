import springKeys from './springKeys.json' with { type: 'json' };

/** What Spring Boot's metadata says of a property below `spring.kafka.`. */
export interface SpringProperty {
  readonly type: string;
  readonly oneOf?: readonly string[];
  /** "gone": no longer bound. */
  readonly deprecated?: 'gone' | 'deprecated';
  readonly replacement?: string;
}

const properties = new Map(
  Object.entries(springKeys.keys as Readonly<Record<string, SpringProperty>>).map(([name, property]) => [lettersOf(name), property]),
);

/** Boot binds names without regard to case, dashes and underscores. */
export function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9.]/g, '');
}

/** Undefined: Boot has no such property. What stands in a map of properties is one. */
export function springProperty(name: string): SpringProperty | undefined {
  const letters = lettersOf(name);
  const own = properties.get(letters);
  if (own !== undefined) return own;
  for (let end = letters.lastIndexOf('.'); end > 0; end = letters.lastIndexOf('.', end - 1)) {
    const map = properties.get(letters.slice(0, end));
    if (map?.type === 'map') return map;
  }
  return undefined;
}

type Part = 'common' | 'consumer' | 'producer' | 'admin' | 'streams';

/** What KafkaProperties' builders put into a client's map, by Boot's name. */
const everyClient = {
  'bootstrap-servers': 'bootstrap.servers',
  'client-id': 'client.id',
  'security.protocol': 'security.protocol',
  'ssl.key-password': 'ssl.key.password',
  'ssl.key-store-certificate-chain': 'ssl.keystore.certificate.chain',
  'ssl.key-store-key': 'ssl.keystore.key',
  'ssl.key-store-location': 'ssl.keystore.location',
  'ssl.key-store-password': 'ssl.keystore.password',
  'ssl.key-store-type': 'ssl.keystore.type',
  'ssl.trust-store-certificates': 'ssl.truststore.certificates',
  'ssl.trust-store-location': 'ssl.truststore.location',
  'ssl.trust-store-password': 'ssl.truststore.password',
  'ssl.trust-store-type': 'ssl.truststore.type',
  'ssl.protocol': 'ssl.protocol',
} as const;

const byPart: Readonly<Record<Part, Readonly<Record<string, string>>>> = {
  common: everyClient,
  admin: everyClient,
  consumer: {
    ...everyClient,
    'auto-commit-interval': 'auto.commit.interval.ms',
    'auto-offset-reset': 'auto.offset.reset',
    'enable-auto-commit': 'enable.auto.commit',
    'fetch-max-wait': 'fetch.max.wait.ms',
    'fetch-min-size': 'fetch.min.bytes',
    'group-id': 'group.id',
    'heartbeat-interval': 'heartbeat.interval.ms',
    'isolation-level': 'isolation.level',
    'key-deserializer': 'key.deserializer',
    'value-deserializer': 'value.deserializer',
    'max-poll-interval': 'max.poll.interval.ms',
    'max-poll-records': 'max.poll.records',
  },
  producer: {
    ...everyClient,
    acks: 'acks',
    'batch-size': 'batch.size',
    'buffer-memory': 'buffer.memory',
    'compression-type': 'compression.type',
    'key-serializer': 'key.serializer',
    'value-serializer': 'value.serializer',
    retries: 'retries',
  },
  streams: {
    ...everyClient,
    'application-id': 'application.id',
    'replication-factor': 'replication.factor',
    'state-dir': 'state.dir',
    'state-store-cache-max-size': 'statestore.cache.max.bytes',
  },
};

const byLetters = new Map(
  Object.entries(byPart).map(
    ([part, names]) => [part, new Map(Object.entries(names).map(([name, key]) => [lettersOf(name), key]))] as const,
  ),
);

/** The Kafka key that a part's property is handed on as; undefined: it is Spring's own, or none. */
export function springHandsOn(part: Part, name: string): string | undefined {
  return byLetters.get(part)?.get(lettersOf(name));
}

/** Boot's name for a Kafka key; undefined: it has none, or only since 3.5, and the key goes into `properties`. */
export const springNameOf = (part: Part, key: string): string | undefined =>
  Object.entries(byPart[part]).find(([name, kafka]) => kafka === key && name !== 'max-poll-interval')?.[0];

/** What Kafka gets of a written value: "10s" is 10000, "1MB" is 1048576, read-committed is read_committed. What Boot could not bind stays as it is. */
export function springValue(name: string, value: string): string {
  const type = springProperty(name)?.type;
  if (type === 'duration') return String(milliseconds(value) ?? value);
  if (type === 'datasize') return String(bytes(value) ?? value);
  if (lettersOf(name) === 'consumer.isolationlevel') return value.toLowerCase().replaceAll('-', '_');
  return value;
}

function milliseconds(value: string): number | undefined {
  const [, amount, unit = 'ms'] = /^([+-]?\d+)(ns|us|ms|s|m|h|d)?$/i.exec(value) ?? [];
  const factor = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit.toLowerCase()];
  if (amount !== undefined && factor !== undefined) return Number(amount) * factor;
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?$/i.exec(value);
  if (!iso || value.length < 4) return undefined;
  return Number(iso[1] ?? 0) * 3_600_000 + Number(iso[2] ?? 0) * 60_000 + Number(iso[3] ?? 0) * 1000;
}

function bytes(value: string): number | undefined {
  const [, amount, unit = 'B'] = /^([+-]?\d+)(B|KB|MB|GB|TB)?$/.exec(value) ?? [];
  const factor = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 }[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}
