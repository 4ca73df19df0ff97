import { saslWithoutTls } from '../../../../src/lint/rules/sasl-without-tls.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(saslWithoutTls, {
  finds: [
    {
      when: 'the password travels readable',
      text: `${client}bootstrap.servers=a:9092\nsecurity.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n`,
      at: 'SASL_PLAINTEXT',
      fixed: `${client}bootstrap.servers=a:9092\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n`,
    },
    {
      when: 'only the records are readable',
      text: `${client}security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-512\n`,
      at: 'SASL_PLAINTEXT',
      severity: 'information',
    },
  ],
  staysQuiet: [
    {
      when: 'all brokers are on this machine',
      text: `${client}bootstrap.servers=localhost:9092\nsecurity.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n`,
    },
    { when: 'TLS protects it', text: `${client}security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n` },
    { when: 'Kerberos protects it', text: `${client}security.protocol=SASL_PLAINTEXT\nsasl.mechanism=GSSAPI\n` },
  ],
});
