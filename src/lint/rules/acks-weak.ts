import { defineRule, producing } from '../defineRule.ts';
import { setValue } from '../fixes.ts';

/** acks=1 loses what the leader took and no follower had yet; acks=0 does not even ask the leader. */
export const acksWeak = defineRule({
  id: 'acks-weak',
  title: 'Records may be lost although they were sent',
  severity: 'information',
  roles: producing,
  *check(config) {
    const acks = config.text('acks');
    if (!acks?.entry || (acks.value !== '0' && acks.value !== '1')) return;
    // idempotence-conflict says that this pair is refused.
    if (config.flag('idempotence')?.entry && config.flag('idempotence')?.value === true) return;
    if (config.written('transactionalId')) return;
    yield {
      range: acks.entry.valueRange,
      severity: acks.value === '0' ? 'warning' : 'information',
      figures: { acks: acks.value },
      fixes: [setValue(config, acks.entry, 'all')],
    };
  },
});
