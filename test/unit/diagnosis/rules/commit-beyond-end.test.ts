import { commitBeyondEnd } from '../../../../src/diagnosis/rules/commit-beyond-end.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, noLeader, partition, place, sample, watched } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0'])]);
const recreated = watched(billing, () => ({ 'orders-0': { committed: 5_400n, end: 1_200n } }));
const epoch = (committedEpoch: number, endOfEpoch: bigint | null) => [
  { ...place('orders-0'), committedOffset: 5_400n, committedEpoch, endOfEpoch },
];

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
    {
      when: 'its leader epoch tells that the topic was made anew',
      snapshot: { samples: recreated, topics: [partition('orders-0', { leaderEpoch: 0 })], epochs: epoch(3, null) },
      subject: 'orders-0',
      severity: 'error',
      figures: { how: 'recreated' },
      facts: ['committed-beyond-end', 'commit-has-epoch'],
      says: 'beyond the log’s end: the topic was deleted and made anew',
    },
    {
      when: 'its epoch ended earlier than it says: the log was cut back',
      snapshot: { samples: recreated, topics: [partition('orders-0', { leaderEpoch: 5 })], epochs: epoch(3, 1_100n) },
      subject: 'orders-0',
      severity: 'error',
      figures: { how: 'truncated' },
      facts: ['committed-beyond-end', 'commit-has-epoch', 'epoch-ends-before-commit'],
    },
    {
      when: 'the log is shorter within the very epoch of the commit: no leader cuts its own log',
      snapshot: { samples: recreated, topics: [partition('orders-0', { leaderEpoch: 0 })], epochs: epoch(0, 1_200n) },
      subject: 'orders-0',
      severity: 'error',
      figures: { how: 'recreated' },
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
