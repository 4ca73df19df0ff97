import { consuming, defineRule } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { isReportedAsSeconds } from '../units.ts';

/** Shorter than an ordinary garbage collection, a slow database call or a reconnect may take. */
const shortMs = 10_000;

/** One pause between two polls and the consumer has left its group: it does not cut latency, it causes rebalances. */
export const pollIntervalTooShort = defineRule({
  id: 'poll-interval-too-short',
  title: 'Poll interval leaves no room for a pause',
  severity: 'warning',
  roles: consuming,
  *check(config, facts) {
    const poll = config.number('pollInterval');
    if (!poll?.entry || poll.value >= shortMs || isReportedAsSeconds(config, facts, 'pollInterval')) return;
    // Where the session is written too and longer, poll-interval-below-session says it better.
    const session = config.number('sessionTimeout');
    if ((session?.entry ?? config.library === 'librdkafka') && poll.value < (session?.value ?? 0)) return;
    yield {
      range: poll.entry.valueRange,
      figures: { pollMs: poll.value },
      fixes: [setValue(config, poll.entry, 300_000)],
    };
  },
});
