import { productionPlaintext } from '../../../../src/lint/rules/production-plaintext.ts';
import { lintTest } from '../../../support/lintTest.ts';

const section = (name: string, protocol: string, servers = 'kafka-1:9092') =>
  `${name}:\n  bootstrap.servers: ${servers}\n  group.id: orders\n  security.protocol: ${protocol}\n`;

lintTest(productionPlaintext, {
  finds: [
    {
      when: 'the section of production is not encrypted',
      fileName: 'kafka.yml',
      text: section('dev', 'PLAINTEXT', 'localhost:9092') + section('prod', 'PLAINTEXT'),
      at: 'PLAINTEXT',
      says: 'prod is not encrypted',
    },
  ],
  staysQuiet: [
    { when: 'it is encrypted', fileName: 'kafka.yml', text: section('prod', 'SSL') },
    { when: 'it is where developers work', fileName: 'kafka.yml', text: section('dev', 'PLAINTEXT') },
    { when: 'a file does not say where it is used', text: '# kafka: consumer\nsecurity.protocol=PLAINTEXT\n' },
  ],
});
