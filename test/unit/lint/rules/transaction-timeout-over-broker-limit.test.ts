import { transactionTimeoutOverBrokerLimit } from '../../../../src/lint/rules/transaction-timeout-over-broker-limit.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(transactionTimeoutOverBrokerLimit, {
  finds: [
    {
      when: 'brokers take less',
      text: `${producer}transaction.timeout.ms=1800000\n`,
      at: '1800000',
      fixed: `${producer}transaction.timeout.ms=900000\n`,
    },
  ],
  staysQuiet: [{ when: 'it is the limit', text: `${producer}transaction.timeout.ms=900000\n` }],
});
