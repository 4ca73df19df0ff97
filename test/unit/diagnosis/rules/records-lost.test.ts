import { recordsLost } from '../../../../src/diagnosis/rules/records-lost.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { began, group, member, place, sample, seconds } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const lost = { 'orders-0': { committed: 88_140n, start: 88_440n, end: 88_458n }, 'orders-1': { committed: 90n, end: 90n } };
const keeps = (ms: string, bytes: string) => [
  {
    topic: 'orders',
    entries: [
      { name: 'retention.ms', value: ms, source: 'topic' as const, sensitive: false },
      { name: 'retention.bytes', value: bytes, source: 'topic' as const, sensitive: false },
    ],
  },
];
const startsAgo = (days: number) => [{ ...place('orders-0'), logStartOffset: 88_440n, timestamp: began - seconds(days * 86_400) }];

diagnosisTest(recordsLost, {
  finds: [
    {
      when: 'the log begins behind the commit',
      snapshot: {
        samples: [sample(0, billing, lost)],
        topicConfigs: [{ topic: 'orders', entries: [{ name: 'retention.ms', value: '604800000', source: 'topic', sensitive: false }] }],
      },
      subject: 'orders-0',
      severity: 'error',
      confidence: 'proven',
      figures: { records: 300n, partitions: ['orders-0'] },
      facts: ['committed-below-start', 'topic-keeps-records-for'],
      says: '300 records of orders-0 were deleted before the group read them',
    },
    {
      when: 'the configuration may not be seen: it is proven without',
      snapshot: { samples: [sample(0, billing, lost)] },
      subject: 'orders-0',
      severity: 'error',
      facts: ['committed-below-start'],
    },
    {
      when: 'one record is',
      snapshot: { samples: [sample(0, billing, { 'orders-0': { committed: 4n, start: 5n, end: 5n } })] },
      subject: 'orders-0',
      severity: 'error',
      says: '1 record of orders-0 was deleted before the group read it',
    },
    {
      when: 'the log begins as long ago as the topic keeps records: they got too old',
      snapshot: { samples: [sample(0, billing, lost)], topicConfigs: keeps('604800000', '-1'), timeToStart: startsAgo(6.9) },
      subject: 'orders-0',
      severity: 'error',
      figures: { by: 'retention.ms' },
      facts: ['committed-below-start', 'log-starts-at-age', 'topic-keeps-records-for'],
      says: 'lies below the log start: they got older than the topic keeps records.',
    },
    {
      when: 'the log begins much later, and its size is bounded',
      snapshot: { samples: [sample(0, billing, lost)], topicConfigs: keeps('604800000', '1000000'), timeToStart: startsAgo(1) },
      subject: 'orders-0',
      severity: 'error',
      figures: { by: 'retention.bytes' },
    },
    {
      when: 'neither age nor size explains where the log begins',
      snapshot: { samples: [sample(0, billing, lost)], topicConfigs: keeps('604800000', '-1'), timeToStart: startsAgo(1) },
      subject: 'orders-0',
      severity: 'error',
      figures: { by: 'somebody' },
    },
  ],
  staysQuiet: [
    {
      when: 'retention has deleted what was read',
      snapshot: { samples: [sample(0, billing, { 'orders-0': { committed: 100n, start: 100n, end: 120n } })] },
    },
    {
      when: 'nothing is committed',
      snapshot: { samples: [sample(0, billing, { 'orders-0': { committed: null, start: 100n, end: 120n } })] },
    },
  ],
});
