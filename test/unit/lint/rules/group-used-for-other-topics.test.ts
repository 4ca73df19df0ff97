import { groupUsedForOtherTopics } from '../../../../src/lint/rules/group-used-for-other-topics.ts';
import { asked, group, liveLintTest, memberOf } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\ngroup.id=orders-billing\n';
const cluster = asked({ groups: [group('orders-billing', { members: [memberOf('orders'), memberOf('orders', 'refunds')] })] });

liveLintTest(groupUsedForOtherTopics, {
  page: cluster,
  finds: [
    {
      when: 'its members read something else',
      text: `${consumer}topic=payments\n`,
      cluster,
      at: 'orders-billing',
      figures: { members: 2, topics: ['orders', 'refunds'] },
      says: 'Two members of the group “orders-billing” read orders and refunds',
    },
  ],
  staysQuiet: [
    { when: 'they share a topic', text: `${consumer}topics=refunds,orders\n`, cluster },
    { when: 'the group has no members', text: `${consumer}topic=payments\n`, cluster: asked({ groups: [group('orders-billing')] }) },
    { when: 'the file names no topic', text: consumer, cluster },
  ],
});
