import { hostNameCheckDisabled } from '../../../../src/lint/rules/host-name-check-disabled.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(hostNameCheckDisabled, {
  finds: [
    {
      when: 'librdkafka is told none',
      text: '# kafka: consumer librdkafka\nssl.endpoint.identification.algorithm=none\n',
      at: 'none',
      says: 'whatever host',
    },
    {
      when: 'it is empty',
      text: `${client}security.protocol=SSL\nssl.endpoint.identification.algorithm=\n`,
      at: 'ssl.endpoint.identification.algorithm',
      fixed: `${client}security.protocol=SSL\n`,
    },
    {
      when: 'it has a word that Java does not know',
      text: `${client}ssl.endpoint.identification.algorithm=none\n`,
      at: 'none',
      severity: 'error',
    },
  ],
  staysQuiet: [
    { when: 'it is checked', text: `${client}ssl.endpoint.identification.algorithm=HTTPS\n` },
    { when: 'there is no TLS', text: `${client}security.protocol=SASL_PLAINTEXT\nssl.endpoint.identification.algorithm=\n` },
    { when: 'a placeholder decides', text: `${client}ssl.endpoint.identification.algorithm=\${CHECK}\n` },
  ],
});
