import { known } from '../../../../src/model/failure.ts';
import { partitionWithoutOwner } from '../../../../src/diagnosis/rules/partition-without-owner.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, sample, watched } from '../../../support/snapshots.ts';

const two = group([member('billing-1', ['orders-0']), member('billing-2', ['orders-1'])]);
const rows = { 'orders-0': { committed: 9n, end: 9n }, 'orders-1': { committed: 9n, end: 9n } };

diagnosisTest(partitionWithoutOwner, {
  finds: [
    {
      when: 'records wait on a partition that nobody was given',
      snapshot: { samples: watched(two, () => ({ ...rows, 'orders-2': { committed: 5n, end: 25n } })) },
      subject: 'orders-2',
      severity: 'error',
      confidence: 'proven',
      figures: { records: 20n, members: 2 },
      facts: ['member-owns-none-of', 'topic-is-subscribed'],
      says: 'orders-2 has no owner: none of the two members reads it',
    },
    {
      when: 'nothing waits there yet: then it is a warning',
      snapshot: { samples: watched(two, () => ({ ...rows, 'orders-2': { committed: 5n, end: 5n } })) },
      subject: 'orders-2',
      severity: 'warning',
    },
    {
      when: 'nothing was ever committed there, and records lie in it',
      snapshot: { samples: watched(two, () => ({ ...rows, 'orders-2': { committed: null, end: 7n } })) },
      subject: 'orders-2',
      severity: 'error',
      figures: { records: 7n },
    },
    {
      when: 'there was one look only, with less confidence',
      snapshot: { samples: [sample(0, two, { ...rows, 'orders-2': { committed: 5n, end: 25n } })] },
      subject: 'orders-2',
      severity: 'error',
      confidence: 'likely',
    },
  ],
  staysQuiet: [
    { when: 'every partition has an owner', snapshot: { samples: watched(two, () => rows) } },
    {
      when: 'nobody subscribes to the topic any more',
      snapshot: { samples: watched(two, () => ({ ...rows, 'refunds-0': { committed: 5n, end: 25n } })) },
    },
    {
      when: 'the topic was deleted',
      snapshot: {
        samples: watched(group([member('billing-1', ['orders-0', 'orders-1'], { subscription: known(['orders', 'refunds']) })]), () => ({
          ...rows,
          'refunds-0': { committed: 5n, end: { kind: 'not-found' } },
        })),
      },
    },
    {
      when: 'the group rebalanced meanwhile',
      snapshot: {
        samples: watched(
          second => (second === 10 ? { ...two, groupState: 'PreparingRebalance' } : two),
          () => ({ ...rows, 'orders-2': { committed: 5n, end: 25n } }),
        ),
      },
    },
    { when: 'nobody is in the group', snapshot: { samples: watched(group([]), () => ({ 'orders-2': { committed: 5n, end: 25n } })) } },
  ],
});
