import assert from 'node:assert/strict';
import type { ClientConfiguration } from '../../../../src/lint/configuration.ts';
import { lint } from '../../../../src/lint/lint.ts';

const clients = async (text: string, fileName = 'application.yml'): Promise<readonly ClientConfiguration[]> =>
  (await lint(text, { fileName })).configurations;
const named = (configurations: readonly ClientConfiguration[], label: string): ClientConfiguration =>
  configurations.find(config => config.label === label) ?? assert.fail(`no ${label}`);

describe('Spring Boot’s properties', () => {
  it('are read as what Kafka gets of them, however they are spelled', async () => {
    const text = `spring:
  kafka:
    bootstrapServers: a:9092
    ssl.trust-store-location: /t
    consumer:
      HEARTBEAT_INTERVAL: 3s
      fetchMinSize: 1KB
      fetch-max-wait: PT0.5S
      isolation-level: READ_COMMITTED
      properties:
        "[max.poll.interval.ms]": 5000
        session.timeout.ms: 10000
        sasl:
          mechanism: PLAIN
`;
    const consumer = named(await clients(text), 'spring.kafka.consumer');
    assert.deepEqual(
      consumer.entries.map(({ key, value }) => `${key}=${value}`),
      [
        'heartbeat.interval.ms=3000',
        'fetch.min.bytes=1024',
        'fetch.max.wait.ms=500',
        'isolation.level=read_committed',
        'max.poll.interval.ms=5000',
        'session.timeout.ms=10000',
        'sasl.mechanism=PLAIN',
      ],
    );
    assert.equal(consumer.written('bootstrapServers')?.value, 'a:9092');
    assert.equal(consumer.entry('ssl.truststore.location')?.value, '/t');
  });

  it('commit nothing by themselves unless somebody says so', async () => {
    const consumer = named(await clients('spring.kafka.consumer.group-id: g\n'), 'spring.kafka.consumer');
    assert.equal(consumer.flag('autoCommit')?.value, false);
  });

  it('hold by profile, over what holds everywhere', async () => {
    const text = `spring.kafka:
  bootstrap-servers: common:9092
  consumer: {group-id: g, max-poll-records: 5}
---
spring:
  config.activate.on-profile: prod
  kafka:
    bootstrap-servers: prod:9092
    consumer.max-poll-records: 50
---
spring.profiles: dev
spring.kafka.consumer.group-id: h
`;
    const configurations = await clients(text);
    const prod = named(configurations, 'spring.kafka.consumer, profile prod');
    assert.deepEqual(
      [prod.environment, prod.number('pollRecords')?.value, prod.text('groupId')?.value, prod.text('bootstrapServers')?.value],
      ['prod', 50, 'g', 'prod:9092'],
    );
    const dev = named(configurations, 'spring.kafka.consumer, profile dev');
    assert.deepEqual([dev.number('pollRecords')?.value, dev.text('bootstrapServers')?.value], [5, 'common:9092']);
  });

  it('hold by file, over the file below', async () => {
    const layers = [{ fileName: 'application.yml', text: 'spring.kafka.consumer:\n  heartbeat-interval: 20s\n  group-id: g\n' }];
    const text = 'spring.kafka.consumer.properties.session.timeout.ms: 10000\n';
    const { configurations, problems } = await lint(text, { fileName: 'application-prod.yml', layers });
    assert.equal(named(configurations, 'spring.kafka.consumer').text('groupId')?.value, 'g');
    const [problem] = problems;
    assert.equal(problem?.ruleId, 'heartbeat-close-to-session');
    assert.equal(text.slice(problem.range.start, problem.range.end), '10000');
    assert.equal(problem.related[0]?.range.fileName, 'application.yml');
    assert.equal(problem.related[0].says.key, 'heartbeat-interval');
  });

  it('that Boot does not have are told, with how they would have to be written', async () => {
    const text = `spring:
  kafka:
    group-id: g
    topic.name: t
    consumer:
      max-poll-interval-ms: 5
      value-serializer: a.B
      concurrency: 3
    listener:
      producer:
        acks: all
`;
    const unread = (await clients(text)).flatMap(config => config.unread);
    assert.deepEqual(
      unread.map(({ entry, means, instead, owner }) => [text.slice(entry.keyRange.start, entry.keyRange.end), means, instead, owner]),
      [
        ['group-id', 'group.id', 'consumer.group-id', undefined],
        ['producer', undefined, 'spring.kafka.producer', undefined],
        ['max-poll-interval-ms', 'max.poll.interval.ms', 'properties.max.poll.interval.ms', undefined],
        ['value-serializer', 'value.serializer', 'value-deserializer', 'producer'],
      ],
    );
  });

  it('are spelled in Boot’s words where a fix writes a new one', async () => {
    const [flat] = await clients('spring.kafka.consumer.group-id=g\n', 'application.properties');
    assert.equal(flat?.spelling('pollRecords'), 'spring.kafka.consumer.max-poll-records');
    assert.equal(flat.spelling('sessionTimeout'), 'spring.kafka.consumer.properties.session.timeout.ms');
    const [nested] = await clients('spring:\n  kafka:\n    consumer:\n      group-id: g\n');
    assert.equal(nested?.spell('max.poll.records', nested.entries[0]), 'max-poll-records');
    assert.equal(nested.spell('session.timeout.ms', nested.entries[0]), 'properties.session.timeout.ms');
  });
});
