/**
 * What the rules call a setting, and how the Java clients spell it. Times are milliseconds and sizes are bytes in all of
 * Java's keys. Another library is another table with the same names on the left.
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
