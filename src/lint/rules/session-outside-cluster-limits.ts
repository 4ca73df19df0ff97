import { brokerLimit, defineLiveRule } from '../live.ts';
import { consuming } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { usesConsumerProtocol } from '../groupProtocol.ts';

/** JoinGroup is answered with INVALID_SESSION_TIMEOUT: the client never becomes a member. */
export const sessionOutsideClusterLimits = defineLiveRule({
  id: 'session-outside-cluster-limits',
  title: 'This cluster does not take the session timeout',
  severity: 'error',
  roles: [...consuming, 'connect'],
  needs: ['brokerConfigs'],
  settles: 'session-outside-broker-limits',
  asks: config =>
    usesConsumerProtocol(config) || !(config.written('sessionTimeout') ?? config.written('groupId')) ? undefined : { brokerConfigs: true },
  *check(config, { brokerConfigs }) {
    const session = config.number('sessionTimeout');
    // Where the default is what the cluster refuses, the group is what cannot be joined.
    const range = session?.entry?.valueRange ?? config.written('groupId')?.valueRange;
    if (!session || !range) return;
    const [lowest, highest] = [
      brokerLimit(brokerConfigs, 'group.min.session.timeout.ms'),
      brokerLimit(brokerConfigs, 'group.max.session.timeout.ms'),
    ];
    const limitMs =
      lowest !== undefined && session.value < lowest ? lowest : highest !== undefined && session.value > highest ? highest : undefined;
    if (limitMs === undefined) return;
    yield {
      range,
      figures: {
        sessionMs: session.value,
        side: session.value < limitMs ? 'below' : 'above',
        limitMs,
        written: session.entry !== undefined,
      },
      fixes: session.entry ? [setValue(config, session.entry, limitMs)] : [],
    };
  },
});
