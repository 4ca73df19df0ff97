import { hotPartition } from '../../../../src/diagnosis/rules/hot-partition.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, place, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0']), member('billing-2', ['orders-1'])]);
const hot = traffic({ produced: 60, consumed: 15, commitEvery: 2, backlog: 500 });
const calm = traffic({ produced: 2, consumed: 9, commitEvery: 2 });
const samples = watched(billing, second => ({ 'orders-0': hot(second), 'orders-1': calm(second) }));

diagnosisTest(hotPartition, {
  finds: [
    {
      when: 'one of two partitions gets nearly everything and falls behind',
      snapshot: { samples },
      subject: 'orders-0',
      severity: 'warning',
      confidence: 'likely',
      figures: { partition: 'orders-0', producedPerSecond: 60, consumedPerSecond: 15, partitions: 2, key: null },
      facts: ['hot-partition', 'lag-changed', 'rates'],
      says: 'orders-0 falls behind because it gets 97 % of all records, as one of two partitions',
    },
    {
      when: 'one key makes most of its newest records: it is named',
      snapshot: {
        samples,
        hotKeys: [
          {
            ...place('orders-0'),
            sampled: 500,
            keys: [
              { key: 'marketplace-7', records: 430 },
              { key: 'shop-1', records: 40 },
            ],
          },
        ],
      },
      subject: 'orders-0',
      severity: 'warning',
      figures: { key: 'marketplace-7', keyShare: 0.86 },
      facts: ['hot-partition', 'lag-changed', 'rates', 'keys-of-newest-records'],
      says: 'The key marketplace-7 makes 86 % of its newest records.',
    },
    {
      when: 'its records have no key at all',
      snapshot: { samples, hotKeys: [{ ...place('orders-0'), sampled: 200, keys: [{ key: '', records: 200 }] }] },
      subject: 'orders-0',
      severity: 'warning',
      says: 'Records without a key make 100 % of its newest records.',
    },
    {
      when: 'its keys are many: none is blamed',
      snapshot: { samples, hotKeys: [{ ...place('orders-0'), sampled: 500, keys: [{ key: 'shop-1', records: 20 }] }] },
      subject: 'orders-0',
      severity: 'warning',
      figures: { key: null },
    },
  ],
  staysQuiet: [
    {
      when: 'it gets most and its reader keeps up',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': traffic({ produced: 60, consumed: 200, commitEvery: 2 })(second),
          'orders-1': calm(second),
        })),
      },
    },
    {
      when: 'both get as much and both fall behind',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': hot(second), 'orders-1': hot(second) })) },
    },
  ],
});
