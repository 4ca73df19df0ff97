import { transactionTimeoutOverClusterLimit } from '../../../../src/lint/rules/transaction-timeout-over-cluster-limit.ts';
import { asked, brokerSetting, liveLintTest } from '../../../support/liveLintTest.ts';

const producer = '# kafka: producer\n';
const limit = asked({ brokerConfigs: [brokerSetting('transaction.max.timeout.ms', '300000')] });

liveLintTest(transactionTimeoutOverClusterLimit, {
  page: limit,
  finds: [
    {
      when: 'the timeout is above the limit of this cluster',
      text: `${producer}transaction.timeout.ms=600000\n`,
      cluster: limit,
      at: '600000',
      fixed: `${producer}transaction.timeout.ms=300000\n`,
      settles: 'transaction-timeout-over-broker-limit',
    },
  ],
  staysQuiet: [
    { when: 'it is at the limit', text: `${producer}transaction.timeout.ms=300000\n`, cluster: limit },
    {
      when: 'this cluster takes more than most',
      text: `${producer}transaction.timeout.ms=1800000\n`,
      cluster: asked({ brokerConfigs: [brokerSetting('transaction.max.timeout.ms', '3600000')] }),
    },
    { when: 'nobody wrote it', text: `${producer}acks=all\n`, cluster: limit },
  ],
});
