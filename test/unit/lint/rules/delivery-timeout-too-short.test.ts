import { deliveryTimeoutTooShort } from '../../../../src/lint/rules/delivery-timeout-too-short.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(deliveryTimeoutTooShort, {
  finds: [
    {
      when: 'librdkafka would wait for more records until all are out of time',
      text: '# kafka: producer librdkafka\nmessage.timeout.ms=4000\nlinger.ms=5000\n',
      at: '4000',
      says: 'is not above linger.ms',
    },
    { when: 'one request takes longer', text: `${producer}delivery.timeout.ms=10000\n`, at: '10000', figures: { requestMs: 30_000 } },
    {
      when: 'the batch waits too',
      text: `${producer}delivery.timeout.ms=20000\nrequest.timeout.ms=15000\nlinger.ms=6000\n`,
      at: '20000',
      severity: 'error',
    },
    {
      when: "only the newer versions' default linger is missing",
      text: `${producer}delivery.timeout.ms=30000\n`,
      at: '30000',
      severity: 'warning',
    },
  ],
  staysQuiet: [
    { when: 'librdkafka does not count the request in', text: '# kafka: producer librdkafka\nmessage.timeout.ms=30000\nlinger.ms=5\n' },
    { when: 'there is time', text: `${producer}delivery.timeout.ms=20000\nrequest.timeout.ms=15000\nlinger.ms=5000\n` },
    { when: 'nobody wrote it: the producer raises it', text: `${producer}request.timeout.ms=300000\n` },
    { when: 'the client is a 3.9 with linger 0', text: '# kafka: producer java 3.9\ndelivery.timeout.ms=30000\n' },
  ],
});
