import { deliveryOutlastsTransaction } from '../../../../src/lint/rules/delivery-outlasts-transaction.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer librdkafka\n';

lintTest(deliveryOutlastsTransaction, {
  finds: [
    {
      when: 'a record may be tried for longer than its transaction lasts',
      text: `${producer}transactional.id=a\nmessage.timeout.ms=120000\n`,
      at: '120000',
      figures: { transactionMs: 60_000 },
      fixed: `${producer}transactional.id=a\nmessage.timeout.ms=60000\n`,
    },
  ],
  staysQuiet: [
    { when: 'it is shorter', text: `${producer}transactional.id=a\nmessage.timeout.ms=30000\n` },
    { when: 'there are no transactions', text: `${producer}message.timeout.ms=120000\nlinger.ms=5\n` },
    { when: 'nobody wrote it', text: `${producer}transactional.id=a\ntransaction.timeout.ms=10000\n` },
    { when: 'it is a Java producer', text: '# kafka: producer java\ntransactional.id=a\ndelivery.timeout.ms=120000\n' },
  ],
});
