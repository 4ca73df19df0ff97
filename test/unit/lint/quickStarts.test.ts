import assert from 'node:assert/strict';
import { lint } from '../../../src/lint/lint.ts';
import { problemMessage } from '../../../src/report/problemWords.ts';

/** What each library's and framework's own introduction tells people to write: nobody should be told off for it. */
const quickStarts: readonly (readonly [what: string, fileName: string, text: string])[] = [
  [
    'Confluent’s Python, Go and .NET clients',
    'client.properties',
    '# Required connection configs for Kafka producer, consumer, and admin\nbootstrap.servers={{ BOOTSTRAP }}\nsecurity.protocol=SASL_SSL\nsasl.mechanisms=PLAIN\nsasl.username={{ API_KEY }}\nsasl.password={{ API_SECRET }}\n\n# Best practice for higher availability in librdkafka clients prior to 1.7\nsession.timeout.ms=45000\n',
  ],
  [
    'Confluent’s Python consumer',
    'getting_started.ini',
    '[default]\nbootstrap.servers=localhost:9092\n\n[consumer]\ngroup.id=python_example_group_1\n\n# earliest to consume from the beginning of the topic if there is no committed offset.\nauto.offset.reset=earliest\n',
  ],
  [
    'kcat',
    'kcat.conf',
    'bootstrap.servers=localhost:9092\nsecurity.protocol=sasl_ssl\nsasl.mechanisms=SCRAM-SHA-256\nsasl.username=$USER\nsasl.password=$PASSWORD\n',
  ],
  [
    'librdkafka’s consumer in JSON',
    'consumer.json',
    '{\n  "bootstrap.servers": "localhost:9092",\n  "group.id": "rdkafka-orders",\n  "auto.offset.reset": "earliest",\n  "enable.auto.offset.store": false,\n  "statistics.interval.ms": 5000\n}\n',
  ],
  [
    'Java’s producer in JSON',
    'producer.json',
    '{"bootstrap.servers": "localhost:9092", "acks": "all", "linger.ms": 1, "key.serializer": "org.apache.kafka.common.serialization.StringSerializer", "value.serializer": "org.apache.kafka.common.serialization.StringSerializer"}',
  ],
  [
    'Spring Boot’s reference, bootstrap and group',
    'application.yml',
    'spring:\n  kafka:\n    bootstrap-servers: "localhost:9092"\n    consumer:\n      group-id: "myGroup"\n',
  ],
  [
    'Spring Boot’s reference, additional properties',
    'application.yml',
    'spring:\n  kafka:\n    properties:\n      "[prop.one]": "first"\n    admin:\n      properties:\n        "[prop.two]": "second"\n    consumer:\n      properties:\n        "[prop.three]": "third"\n    producer:\n      properties:\n        "[prop.four]": "fourth"\n    streams:\n      properties:\n        "[prop.five]": "fifth"\n',
  ],
  [
    'Spring Boot’s reference, JSON',
    'application.yml',
    'spring:\n  kafka:\n    consumer:\n      value-deserializer: "org.springframework.kafka.support.serializer.JsonDeserializer"\n      properties:\n        "[spring.json.value.default.type]": "com.example.Invoice"\n        "[spring.json.trusted.packages]": "com.example.main,com.example.another"\n',
  ],
  [
    'Spring Boot’s reference, JSON without types',
    'application.properties',
    'spring.kafka.producer.value-serializer=org.springframework.kafka.support.serializer.JsonSerializer\nspring.kafka.producer.properties[spring.json.add.type.headers]=false\n',
  ],
  [
    'Spring Boot’s reference, retries and embedded Kafka',
    'application.properties',
    'spring.kafka.retry.topic.enabled=true\nspring.kafka.retry.topic.attempts=5\nspring.kafka.retry.topic.backoff.delay=100ms\nspring.kafka.listener.ack-mode=manual\nspring.kafka.template.default-topic=orders\nspring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}\n',
  ],
  [
    'Spring Boot’s Streams',
    'application.yml',
    'spring:\n  kafka:\n    bootstrap-servers: localhost:9092\n    streams:\n      application-id: my-streams-app\n      properties:\n        default.key.serde: org.apache.kafka.common.serialization.Serdes$StringSerde\n        default.value.serde: org.apache.kafka.common.serialization.Serdes$StringSerde\n',
  ],
  [
    'Spring Cloud Stream’s reference',
    'application.yml',
    'spring:\n  cloud:\n    stream:\n      bindings:\n        input-in-0:\n          destination: input\n          group: inventory\n      kafka:\n        binder:\n          brokers: localhost:9092\n          configuration:\n            security.protocol: SASL_SSL\n            sasl.mechanism: SCRAM-SHA-512\n        bindings:\n          input-in-0:\n            consumer:\n              configuration:\n                max.poll.records: 250\n',
  ],
  [
    '.NET’s settings',
    'appsettings.json',
    '{"Kafka": {"ProducerSettings": {"BootstrapServers": "a:9092", "SaslMechanism": "ScramSha256", "SecurityProtocol": "SaslSsl", "Acks": "All"}, "ConsumerSettings": {"BootstrapServers": "a:9092", "GroupId": "orders", "AutoOffsetReset": "Earliest", "SaslMechanism": "Plain", "SecurityProtocol": "SaslSsl"}}}',
  ],
  [
    'Quarkus’s guide',
    'application.properties',
    '%dev.quarkus.http.port=8081\n%prod.kafka.bootstrap.servers=kafka:9092\nmp.messaging.outgoing.quote-requests.connector=smallrye-kafka\nmp.messaging.incoming.requests.topic=quote-requests\nmp.messaging.incoming.requests.auto.offset.reset=earliest\nmp.messaging.incoming.requests.value.deserializer=org.apache.kafka.common.serialization.StringDeserializer\n',
  ],
  [
    'Quarkus’s Streams guide',
    'application.properties',
    'quarkus.kafka-streams.bootstrap-servers=localhost:9092\nquarkus.kafka-streams.application-id=temperature-aggregator\nquarkus.kafka-streams.topics=weather-stations\nkafka-streams.commit.interval.ms=1000\nkafka-streams.metadata.max.age.ms=500\nkafka-streams.auto.offset.reset=earliest\n',
  ],
  [
    'Micronaut’s guide',
    'application.yml',
    'kafka:\n  bootstrap:\n    servers: localhost:9092\n  consumers:\n    default:\n      auto-offset-reset: earliest\n      allow.auto.create.topics: true\n  producers:\n    product-client:\n      retries: 5\n',
  ],
  [
    'a connector as Connect’s REST interface takes it',
    'file-sink.json',
    '{"name": "local-file-sink", "config": {"connector.class": "FileStreamSink", "tasks.max": "1", "file": "test.sink.txt", "topics": "connect-test"}}',
  ],
  [
    'Strimzi’s Connect',
    'kafka-connect.yaml',
    'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nmetadata:\n  name: my-connect-cluster\nspec:\n  replicas: 1\n  bootstrapServers: my-cluster-kafka-bootstrap:9093\n  config:\n    group.id: connect-cluster\n    offset.storage.topic: connect-cluster-offsets\n    config.storage.topic: connect-cluster-configs\n    status.storage.topic: connect-cluster-status\n    config.storage.replication.factor: -1\n    offset.storage.replication.factor: -1\n    status.storage.replication.factor: -1\n',
  ],
  [
    'Connect in a container',
    'docker-compose.yml',
    'services:\n  connect:\n    image: confluentinc/cp-kafka-connect:8.0.0\n    environment:\n      CONNECT_BOOTSTRAP_SERVERS: kafka:9092\n      CONNECT_GROUP_ID: connect-cluster\n      CONNECT_CONFIG_STORAGE_TOPIC: connect-configs\n      CONNECT_OFFSET_STORAGE_TOPIC: connect-offsets\n      CONNECT_STATUS_STORAGE_TOPIC: connect-status\n      CONNECT_KEY_CONVERTER: org.apache.kafka.connect.storage.StringConverter\n      CONNECT_VALUE_CONVERTER: org.apache.kafka.connect.json.JsonConverter\n      CONNECT_REST_ADVERTISED_HOST_NAME: connect\n',
  ],
  [
    'an application in a container',
    'docker-compose.yaml',
    'services:\n  orders:\n    environment:\n      - SPRING_KAFKA_BOOTSTRAP_SERVERS=kafka:9092\n      - SPRING_KAFKA_CONSUMER_GROUP_ID=orders\n      - SPRING_KAFKA_CONSUMER_AUTO_OFFSET_RESET=earliest\n',
  ],
  ['an .env file', '.env', 'KAFKA_BOOTSTRAP_SERVERS=localhost:9092\nKAFKA_CLIENT_ID=orders\nKAFKA_GROUP_ID=orders\n'],
];

describe('there is nothing to say of the quick start of', () => {
  for (const [what, fileName, text] of quickStarts) {
    it(what, async () => {
      const { configurations, problems, broken } = await lint(text, { fileName });
      assert.deepEqual(broken, []);
      assert.notEqual(configurations.length, 0, 'not taken for a client’s file');
      assert.deepEqual(problems.map(problemMessage), []);
    });
  }
});
