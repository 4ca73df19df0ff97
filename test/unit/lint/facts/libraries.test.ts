import assert from 'node:assert/strict';
import { factsOf } from '../../../../src/lint/facts/facts.ts';
import { lettersOf, springHandsOn, springNameOf, springProperty, springValue } from '../../../../src/lint/facts/spring.ts';

describe('what is known of a library', () => {
  it('has its own names, units and defaults', () => {
    const [java, librdkafka] = [factsOf('java'), factsOf('librdkafka')];
    assert.deepEqual(java.spelling('fetchMaxWait'), { key: 'fetch.max.wait.ms', unit: 1 });
    assert.deepEqual(librdkafka.spelling('fetchMaxWait'), { key: 'fetch.wait.max.ms', unit: 1 });
    assert.deepEqual(librdkafka.spelling('bufferMemory'), { key: 'queue.buffering.max.kbytes', unit: 1024 });
    assert.equal(librdkafka.spelling('jaas'), undefined);
    assert.equal(librdkafka.defaultOf('consumer', 'isolation.level', undefined), 'read_committed');
    assert.equal(java.defaultOf('consumer', 'isolation.level', undefined), 'read_uncommitted');
  });

  it('knows librdkafka’s older names as those that Java gave the settings', () => {
    const facts = factsOf('librdkafka');
    assert.deepEqual(
      ['metadata.broker.list', 'request.required.acks', 'message.timeout.ms', 'sasl.mechanisms', 'group.id'].map(key =>
        facts.canonical(key),
      ),
      ['bootstrap.servers', 'acks', 'delivery.timeout.ms', 'sasl.mechanism', 'group.id'],
    );
  });

  it('tells librdkafka’s defaults by version', () => {
    const facts = factsOf('librdkafka');
    assert.equal(facts.defaultOf('consumer', 'session.timeout.ms', '1.6.2'), 10_000);
    assert.equal(facts.defaultOf('consumer', 'session.timeout.ms', '2.8'), 45_000);
  });

  it('hides secrets of both', () => {
    assert.ok(factsOf('librdkafka').isSecret('sasl.password'));
    assert.ok(factsOf('java').isSecret('ssl.key.password'));
  });
});

describe('Spring Boot’s names', () => {
  it('are bound without regard to case, dashes and underscores', () => {
    for (const name of ['max-poll-records', 'maxPollRecords', 'max_poll_records', 'MAXPOLLRECORDS'])
      assert.equal(springHandsOn('consumer', name), 'max.poll.records');
    assert.equal(lettersOf('Key_Store-Location'), 'keystorelocation');
    assert.equal(springProperty('consumer.properties.session.timeout.ms')?.type, 'map');
    assert.equal(springProperty('listener.ackMode')?.type, 'string');
    assert.equal(springProperty('consumer.session-timeout'), undefined);
    assert.equal(springNameOf('consumer', 'auto.commit.interval.ms'), 'auto-commit-interval');
  });

  it('have durations and sizes, which Kafka gets as numbers', () => {
    const got = (name: string, ...written: string[]): string[] => written.map(value => springValue(name, value));
    assert.deepEqual(got('consumer.fetch-max-wait', '500', '500ms', '2s', 'PT1M', 'PT0.5S', 'soon'), [
      '500',
      '500',
      '2000',
      '60000',
      '500',
      'soon',
    ]);
    assert.deepEqual(got('producer.batch-size', '16', '16KB', '1MB', '16 KB'), ['16', '16384', '1048576', '16 KB']);
    assert.deepEqual(got('consumer.isolation-level', 'READ-COMMITTED'), ['read_committed']);
    assert.deepEqual(got('consumer.group-id', '2s'), ['2s']);
  });
});
