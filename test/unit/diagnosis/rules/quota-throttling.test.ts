import { quotaThrottling } from '../../../../src/diagnosis/rules/quota-throttling.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, group, member, partition, records, watched } from '../../../support/snapshots.ts';

const quota = (name: string | null, value: number) => ({
  entity: [{ type: 'client-id', name }],
  limits: [{ key: 'consumer_byte_rate', value }],
});
const loader = group([member('bulk-loader-1', ['exports-0'])]);
/** 10 records of 300 bytes a second are read, and 50 arrive. */
const behind = watched(loader, second => ({ 'exports-0': { committed: BigInt(10 * second), end: BigInt(200 + 50 * second) } }));
const sizes = [records('exports-0', 200n, { 200: { size: 300 }, 201: { size: 300 } })];

diagnosisTest(quotaThrottling, {
  finds: [
    {
      when: 'it reads just as much as its quota allows, and falls behind',
      snapshot: { samples: behind, records: sizes, quotas: [quota('bulk-loader-1', 3_000)], topics: [partition('exports-0')] },
      subject: 'bulk-loader-1',
      severity: 'warning',
      confidence: 'likely',
      figures: { limit: 3000, readPerSecond: 3000, arrivePerSecond: 15_000 },
      facts: ['quota-allows', 'reads-bytes', 'arrives-bytes'],
      says: 'bulk-loader-1 may read 3.0 kB/s, and 15 kB/s arrive',
    },
    {
      when: 'nobody knows how large the records are, with less confidence',
      snapshot: { samples: behind, quotas: [quota(null, 3_000)] },
      subject: 'bulk-loader-1',
      severity: 'warning',
      confidence: 'possible',
      says: 'A quota allows every client id 3.0 kB/s',
    },
    {
      when: 'it was held back by a long pause and read hardly anything: more arrives than it may ever read',
      snapshot: {
        samples: watched(loader, second => ({
          'exports-0': { committed: second < 6 ? 0n : second < 14 ? 10n : 20n, end: BigInt(200 + 50 * second) },
        })),
        records: sizes,
        quotas: [quota('bulk-loader-1', 3_000)],
      },
      subject: 'bulk-loader-1',
      severity: 'warning',
      confidence: 'likely',
    },
  ],
  staysQuiet: [
    { when: 'the quota allows far more', snapshot: { samples: behind, records: sizes, quotas: [quota('bulk-loader-1', 1_000_000)] } },
    {
      when: 'its own quota allows more than the one for all',
      snapshot: { samples: behind, records: sizes, quotas: [quota(null, 3_000), quota('bulk-loader-1', 1_000_000)] },
    },
    { when: 'the quota is another client’s', snapshot: { samples: behind, records: sizes, quotas: [quota('other', 3_000)] } },
    {
      when: 'nothing waits',
      snapshot: {
        samples: watched(loader, second => ({ 'exports-0': { committed: BigInt(10 * second), end: BigInt(10 * second) } })),
        quotas: [quota(null, 3_000)],
      },
    },
    {
      when: 'quotas may not be seen',
      snapshot: { samples: behind, missing: { quotas: [failed('the quotas', { kind: 'forbidden' })] } },
      notChecked: ['the quotas'],
    },
  ],
});
