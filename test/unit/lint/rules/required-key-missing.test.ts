import { requiredKeyMissing } from '../../../../src/lint/rules/required-key-missing.ts';
import { lintTest } from '../../../support/lintTest.ts';

const kafka = 'org.apache.kafka.common.serialization';
const consumer = '# kafka: consumer\nbootstrap.servers=b:9092\n';

lintTest(requiredKeyMissing, {
  finds: [
    {
      when: 'a consumer cannot read values',
      text: `${consumer}key.deserializer=${kafka}.StringDeserializer\n`,
      at: 'key.deserializer',
      figures: { missing: 'value.deserializer' },
      says: 'value.deserializer is missing beside key.deserializer',
    },
    {
      when: 'a producer cannot write keys',
      text: `# kafka: producer\nbootstrap.servers=b:9092\nvalue.serializer=${kafka}.StringSerializer\n`,
      at: 'value.serializer',
      figures: { missing: 'key.serializer' },
    },
  ],
  staysQuiet: [
    {
      when: 'both are there',
      text: `${consumer}key.deserializer=${kafka}.StringDeserializer\nvalue.deserializer=${kafka}.StringDeserializer\n`,
    },
    { when: 'the program passes both', text: `${consumer}group.id=orders\n` },
    { when: 'the file is only a part', text: `# kafka: consumer\nkey.deserializer=${kafka}.StringDeserializer\n` },
    {
      when: 'Spring has a default',
      text: `spring.kafka.bootstrap-servers=b:9092\nspring.kafka.consumer.group-id=orders\nspring.kafka.consumer.value-deserializer=${kafka}.LongDeserializer\n`,
    },
  ],
});
