import { commitOfAnotherLog } from '../../../../src/diagnosis/rules/commit-of-another-log.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, forbidden, group, member, partition, place, sample } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0'])]);
const samples = [sample(0, billing, { 'orders-0': { committed: 12_000n, end: 15_000n } })];
const epoch = (committedEpoch: number, endOfEpoch: bigint | null) => [
  { ...place('orders-0'), committedOffset: 12_000n, committedEpoch, endOfEpoch },
];
const led = (leaderEpoch: number) => [partition('orders-0', { leaderEpoch })];

diagnosisTest(commitOfAnotherLog, {
  finds: [
    {
      when: 'it was made in a later epoch than the leader’s: the topic was made anew, and has grown past it',
      snapshot: { samples, topics: led(0), epochs: epoch(7, null) },
      subject: 'orders-0',
      severity: 'error',
      confidence: 'likely',
      figures: { how: 'recreated', committed: 12_000n, committedEpoch: 7 },
      facts: ['commit-has-epoch'],
      says: 'The commit on orders-0 was made before the topic was deleted and made anew',
    },
    {
      when: 'its epoch ends before it in the log as it is now: the log was cut back',
      snapshot: { samples, topics: led(9), epochs: epoch(7, 11_500n) },
      subject: 'orders-0',
      severity: 'error',
      figures: { how: 'truncated' },
      facts: ['commit-has-epoch', 'epoch-ends-before-commit'],
      says: 'epoch 7 ends at 11,500 in the log as it is now, 500 before the commit',
    },
  ],
  staysQuiet: [
    { when: 'leaders changed and nothing was lost', snapshot: { samples, topics: led(9), epochs: epoch(7, 12_400n) } },
    { when: 'a leader was elected between two questions', snapshot: { samples, topics: led(6), epochs: epoch(7, 15_000n) } },
    { when: 'its epoch is the leader’s', snapshot: { samples, topics: led(7), epochs: epoch(7, 15_000n) } },
    {
      when: 'leaders did not tell of their epochs',
      snapshot: { samples, topics: led(7), missing: { epochs: [failed('orders-0', forbidden)] } },
      notChecked: ['orders-0'],
    },
    { when: 'the commit carries no epoch', snapshot: { samples, topics: led(7) } },
    {
      when: 'it lies beyond the end: that is another finding',
      snapshot: {
        samples: [sample(0, billing, { 'orders-0': { committed: 12_000n, end: 900n } })],
        topics: led(0),
        epochs: epoch(7, null),
      },
    },
    {
      when: 'the group has committed anew since its epoch was asked for',
      snapshot: {
        samples: [sample(0, billing, { 'orders-0': { committed: 12_400n, end: 15_000n } })],
        topics: led(9),
        epochs: epoch(7, 11_500n),
      },
    },
  ],
});
