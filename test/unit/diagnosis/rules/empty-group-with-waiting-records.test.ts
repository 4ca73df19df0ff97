import { emptyGroupWithWaitingRecords } from '../../../../src/diagnosis/rules/empty-group-with-waiting-records.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { generation, memberLeft, offsetsLog } from '../../../support/offsetsLogs.ts';
import { group, member, records, sample, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const empty = group([]);
const waiting = (second: number) => ({
  'orders-0': { committed: 100n, end: 140n + BigInt(second) },
  'orders-1': { committed: 200n, end: 500n },
});

diagnosisTest(emptyGroupWithWaitingRecords, {
  finds: [
    {
      when: 'records wait and nobody is a member',
      snapshot: { samples: watched(empty, waiting) },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { records: 360n, partitions: ['orders-1', 'orders-0'] },
      facts: ['group-is-empty', 'records-wait', 'records-wait'],
      says: 'Nobody reads for orders-billing: the group is empty and 360 records wait',
    },
    {
      when: 'there was one look only, with less confidence',
      snapshot: { samples: [sample(0, empty, waiting(0))] },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'likely',
    },
    {
      when: 'the oldest of them are lost already',
      snapshot: { samples: watched(empty, () => ({ 'orders-0': { committed: 100n, start: 120n, end: 140n } })) },
      subject: 'orders-billing',
      severity: 'error',
      figures: { records: 40n },
    },
    {
      when: 'the offsets topic tells since when nobody is there',
      snapshot: { samples: watched(empty, waiting), offsetsLog: [offsetsLog({ states: [generation(-7_180, 4, [])] })] },
      subject: 'orders-billing',
      severity: 'error',
      figures: { emptyMs: 7_200_000 },
      facts: ['group-is-empty', 'empty-since', 'records-wait', 'records-wait'],
      says: 'has had no member for 2 h',
    },
    {
      when: 'the last member of a group of the newer protocol left',
      snapshot: {
        samples: watched(group([], { groupType: 'consumer' }), waiting),
        offsetsLog: [offsetsLog({ states: [memberLeft(-100, 'a')] })],
      },
      subject: 'orders-billing',
      severity: 'error',
      figures: { emptyMs: 120_000 },
    },
  ],
  staysQuiet: [
    {
      when: 'nothing is left to read: a batch job that has ended',
      snapshot: { samples: watched(empty, () => ({ 'orders-0': { committed: 100n, end: 100n } })) },
    },
    { when: 'members read', snapshot: { samples: watched(group([member('billing-1', ['orders-0'])]), waiting) } },
    {
      when: 'somebody commits for it without joining',
      snapshot: { samples: watched(empty, second => ({ 'orders-0': traffic({ produced: 20, consumed: 100, commitEvery: 5 })(second) })) },
    },
    {
      when: 'only the markers of transactions are left',
      snapshot: {
        samples: watched(empty, () => ({ 'orders-0': { committed: 98n, end: 100n } })),
        records: [records('orders-0', 98n, { 97: {}, 98: { control: 'commit' }, 99: { control: 'abort' } })],
      },
    },
    { when: 'it never committed anything', snapshot: { samples: watched(empty, () => ({ 'orders-0': { committed: null, end: 100n } })) } },
    {
      when: 'it is a group of Kafka Connect workers, which commits nothing here',
      snapshot: { samples: watched(group([], { protocolType: 'connect' }), waiting) },
    },
  ],
});
