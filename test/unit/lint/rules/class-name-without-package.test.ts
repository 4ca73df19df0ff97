import { classNameWithoutPackage } from '../../../../src/lint/rules/class-name-without-package.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(classNameWithoutPackage, {
  finds: [
    {
      when: 'an assignor has its short name',
      text: `${consumer}partition.assignment.strategy=roundrobin\n`,
      at: 'roundrobin',
      fixed: `${consumer}partition.assignment.strategy=org.apache.kafka.clients.consumer.RoundRobinAssignor\n`,
    },
    {
      when: 'a serializer has its short name',
      text: '# kafka: producer\nkey.serializer=StringSerializer\n',
      at: 'StringSerializer',
      fixed: '# kafka: producer\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\n',
    },
    {
      when: 'the class is not one of ours',
      text: '# kafka: producer\nvalue.serializer=InvoiceSerializer\n',
      at: 'InvoiceSerializer',
      figures: { suggestion: null },
    },
  ],
  staysQuiet: [
    { when: 'librdkafka has names of its own', text: '# kafka: consumer librdkafka\npartition.assignment.strategy=cooperative-sticky\n' },
    { when: 'the name is whole', text: `${consumer}key.deserializer=com.example.InvoiceDeserializer\n` },
    { when: 'a placeholder stands there', text: `${consumer}key.deserializer=\${DESERIALIZER}\n` },
    { when: 'Connect knows its plugins by short names', text: 'offset.storage.topic=o\nkey.converter=JsonConverter\n' },
  ],
});
