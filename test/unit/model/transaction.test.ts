import assert from 'node:assert/strict';
import { type Answer, known, unknown } from '../../../src/model/failure.ts';
import { type OpenTransaction, type Transaction, whyHanging } from '../../../src/model/transaction.ts';

const orders = { topic: 'orders', partition: 0 };
const transaction: Transaction = {
  ...{ transactionalId: 'billing', producerId: 7n, producerEpoch: 3, coordinator: 1 },
  ...{ state: 'Ongoing', timeoutMs: 60_000, startedAt: 1_700_000_000_000, partitions: [orders] },
};
const open = (answer: Answer<Transaction | null>): OpenTransaction => ({
  ...{ ...orders, producerId: 7n, producerEpoch: 3, lastSequence: 4, lastTimestamp: 1_700_000_000_500, openSince: 12n },
  transaction: answer,
});

describe('a transaction that is open in a partition', () => {
  it('is waited for while its coordinator has it', () => {
    assert.equal(whyHanging(open(known(transaction))), undefined);
  });

  it('hangs when no coordinator knows it', () => {
    assert.equal(whyHanging(open(known(null))), 'unknown-to-coordinator');
  });

  it('hangs when its producer is in a transaction that has nothing to do with the partition', () => {
    const elsewhere = { ...transaction, partitions: [{ topic: 'orders', partition: 1 }] };
    assert.equal(whyHanging(open(known(elsewhere))), 'not-part-of-it');
    assert.equal(whyHanging(open(known({ ...transaction, state: 'CompleteAbort', partitions: [] }))), 'not-part-of-it');
  });

  it('is not judged where its coordinator could not be asked', () => {
    assert.equal(whyHanging(open(unknown({ kind: 'silent', request: 'ListTransactions' }))), undefined);
  });
});
