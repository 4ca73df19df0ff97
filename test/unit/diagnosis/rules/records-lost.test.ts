import { recordsLost } from '../../../../src/diagnosis/rules/records-lost.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, sample } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const lost = { 'orders-0': { committed: 88_140n, start: 88_440n, end: 88_458n }, 'orders-1': { committed: 90n, end: 90n } };

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
