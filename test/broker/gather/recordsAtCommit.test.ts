import kafkajs from 'kafkajs';
import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { recordsAtCommit } from '../../../src/gather/recordsAtCommit.ts';
import { sampleGroup } from '../../../src/gather/sampleGroup.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { labBroker } from '../../support/brokers.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';

/** Three batches of four records each, the second of which is broken on the broker's disk. */
describe('the record at the commit, beside a batch that cannot be read', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const topic = 'at-commit-broken';
  const orders = { topic, partition: 0 };

  before('the disk loses some bytes', async () => {
    const [admin, producer] = await Promise.all([applied.admin(), applied.producer()]);
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
    for (let batch = 0; batch < 3; batch++) {
      const messages = [0, 1, 2, 3].map(n => ({ value: `{"order":${batch * 4 + n}}` }));
      await producer.send({ topic, compression: kafkajs.CompressionTypes.GZIP, messages });
    }
    await breakBatch(path.join(path.dirname(broker().logFile), 'data', `${topic}-0`, '00000000000000000000.log'), 1);
  });

  const lookFrom = async (offset: number) => {
    const groupId = `at-commit-${offset}`;
    await commitOffsets(cluster(), groupId, { [topic]: { 0: BigInt(offset) } });
    const { items, missing } = await recordsAtCommit(cluster(), await sampleGroup(cluster(), groupId));
    return {
      seen: items.map(({ records, lookedUpTo }) => ({ offsets: records.map(one => Number(one.offset)), lookedUpTo: Number(lookedUpTo) })),
      missing: missing.map(({ subject, reason }) => `${subject} ${reason.kind === 'failure' ? reason.failure.code : reason.kind}`),
    };
  };
  const missing = [`${topic}-0 CORRUPT_BATCH`];

  it('is read with the other batches, and which offsets are unread is said', async () => {
    const [fetched] = await fetchRecords(cluster(), [{ ...orders, offset: 0n }]);
    assert.deepEqual(
      fetched?.records.map(({ offset }) => Number(offset)),
      [0, 1, 2, 3, 8, 9, 10, 11],
    );
    const unread = fetched.unread?.map(({ first, last }) => ({ first, last }));
    assert.deepEqual([fetched.failure?.code, unread], ['CORRUPT_BATCH', [{ first: 4n, last: 7n }]]);
  });

  it('is shown up to the batch, and no record behind it passes for the next one', async () => {
    assert.deepEqual(await lookFrom(2), { seen: [{ offsets: [0, 1, 2, 3], lookedUpTo: 4 }], missing });
  });

  it('has its neighbours where the commit lies inside the batch', async () => {
    assert.deepEqual(await lookFrom(5), { seen: [{ offsets: [2, 3], lookedUpTo: 4 }], missing });
  });

  it('is shown where the batch lies before the commit', async () => {
    assert.deepEqual(await lookFrom(9), { seen: [{ offsets: [8, 9, 10, 11], lookedUpTo: 12 }], missing });
  });
});

/** Overwrites the records of the nth batch in a log segment; its header stays whole. */
async function breakBatch(segment: string, nth: number): Promise<void> {
  const file = await open(segment, 'r+');
  try {
    const bytes = await file.readFile();
    let at = 0;
    for (let batch = 0; batch < nth; batch++) at += 12 + bytes.readInt32BE(at + 8);
    await file.write(Buffer.alloc(16, 0xff), 0, 16, at + 61);
  } finally {
    await file.close();
  }
}
