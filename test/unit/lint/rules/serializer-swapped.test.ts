import { serializerSwapped } from '../../../../src/lint/rules/serializer-swapped.ts';
import { lintTest } from '../../../support/lintTest.ts';

lintTest(serializerSwapped, {
  finds: [
    {
      when: 'a producer names a deserializer',
      text: '# kafka: producer\nkey.serializer=org.apache.kafka.common.serialization.StringDeserializer\n',
      at: 'org.apache.kafka.common.serialization.StringDeserializer',
      fixed: '# kafka: producer\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\n',
    },
    { when: 'a consumer names a serializer', text: '# kafka: consumer\nvalue.deserializer=a.AvroSerializer\n', at: 'a.AvroSerializer' },
  ],
  staysQuiet: [
    { when: 'each has its own', text: '# kafka: client\nkey.serializer=a.StringSerializer\nkey.deserializer=a.StringDeserializer\n' },
    { when: 'the class is called otherwise', text: '# kafka: consumer\nvalue.deserializer=a.InvoiceReader\n' },
  ],
});
