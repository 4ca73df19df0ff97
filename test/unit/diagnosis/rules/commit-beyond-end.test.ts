import { commitBeyondEnd } from '../../../../src/diagnosis/rules/commit-beyond-end.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, noLeader, sample, watched } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0'])]);

diagnosisTest(commitBeyondEnd, {
  finds: [
    {
      when: 'the topic was made anew',
      snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: 5_400n, end: 1_200n } })) },
      subject: 'orders-0',
      severity: 'error',
      confidence: 'proven',
      figures: { committed: 5_400n, end: 1_200n },
      facts: ['committed-beyond-end'],
      says: 'The commit on orders-0 lies 4,200 beyond the log’s end',
    },
    {
      when: 'there was one look only, with less confidence',
      snapshot: { samples: [sample(0, billing, { 'orders-0': { committed: 5_400n, end: 1_200n } })] },
      subject: 'orders-0',
      severity: 'error',
      confidence: 'likely',
    },
  ],
  staysQuiet: [
    { when: 'all is read', snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: 100n, end: 100n } })) } },
    {
      when: 'it was so for a moment, while a new leader found its end',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': { committed: 100n, end: second < 6 ? 98n : 103n } })) },
    },
    { when: 'the end is not known', snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: 100n, end: noLeader } })) } },
    { when: 'nothing is committed', snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: null, end: 100n } })) } },
  ],
});
