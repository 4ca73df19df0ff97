import assert from 'node:assert/strict';
import { countByException } from '../../../src/model/deadLetter.ts';
import type { RecordHeader } from '../../../src/model/record.ts';
import { columnsOf, deadLetterOf } from '../../../src/peek/deadLetter.ts';
import { aRecord, utf8 } from '../../support/records.ts';

const text = (key: string, value: string): RecordHeader => ({ key, value: utf8(value) });
const int32 = (key: string, value: number): RecordHeader => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return { key, value: new Uint8Array(bytes) };
};
const int64 = (key: string, value: bigint): RecordHeader => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return { key, value: new Uint8Array(bytes) };
};
const letter = (...headers: readonly RecordHeader[]) => deadLetterOf(aRecord({ headers }));

const spring = [
  text('kafka_dlt-exception-fqcn', 'org.springframework.kafka.listener.ListenerExecutionFailedException'),
  text('kafka_dlt-exception-cause-fqcn', 'com.example.PaymentException'),
  text('kafka_dlt-exception-message', 'Listener failed; no such card'),
  text('kafka_dlt-exception-stacktrace', 'com.example.PaymentException: no such card\n\tat com.example.Pay.pay(Pay.java:12)\n'),
  text('kafka_dlt-original-topic', 'payments'),
  int32('kafka_dlt-original-partition', 1),
  int64('kafka_dlt-original-offset', 25n),
  text('kafka_dlt-original-consumer-group', 'payment-service'),
];

describe('a dead letter', () => {
  it('of Spring Kafka tells its origin, whose numbers are bytes, and what the handler threw', () => {
    const found = letter(...spring);
    assert.deepEqual(
      [found?.framework, found?.topic, found?.partition, found?.offset, found?.groupId],
      ['Spring Kafka', 'payments', 1, 25n, 'payment-service'],
    );
    // Spring wraps whatever was thrown: the wrapper tells nothing.
    assert.deepEqual([found?.exception, found?.message], ['com.example.PaymentException', 'Listener failed; no such card']);
    assert.match(found?.stackTrace ?? '', /Pay\.java:12/);
    assert.deepEqual(columnsOf(aRecord({ headers: spring })), ['kafka_dlt-exception-cause-fqcn']);
  });

  it('whose numbers somebody wrote as text is read, too', () => {
    const found = letter(
      text('kafka_dlt-original-topic', 'payments'),
      text('kafka_dlt-original-partition', '1234'),
      text('kafka_dlt-original-offset', '12345678'),
    );
    assert.deepEqual([found?.partition, found?.offset], [1_234, 12_345_678n]);
  });

  it('by the older names of Spring Kafka is one, too', () => {
    const found = letter(
      text('kafka_original-topic', 'payments'),
      int32('kafka_original-partition', 2),
      int64('kafka_original-offset', 7n),
      text('kafka_exception-fqcn', 'java.lang.IllegalStateException'),
      int32('retry_topic-attempts', 4),
    );
    assert.deepEqual([found?.partition, found?.offset, found?.exception], [2, 7n, 'java.lang.IllegalStateException']);
    assert.deepEqual(found?.facts, [{ fact: 'attempts', value: '4' }]);
  });

  it('of Kafka Connect names connector, task and stage', () => {
    const found = letter(
      text('__connect.errors.topic', 'orders'),
      text('__connect.errors.partition', '2'),
      text('__connect.errors.offset', '184211'),
      text('__connect.errors.connector.name', 'orders-to-lake'),
      text('__connect.errors.task.id', '0'),
      text('__connect.errors.stage', 'VALUE_CONVERTER'),
      text('__connect.errors.exception.class.name', 'org.apache.kafka.connect.errors.DataException'),
    );
    assert.deepEqual(
      [found?.framework, found?.offset, found?.exception],
      ['Kafka Connect', 184_211n, 'org.apache.kafka.connect.errors.DataException'],
    );
    assert.deepEqual(
      found?.facts.map(({ fact, value }) => `${fact} ${value}`),
      ['connector orders-to-lake', 'task 0', 'stage VALUE_CONVERTER'],
    );
  });

  for (const [framework, headers] of [
    [
      'Spring Cloud Stream',
      [text('x-original-topic', 'orders'), int32('x-original-partition', 0), int64('x-original-offset', 9n), text('x-exception-fqcn', 'E')],
    ],
    [
      'Kafka Streams',
      [
        text('__streams.errors.topic', 'orders'),
        text('__streams.errors.partition', '0'),
        text('__streams.errors.offset', '9'),
        text('__streams.errors.exception', 'E'),
      ],
    ],
    [
      'SmallRye',
      [
        text('dead-letter-topic', 'orders'),
        text('dead-letter-partition', '0'),
        text('dead-letter-offset', '9'),
        text('dead-letter-exception-class-name', 'E'),
      ],
    ],
  ] as const) {
    it(`of ${framework} tells its origin and its exception`, () => {
      const found = letter(...headers);
      assert.deepEqual(
        [found?.framework, found?.topic, found?.partition, found?.offset, found?.exception],
        [framework, 'orders', 0, 9n, 'E'],
      );
    });
  }

  it('of a share group tells how often it was delivered', () => {
    const found = letter(
      text('__dlq.errors.topic', 'orders'),
      text('__dlq.errors.group', 'workers'),
      text('__dlq.errors.delivery.count', '5'),
      text('__dlq.errors.message', 'Offset delivery count exceeded the threshold.'),
    );
    assert.deepEqual([found?.groupId, found?.offset, found?.facts], ['workers', null, [{ fact: 'attempts', value: '5' }]]);
  });

  it('that was put aside twice is where the last one says', () => {
    assert.equal(letter(text('kafka_dlt-original-topic', 'a'), text('kafka_dlt-original-topic', 'a-retry'))?.topic, 'a-retry');
  });

  it('is no record whose headers say nothing of it, nor one with broken numbers', () => {
    assert.equal(letter(text('source', 'shop')), undefined);
    assert.equal(letter(), undefined);
    const broken = letter(text('kafka_dlt-original-topic', 'payments'), text('kafka_dlt-original-offset', 'soon'), {
      key: 'kafka_dlt-original-partition',
      value: null,
    });
    assert.deepEqual([broken?.partition, broken?.offset], [null, null]);
  });

  it('is counted by its exception, most often first', () => {
    const other = letter(text('kafka_dlt-exception-fqcn', 'Other'));
    const some = [letter(...spring), other, letter(...spring)].filter(found => found !== undefined);
    assert.deepEqual(countByException(some), [
      { exception: 'com.example.PaymentException', records: 2 },
      { exception: 'Other', records: 1 },
    ]);
  });
});
