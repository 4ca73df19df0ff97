import { recordTooLarge } from '../../../../src/diagnosis/rules/record-too-large.ts';
import type { ClientFile } from '../../../../src/model/clientFile.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, forbidden, group, member, records, watched } from '../../../support/snapshots.ts';

const samples = watched(group([member('billing-1', ['orders-0'])]), second => ({
  'orders-0': { committed: 400n, end: 410n + BigInt(second) },
}));
const file = (limit: number): ClientFile => ({
  ...{ file: 'billing/kafka.conf', label: '', library: 'librdkafka', role: 'consumer', groupId: 'orders-billing' },
  settings: [{ key: 'receive.message.max.bytes', value: `${limit}`, line: 7 }],
});
const large = [records('orders-0', 400n, { 399: {}, 400: { size: 3_000_000 }, 401: {} })];

diagnosisTest(recordTooLarge, {
  finds: [
    {
      when: 'the next record is larger than the client takes in one answer',
      snapshot: { samples, records: large, clientFiles: [file(1_000_000)] },
      subject: 'orders-0',
      severity: 'error',
      confidence: 'likely',
      figures: { offset: 400n, size: 3_000_000, limit: 1_000_000, file: 'billing/kafka.conf' },
      facts: ['batch-at-commit', 'file-says'],
      says: 'The batch at 400 of orders-0 is larger than the 1.0 MB that the client takes',
    },
  ],
  staysQuiet: [
    { when: 'it fits', snapshot: { samples, records: large, clientFiles: [file(100_000_000)] } },
    {
      when: 'the commit has gone on meanwhile',
      snapshot: {
        samples: watched(group([member('billing-1', ['orders-0'])]), second => ({
          'orders-0': { committed: 390n + BigInt(second / 2), end: 430n },
        })),
        records: large,
        clientFiles: [file(1_000_000)],
      },
    },
    {
      when: 'its batch is compressed: nobody knows its size on the wire',
      snapshot: {
        samples,
        records: large.map(looked => ({
          ...looked,
          records: looked.records.map(record => ({ ...record, batch: { ...record.batch, compression: 'zstd' as const } })),
        })),
        clientFiles: [file(1_000_000)],
      },
    },
    {
      when: 'records may not be read',
      snapshot: { samples, clientFiles: [file(1_000_000)], missing: { records: [failed('orders-0', forbidden)] } },
      notChecked: ['orders-0'],
    },
    { when: 'no file names the group', snapshot: { samples, records: large } },
  ],
});
