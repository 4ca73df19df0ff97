import { growingLag } from '../../../../src/diagnosis/rules/growing-lag.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const slow = traffic({ produced: 30, consumed: 15, commitEvery: 2, backlog: 500 });
const slower = traffic({ produced: 20, consumed: 5, commitEvery: 2, backlog: 900 });
const fine = traffic({ produced: 20, consumed: 100, commitEvery: 5 });
const hot = traffic({ produced: 60, consumed: 15, commitEvery: 2, backlog: 500 });

diagnosisTest(growingLag, {
  finds: [
    {
      when: 'one partition falls behind',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': slow(second), 'orders-1': fine(second) })) },
      subject: 'orders-0',
      severity: 'warning',
      confidence: 'likely',
      figures: { producedPerSecond: 30, consumedPerSecond: 15, lagPerSecond: 15, owners: 1 },
      facts: ['lag-changed', 'rates', 'worst-partition'],
      says: 'orders-0 falls behind: 30.0 records arrive per second, 15.0 are committed',
    },
    {
      when: 'several do: one finding with their sum, the worst first',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': slow(second), 'orders-1': slower(second) })) },
      subject: 'orders-billing',
      severity: 'warning',
      figures: { partitions: ['orders-1', 'orders-0'], producedPerSecond: 50, consumedPerSecond: 20 },
      says: 'One member reads all of them.',
    },
    {
      when: 'it was watched for more than a minute: proven',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': slow(second) }), { forSeconds: 62 }) },
      subject: 'orders-0',
      severity: 'warning',
      confidence: 'proven',
    },
  ],
  staysQuiet: [
    {
      when: 'it is a share group: that is another finding',
      snapshot: { samples: watched(group(billing.members, { groupType: 'share' }), second => ({ 'orders-0': slow(second) })) },
    },
    { when: 'lag swings with the commits', snapshot: { samples: watched(billing, second => ({ 'orders-0': fine(second) })) } },
    {
      when: 'a backlog stays as it is, or shrinks',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': traffic({ produced: 20, consumed: 200, commitEvery: 2, backlog: 9_000 })(second),
        })),
      },
    },
    {
      when: 'a burst is being worked off',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': traffic({ produced: at => (at >= 4 && at < 5 ? 2_000 : 5), consumed: 400, commitEvery: 1 })(second),
        })),
      },
    },
    {
      when: 'it gets most of its topic’s records: that is another finding',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': hot(second),
          'orders-1': traffic({ produced: 2, consumed: 9, commitEvery: 2 })(second),
        })),
      },
    },
    {
      when: 'it is stuck: that is another finding',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': { committed: 5n, end: 100n + BigInt(second) } })) },
    },
    {
      when: 'it was watched for eight seconds only',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': slow(second) }), { forSeconds: 8 }) },
      notChecked: ['orders-billing'],
    },
    {
      when: 'one commit came in the whole look: nobody can tell yet',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': traffic({ produced: 30, consumed: 15, commitEvery: 40, firstCommit: 9, backlog: 500 })(second),
        })),
      },
      notChecked: ['orders-0'],
    },
  ],
});
