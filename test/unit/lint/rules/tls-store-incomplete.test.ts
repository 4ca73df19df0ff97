import { tlsStoreIncomplete } from '../../../../src/lint/rules/tls-store-incomplete.ts';
import { lintTest } from '../../../support/lintTest.ts';

const client = '# kafka: client\n';

lintTest(tlsStoreIncomplete, {
  finds: [
    {
      when: 'librdkafka has a key without its certificate',
      text: '# kafka: consumer librdkafka\nssl.key.location=/etc/kafka/key.pem\n',
      at: 'ssl.key.location',
      figures: { missing: 'ssl.certificate.location' },
    },
    {
      when: 'a key has no certificate',
      text: `${client}ssl.keystore.key=-----BEGIN\n`,
      at: 'ssl.keystore.key',
      figures: { missing: 'ssl.keystore.certificate.chain' },
    },
    {
      when: 'a password has no store',
      text: `${client}ssl.truststore.password=changeit\n`,
      at: 'ssl.truststore.password',
      figures: { missing: 'ssl.truststore.location' },
    },
  ],
  staysQuiet: [
    { when: 'the pair is whole', text: `${client}ssl.keystore.key=a\nssl.keystore.certificate.chain=b\n` },
    { when: 'a password may come from elsewhere', text: `${client}ssl.keystore.location=/k.jks\n` },
    { when: 'a placeholder may stay empty', text: `${client}ssl.truststore.password=\${P}\n` },
  ],
});
