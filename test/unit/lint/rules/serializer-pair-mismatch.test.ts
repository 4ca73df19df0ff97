import { serializerPairMismatch } from '../../../../src/lint/rules/serializer-pair-mismatch.ts';
import { workspaceLintTest } from '../../../support/workspaceLintTest.ts';

const kafka = 'org.apache.kafka.common.serialization.';
const producer = (topic: string, serializer: string) => `# kafka: producer\ntopic=${topic}\nvalue.serializer=${serializer}\n`;
const consumer = (topic: string, deserializer: string) => `# kafka: consumer\ntopic=${topic}\nvalue.deserializer=${deserializer}\n`;

workspaceLintTest(serializerPairMismatch, {
  finds: [
    {
      when: 'text is read as a number',
      files: {
        'shop/producer.properties': producer('orders', `${kafka}StringSerializer`),
        'shop/consumer.properties': consumer('orders', `${kafka}LongDeserializer`),
      },
      at: { 'shop/producer.properties': `${kafka}StringSerializer`, 'shop/consumer.properties': `${kafka}LongDeserializer` },
      says: 'written by StringSerializer and read by LongDeserializer',
    },
    {
      when: 'Avro is read as text, in another module',
      files: {
        'shop/producer/client.properties': producer('orders', 'io.confluent.kafka.serializers.KafkaAvroSerializer'),
        'shop/consumer/client.properties': consumer('orders', `${kafka}StringDeserializer`),
      },
      at: {
        'shop/producer/client.properties': 'io.confluent.kafka.serializers.KafkaAvroSerializer',
        'shop/consumer/client.properties': `${kafka}StringDeserializer`,
      },
    },
  ],
  staysQuiet: [
    {
      when: 'they are a pair',
      files: {
        'shop/producer.properties': producer('orders', `${kafka}LongSerializer`),
        'shop/consumer.properties': consumer('orders', `${kafka}LongDeserializer`),
      },
    },
    {
      when: 'the topics are different ones',
      files: {
        'shop/producer.properties': producer('orders', `${kafka}StringSerializer`),
        'shop/consumer.properties': consumer('counts', `${kafka}LongDeserializer`),
      },
    },
    {
      when: 'the consumer takes the bytes as they are',
      files: {
        'shop/producer.properties': producer('orders', `${kafka}StringSerializer`),
        'shop/consumer.properties': consumer('orders', `${kafka}ByteArrayDeserializer`),
      },
    },
    {
      when: 'one is a class of somebody’s own',
      files: {
        'shop/producer.properties': producer('orders', 'com.example.OrderSerializer'),
        'shop/consumer.properties': consumer('orders', `${kafka}StringDeserializer`),
      },
    },
  ],
});
