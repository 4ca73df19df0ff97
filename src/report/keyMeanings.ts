/**
 * What the settings that matter most are for, each in a sentence or two of ours: what it decides, and what people get wrong
 * about it. By the Java clients' names; librdkafka's other names are below. A setting that is not here has only its facts.
 */
const java: Readonly<Record<string, string>> = {
  'bootstrap.servers':
    'Brokers to ask first, `host:port` divided by commas. They only tell the client which brokers there are; from then on it connects to the addresses that those advertise.',
  'client.id': 'A name for this client in broker logs, quotas and metrics. It does not have to be unique.',
  'client.rack': 'Where this client runs. A consumer then reads from a replica in the same rack, if the brokers allow that.',
  'client.dns.lookup': 'Whether every address that a host name stands for is tried, or its canonical name is taken.',
  'request.timeout.ms': 'How long the client waits for an answer to one request before it gives the request up or sends it again.',
  'default.api.timeout.ms':
    'How long a call of the consumer or admin client may take in all, retries included, if the call itself does not say.',
  'retry.backoff.ms': 'How long to wait before a failed request is sent again.',
  'retry.backoff.max.ms': 'The longest wait between retries of a request; waits grow up to it.',
  'reconnect.backoff.ms': 'How long to wait before connecting again to a broker that could not be reached.',
  'reconnect.backoff.max.ms': 'The longest wait between attempts to connect to one broker; waits grow up to it.',
  'metadata.max.age.ms':
    'After this time the client asks for topics and leaders again even if nothing failed. A consumer with a pattern notices new topics at that pace.',
  'connections.max.idle.ms':
    'Idle connections are closed after this time. Keep it below what firewalls and load balancers allow, which close them without a word.',
  'security.protocol': 'Whether the connection is encrypted (SSL) and whether the client logs in (SASL): both, one, or neither.',
  'interceptor.classes': 'Classes that see, and may change, every record on its way.',
  'metric.reporters': 'Classes that are told the metrics of the client.',
  'enable.metrics.push': 'Whether the brokers may collect the metrics of this client (KIP-714).',

  'group.id':
    'The consumer group. Members of one group share the partitions; commits are kept under this name, so another name starts without any.',
  'group.instance.id':
    'Makes this consumer a static member: after a restart within the session timeout it gets its partitions back without a rebalance. Each instance needs a name of its own.',
  'group.protocol':
    '`classic`: clients work out the assignment. `consumer`: the broker does (KIP-848), and several settings move to the broker.',
  'group.remote.assignor': 'The assignor that the broker uses for the group; only with `group.protocol=consumer`.',
  'session.timeout.ms':
    'Without a heartbeat for this long a member counts as dead and its partitions go to others. The broker limits it. With `group.protocol=consumer` the broker decides it.',
  'heartbeat.interval.ms':
    'How often the client tells the coordinator that it lives. A third of the session timeout leaves room for two lost heartbeats.',
  'max.poll.interval.ms':
    'The longest pause between two polls. Whoever works longer on a batch leaves the group, and its partitions are rebalanced.',
  'max.poll.records': 'How many records one poll hands over at most. It bounds the work between two polls, not what is fetched.',
  'partition.assignment.strategy':
    'How the group shares its partitions. Cooperative assignors move only some at a rebalance, but only if every assignor of the list can.',
  'enable.auto.commit': 'Whether the client commits by itself, now and then, what earlier polls handed over, done or not.',
  'auto.commit.interval.ms': 'How often automatic commits happen; after a crash about that much is read again.',
  'auto.offset.reset':
    'Where to start where there is no commit, or the committed record is gone: at the `earliest` record, at the `latest`, or not at all (`none`). Not consulted while a valid commit is there.',
  'isolation.level':
    '`read_committed` shows only records of finished, committed transactions, and none behind the first open one. `read_uncommitted` shows all.',
  'fetch.min.bytes': 'A broker answers a fetch as soon as it has this many bytes, or when `fetch.max.wait.ms` is over.',
  'fetch.max.wait.ms': 'How long a broker may hold a fetch back that has not `fetch.min.bytes` yet.',
  'fetch.max.bytes': 'How many bytes one answer holds at most, over all partitions. A larger first batch comes nevertheless.',
  'max.partition.fetch.bytes': 'How many bytes one partition adds to an answer at most. A larger first batch comes nevertheless.',
  'key.deserializer': 'The class that turns the bytes of a key into an object.',
  'value.deserializer': 'The class that turns the bytes of a value into an object.',
  'allow.auto.create.topics': 'Whether subscribing to a topic that is not there may create it, where the broker allows that too.',
  'check.crcs': 'Whether the checksum of each batch is checked.',
  'exclude.internal.topics': 'Whether a pattern leaves out the internal topics.',

  acks: 'Who must have a record before it counts as sent: nobody (`0`), the leader (`1`), or all in-sync replicas (`all`), together with the topic’s `min.insync.replicas`.',
  retries: 'How often a failed send is tried again. `delivery.timeout.ms` is the better bound: leave this as it is.',
  'enable.idempotence':
    'Whether brokers notice and drop a batch that was sent twice. Needs `acks=all`, retries, and at most 5 requests in flight.',
  'max.in.flight.requests.per.connection':
    'How many requests may wait for an answer on one connection. Above 1 a retry can change the order of records, unless the producer is idempotent.',
  'transactional.id': 'Makes the producer transactional. A second producer with the same name fences the first.',
  'transaction.timeout.ms': 'A transaction that is open longer is aborted by the coordinator. The broker limits it.',
  'delivery.timeout.ms': 'How long after `send()` a record may take in all before it fails: waiting, sending and retrying.',
  'linger.ms': 'How long a batch waits for more records before it is sent. A little of it makes larger batches.',
  'batch.size': 'How many bytes a batch of one partition holds at most. Not a number of records.',
  'buffer.memory': 'How many bytes may wait to be sent. When it is full, `send()` blocks for up to `max.block.ms`, then fails.',
  'max.block.ms': 'How long `send()` may block when the buffer is full or the topic is not known yet.',
  'max.request.size':
    'The largest request, and so the largest record before compression, that the producer sends. Topic and broker have limits of their own.',
  'compression.type': 'How batches are compressed on the way and in the log.',
  'partitioner.class': 'The class that chooses the partition of a record that names none. Without it: by key, else sticky.',
  'key.serializer': 'The class that turns a key into bytes.',
  'value.serializer': 'The class that turns a value into bytes.',

  'sasl.mechanism': 'How the client logs in. The listener of the broker has to offer the same one.',
  'sasl.jaas.config': 'The login module with its options, such as user name and password, ended by a semicolon.',
  'sasl.login.callback.handler.class': 'The class that fetches what a login needs, such as an OAuth token.',
  'sasl.client.callback.handler.class': 'The class that answers the questions of the login mechanism.',
  'sasl.kerberos.service.name': 'The name under which brokers run in Kerberos, mostly `kafka`.',
  'sasl.oauthbearer.token.endpoint.url': 'Where the OAuth token is asked for.',
  'ssl.truststore.location': 'The file with the authorities whose broker certificates are trusted.',
  'ssl.truststore.password': 'The password of the truststore.',
  'ssl.truststore.type': 'The format of the truststore: JKS, PKCS12 or PEM.',
  'ssl.truststore.certificates': 'Trusted certificates as PEM text instead of a file.',
  'ssl.keystore.location': 'The file with the certificate and key of this client, where brokers ask for one.',
  'ssl.keystore.password': 'The password of the keystore.',
  'ssl.keystore.type': 'The format of the keystore: JKS, PKCS12 or PEM.',
  'ssl.key.password': 'The password of the private key.',
  'ssl.endpoint.identification.algorithm':
    'Whether the certificate has to be made for the host that the client connects to (`https`). Empty switches the check off, and whoever has a certificate can stand in.',
  'ssl.protocol': 'The newest TLS version that is tried.',
  'ssl.enabled.protocols': 'The TLS versions that may be used.',

  'application.id': 'The name of a Streams application: its consumer group, and the beginning of its internal topics.',
  'processing.guarantee': 'Whether records are handled at least once or exactly once (in transactions).',
  'num.stream.threads': 'How many threads one instance handles tasks with.',
  'state.dir': 'Where local state stores are kept. It should survive a restart, or they are read again from their topics.',
  'num.standby.replicas': 'How many further instances keep a copy of each state store, so that one can take over quickly.',
  'default.key.serde': 'How keys are read and written where the topology does not say.',
  'default.value.serde': 'How values are read and written where the topology does not say.',
  'commit.interval.ms': 'How often the position of the tasks is committed.',
  'statestore.cache.max.bytes': 'How much memory all threads may use to hold back updates before they are sent on.',
  'replication.factor': 'How many replicas the internal topics of the application get.',

  'schema.registry.url': 'Where the Confluent (de)serializers find schemas.',
  'key.converter': 'How a Connect worker turns keys into bytes and back.',
  'value.converter': 'How a Connect worker turns values into bytes and back.',
  'connector.class': 'The class, or alias, of the connector.',
  'tasks.max': 'How many tasks the connector may split its work into.',
};

/** librdkafka's settings that Java has not, or calls otherwise. */
const librdkafka: Readonly<Record<string, string>> = {
  'metadata.broker.list': java['bootstrap.servers'] ?? '',
  'sasl.mechanisms': java['sasl.mechanism'] ?? '',
  'sasl.username': 'The user name for PLAIN and SCRAM.',
  'sasl.password': 'The password for PLAIN and SCRAM.',
  'ssl.ca.location': 'The PEM file with the authorities whose broker certificates are trusted; without it those of the system.',
  'ssl.certificate.location': 'The PEM file with the certificate of this client, where brokers ask for one.',
  'ssl.key.location': 'The PEM file with the private key of this client.',
  'enable.ssl.certificate.verification': 'Whether the certificate of the broker is checked at all. Without that anybody can stand in.',
  'enable.auto.offset.store':
    'Whether a record counts as handled as soon as it is handed over. With `false` the program says so, and automatic commits take only that.',
  'fetch.wait.max.ms': java['fetch.max.wait.ms'] ?? '',
  'fetch.message.max.bytes': java['max.partition.fetch.bytes'] ?? '',
  'message.max.bytes': 'The largest message that the producer sends. Topic and broker have limits of their own.',
  'message.timeout.ms': java['delivery.timeout.ms'] ?? '',
  'message.send.max.retries': java['retries'] ?? '',
  'queue.buffering.max.ms': java['linger.ms'] ?? '',
  'queue.buffering.max.messages': 'How many messages may wait to be sent; when it is full, producing fails at once.',
  'queue.buffering.max.kbytes': 'How many kilobytes may wait to be sent; when it is full, producing fails at once.',
  'queued.min.messages': 'How many messages per partition the consumer tries to have fetched ahead.',
  'queued.max.messages.kbytes': 'How many kilobytes the consumer fetches ahead at most.',
  'request.required.acks': java['acks'] ?? '',
  'compression.codec': java['compression.type'] ?? '',
  'socket.timeout.ms': java['request.timeout.ms'] ?? '',
  'socket.keepalive.enable': 'Whether the system keeps idle connections alive, which firewalls would else drop without a word.',
  'statistics.interval.ms': 'How often the client hands its statistics to the program; 0 never.',
  'enable.partition.eof': 'Whether the program is told when the end of a partition is reached.',
  'max.in.flight': java['max.in.flight.requests.per.connection'] ?? '',
  'broker.address.family': 'Whether brokers are reached by IPv4, IPv6 or both.',
  debug: 'Parts of the client that log what they do.',
};

/** The sentence for a library's key, or undefined. */
export const keyMeaning = (library: 'java' | 'librdkafka', key: string): string | undefined =>
  (library === 'librdkafka' && Object.hasOwn(librdkafka, key) ? librdkafka[key] : undefined) ??
  (Object.hasOwn(java, key) ? java[key] : undefined);

/** All keys that have a sentence, by library. */
export const keysWithMeaning = { java: Object.keys(java), librdkafka: Object.keys(librdkafka) } as const;
