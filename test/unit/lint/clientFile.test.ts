import assert from 'node:assert/strict';
import { clientFilesIn } from '../../../src/lint/clientFile.ts';
import { lint } from '../../../src/lint/lint.ts';

async function filesIn(fileName: string, lines: readonly string[]) {
  return clientFilesIn(fileName, (await lint(lines.join('\n'), { fileName })).configurations);
}

describe('what a diagnosis gets of a client’s file', () => {
  it('is the group with its settings, each with its place, its meaning and its size in milliseconds', async () => {
    const [file] = await filesIn('billing/consumer.properties', [
      'bootstrap.servers=kafka-1:9092',
      'group.id=orders-billing',
      'session.timeout.ms=10000',
      'auto.offset.reset=latest',
    ]);
    assert.deepEqual(
      [file?.file, file?.groupId, file?.library, file?.role],
      ['billing/consumer.properties', 'orders-billing', 'java', 'consumer'],
    );
    assert.deepEqual(file?.settings.slice(2), [
      { key: 'session.timeout.ms', value: '10000', line: 2, meaning: 'sessionTimeout', number: 10_000 },
      { key: 'auto.offset.reset', value: 'latest', line: 3, meaning: 'offsetReset' },
    ]);
  });

  it('has no password, no login and nothing that repeats one', async () => {
    const files = await filesIn('consumer.properties', [
      'bootstrap.servers=kafka-1:9092',
      'group.id=orders-billing',
      'security.protocol=SASL_SSL',
      'sasl.mechanism=PLAIN',
      'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="hunter2-hunter2";',
      'ssl.truststore.password=hunter3-hunter3',
      'schema.registry.url=http://app:hunter4-hunter4@registry:8081',
      'client.id=worker-hunter2-hunter2',
    ]);
    assert.equal(files.length, 1);
    assert.doesNotMatch(JSON.stringify(files), /hunter/);
    assert.deepEqual(
      files[0]?.settings.map(({ key }) => key),
      ['bootstrap.servers', 'group.id', 'security.protocol', 'sasl.mechanism'],
    );
  });

  it('is nothing where something else fills in the group, or a producer is told one', async () => {
    assert.deepEqual(await filesIn('consumer.properties', ['bootstrap.servers=a:9092', 'group.id=${GROUP}', 'max.poll.records=5']), []);
    assert.deepEqual(await filesIn('producer.properties', ['bootstrap.servers=a:9092', 'acks=all', 'linger.ms=5']), []);
  });

  it('takes Spring’s spelling and the application id of Kafka Streams', async () => {
    const [spring] = await filesIn('application.yml', [
      'spring:',
      '  kafka:',
      '    bootstrap-servers: kafka-1:9092',
      '    consumer:',
      '      group-id: orders-billing',
      '      auto-offset-reset: earliest',
    ]);
    assert.equal(spring?.groupId, 'orders-billing');
    const reset = spring.settings.find(({ meaning }) => meaning === 'offsetReset');
    assert.deepEqual([reset?.value, reset?.line], ['earliest', 5]);
    const [streams] = await filesIn('streams.properties', [
      'bootstrap.servers=kafka-1:9092',
      'application.id=order-totals',
      'num.stream.threads=2',
    ]);
    assert.deepEqual([streams?.groupId, streams?.role], ['order-totals', 'streams']);
  });

  it('says in which file below a common setting stands', async () => {
    const { configurations } = await lint('spring.kafka.consumer.auto-offset-reset=latest\n', {
      fileName: '/w/billing/application-prod.properties',
      layers: [
        {
          fileName: '/w/billing/application.properties',
          text: 'spring.kafka.bootstrap-servers=a:9092\nspring.kafka.consumer.group-id=orders-billing\n',
        },
      ],
    });
    const [file] = clientFilesIn('billing/application-prod.properties', configurations, name => name.replace('/w/', ''));
    assert.deepEqual(
      file?.settings.filter(({ key }) => key !== 'bootstrap.servers'),
      [
        { key: 'auto.offset.reset', value: 'latest', line: 0, meaning: 'offsetReset' },
        { key: 'group.id', value: 'orders-billing', line: 1, meaning: 'groupId', file: 'billing/application.properties' },
      ],
    );
  });

  it('tells a later line over an earlier one of the same key, as the client does', async () => {
    const [file] = await filesIn('consumer.properties', [
      'bootstrap.servers=a:9092',
      'group.id=g1-billing',
      'max.poll.records=5',
      'max.poll.records=7',
    ]);
    assert.deepEqual(
      file?.settings.filter(({ key }) => key === 'max.poll.records').map(({ value, line }) => [value, line]),
      [['7', 3]],
    );
  });
});
