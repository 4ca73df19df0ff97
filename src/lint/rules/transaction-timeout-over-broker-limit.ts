import { defineRule, producing } from '../defineRule.ts';
import { setValue } from '../fixes.ts';

/** The broker's default of transaction.max.timeout.ms. */
const limitMs = 900_000;

/** The producer starts, and initTransactions() is answered with INVALID_TRANSACTION_TIMEOUT, unless somebody raised the broker's limit. */
export const transactionTimeoutOverBrokerLimit = defineRule({
  id: 'transaction-timeout-over-broker-limit',
  title: "Transaction timeout is above the broker's limit",
  severity: 'warning',
  roles: producing,
  *check(config) {
    const timeout = config.number('transactionTimeout');
    if (!timeout?.entry || timeout.value <= limitMs) return;
    yield {
      range: timeout.entry.valueRange,
      figures: { timeoutMs: timeout.value, limitMs },
      fixes: [setValue(config, timeout.entry, limitMs)],
    };
  },
});
