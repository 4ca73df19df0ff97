import { silentProducer } from '../../../../src/diagnosis/rules/silent-producer.ts';
import type { LastRecord } from '../../../../src/model/snapshot.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { began, failed, forbidden, group, member, place, seconds, watched } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const quiet = watched(billing, () => ({ 'orders-0': { committed: 90n, end: 90n }, 'orders-1': { committed: 40n, end: 40n } }));
const last = (name: string, ageSeconds: number, overrides: Partial<LastRecord> = {}): LastRecord => ({
  ...{ ...place(name), offset: 89n, timestamp: began + seconds(20 - ageSeconds), timestampType: 'LogAppendTime' },
  ...overrides,
});

diagnosisTest(silentProducer, {
  finds: [
    {
      when: 'nothing was written for three hours and all is read',
      snapshot: { samples: quiet, lastRecords: [last('orders-0', 10_800), last('orders-1', 90_000)] },
      subject: 'orders',
      severity: 'information',
      confidence: 'proven',
      figures: { topics: ['orders'], silentMs: 10_800_000, members: 1 },
      facts: ['nothing-arrived', 'newest-record'],
      says: 'Nobody has written to orders for 3 h',
    },
    {
      when: 'the producer’s own clock tells it',
      snapshot: { samples: quiet, lastRecords: [last('orders-0', 10_800, { timestampType: 'CreateTime' })] },
      subject: 'orders',
      severity: 'information',
      confidence: 'likely',
    },
    {
      when: 'the topic is empty',
      snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: null, end: 0n } })) },
      subject: 'orders',
      severity: 'information',
      figures: { silentMs: null },
      says: 'orders holds no record at all',
    },
    {
      when: 'it began at the end and has no commit yet',
      snapshot: {
        samples: watched(billing, () => ({ 'orders-0': { committed: null, end: 90n } })),
        lastRecords: [last('orders-0', 7_200)],
      },
      subject: 'orders',
      severity: 'information',
    },
  ],
  staysQuiet: [
    { when: 'something was written a moment ago', snapshot: { samples: quiet, lastRecords: [last('orders-0', 25)] } },
    {
      when: 'records arrive',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': { committed: 90n + BigInt(second), end: 90n + BigInt(second) } })) },
    },
    {
      when: 'an open transaction hides what was written',
      snapshot: {
        samples: watched(billing, () => ({ 'orders-0': { committed: 87n, end: 90n, stable: 87n } })),
        lastRecords: [last('orders-0', 300)],
      },
    },
    { when: 'records wait', snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: 50n, end: 90n } })) } },
    {
      when: 'one of its topics gets records',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': { committed: 90n, end: 90n },
          'refunds-0': { committed: 90n + BigInt(second), end: 90n + BigInt(second) },
        })),
      },
    },
    { when: 'nobody is in the group', snapshot: { samples: watched(group([]), () => ({ 'orders-0': { committed: 90n, end: 90n } })) } },
    {
      when: 'nobody could ask for the newest record',
      snapshot: { samples: quiet, missing: { lastRecords: [failed('orders', forbidden)] } },
      notChecked: ['orders'],
    },
  ],
});
