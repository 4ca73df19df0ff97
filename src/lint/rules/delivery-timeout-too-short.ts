import { defineRule, producing } from '../defineRule.ts';
import { comparedWith, setValue } from '../fixes.ts';
import { isReportedAsSeconds } from '../units.ts';
import { compareVersions } from '../versions.ts';

/** "delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms": the producer refuses to start. */
export const deliveryTimeoutTooShort = defineRule({
  id: 'delivery-timeout-too-short',
  title: 'Delivery timeout leaves no time for one request',
  severity: 'error',
  roles: producing,
  *check(config, facts) {
    const [delivery, linger, request] = [config.number('deliveryTimeout'), config.number('linger'), config.number('requestTimeout')];
    if (config.library === 'librdkafka') {
      // "`message.timeout.ms` must be greater than `linger.ms`"; 0 is no timeout.
      if (!delivery?.entry || !linger || delivery.value === 0 || delivery.value > linger.value) return;
      yield {
        range: delivery.entry.valueRange,
        figures: { deliveryMs: delivery.value, lingerMs: linger.value, requestMs: 0 },
        related: comparedWith(linger.entry),
        fixes: [setValue(config, delivery.entry, 300_000)],
      };
      return;
    }
    if (!delivery?.entry || !linger || !request || delivery.value >= linger.value + request.value) return;
    if (isReportedAsSeconds(config, facts, 'deliveryTimeout', 'requestTimeout')) return;
    if (config.version !== undefined && compareVersions(config.version, '2.1') < 0) return;
    // linger.ms is 5 by default since 4.0 and was 0 before: only those 5 ms are missing.
    const onlyByDefault = linger.entry === undefined && config.version === undefined && delivery.value >= request.value;
    yield {
      range: delivery.entry.valueRange,
      severity: onlyByDefault ? 'warning' : 'error',
      figures: { deliveryMs: delivery.value, lingerMs: linger.value, requestMs: request.value },
      related: comparedWith(linger.entry, request.entry),
      fixes: [setValue(config, delivery.entry, Math.max(120_000, linger.value + request.value))],
    };
  },
});
