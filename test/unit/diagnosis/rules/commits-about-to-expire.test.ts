import { commitsAboutToExpire } from '../../../../src/diagnosis/rules/commits-about-to-expire.ts';
import type { ConfigEntry } from '../../../../src/model/cluster.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { committed, generation, offsetsLog } from '../../../support/offsetsLogs.ts';
import { failed, forbidden, group, member, sample, watched } from '../../../support/snapshots.ts';

const kept = (minutes: number): readonly ConfigEntry[] => [
  { name: 'offsets.retention.minutes', value: `${minutes}`, source: 'default', sensitive: false },
];
const week = kept(10_080);
const days = (count: number) => -count * 86_400;
const empty = [sample(0, group([]), { 'orders-0': { committed: 90n, end: 90n }, 'orders-1': { committed: 40n, end: 45n } })];
const newer = [sample(0, group([], { groupType: 'consumer' }), { 'orders-0': { committed: 90n, end: 90n } })];

diagnosisTest(commitsAboutToExpire, {
  finds: [
    {
      when: 'the last member left six days ago, and commits are kept for seven',
      snapshot: { samples: empty, brokerConfigs: week, offsetsLog: [offsetsLog({ states: [generation(days(6), 4, [])] })] },
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'proven',
      figures: { counts: 'since-empty', remainingMs: 86_400_000, retentionMs: 7 * 86_400_000, waiting: 5n },
      facts: ['group-is-empty', 'empty-since', 'commits-are-kept-for'],
      says: 'orders-billing loses its commits on two partitions in about 24 h',
    },
    {
      when: 'the time is over and the broker has not cleaned up yet',
      snapshot: { samples: empty, brokerConfigs: week, offsetsLog: [offsetsLog({ states: [generation(days(8), 4, [])] })] },
      subject: 'orders-billing',
      severity: 'warning',
      says: 'loses its commits on two partitions at any moment',
    },
    {
      when: 'a group of the newer protocol is empty: each commit has its own age',
      snapshot: { samples: newer, brokerConfigs: kept(60), offsetsLog: [offsetsLog({ commits: [committed('orders-0', -3_000, 90n)] })] },
      subject: 'orders-billing',
      severity: 'warning',
      figures: { counts: 'since-commit', sinceMs: 3_000_000, remainingMs: 600_000 },
      facts: ['group-is-empty', 'last-commit-was', 'commits-are-kept-for'],
    },
    {
      when: 'all that is known is that it was empty from before what the log tells',
      snapshot: { samples: empty, brokerConfigs: kept(60), offsetsLog: [offsetsLog({ sinceSecond: -3_000 })] },
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'likely',
    },
  ],
  staysQuiet: [
    {
      when: 'a batch job ended yesterday',
      snapshot: { samples: empty, brokerConfigs: week, offsetsLog: [offsetsLog({ states: [generation(days(1), 4, [])] })] },
    },
    {
      when: 'somebody is in the group',
      snapshot: { samples: [sample(0, group([member('billing-1', ['orders-0'])]), { 'orders-0': { committed: 90n, end: 90n } })] },
    },
    {
      when: 'its commits move without a member: a program that assigns itself partitions',
      snapshot: {
        samples: watched(group([], { protocolType: '' }), second => ({ 'orders-0': { committed: 90n + BigInt(second), end: 200n } })),
        brokerConfigs: week,
      },
    },
    { when: 'it has no commits', snapshot: { samples: [sample(0, group([]), { 'orders-0': { committed: null, end: 90n } })] } },
    {
      when: 'the offsets topic may not be read: nobody knows since when',
      snapshot: { samples: empty, brokerConfigs: week, missing: { offsetsLog: [failed('__consumer_offsets', forbidden)] } },
      notChecked: ['__consumer_offsets'],
    },
    {
      when: 'the broker does not tell how long it keeps commits',
      snapshot: { samples: empty, missing: { brokerConfigs: [failed('broker 1', forbidden)] } },
      notChecked: ['broker 1'],
    },
  ],
});
