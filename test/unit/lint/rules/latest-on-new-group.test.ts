import { latestOnNewGroup } from '../../../../src/lint/rules/latest-on-new-group.ts';
import { asked, liveLintTest, refused } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\ngroup.id=billing-invoices\n';
const commit = (topic: string, offset: bigint | null) => ({
  ...{ topic, partition: 0 },
  committed: { value: offset === null ? null : { offset, leaderEpoch: 0, metadata: '' } },
});
const fresh = asked({ commits: [{ groupId: 'billing-invoices', commits: [] }] });

liveLintTest(latestOnNewGroup, {
  page: fresh,
  finds: [
    { when: 'the group has no commit', text: `${consumer}auto.offset.reset=latest\n`, cluster: fresh, at: 'latest', says: 'no commit yet' },
    {
      when: 'it has none for the topic of this file',
      text: `${consumer}topic=invoices\nauto.offset.reset=latest\n`,
      cluster: asked({ commits: [{ groupId: 'billing-invoices', commits: [commit('orders', 7n), commit('invoices', null)] }] }),
      at: 'latest',
    },
  ],
  staysQuiet: [
    {
      when: 'the group goes on from its commits',
      text: `${consumer}auto.offset.reset=latest\n`,
      cluster: asked({ commits: [{ groupId: 'billing-invoices', commits: [commit('invoices', 7n)] }] }),
    },
    { when: 'it starts at the beginning', text: `${consumer}auto.offset.reset=earliest\n`, cluster: fresh },
    { when: 'nobody wrote it', text: consumer, cluster: fresh },
    {
      when: 'the login may not see the group',
      text: `${consumer}auto.offset.reset=latest\n`,
      cluster: asked({ commits: refused('billing-invoices', { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED' }) }),
      notChecked: ['billing-invoices'],
    },
  ],
});
