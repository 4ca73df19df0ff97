import { openTransaction } from '../../../../src/diagnosis/rules/open-transaction.ts';
import { known } from '../../../../src/model/failure.ts';
import type { OpenTransaction } from '../../../../src/model/transaction.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { began, group, member, partition, place, records, seconds, watched } from '../../../support/snapshots.ts';

const billing = group([member('billing-1', ['orders-0'])]);
const now = began + seconds(20);
const holder = (overrides: Partial<OpenTransaction> = {}): OpenTransaction => ({
  ...place('orders-0'),
  ...{ producerId: 4_001n, producerEpoch: 0, lastSequence: 7, lastTimestamp: now - seconds(240), openSince: 400n },
  transaction: known({
    ...{ transactionalId: 'invoices-1', producerId: 4_001n, producerEpoch: 0, state: 'Ongoing', coordinator: 1 },
    ...{ timeoutMs: 900_000, startedAt: now - seconds(300), partitions: [place('orders-0')] },
  }),
  ...overrides,
});
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
    {
      when: 'the leader and the coordinator tell whose it is, and since when',
      snapshot: { samples: watched(billing, pinned), openTransactions: [holder()] },
      subject: 'orders-0',
      severity: 'warning',
      confidence: 'proven',
      figures: { producerId: 4_001n, transactionalId: 'invoices-1', timeoutMs: 900_000, stoodMs: 300_000, hanging: null },
      facts: ['stable-offset-stood-still', 'group-waits-at-stable-offset', 'producer-of-open-transaction', 'transaction-is'],
      says: 'Transaction invoices-1 that has been open for 5 min hides 60 records of orders-0',
    },
    {
      when: 'no coordinator knows of it, and it is older than any may get: nobody will ever end it',
      snapshot: {
        samples: watched(billing, pinned),
        openTransactions: [holder({ transaction: known(null), lastTimestamp: now - seconds(1_000) })],
      },
      subject: 'orders-0',
      severity: 'error',
      confidence: 'proven',
      figures: { hanging: 'unknown-to-coordinator', transactionalId: null },
      says: 'A hanging transaction that has been open for 20 s hides 60 records of orders-0',
    },
    {
      when: 'the brokers let transactions be open for two minutes at most',
      snapshot: {
        samples: watched(billing, pinned),
        openTransactions: [holder({ transaction: known(null) })],
        brokerConfigs: [{ name: 'transaction.max.timeout.ms', value: '120000', source: 'static-broker', sensitive: false }],
      },
      subject: 'orders-0',
      severity: 'error',
      figures: { hanging: 'unknown-to-coordinator' },
    },
    {
      when: 'no coordinator is seen to know of it, which this login may not be shown: it is not called hanging yet',
      snapshot: { samples: watched(billing, pinned), openTransactions: [holder({ transaction: known(null) })] },
      subject: 'orders-0',
      severity: 'information',
      figures: { hanging: null, producerId: 4_001n },
      facts: [
        'stable-offset-stood-still',
        'group-waits-at-stable-offset',
        'producer-of-open-transaction',
        'coordinator-does-not-know-producer',
      ],
    },
    {
      when: 'its coordinator does not count this partition to it',
      snapshot: {
        samples: watched(billing, pinned),
        openTransactions: [
          holder({
            transaction: known({
              ...{ transactionalId: 'invoices-1', producerId: 4_001n, producerEpoch: 0, state: 'Ongoing', coordinator: 1 },
              ...{ timeoutMs: 60_000, startedAt: now, partitions: [place('refunds-0')] },
            }),
          }),
        ],
      },
      subject: 'orders-0',
      severity: 'error',
      figures: { hanging: 'not-part-of-it' },
    },
    {
      when: 'the group has committed the last record before it, and a marker lies between',
      snapshot: {
        samples: watched(billing, second => ({ 'orders-0': { ...pinned(second)['orders-0'], committed: 399n } })),
        openTransactions: [holder()],
      },
      subject: 'orders-0',
      severity: 'warning',
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
