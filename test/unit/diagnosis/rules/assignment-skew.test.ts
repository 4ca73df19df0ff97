import { assignmentSkew } from '../../../../src/diagnosis/rules/assignment-skew.ts';
import { known } from '../../../../src/model/failure.ts';
import type { Group, Member } from '../../../../src/model/group.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, sample, watched } from '../../../support/snapshots.ts';

const seen = (members: readonly Member[], overrides: Partial<Group> = {}) => ({ samples: [sample(0, group(members, overrides), {})] });
const ads = ['ads-0', 'ads-1', 'bids-0', 'clicks-0', 'users-0', 'views-0', 'wins-0'];
const topics = known(['ads', 'bids', 'clicks', 'users', 'views', 'wins']);
const six = member(
  'metrics-1',
  ads.filter(name => name !== 'ads-1'),
  { subscription: topics },
);
const one = member('metrics-2', ['ads-1'], { subscription: topics });
const grows = (second: number) => ({ committed: BigInt(second), end: BigInt(10 * second + 100) });

diagnosisTest(assignmentSkew, {
  finds: [
    {
      when: 'range gives the first member one partition of each topic',
      snapshot: seen([one, six]),
      subject: 'orders-billing',
      severity: 'information',
      confidence: 'proven',
      figures: { member: 'metrics-1', most: 6, least: 1, fair: 4, topics: 6, differentSubscriptions: false },
      facts: ['members-share-partitions', 'member-owns', 'member-owns'],
      says: 'The assignor range begins with the same member at each of the 6 topics.',
    },
    {
      when: 'the one with most falls behind: then it is a warning',
      snapshot: { samples: watched(group([one, six]), second => ({ 'ads-0': grows(second) })) },
      subject: 'orders-billing',
      severity: 'warning',
    },
    {
      when: 'one member subscribes to more',
      snapshot: seen([member('a', ['orders-0']), member('b', ['orders-1', 'refunds-0', 'refunds-1', 'refunds-2', 'refunds-3'])]),
      subject: 'orders-billing',
      severity: 'information',
      figures: { differentSubscriptions: true },
    },
  ],
  staysQuiet: [
    { when: 'seven partitions are four and three', snapshot: seen([member('a', ads.slice(0, 4)), member('b', ads.slice(4))]) },
    {
      when: 'one member more than the others is the remainder',
      snapshot: seen([member('a', ['orders-0', 'orders-1']), member('b', ['orders-2'])]),
    },
    { when: 'a member owns nothing: that is told of idle members', snapshot: seen([six, member('metrics-2', [])]) },
    { when: 'it is Kafka Streams, which spreads tasks', snapshot: seen([one, six], { assignor: 'stream' }) },
    { when: 'the group rebalances', snapshot: seen([one, six], { groupState: 'PreparingRebalance' }) },
  ],
});
