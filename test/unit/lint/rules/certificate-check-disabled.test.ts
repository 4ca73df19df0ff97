import { certificateCheckDisabled } from '../../../../src/lint/rules/certificate-check-disabled.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer librdkafka\nbootstrap.servers=kafka-1:9093\n';

lintTest(certificateCheckDisabled, {
  finds: [
    {
      when: 'any certificate will do',
      text: `${consumer}security.protocol=ssl\nenable.ssl.certificate.verification=false\n`,
      at: 'false',
      fixed: `${consumer}security.protocol=ssl\n`,
    },
  ],
  staysQuiet: [
    { when: 'it is checked', text: `${consumer}security.protocol=ssl\nenable.ssl.certificate.verification=true\n` },
    { when: 'there is no TLS', text: `${consumer}security.protocol=plaintext\nenable.ssl.certificate.verification=false\n` },
    {
      when: 'the broker is on this machine',
      text: '# kafka: consumer librdkafka\nbootstrap.servers=localhost:9093\nenable.ssl.certificate.verification=false\n',
    },
  ],
});
