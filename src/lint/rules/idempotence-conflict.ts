import type { Entry } from '../configuration.ts';
import { defineRule, producing } from '../defineRule.ts';
import { comparedWith, setValue } from '../fixes.ts';
import { compareVersions } from '../versions.ts';

/** Without acknowledgement by all, without retries or with more than five requests in flight a producer cannot keep records single and in order. */
export const idempotenceConflict = defineRule({
  id: 'idempotence-conflict',
  title: 'Setting that idempotence does not allow',
  severity: 'error',
  roles: producing,
  *check(config) {
    const idempotence = config.flag('idempotence');
    const transactional = config.written('transactionalId');
    const isTransactional = transactional !== undefined && transactional.value !== '';
    if (isTransactional && idempotence?.entry && !idempotence.value) {
      yield {
        range: idempotence.entry.valueRange,
        figures: { key: idempotence.entry.writtenKey, value: 'false', needs: 'true', because: 'transactions' },
        related: comparedWith(transactional),
        fixes: [setValue(config, idempotence.entry, true)],
      };
      return;
    }
    const asked = idempotence?.entry !== undefined && idempotence.value;
    const [acks, retries, inFlight] = [config.text('acks'), config.number('retries'), config.number('inFlight')];
    const because = isTransactional ? 'transactions' : 'idempotence';
    if (asked || isTransactional) {
      const related = comparedWith(isTransactional ? transactional : idempotence?.entry);
      const conflict = (entry: Entry, needs: string) => ({
        range: entry.valueRange,
        figures: { key: entry.writtenKey, value: entry.value, needs, because } as const,
        related,
        fixes: [setValue(config, entry, needs)],
      });
      if (acks?.entry && (acks.value === '0' || acks.value === '1')) yield conflict(acks.entry, 'all');
      if (retries?.entry && retries.value === 0) yield conflict(retries.entry, '2147483647');
      if (inFlight?.entry && inFlight.value > 5) yield conflict(inFlight.entry, '5');
      return;
    }
    // On by default since 3.0, and since 4.0 that alone is refused, whatever acks and retries say.
    if (config.library !== 'java') return;
    const onByDefault = config.version === undefined || compareVersions(config.version, '4.0') >= 0;
    if (!onByDefault || idempotence?.entry || !idempotence || !inFlight?.entry || inFlight.value <= 5) return;
    yield {
      range: inFlight.entry.valueRange,
      severity: config.version === undefined ? 'warning' : 'error',
      figures: { key: inFlight.entry.writtenKey, value: inFlight.entry.value, needs: '5', because: 'default-idempotence' },
      fixes: [setValue(config, inFlight.entry, 5)],
    };
  },
});
