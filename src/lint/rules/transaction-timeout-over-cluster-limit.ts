import { producing } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { brokerLimit, defineLiveRule } from '../live.ts';

/** initTransactions() is answered with INVALID_TRANSACTION_TIMEOUT. */
export const transactionTimeoutOverClusterLimit = defineLiveRule({
  id: 'transaction-timeout-over-cluster-limit',
  title: 'This cluster does not take the transaction timeout',
  severity: 'error',
  roles: producing,
  needs: ['brokerConfigs'],
  settles: 'transaction-timeout-over-broker-limit',
  asks: config => (config.written('transactionTimeout') ? { brokerConfigs: true } : undefined),
  *check(config, { brokerConfigs }) {
    const timeout = config.number('transactionTimeout');
    const limitMs = brokerLimit(brokerConfigs, 'transaction.max.timeout.ms');
    if (!timeout?.entry || limitMs === undefined || timeout.value <= limitMs) return;
    yield {
      range: timeout.entry.valueRange,
      figures: { timeoutMs: timeout.value, limitMs },
      fixes: [setValue(config, timeout.entry, limitMs)],
    };
  },
});
