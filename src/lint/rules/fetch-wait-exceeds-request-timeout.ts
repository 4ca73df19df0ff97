import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith } from '../fixes.ts';
import { isReportedAsSeconds } from '../units.ts';

/** The broker may hold a fetch back for longer than the client waits for its answer: on a quiet topic requests time out. */
export const fetchWaitExceedsRequestTimeout = defineRule({
  id: 'fetch-wait-exceeds-request-timeout',
  title: 'Fetch wait is not below the request timeout',
  severity: 'warning',
  roles: consuming,
  *check(config, facts) {
    const wait = config.number('fetchMaxWait');
    const request = config.number('requestTimeout');
    const at = wait?.entry ?? request?.entry;
    if (!wait || !request || !at || wait.value < request.value || isReportedAsSeconds(config, facts, 'requestTimeout')) return;
    yield {
      range: at.valueRange,
      figures: { waitMs: wait.value, requestMs: request.value },
      related: comparedWith(wait.entry && request.entry),
    };
  },
});
