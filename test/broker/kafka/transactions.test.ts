import assert from 'node:assert/strict';
import { alterConfigs } from '../../../src/kafka/changes/configs.ts';
import { fetchEnds } from '../../../src/kafka/offsets.ts';
import { describeProducers } from '../../../src/kafka/producers.ts';
import { produce as produceApi } from '../../../src/kafka/protocol/apis/produce.ts';
import { crc32c } from '../../../src/kafka/protocol/crc32c.ts';
import { describeTransactions, listTransactions, openTransactions } from '../../../src/kafka/transactions.ts';
import { known } from '../../../src/model/failure.ts';
import { whyHanging } from '../../../src/model/transaction.ts';
import { makeTopics } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { batchOf } from '../../unit/kafka/protocol/batches.ts';
import { applications, asking, plainly } from './clients.ts';

describe('transactions', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const topic = 'transactions-orders';
  const at = (partition: number) => ({ topic, partition });
  const transactionalId = 'transactions-billing';
  let finish: () => Promise<void> = () => Promise.resolve();

  before('one is open', async () => {
    await makeTopics(cluster(), [{ name: topic, partitions: 3 }]);
    const producer = await applied.producer({ transactionalId, maxInFlightRequests: 1, idempotent: true, transactionTimeout: 500_000 });
    const done = await producer.transaction();
    await done.send({ topic, messages: [{ partition: 0, value: 'done' }] });
    await done.commit();
    const open = await producer.transaction();
    await open.send({ topic, messages: [{ partition: 0, value: 'open' }] });
    finish = () => open.abort();
  });

  it('are listed and described by their coordinator', async () => {
    const { transactions, missing } = await listTransactions(cluster());
    assert.deepEqual(missing, []);
    const listing = transactions.find(one => one.transactionalId === transactionalId);
    assert.deepEqual([listing?.state, listing?.coordinator], ['Ongoing', 1]);
    const [described, gone] = await describeTransactions(cluster(), [listing!, { ...listing!, transactionalId: 'transactions-nowhere' }]);
    const { startedAt, producerEpoch, ...transaction } = described!.transaction.value!;
    assert.deepEqual(transaction, { ...listing, timeoutMs: 500_000, partitions: [at(0)] });
    assert.ok(producerEpoch >= 0 && Math.abs(Date.now() - (startedAt ?? 0)) < 60_000);
    assert.equal(gone?.transaction.failure?.code, 'TRANSACTIONAL_ID_NOT_FOUND');
    const { transactions: others } = await listTransactions(cluster(), { producerIds: [987_654n] });
    assert.deepEqual(others, []);
  });

  it('that are open show who holds a partition back, and since where', async () => {
    const [ends] = await fetchEnds(cluster(), [at(0)]);
    // Record, commit marker, record.
    assert.deepEqual([ends?.lastStableOffset.value, ends?.highWatermark.value], [2n, 3n]);
    const [producers, none, nowhere] = await describeProducers(cluster(), [at(0), at(1), { topic: 'transactions-nowhere', partition: 0 }]);
    assert.deepEqual(
      producers?.producers.value?.map(({ openSince }) => openSince),
      [2n],
    );
    assert.deepEqual([none?.producers, nowhere?.producers.failure?.code], [known([]), 'UNKNOWN_TOPIC_OR_PARTITION']);
    const { open, missing } = await openTransactions(cluster(), [at(0), at(1)]);
    assert.deepEqual(
      open.map(one => [one.partition, one.openSince, one.transaction.value?.transactionalId, whyHanging(one)]),
      [[0, 2n, transactionalId, undefined]],
    );
    assert.deepEqual(missing, []);
  });

  it('that nobody will end are told from those that somebody may', async () => {
    // What a leader does not verify it may append although no coordinator knows of it: brokers before 3.6 never did.
    const verified = 'transaction.partition.verification.enable';
    assert.deepEqual(await alterConfigs(cluster(), { nodeId: 1 }, [{ name: verified, value: 'false' }]), known(true));
    try {
      const batch = batchOf({ values: ['orphan'], attributes: 16, producerId: 987_654n, baseTimestamp: BigInt(Date.now()) });
      batch.writeInt32BE(0, 53); // sequence number
      batch.writeInt32BE(crc32c(batch.subarray(21)) | 0, 17);
      const topicData = [{ name: topic, partitionData: [{ index: 2, records: batch }] }];
      // From version 12 on a leader adds the partition to the transaction by itself (KIP-890), and so finds that there is none.
      const older = { ...produceApi, versions: [3, 11] as const };
      await eventually(async () => {
        const { responses } = await cluster().ask(older, {
          acks: -1,
          timeoutMs: 5_000,
          topicData,
          transactionalId: 'transactions-orphan',
        });
        assert.equal(responses[0]?.partitionResponses[0]?.errorCode, 0);
      });
    } finally {
      await alterConfigs(cluster(), { nodeId: 1 }, [{ name: verified, value: null }]);
    }
    const { open } = await openTransactions(cluster(), [at(0), at(1), at(2)]);
    assert.deepEqual(
      open.map(one => [one.partition, one.producerId === 987_654n, one.transaction.value === null, whyHanging(one)]),
      [
        [0, false, false, undefined],
        [2, true, true, 'unknown-to-coordinator'],
      ],
    );
  });

  it('that have ended hold nothing back', async () => {
    await finish();
    await eventually(async () => assert.deepEqual((await openTransactions(cluster(), [at(0)])).open, []));
    const [ends] = await fetchEnds(cluster(), [at(0)]);
    assert.equal(ends?.lastStableOffset.value, ends?.highWatermark.value);
  });
});
