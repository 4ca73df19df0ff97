import { groupProtocolNotOffered } from '../../../../src/lint/rules/group-protocol-not-offered.ts';
import { asked, brokerSetting, liveLintTest, refused } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\ngroup.id=orders-billing\ngroup.protocol=consumer\n';
const classicOnly = asked({ brokerConfigs: [brokerSetting('group.coordinator.rebalance.protocols', 'classic')] });

liveLintTest(groupProtocolNotOffered, {
  page: classicOnly,
  finds: [
    { when: 'the brokers have it switched off', text: consumer, cluster: classicOnly, at: 'consumer', says: 'offer only classic' },
    {
      when: 'the brokers do not know it yet',
      text: consumer,
      cluster: asked({ brokerConfigs: [brokerSetting('message.max.bytes', '1048588')] }),
      at: 'consumer',
      says: 'too old',
    },
  ],
  staysQuiet: [
    {
      when: 'the brokers offer it',
      text: consumer,
      cluster: asked({ brokerConfigs: [brokerSetting('group.coordinator.rebalance.protocols', 'classic,consumer,streams')] }),
    },
    {
      when: 'the login may not see what they offer',
      text: consumer,
      cluster: asked({ brokerConfigs: refused('broker configurations', { kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED' }) }),
      notChecked: ['broker configurations'],
    },
    { when: 'the client is a classic one', text: '# kafka: consumer\ngroup.id=orders-billing\n', cluster: classicOnly },
  ],
});
