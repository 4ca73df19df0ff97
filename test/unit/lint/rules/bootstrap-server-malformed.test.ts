import { bootstrapServerMalformed } from '../../../../src/lint/rules/bootstrap-server-malformed.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(bootstrapServerMalformed, {
  finds: [
    {
      when: 'a dash of YAML’s sticks to the scheme',
      text: `${consumer}bootstrap.servers=-http://b:9092\n`,
      at: '-http://b:9092',
      severity: 'warning',
      fixed: `${consumer}bootstrap.servers=b:9092\n`,
    },
    {
      when: 'one is written like a web address',
      text: `${consumer}bootstrap.servers=a:9092, http://b:9092\n`,
      at: 'http://b:9092',
      severity: 'warning',
      fixed: `${consumer}bootstrap.servers=a:9092, b:9092\n`,
    },
    { when: 'one has no port', text: `${consumer}bootstrap.servers=kafka-1\n`, at: 'kafka-1', figures: { fault: 'no-port' } },
    {
      when: 'a path follows',
      text: `${consumer}bootstrap.servers=kafka-1:9092/kafka\n`,
      at: 'kafka-1:9092/kafka',
      figures: { fault: 'path' },
    },
    { when: 'the port is none', text: `${consumer}bootstrap.servers=kafka-1:99999\n`, at: 'kafka-1:99999', figures: { fault: 'port' } },
    {
      when: 'semicolons divide',
      text: `${consumer}bootstrap.servers=a:9092;b:9092\n`,
      at: 'a:9092;b:9092',
      fixed: `${consumer}bootstrap.servers=a:9092,b:9092\n`,
    },
    {
      when: 'blanks divide',
      text: `${consumer}bootstrap.servers=a:9092 b:9092\n`,
      at: 'a:9092 b:9092',
      fixed: `${consumer}bootstrap.servers=a:9092,b:9092\n`,
    },
    {
      when: 'an item is empty',
      text: `${consumer}bootstrap.servers=a:9092,\n`,
      at: 'a:9092,',
      severity: 'warning',
      figures: { fault: 'empty' },
    },
  ],
  staysQuiet: [
    {
      when: 'librdkafka reads a protocol, and knows the usual port',
      text: '# kafka: consumer librdkafka\nbootstrap.servers=kafka-1,SASL_SSL://kafka-2:9093\n',
    },
    { when: 'blanks stand around commas', text: `${consumer}bootstrap.servers=a:9092 , b:9092\n` },
    { when: 'an address is IPv6', text: `${consumer}bootstrap.servers=[::1]:9092\n` },
    { when: 'a placeholder stands there', text: `${consumer}bootstrap.servers=\${BROKERS}\n` },
    { when: 'it is empty, to be filled in', text: `${consumer}bootstrap.servers=\n` },
  ],
});
