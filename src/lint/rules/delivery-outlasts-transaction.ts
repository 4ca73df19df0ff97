import { defineRule } from '../defineRule.ts';
import { comparedWith, setValue } from '../fixes.ts';

/** "`message.timeout.ms` must be set <= `transaction.timeout.ms`": a record that is tried for longer outlives its transaction. */
export const deliveryOutlastsTransaction = defineRule({
  id: 'delivery-outlasts-transaction',
  title: 'Delivery timeout is above the transaction timeout',
  severity: 'error',
  roles: ['producer', 'client'],
  libraries: ['librdkafka'],
  *check(config) {
    const [delivery, transaction] = [config.number('deliveryTimeout'), config.number('transactionTimeout')];
    const id = config.written('transactionalId');
    if (!delivery?.entry || !transaction || !id || id.value === '' || delivery.value <= transaction.value) return;
    yield {
      range: delivery.entry.valueRange,
      figures: { deliveryMs: delivery.value, transactionMs: transaction.value },
      related: comparedWith(transaction.entry),
      fixes: [setValue(config, delivery.entry, transaction.value)],
    };
  },
});
