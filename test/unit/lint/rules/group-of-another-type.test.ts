import { groupOfAnotherType } from '../../../../src/lint/rules/group-of-another-type.ts';
import { asked, group, liveLintTest, memberOf } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\nauto.offset.reset=earliest\n';
const cluster = asked({
  groups: [
    group('connect-cluster', { protocolType: 'connect', members: [memberOf()] }),
    group('queue', { groupType: 'share', protocolType: 'share' }),
    group('orders-billing', { members: [memberOf('orders')] }),
    group('next', { groupType: 'consumer', members: [memberOf('orders')] }),
  ],
});

liveLintTest(groupOfAnotherType, {
  page: cluster,
  finds: [
    {
      when: 'Connect workers use it',
      text: `${consumer}group.id=connect-cluster\n`,
      cluster,
      at: 'connect-cluster',
      says: 'Connect workers',
    },
    { when: 'it is a share group', text: `${consumer}group.id=queue\n`, cluster, at: 'queue', says: 'a share group' },
    {
      when: 'a worker is about to join the group of consumers',
      text: 'group.id=orders-billing\nkey.converter=org.apache.kafka.connect.json.JsonConverter\noffset.storage.topic=offsets\n',
      cluster,
      at: 'orders-billing',
    },
  ],
  staysQuiet: [
    { when: 'consumers of either protocol use it', text: `${consumer}group.id=next\n`, cluster },
    { when: 'it is its own', text: `${consumer}group.id=orders-billing\n`, cluster },
    {
      when: 'the workers have left',
      text: `${consumer}group.id=connect-cluster\n`,
      cluster: asked({ groups: [group('connect-cluster', { protocolType: 'connect', groupState: 'Empty' })] }),
    },
  ],
});
