import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith } from '../fixes.ts';
import { usesConsumerProtocol } from '../groupProtocol.ts';
import { isReportedAsSeconds } from '../units.ts';

/** A slow batch throws the consumer out sooner than a dead process would be noticed. Java takes it, librdkafka refuses it. */
export const pollIntervalBelowSession = defineRule({
  id: 'poll-interval-below-session',
  title: 'Poll interval is shorter than the session timeout',
  severity: 'warning',
  roles: consuming,
  *check(config, facts) {
    const poll = config.number('pollInterval');
    const session = config.number('sessionTimeout');
    // librdkafka: "`max.poll.interval.ms` must be >= `session.timeout.ms`", also where that is the default.
    const refused = config.library === 'librdkafka';
    if (!poll?.entry || !session || (!session.entry && !refused) || poll.value >= session.value) return;
    if (usesConsumerProtocol(config) || isReportedAsSeconds(config, facts, 'pollInterval', 'sessionTimeout')) return;
    yield {
      range: poll.entry.valueRange,
      severity: refused ? 'error' : 'warning',
      figures: { pollMs: poll.value, sessionMs: session.value, sessionWritten: session.entry !== undefined, refused },
      related: comparedWith(session.entry),
    };
  },
});
