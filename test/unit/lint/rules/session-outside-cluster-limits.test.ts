import { sessionOutsideClusterLimits } from '../../../../src/lint/rules/session-outside-cluster-limits.ts';
import { asked, brokerSetting, liveLintTest, refused } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\ngroup.id=orders-billing\n';
const limits = asked({
  brokerConfigs: [brokerSetting('group.min.session.timeout.ms', '6000'), brokerSetting('group.max.session.timeout.ms', '30000')],
});

liveLintTest(sessionOutsideClusterLimits, {
  page: limits,
  finds: [
    {
      when: 'the session is longer than the cluster takes',
      text: `${consumer}session.timeout.ms=60000\n`,
      cluster: limits,
      at: '60000',
      figures: { side: 'above', limitMs: 30_000, written: true },
      says: 'INVALID_SESSION_TIMEOUT',
      fixed: `${consumer}session.timeout.ms=30000\n`,
      settles: 'session-outside-broker-limits',
    },
    {
      when: 'it is shorter',
      text: `${consumer}session.timeout.ms=5000\n`,
      cluster: limits,
      at: '5000',
      figures: { side: 'below', limitMs: 6000 },
      settles: 'session-outside-broker-limits',
    },
    {
      when: 'the default is what the cluster refuses',
      text: consumer,
      cluster: limits,
      at: 'orders-billing',
      says: 'The default session timeout of 45,000 ms',
      settles: 'session-outside-broker-limits',
    },
  ],
  staysQuiet: [
    {
      when: 'this cluster takes what most clusters do not',
      text: `${consumer}session.timeout.ms=3000\nheartbeat.interval.ms=1000\n`,
      cluster: asked({ brokerConfigs: [brokerSetting('group.min.session.timeout.ms', '1000')] }),
    },
    { when: 'the broker decides', text: `${consumer}group.protocol=consumer\n`, cluster: limits },
    {
      when: 'the login may not see the limits',
      text: `${consumer}session.timeout.ms=60000\n`,
      cluster: asked({ brokerConfigs: refused('broker configurations', { kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED' }) }),
      notChecked: ['broker configurations'],
    },
  ],
});
