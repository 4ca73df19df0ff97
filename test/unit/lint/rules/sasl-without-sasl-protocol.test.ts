import { saslWithoutSaslProtocol } from '../../../../src/lint/rules/sasl-without-sasl-protocol.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(saslWithoutSaslProtocol, {
  finds: [
    {
      when: 'no protocol is set',
      text: `${client}bootstrap.servers=a:9093\nsasl.mechanism=SCRAM-SHA-512\n`,
      at: 'sasl.mechanism',
      figures: { protocol: null },
      fixed: `${client}bootstrap.servers=a:9093\nsecurity.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n`,
    },
    {
      when: 'the protocol is TLS alone',
      text: `${client}security.protocol=SSL\nsasl.mechanism=PLAIN\n`,
      at: 'sasl.mechanism',
      fixed: `${client}security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n`,
    },
  ],
  staysQuiet: [
    { when: 'the protocol logs in', text: `${client}security.protocol=sasl_ssl\nsasl.mechanism=PLAIN\n` },
    { when: 'a placeholder decides', text: `${client}security.protocol=\${PROTOCOL}\nsasl.mechanism=PLAIN\n` },
    { when: 'the file is a part of a configuration', text: `${client}sasl.mechanism=PLAIN\n` },
  ],
});
