import assert from 'node:assert/strict';
import { fetchEnds, offsetsAtTime } from '../../../src/kafka/offsets.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { FailureError } from '../../../src/model/failure.ts';
import { partitionName } from '../../../src/model/cluster.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, OlderCluster, plainly } from './clients.ts';

describe('records', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const orders = { topic: 'records-orders', partition: 0 };
  const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
  const packed = (codec: string) => ({ topic: `records-${codec}`, partition: 0 });
  const valueOf = (n: number) => JSON.stringify({ order: n, status: 'shipped', carrier: 'PostNord', note: 'x'.repeat(n % 90) });
  const text = (bytes: Uint8Array | null | undefined) => bytes && Buffer.from(bytes).toString();
  /** Not long ago: brokers delete what is older than a week. */
  const anHourAgo = Date.now() - 3_600_000;

  before('records of every kind are there', async function () {
    this.timeout(120_000);
    const admin = await applied.admin();
    await admin.createTopics({
      topics: [
        ...codecs.map(codec => ({
          ...{ topic: packed(codec).topic, numPartitions: 1 },
          configEntries: [{ name: 'compression.type', value: codec === 'none' ? 'uncompressed' : codec }],
        })),
        { topic: 'records-transactions', numPartitions: 1 },
        { topic: orders.topic, numPartitions: 8 },
      ],
    });
    const producer = await applied.producer();
    const message = (n: number) => ({
      ...{
        key: `order-${n}`,
        value: n % 5 === 4 ? null : `{"order":${n}}`,
        headers: { 'event-type': 'OrderPlaced', retry: Buffer.alloc(0) },
      },
      ...{ timestamp: String(anHourAgo + n * 60_000) },
    });
    for (let partition = 0; partition < 8; partition++) {
      await producer.send({ topic: orders.topic, messages: Array.from({ length: 20 }, (_, n) => ({ ...message(n), partition })) });
    }
    await admin.fetchTopicOffsets(orders.topic); // kafkajs looks leaders up before it has asked for them
    await admin.deleteTopicRecords({ topic: orders.topic, partitions: [{ partition: 7, offset: '15' }] });
    // The broker packs anew what a topic wants otherwise than it came: with Java's codecs, as Java's producers do.
    for (const codec of codecs) {
      for (let from = 0; from < 3000; from += 1000) {
        await producer.send({
          topic: packed(codec).topic,
          messages: Array.from({ length: 1000 }, (_, n) => ({ value: valueOf(from + n) })),
        });
      }
    }
  });

  for (const codec of codecs) {
    it(`packed with ${codec} by Java are read to the last`, async () => {
      const values: (string | null | undefined)[] = [];
      const seen = new Set<string>();
      for (let offset = 0n; offset < 3000n;) {
        const [fetched] = await fetchRecords(cluster(), [{ ...packed(codec), offset }]);
        assert.equal(fetched?.failure, undefined);
        assert.ok(fetched && fetched.nextOffset > offset);
        offset = fetched.nextOffset;
        for (const record of fetched.records) {
          values.push(text(record.value));
          seen.add(record.batch.compression);
        }
      }
      assert.deepEqual([...seen], [codec]);
      assert.deepEqual(
        values,
        Array.from({ length: 3000 }, (_, n) => valueOf(n)),
      );
    });
  }

  it('have key, value, headers, time and place', async () => {
    const [fetched] = await fetchRecords(cluster(), [{ ...orders, offset: 3n }]);
    const { records, ...rest } = fetched!;
    assert.deepEqual(
      { ...rest, bytes: rest.bytes > 0 },
      { ...orders, nextOffset: 20n, logStartOffset: 0n, highWatermark: 20n, lastStableOffset: 20n, bytes: true },
    );
    assert.deepEqual(
      records.map(({ offset, key }) => `${offset} ${text(key)}`),
      Array.from({ length: 17 }, (_, n) => `${n + 3} order-${n + 3}`),
    );
    const [first, tombstone] = records as [KafkaRecord, KafkaRecord];
    assert.deepEqual([first.timestamp, first.timestampType, text(first.value)], [anHourAgo + 180_000, 'CreateTime', '{"order":3}']);
    assert.deepEqual(
      first.headers.map(({ key, value }) => [key, text(value)]),
      [
        ['event-type', 'OrderPlaced'],
        ['retry', ''],
      ],
    );
    assert.equal(tombstone.value, null);
  });

  it('come from every partition, however little fits into one answer', async () => {
    const wanted = Array.from({ length: 8 }, (_, partition) => ({ ...orders, partition, offset: 15n, maxBytes: 1 }));
    const fetched = await fetchRecords(cluster(), wanted, { maxBytes: 1 });
    assert.deepEqual(
      fetched.map(({ partition, records }) => [partition, records.length]),
      wanted.map(({ partition }) => [partition, 5]),
    );
  });

  it('are none at the end of the log', async () => {
    const [fetched] = await fetchRecords(cluster(), [{ ...orders, offset: 20n }], { maxWaitMs: 50 });
    assert.deepEqual([fetched?.records, fetched?.nextOffset, fetched?.failure], [[], 20n, undefined]);
  });

  it('that cannot be had cost only their own partition', async () => {
    const fetched = await fetchRecords(cluster(), [
      { ...orders, offset: 21n },
      { ...orders, partition: 7, offset: 3n },
      { ...orders, partition: 99, offset: 0n },
      { topic: 'records-nowhere', partition: 0, offset: 0n },
      { ...orders, partition: 1, offset: 19n },
    ]);
    assert.deepEqual(
      fetched.map(one => `${partitionName(one)} ${one.failure?.code ?? one.records.length}`),
      [
        ...['records-orders-0 OFFSET_OUT_OF_RANGE', 'records-orders-7 OFFSET_OUT_OF_RANGE'],
        ...['records-orders-99 UNKNOWN_TOPIC_OR_PARTITION', 'records-nowhere-0 UNKNOWN_TOPIC_OR_PARTITION', 'records-orders-1 1'],
      ],
    );
  });

  it('are not waited for by who has left', async () => {
    const leave = new AbortController();
    const fetching = fetchRecords(cluster(), [{ ...orders, offset: 20n }], { maxWaitMs: 20_000, signal: leave.signal });
    leave.abort();
    // Whether it was the Fetch or the Metadata before it that was left is chance.
    await assert.rejects(fetching, error => error instanceof FailureError && error.failure.kind === 'cancelled');
  });

  it('are read from brokers of Kafka 2.4 alike', async () => {
    const older = new OlderCluster({ Fetch: 11, Metadata: 9 }, plainly(broker)());
    try {
      const wanted = codecs.map(codec => ({ ...packed(codec), offset: 7n }));
      assert.deepEqual(await fetchRecords(older, wanted), await fetchRecords(cluster(), wanted));
    } finally {
      older.disconnect();
    }
  });

  it('have their bounds beside each other, with those that are unknown', async () => {
    const ends = await fetchEnds(cluster(), [{ ...orders, partition: 7 }, { topic: 'records-nowhere', partition: 0 }, orders]);
    assert.deepEqual(
      ends.map(({ logStartOffset, lastStableOffset, highWatermark }) =>
        [logStartOffset, lastStableOffset, highWatermark].map(({ value, failure }) => value ?? failure.code),
      ),
      [
        [15n, 20n, 20n],
        ['UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION'],
        [0n, 20n, 20n],
      ],
    );
  });

  it('are found by their time', async () => {
    const offsetsAt = async (timestamp: number) => {
      const found = await offsetsAtTime(
        cluster(),
        [orders, { ...orders, partition: 7 }, { topic: 'records-nowhere', partition: 0 }],
        timestamp,
      );
      return found.map(({ at }) => (at.failure ? at.failure.code : at.value));
    };
    assert.deepEqual(await offsetsAt(anHourAgo + 150_000), [3n, 15n, 'UNKNOWN_TOPIC_OR_PARTITION']);
    assert.deepEqual(await offsetsAt(anHourAgo + 86_400_000), [null, null, 'UNKNOWN_TOPIC_OR_PARTITION']);
    assert.deepEqual(await offsetsAt(-5), [0n, 15n, 'UNKNOWN_TOPIC_OR_PARTITION']);
  });

  describe('of transactions', () => {
    const log = { topic: 'records-transactions', partition: 0 };
    const lines = (records: readonly KafkaRecord[]) =>
      records.map(({ offset, value, control, aborted }) => `${offset} ${control ?? text(value)}${aborted ? ' (aborted)' : ''}`);

    before('one is committed, one aborted, one open', async function () {
      this.timeout(120_000);
      const producer = await applied.producer({ transactionalId: 'records-payments', idempotent: true, maxInFlightRequests: 1 });
      for (const [value, outcome] of [
        ['paid', 'commit'],
        ['refused', 'abort'],
        ['pending', 'open'],
      ] as const) {
        const transaction = await eventually(() => producer.transaction());
        await transaction.send({ topic: log.topic, messages: [{ value }, { value: `${value} twice` }] });
        if (outcome !== 'open') await transaction[outcome]();
      }
    });

    it('show to read_committed what it may see, and mark what was aborted', async () => {
      const [fetched] = await fetchRecords(cluster(), [{ ...log, offset: 0n }], { isolation: 'read_committed' });
      assert.deepEqual(lines(fetched!.records), [
        '0 paid',
        '1 paid twice',
        '2 commit',
        '3 refused (aborted)',
        '4 refused twice (aborted)',
        '5 abort',
      ]);
      assert.deepEqual([fetched?.lastStableOffset, fetched?.highWatermark, fetched?.nextOffset], [6n, 8n, 6n]);
    });

    it('mark an aborted record when reading begins inside the transaction', async () => {
      const [fetched] = await fetchRecords(cluster(), [{ ...log, offset: 4n }], { isolation: 'read_committed' });
      assert.deepEqual(lines(fetched!.records), ['4 refused twice (aborted)', '5 abort']);
    });

    it('show to read_uncommitted all of it', async () => {
      const [fetched] = await fetchRecords(cluster(), [{ ...log, offset: 2n }]);
      assert.deepEqual(lines(fetched!.records), ['2 commit', '3 refused', '4 refused twice', '5 abort', '6 pending', '7 pending twice']);
    });

    it('hold the last stable offset back', async () => {
      const [ends] = await fetchEnds(cluster(), [log]);
      assert.deepEqual([ends?.lastStableOffset, ends?.highWatermark], [{ value: 6n }, { value: 8n }]);
    });
  });
});
