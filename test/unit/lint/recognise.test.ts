import assert from 'node:assert/strict';
import { lint } from '../../../src/lint/lint.ts';

const roles = async (text: string, fileName = ''): Promise<string[]> =>
  (await lint(text, { fileName })).configurations.map(({ label, role }) => (label === '' ? role : `${label}: ${role}`));

describe('a file is recognised by what it contains', () => {
  const clients: readonly (readonly [what: string, text: string, roles: string[], fileName?: string])[] = [
    ['a consumer', 'bootstrap.servers=a:9092\ngroup.id=g\n', ['consumer']],
    ['a consumer without brokers', 'group.id=g\nenable.auto.commit=false\nsession.timeout.ms=30000\n', ['consumer']],
    ['a producer', 'bootstrap.servers=a:9092\nacks=all\n', ['producer']],
    ['a client that does not say which', 'bootstrap.servers=a:9092\nsecurity.protocol=SSL\n', ['client']],
    ['the same, by its name', 'bootstrap.servers=a:9092\n', ['producer'], 'conf/producer.properties'],
    ['settings for both', 'bootstrap.servers=a:9092\nacks=all\ngroup.id=g\n', ['client']],
    [
      'a producer’s file with a stray key',
      'bootstrap.servers=a:9092\nacks=all\nlinger.ms=1\ngroup.id=g\n',
      ['producer'],
      'producer.properties',
    ],
    ['an application with keys of its own', 'bootstrap.servers=a:9092\ntopic=t\npool=5\nurl=jdbc:x\ncolor=red\n', ['client']],
    ['a ZooKeeper-era consumer', 'zookeeper.connect=z:2181\ngroup.id=g\n', ['consumer'], 'consumer.properties'],
    ['Streams', 'application.id=a\nbootstrap.servers=a:9092\n', ['streams']],
    [
      'Streams with settings for its consumers',
      'application.id=a\nbootstrap.servers=a:9092\nmain.consumer.max.poll.records=5\n',
      ['streams', 'main.consumer: consumer'],
    ],
    ['a Connect worker and its clients', 'group.id=c\noffset.storage.topic=o\nproducer.acks=1\n', ['connect', 'producer: producer']],
    [
      'a connector',
      'name=s\nconnector.class=S\ntopics=a\nconsumer.override.max.poll.records=5\n',
      ['connector', 'consumer.override: consumer'],
    ],
    ['MirrorMaker', 'clusters=a,b\na.bootstrap.servers=a:9092\na->b.enabled=true\n', ['mirror', 'a: mirror', 'a->b: mirror']],
    ['settings by kind of client', 'bootstrap.servers=a:9092\nconsumer.group.id=g\n', ['client', 'consumer: consumer']],
    ['a librdkafka client', 'bootstrap.servers=a:9092\nsasl.mechanisms=PLAIN\nsasl.username=u\ngroup.id=g\n', ['consumer'], 'client.conf'],
    ['sections of an .ini file', '[orders]\nbootstrap.servers=a:9092\nauto.offset.reset=earliest\n', ['orders: consumer'], 'app.ini'],
    ['JSON', '{\n  "bootstrap.servers": "a:9092",\n  "group.id": "g"\n}\n', ['consumer'], 'client.json'],
    [
      'Spring Boot',
      'spring.kafka.bootstrap-servers=a:9092\nspring.kafka.consumer.group-id=g\nserver.port=8080\n',
      ['spring.kafka: client', 'spring.kafka.consumer: consumer'],
    ],
    [
      'Spring Boot’s profiles',
      'spring:\n  kafka:\n    consumer:\n      group-id: g\n---\nspring:\n  config.activate.on-profile: prod\n  kafka.consumer.maxPollRecords: 5\n',
      ['spring.kafka.consumer: consumer', 'spring.kafka.consumer, profile prod: consumer'],
      'application.yml',
    ],
    [
      'Spring Cloud Stream',
      'spring.cloud.stream.kafka.binder.consumer-properties.max.poll.records=5\n',
      ['spring.cloud.stream.kafka.binder.consumer-properties: consumer'],
    ],
    [
      'environments in YAML',
      'dev:\n  kafka:\n    bootstrap.servers: a:9092\n    group.id: g\nprod:\n  kafka:\n    bootstrap.servers: b:9092\n    group.id: g\n',
      ['dev.kafka: consumer', 'prod.kafka: consumer'],
      'config.yaml',
    ],
    [
      'settings spelled as a program spells its own',
      'kafka:\n  bootstrapServers: a:9092\n  groupId: g\n  autoOffsetReset: earliest\n  topic: t\n',
      ['kafka: consumer'],
      'config.yaml',
    ],
    [
      'Quarkus',
      'kafka.bootstrap.servers=a:9092\nmp.messaging.incoming.orders.connector=smallrye-kafka\nmp.messaging.incoming.orders.group.id=g\nmp.messaging.incoming.orders.auto.offset.reset=earliest\n',
      ['kafka: client', 'mp.messaging.incoming.orders: consumer'],
      'application.properties',
    ],
    [
      'Micronaut',
      'kafka:\n  bootstrap:\n    servers: a:9092\n  consumers:\n    default:\n      auto.offset.reset: earliest\n',
      ['kafka: client', 'kafka.consumers.default: consumer'],
      'application.yml',
    ],
    [
      'a connector’s JSON',
      '{"name": "s", "config": {"connector.class": "S", "tasks.max": "1", "consumer.override.max.poll.records": "5"}}',
      ['config: connector', 'config.consumer.override: consumer'],
      'sink.json',
    ],
    [
      'containers of docker-compose',
      'services:\n  orders:\n    environment:\n      SPRING_KAFKA_CONSUMER_GROUP_ID: g\n  connect:\n    environment:\n      - CONNECT_BOOTSTRAP_SERVERS=a:9092\n      - CONNECT_GROUP_ID=c\n      - CONNECT_OFFSET_STORAGE_TOPIC=o\n  py:\n    environment:\n      KAFKA_BOOTSTRAP_SERVERS: a:9092\n      KAFKA_GROUP_ID: g\n',
      ['orders: consumer', 'connect: connect', 'py: consumer'],
      'docker-compose.yml',
    ],
    [
      'a file in a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  client.properties: |\n    bootstrap.servers=a:9092\n    group.id=g\n',
      ['consumer'],
      'configmap.yaml',
    ],
    ['an .env file', 'KAFKA_BOOTSTRAP_SERVERS=a:9092\nKAFKA_AUTO_OFFSET_RESET="earliest" # all\n', ['consumer'], '.env'],
    ['what the first line of YAML says', '# kafka: consumer librdkafka\nsomething: else\n', ['consumer'], 'x.yml'],
    ['what its first line says', '# kafka: producer java 3.9\nsomething=else\n', ['producer']],
  ];
  for (const [what, text, expected, fileName] of clients)
    it(`finds ${what}`, async () => assert.deepEqual(await roles(text, fileName), expected));

  for (const [library, text] of [
    ['java', 'bootstrap.servers=a:9093\ngroup.id=g\nsasl.username=u\nssl.truststore.location=/t.jks\n'],
    ['librdkafka', 'bootstrap.servers=a:9093\ngroup.id=g\nsasl.username=u\nsecurity.protocol=SASL_SSL\n'],
  ] as const)
    it(`takes a user name for ${library}’s by what stands beside it`, async () => {
      const { configurations } = await lint(text, { fileName: 'kafka.properties' });
      assert.deepEqual(
        configurations.map(config => config.library),
        [library],
      );
    });

  const strangers: readonly (readonly [what: string, text: string, fileName?: string])[] = [
    ['a broker', 'broker.id=0\nlisteners=PLAINTEXT://:9092\nlog.dirs=/d\nzookeeper.connect=z:2181\ngroup.initial.rebalance.delay.ms=0\n'],
    ['a KRaft controller', 'process.roles=controller\nnode.id=1\nsecurity.protocol=SSL\nbootstrap.servers=a:9092\n'],
    ['ZooKeeper', 'dataDir=/d\nclientPort=2181\nmaxClientCnxns=0\n'],
    [
      'log4j',
      'log4j.rootLogger=INFO, kafka\nlog4j.appender.kafka=org.apache.kafka.log4jappender.KafkaLog4jAppender\nlog4j.appender.kafka.brokerList=a:9092\n',
    ],
    ['log4j 2', 'rootLogger.level=info\nlogger.kafka.name=org.apache.kafka\nlogger.kafka.level=warn\n'],
    ['Gradle', 'org.gradle.jvmargs=-Xmx1g\nkafkaVersion=3.9.0\ngroup=org.apache.kafka\nversion=1\n'],
    ['a translation', 'group.id=Gruppe\nclient.id=Kunde\nerror.retries=Versuche\nsave=Speichern\ncancel=Abbrechen\n'],
    ['a database pool', 'jdbcUrl=jdbc:x\nretries=3\nbatch.size=100\n'],
    ['a schema registry', 'kafkastore.bootstrap.servers=a:9092\nkafkastore.topic=_schemas\nlisteners=http://0.0.0.0:8081\n'],
    [
      'a program that only uses ZooKeeper',
      'zookeeper.connect=z:2181\nzookeeper.session.timeout.ms=1000\nzookeeper.connection.timeout.ms=1000\n',
    ],
    [
      'a broker in docker-compose',
      'services:\n  kafka:\n    environment:\n      KAFKA_BROKER_ID: 1\n      KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://a:9092\n      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: 0\n',
      'docker-compose.yml',
    ],
    [
      'a broker of Strimzi',
      'apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nspec:\n  kafka:\n    config:\n      offsets.topic.replication.factor: 3\n      min.insync.replicas: 2\n      message.max.bytes: 1000\n',
      'kafka.yaml',
    ],
    [
      'a topic of Strimzi',
      'kind: KafkaTopic\nspec:\n  partitions: 3\n  config:\n    retention.ms: 7200000\n    segment.bytes: 1073741824\n    compression.type: zstd\n',
      'topic.yaml',
    ],
    [
      'a CI file',
      'name: build\non: push\njobs:\n  test:\n    services:\n      kafka:\n        image: apache/kafka:4.1.0\n        ports: [9092:9092]\n    steps:\n      - run: npm test\n',
      '.github/workflows/ci.yml',
    ],
    [
      'an OpenAPI description',
      'openapi: 3.0.0\ninfo:\n  title: Kafka API\npaths:\n  /groups:\n    get:\n      parameters:\n        - name: group.id\n',
      'api.yaml',
    ],
    ['a package’s JSON', '{"name": "kafka-app", "dependencies": {"kafkajs": "2.2.4"}, "config": {"port": 8080}}', 'package.json'],
    [
      'a Secret, whose values are encoded',
      'kind: Secret\ndata:\n  KAFKA_BOOTSTRAP_SERVERS: bG9jYWxob3N0\n  KAFKA_GROUP_ID: Zw==\n',
      'secret.yaml',
    ],
    [
      'Debezium, whose heartbeats are its own',
      'connector-class: io.debezium.X\nkafka:\n  database.hostname: h\n  heartbeat.interval.ms: 60000\n  snapshot.mode: initial\n',
      'debezium.yaml',
    ],
    ['broken YAML', 'a: [b\n  c: {d\n', 'x.yml'],
    ['HOCON', 'kafka {\n  bootstrap.servers = "a:9092"\n  consumer {\n    group.id = "g"\n  }\n}\n'],
    ['nothing', ''],
  ];
  for (const [what, text, fileName = ''] of strangers) {
    it(`leaves alone ${what}`, async () => {
      const { configurations, problems } = await lint(text, { fileName });
      assert.deepEqual([configurations, problems], [[], []]);
    });
  }
});
