import { defineRule } from '../defineRule.ts';
import { removeEntry } from '../fixes.ts';

/** A leader election, a restart or a lost packet, and the record is lost; idempotence goes with the retries. */
export const retriesOff = defineRule({
  id: 'retries-off',
  title: 'Producer does not retry',
  severity: 'warning',
  roles: ['producer', 'client'],
  *check(config) {
    const retries = config.number('retries');
    if (!retries?.entry || retries.value !== 0) return;
    // Settings that several clients share: an admin client has retries of its own.
    if (config.role === 'client' && !config.written('acks') && !config.written('valueSerializer')) return;
    if (config.flag('idempotence')?.entry && config.flag('idempotence')?.value === true) return;
    if (config.written('transactionalId')) return;
    yield { range: retries.entry.valueRange, figures: { key: retries.entry.writtenKey }, fixes: [removeEntry(retries.entry)] };
  },
});
