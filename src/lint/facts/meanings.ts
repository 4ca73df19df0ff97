/**
 * What the rules call a setting, and how the Java clients spell it. Times are milliseconds and sizes are bytes in all of
 * Java's keys. Another library's table tells what is different there.
 */
export const javaMeanings = {
  bootstrapServers: 'bootstrap.servers',
  clientId: 'client.id',
  requestTimeout: 'request.timeout.ms',

  groupId: 'group.id',
  groupInstanceId: 'group.instance.id',
  groupProtocol: 'group.protocol',
  groupRemoteAssignor: 'group.remote.assignor',
  sessionTimeout: 'session.timeout.ms',
  heartbeatInterval: 'heartbeat.interval.ms',
  pollInterval: 'max.poll.interval.ms',
  pollRecords: 'max.poll.records',
  assignors: 'partition.assignment.strategy',
  autoCommit: 'enable.auto.commit',
  autoCommitInterval: 'auto.commit.interval.ms',
  offsetReset: 'auto.offset.reset',
  isolationLevel: 'isolation.level',
  fetchMinBytes: 'fetch.min.bytes',
  fetchMaxBytes: 'fetch.max.bytes',
  fetchMaxWait: 'fetch.max.wait.ms',
  partitionFetchBytes: 'max.partition.fetch.bytes',
  keyDeserializer: 'key.deserializer',
  valueDeserializer: 'value.deserializer',

  acks: 'acks',
  retries: 'retries',
  idempotence: 'enable.idempotence',
  inFlight: 'max.in.flight.requests.per.connection',
  transactionalId: 'transactional.id',
  transactionTimeout: 'transaction.timeout.ms',
  deliveryTimeout: 'delivery.timeout.ms',
  linger: 'linger.ms',
  batchSize: 'batch.size',
  bufferMemory: 'buffer.memory',
  maxRequestSize: 'max.request.size',
  partitioner: 'partitioner.class',
  keySerializer: 'key.serializer',
  valueSerializer: 'value.serializer',

  securityProtocol: 'security.protocol',
  saslMechanism: 'sasl.mechanism',
  jaas: 'sasl.jaas.config',
  loginCallback: 'sasl.login.callback.handler.class',
  hostNameCheck: 'ssl.endpoint.identification.algorithm',
  keystoreLocation: 'ssl.keystore.location',
  keystoreKey: 'ssl.keystore.key',
  keystoreCertificates: 'ssl.keystore.certificate.chain',

  topicsPattern: 'topics.regex',
} as const;

export type Meaning = keyof typeof javaMeanings;

/** A library's own key for a meaning. */
export interface Spelling {
  readonly key: string;
  /** How many milliseconds or bytes one of its units is. */
  readonly unit: number;
}

const asInJava: ReadonlyMap<string, Spelling> = new Map(Object.entries(javaMeanings).map(([meaning, key]) => [meaning, { key, unit: 1 }]));

export const javaSpelling = (meaning: Meaning): Spelling | undefined => asInJava.get(meaning);

/** librdkafka's key where it is not Java's; null: it has no such setting. */
const inLibrdkafka: Partial<Readonly<Record<Meaning, Spelling | null>>> = {
  requestTimeout: { key: 'socket.timeout.ms', unit: 1 },
  fetchMaxWait: { key: 'fetch.wait.max.ms', unit: 1 },
  // Before 2.15 it had none, and since then only share consumers' polls are bounded by it.
  pollRecords: null,
  bufferMemory: { key: 'queue.buffering.max.kbytes', unit: 1024 },
  maxRequestSize: { key: 'message.max.bytes', unit: 1 },
  partitioner: { key: 'partitioner', unit: 1 },
  keystoreKey: { key: 'ssl.key.pem', unit: 1 },
  keystoreCertificates: { key: 'ssl.certificate.pem', unit: 1 },
  jaas: null,
  loginCallback: null,
  keyDeserializer: null,
  valueDeserializer: null,
  keySerializer: null,
  valueSerializer: null,
  topicsPattern: null,
};

export function librdkafkaSpelling(meaning: Meaning): Spelling | undefined {
  const own = inLibrdkafka[meaning];
  return own === undefined ? asInJava.get(meaning) : (own ?? undefined);
}
