import { shareGroupBacklog } from '../../../../src/diagnosis/rules/share-group-backlog.ts';
import { known, unknown } from '../../../../src/model/failure.ts';
import type { ShareOffset } from '../../../../src/model/shareOffset.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, forbidden, group, member, place, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const share = { groupType: 'share', protocolType: 'share' } as const;
const workers = group([member('worker-1', ['pictures-0']), member('worker-2', ['pictures-0'])], share);
const steady = (of = workers) => watched(of, second => ({ 'pictures-0': { committed: null, end: 20_000n + BigInt(second * 10) } }));
const from = (offset: bigint, lag: bigint | null): readonly ShareOffset[] => [
  { ...place('pictures-0'), start: known({ offset, leaderEpoch: 0, lag }) },
];

diagnosisTest(shareGroupBacklog, {
  finds: [
    {
      when: 'far more is undone than arrives in a minute',
      snapshot: { samples: steady(), shareOffsets: from(2_200n, 18_000n) },
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'possible',
      figures: { records: 18_000n, members: 2 },
      facts: ['members-are-alive', 'share-window'],
      says: 'orders-billing has 18,000 records that are not done yet',
    },
    {
      when: 'nobody is in the group',
      snapshot: { samples: steady(group([], share)), shareOffsets: from(20_150n, null) },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { records: 50n },
      says: 'Nobody reads for orders-billing: the share group is empty and 50 records are not done',
    },
    {
      when: 'it is small and grows',
      snapshot: {
        samples: watched(workers, second => ({
          'pictures-0': traffic({ produced: 30, consumed: 15, commitEvery: 2, backlog: 50 })(second),
        })),
        shareOffsets: from(10_300n, 350n),
      },
      subject: 'orders-billing',
      severity: 'warning',
    },
  ],
  staysQuiet: [
    {
      when: 'the last batch is done and its start not written down yet: the broker’s count tells',
      snapshot: { samples: steady(), shareOffsets: from(17_000n, 3n) },
    },
    { when: 'what is undone is on its way', snapshot: { samples: steady(), shareOffsets: from(20_000n, 200n) } },
    { when: 'all is done and nobody is in it', snapshot: { samples: steady(group([], share)), shareOffsets: from(20_200n, 0n) } },
    {
      when: 'its window is not known',
      snapshot: { samples: steady(), missing: { shareOffsets: [failed('orders-billing', forbidden)] } },
      notChecked: ['orders-billing'],
    },
    {
      when: 'the window of a partition could not be had',
      snapshot: { samples: steady(), shareOffsets: [{ ...place('pictures-0'), start: unknown(forbidden) }] },
      notChecked: ['shareOffsets'],
    },
    { when: 'it is a consumer group', snapshot: { samples: steady(group([member('billing-1', ['pictures-0'])])) } },
  ],
});
