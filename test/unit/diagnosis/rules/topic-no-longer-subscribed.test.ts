import { topicNoLongerSubscribed } from '../../../../src/diagnosis/rules/topic-no-longer-subscribed.ts';
import { known, unknown } from '../../../../src/model/failure.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { forbidden, group, member, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0'])]);
const fine = traffic({ produced: 20, consumed: 100, commitEvery: 5 });
const left = (second: number) => ({ 'orders-0': fine(second), 'refunds-0': { committed: 50n, end: 90n + BigInt(second) } });

diagnosisTest(topicNoLongerSubscribed, {
  finds: [
    {
      when: 'records wait behind commits on a topic that no member names',
      snapshot: { samples: watched(billing, left) },
      subject: 'refunds',
      severity: 'warning',
      confidence: 'likely',
      figures: { topics: ['refunds'], partitions: ['refunds-0'], waiting: 60n },
      facts: ['nobody-subscribes', 'members-subscribe-to', 'records-wait'],
      says: 'The only member does not subscribe to refunds any more, where 60 records wait',
    },
    {
      when: 'a pattern that members subscribe to does not take it',
      snapshot: {
        samples: watched(group([member('billing-1', ['orders-0'], { subscribedRegex: 'orders.*' })], { groupType: 'consumer' }), left),
      },
      subject: 'refunds',
      severity: 'warning',
    },
  ],
  staysQuiet: [
    {
      when: 'nothing waits there',
      snapshot: { samples: watched(billing, second => ({ ...left(second), 'refunds-0': { committed: 90n, end: 90n } })) },
    },
    {
      when: 'somebody commits there without being a member',
      snapshot: {
        samples: watched(billing, second => ({
          ...left(second),
          'refunds-0': traffic({ produced: 20, consumed: 10, commitEvery: 4 })(second),
        })),
      },
    },
    {
      when: 'a member subscribes to it and owns none of it: that is another finding',
      snapshot: { samples: watched(group([member('billing-1', ['orders-0'], { subscription: known(['orders', 'refunds']) })]), left) },
    },
    {
      when: 'a pattern takes it',
      snapshot: {
        samples: watched(
          group([member('billing-1', ['orders-0'], { subscribedRegex: 'orders|refunds' })], { groupType: 'consumer' }),
          left,
        ),
      },
    },
    {
      when: 'trying the pattern could take for ever: a broker has another engine',
      snapshot: {
        samples: watched(
          group([member('billing-1', ['orders-0'], { subscribedRegex: '((r|re|[a-z])+)*x' })], { groupType: 'consumer' }),
          left,
        ),
      },
    },
    {
      when: 'a member does not show what it subscribes to',
      snapshot: {
        samples: watched(group([member('billing-1', ['orders-0']), member('billing-2', [], { subscription: unknown(forbidden) })]), left),
      },
    },
    {
      when: 'the group is rebalancing',
      snapshot: { samples: watched(group(billing.members, { groupState: 'PreparingRebalance' }), left) },
    },
  ],
});
