import { tlsSettingsUnused } from '../../../../src/lint/rules/tls-settings-unused.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(tlsSettingsUnused, {
  finds: [
    {
      when: 'librdkafka is told of an authority that it does not need',
      text: '# kafka: consumer librdkafka\nsecurity.protocol=plaintext\nssl.ca.location=/ca.pem\n',
      at: 'ssl.ca.location',
    },
    {
      when: 'the protocol leaves TLS out',
      text: `${client}security.protocol=PLAINTEXT\nssl.truststore.location=/t.jks\nssl.truststore.password=\${P}\n`,
      at: 'ssl.truststore.location',
      fixed: `${client}security.protocol=SSL\nssl.truststore.location=/t.jks\nssl.truststore.password=\${P}\n`,
    },
  ],
  staysQuiet: [
    { when: 'TLS is used', text: `${client}security.protocol=SASL_SSL\nssl.truststore.location=/t.jks\n` },
    { when: 'nobody wrote the protocol', text: `${client}ssl.truststore.location=/t.jks\n` },
    { when: 'only a default is repeated', text: `${client}security.protocol=PLAINTEXT\nssl.protocol=TLSv1.3\n` },
  ],
});
