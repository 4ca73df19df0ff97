import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith } from '../fixes.ts';
import { isReportedAsSeconds } from '../units.ts';

/** Longer than anybody who did not mean to collect would wait; the default is half a second. */
const longMs = 5_000;

/** On a quiet topic the broker collects until the time is over: that is how old a record may be when it arrives. */
export const fetchWaitDelaysRecords = defineRule({
  id: 'fetch-wait-delays-records',
  title: 'Records wait for others before they are handed out',
  severity: 'information',
  roles: consuming,
  *check(config, facts) {
    const [min, wait, request] = [config.number('fetchMinBytes'), config.number('fetchMaxWait'), config.number('requestTimeout')];
    if (!min?.entry || min.value <= 1 || !wait?.entry || wait.value < longMs || isReportedAsSeconds(config, facts, 'fetchMaxWait')) return;
    // fetch-wait-exceeds-request-timeout says the worse of it.
    if (request && wait.value >= request.value) return;
    yield {
      range: wait.entry.valueRange,
      figures: { waitMs: wait.value, minBytes: min.value },
      related: comparedWith(min.entry),
    };
  },
});
