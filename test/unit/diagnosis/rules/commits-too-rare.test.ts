import { commitsTooRare } from '../../../../src/diagnosis/rules/commits-too-rare.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { committedEvery, offsetsLog } from '../../../support/offsetsLogs.ts';
import { failed, forbidden, group, member, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const samples = watched(billing, second => ({
  'orders-0': { committed: 9_000n, end: 9_500n + BigInt(second) },
  'orders-1': { committed: 4_000n, end: 4_500n + BigInt(second) },
}));
const every = (everySeconds: number, step: bigint, times = 6) =>
  offsetsLog({
    commits: [
      ...committedEvery('orders-0', { everySeconds, fromSecond: -everySeconds * (times - 1), times, from: 1_000n, step }),
      ...committedEvery('orders-1', { everySeconds, fromSecond: -everySeconds * (times - 1), times, from: 1_000n, step }),
    ],
  });
const rare = traffic({ produced: 20, consumed: 100, commitEvery: 90 });
const traffic90 = (second: number) => ({ 'orders-0': rare(second), 'orders-1': rare(second) });

diagnosisTest(commitsTooRare, {
  finds: [
    {
      when: 'two minutes and 1,200 records lie between two commits',
      snapshot: { samples, offsetsLog: [every(120, 600n)] },
      subject: 'orders-billing',
      severity: 'information',
      confidence: 'proven',
      figures: { everyMs: 120_000, records: 1_200n, commits: 12 },
      facts: ['commits-come-every', 'commits-come-every'],
      says: 'A crash of orders-billing repeats up to 1,200 records: it commits every 2 min only',
    },
    {
      when: 'that is more than any restart should cost, and the file says why',
      snapshot: {
        samples,
        offsetsLog: [every(300, 90_000n, 5)],
        clientFiles: [
          {
            ...{ file: 'billing/consumer.properties', label: '', library: 'java', role: 'consumer', groupId: 'orders-billing' },
            settings: [{ key: 'auto.commit.interval.ms', value: '300000', line: 4, meaning: 'autoCommitInterval', number: 300_000 }],
          },
        ],
      },
      subject: 'orders-billing',
      severity: 'warning',
      facts: ['commits-come-every', 'commits-come-every', 'file-says'],
      says: 'billing/consumer.properties: auto.commit.interval.ms=300000',
    },
    {
      when: 'the offsets topic may not be read, and five minutes were watched',
      snapshot: {
        samples: watched(billing, traffic90, { forSeconds: 300 }),
        missing: { offsetsLog: [failed('__consumer_offsets', forbidden)] },
      },
      subject: 'orders-billing',
      severity: 'information',
      figures: { everyMs: 90_000, records: 3_600n, commits: 6 },
    },
  ],
  staysQuiet: [
    { when: 'it commits every five seconds, however much', snapshot: { samples, offsetsLog: [every(5, 60_000n)] } },
    { when: 'it commits rarely, and next to nothing', snapshot: { samples, offsetsLog: [every(120, 20n)] } },
    { when: 'the offsets topic may not be read', snapshot: { samples } },
    {
      when: 'nobody is in the group: a batch job commits once a run',
      snapshot: {
        samples: watched(group([]), () => ({ 'orders-0': { committed: 9_000n, end: 9_000n } })),
        offsetsLog: [every(300, 90_000n, 5)],
      },
    },
  ],
});
