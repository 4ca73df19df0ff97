import { consuming, defineRule } from '../defineRule.ts';
import { usesConsumerProtocol } from '../groupProtocol.ts';
import { isReportedAsSeconds } from '../units.ts';

/** The broker's defaults of group.min.session.timeout.ms and group.max.session.timeout.ms (30 minutes since 2.5). */
const lowestMs = 6_000;
const highestMs = 1_800_000;

/** JoinGroup is answered with INVALID_SESSION_TIMEOUT, unless somebody changed the broker's limits. */
export const sessionOutsideBrokerLimits = defineRule({
  id: 'session-outside-broker-limits',
  title: "Session timeout is outside the broker's limits",
  severity: 'warning',
  roles: [...consuming, 'connect'],
  *check(config, facts) {
    const session = config.number('sessionTimeout');
    if (!session?.entry || usesConsumerProtocol(config) || isReportedAsSeconds(config, facts, 'sessionTimeout')) return;
    const sessionMs = session.value;
    if (sessionMs < lowestMs) yield { range: session.entry.valueRange, figures: { sessionMs, side: 'below', limitMs: lowestMs } };
    if (sessionMs > highestMs) yield { range: session.entry.valueRange, figures: { sessionMs, side: 'above', limitMs: highestMs } };
  },
});
