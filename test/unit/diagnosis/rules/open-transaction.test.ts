import { openTransaction } from '../../../../src/diagnosis/rules/open-transaction.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, partition, records, watched } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0'])]);
const pinned = (second: number) => ({ 'orders-0': { committed: 400n, stable: 400n, end: 420n + BigInt(second * 2) } });

diagnosisTest(openTransaction, {
  finds: [
    {
      when: 'the group stands at the last stable offset and records arrive behind it',
      snapshot: { samples: watched(billing, pinned) },
      subject: 'orders-0',
      severity: 'information',
      confidence: 'likely',
      figures: { lastStableOffset: 400n, hidden: 60n, stoodMs: 20_000 },
      facts: ['stable-offset-stood-still', 'group-waits-at-stable-offset'],
      says: 'A transaction that has been open for 20 s hides 60 records of orders-0',
    },
    {
      when: 'its first record is older than transactions usually last: a warning',
      snapshot: {
        samples: watched(billing, pinned),
        records: [records('orders-0', 400n, { 400: { ageSeconds: 300 }, 401: {} })],
        topics: [partition('orders-0', { leader: 2 })],
      },
      subject: 'orders-0',
      severity: 'warning',
      figures: { stoodMs: 300_000 },
      facts: ['stable-offset-stood-still', 'group-waits-at-stable-offset', 'first-hidden-record'],
      says: 'comes from producer id 4,001 and was written 5 min ago',
    },
  ],
  staysQuiet: [
    {
      when: 'transactions come and go',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': { committed: 400n + BigInt(second), stable: 400n + BigInt(second), end: 410n + BigInt(second) },
        })),
      },
    },
    {
      when: 'the group has not come so far yet',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': { ...pinned(second)['orders-0'], committed: 300n } })) },
    },
    {
      when: 'the group reads on: it reads uncommitted',
      snapshot: {
        samples: watched(billing, second => ({ 'orders-0': { ...pinned(second)['orders-0'], committed: 420n + BigInt(second) } })),
      },
    },
    { when: 'no transaction is open', snapshot: { samples: watched(billing, () => ({ 'orders-0': { committed: 400n, end: 400n } })) } },
  ],
});
