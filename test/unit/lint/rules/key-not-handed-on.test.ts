import { keyNotHandedOn } from '../../../../src/lint/rules/key-not-handed-on.ts';
import { lintTest } from '../../../support/lintTest.ts';

const spring = 'spring.kafka.bootstrap-servers=kafka-1:9092\nspring.kafka.consumer.group-id=orders\n';

lintTest(keyNotHandedOn, {
  finds: [
    {
      when: 'Spring Boot has it one level deeper',
      text: 'spring.kafka.bootstrap-servers=kafka-1:9092\nspring.kafka.group-id=orders\n',
      at: 'spring.kafka.group-id',
      says: 'Write spring.kafka.consumer.group-id',
      fixed: 'spring.kafka.bootstrap-servers=kafka-1:9092\nspring.kafka.consumer.group-id=orders\n',
    },
    {
      when: 'a consumer is given a serializer',
      text: `${spring}spring.kafka.consumer.value-serializer=org.apache.kafka.common.serialization.StringSerializer\n`,
      at: 'spring.kafka.consumer.value-serializer',
      says: "a producer's setting",
    },
  ],
  staysQuiet: [
    { when: 'it stands under properties', text: `${spring}spring.kafka.consumer.properties.max.poll.interval.ms=600000\n` },
    { when: 'it is Boot’s own', text: `${spring}spring.kafka.consumer.max-poll-records=10\nspring.kafka.listener.concurrency=3\n` },
    { when: 'nobody can tell what it is', text: `${spring}spring.kafka.consumer.my-own-switch=true\n` },
  ],
});
