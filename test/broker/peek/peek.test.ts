import assert from 'node:assert/strict';
import { type Broker, startBroker } from '../../lab/broker.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { order } from '../../lab/records.ts';
import { silence } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { decode } from '../../../src/decoding/decode.ts';
import type { PeekRequest } from '../../../src/model/peek.ts';
import { readNeighbours } from '../../../src/peek/neighbours.ts';
import { joinLookedAt, peekMore, peekRecords, type PeekOptions, type Peeked } from '../../../src/peek/peek.ts';

const request = (topic: string, part: Partial<PeekRequest> = {}): PeekRequest => ({
  topic,
  partitions: [],
  start: { kind: 'newest' },
  limit: 100,
  isolation: 'read_committed',
  showControlRecords: false,
  ...part,
});
const offsets = ({ records }: Peeked) => records.map(({ offset }) => Number(offset));
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('peeking at a real broker', () => {
  let broker: Broker;
  let lab: Lab;
  let cluster: Cluster;
  const peek = (topic: string, part: Partial<PeekRequest> = {}, options: PeekOptions = {}) =>
    peekRecords(cluster, request(topic, part), options);

  before(async function () {
    this.timeout(120_000);
    // Topics would be created by whoever asks for them, and old keys go within seconds.
    broker = await startBroker({ autoCreateTopics: true, properties: { 'log.cleaner.backoff.ms': '300' } });
    lab = await openLab(broker);
    cluster = new Cluster({ bootstrapServers: [broker.bootstrap] });
  });
  after(async () => {
    cluster.disconnect();
    await lab.close();
    await broker.stop();
  });

  it('leaves no trace on a fresh broker: no group, no commit, no topic', async () => {
    const topics = await lab.admin.listTopics();
    await peek('oders');
    await peek('oders', { start: { kind: 'committed', groupId: 'billing' } });
    await createTopic(lab, 'untouched', 2);
    const withOne = await lab.admin.listTopics();
    for (const start of [
      { kind: 'newest' },
      { kind: 'oldest' },
      { kind: 'offset', offset: 3n },
      { kind: 'time', at: 1 },
      { kind: 'committed', groupId: 'billing' },
    ] as const)
      await peek('untouched', { start });
    assert.deepEqual([topics, withOne], [[], ['untouched']]);
    assert.deepEqual(await lab.admin.listTopics(), ['untouched']); // and no __consumer_offsets either
    assert.deepEqual((await lab.admin.listGroups()).groups, []);
  });

  it('tells of a topic and of a partition that do not exist', async () => {
    const { records, lookedAt } = await peek('oders');
    assert.deepEqual([records.length, lookedAt.failure?.kind, lookedAt.failure?.code], [0, 'not-found', 'UNKNOWN_TOPIC_OR_PARTITION']);
    assert.equal((await peek('untouched', { partitions: [9] })).lookedAt.partitions[0]?.failure?.kind, 'not-found');
  });

  describe('a topic of three partitions', () => {
    const topic = 'peeked-orders';
    let first = 0;
    before(async () => {
      await createTopic(lab, topic, 3);
      first = Date.now() - 3_000_000;
      for (let n = 0; n < 3_000; n += 500) {
        const messages = range(n, n + 500).map(i => ({ ...order(i), partition: i % 3, timestamp: String(first + i * 1_000) }));
        await lab.producer.send({ topic, messages });
      }
    });

    it('shows the newest of all partitions by time, with key, value and headers', async () => {
      const seen = await peek(topic, { limit: 30 });
      assert.deepEqual(
        seen.records.map(({ timestamp }) => (timestamp - first) / 1_000),
        range(2_970, 3_000),
      );
      const last = seen.records.at(-1);
      assert.equal(last?.key && decode(last.key).text, 'O-202999');
      assert.equal(last && decode(last.value).shownBy, 'json');
      assert.deepEqual(last?.headers.map(({ key }) => key).sort(), ['content-type', 'event-type', 'source']);
      assert.deepEqual(
        seen.lookedAt.partitions.map(({ from, to, logStartOffset, logEndOffset }) => [from, to, logStartOffset, logEndOffset]),
        range(0, 3).map(() => [990n, 1_000n, 0n, 1_000n]),
      );
      assert.ok(seen.lookedAt.bytes > 0);
    });

    it('shows the oldest, and from an offset on', async () => {
      assert.deepEqual(offsets(await peek(topic, { partitions: [1], start: { kind: 'oldest' }, limit: 3 })), [0, 1, 2]);
      assert.deepEqual(offsets(await peek(topic, { partitions: [1], start: { kind: 'offset', offset: 501n }, limit: 3 })), [501, 502, 503]);
    });

    it('begins at a time in every partition', async () => {
      const seen = await peek(topic, { start: { kind: 'time', at: first + 1_500_500 }, limit: 6 });
      assert.deepEqual(
        seen.records.map(({ timestamp }) => (timestamp - first) / 1_000),
        range(1_501, 1_507),
      );
    });

    it('a time or an offset beyond the end is told', async () => {
      const late = await peek(topic, { start: { kind: 'time', at: Date.now() + 1e9 } });
      assert.ok(late.lookedAt.partitions.every(({ note }) => note === 'time-beyond-end'));
      const beyond = await peek(topic, { partitions: [0], start: { kind: 'offset', offset: 5_000n } });
      assert.equal(beyond.lookedAt.partitions[0]?.note, 'beyond-end');
      assert.equal(
        (await peek(topic, { partitions: [0], start: { kind: 'offset', offset: 1_000n } })).lookedAt.partitions[0]?.note,
        'at-end',
      );
    });

    it('reads all of it, in pages without a hole or a repetition', async () => {
      const wanted = request(topic, { start: { kind: 'oldest' }, limit: 700 });
      let page = await peekRecords(cluster, wanted);
      let { lookedAt } = page;
      const seen = [...page.records];
      while (page.records.length > 0) {
        page = await peekMore(cluster, wanted, lookedAt, 'later');
        lookedAt = joinLookedAt(lookedAt, page.lookedAt);
        seen.push(...page.records);
      }
      assert.equal(new Set(seen.map(({ partition, offset }) => `${partition}-${offset}`)).size, 3_000);
      assert.equal(seen.length, 3_000);
      assert.equal(lookedAt.records, 3_000);
      assert.deepEqual(
        lookedAt.partitions.map(({ from, to }) => [from, to]),
        range(0, 3).map(() => [0n, 1_000n]),
      );
    });

    it('shows the records around what a group committed, and what it reads next', async function () {
      this.timeout(120_000); // the first commit of a broker makes __consumer_offsets
      const groupId = 'peeked-billing';
      await commitOffsets(cluster, groupId, { [topic]: { 2: 400n } });
      const before = await lab.admin.fetchOffsets({ groupId, topics: [topic] });
      const seen = await peek(topic, { start: { kind: 'committed', groupId }, limit: 20 });
      assert.deepEqual(offsets(seen), range(395, 415));
      assert.deepEqual(
        seen.lookedAt.partitions.map(({ partition, committedOffset, note }) => [partition, committedOffset, note]),
        [
          [0, null, 'no-commit'],
          [1, null, 'no-commit'],
          [2, 400n, undefined],
        ],
      );
      assert.deepEqual(await lab.admin.fetchOffsets({ groupId, topics: [topic] }), before);
      const { groups } = await lab.admin.describeGroups([groupId]);
      assert.deepEqual(groups[0]?.members, []);
    });

    it('says that records were deleted, and shows what is left', async () => {
      await lab.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '600' }] });
      const seen = await peek(topic, { partitions: [0], start: { kind: 'offset', offset: 10n }, limit: 2 });
      assert.deepEqual([offsets(seen), seen.lookedAt.partitions[0]?.note], [[600, 601], 'deleted']);
    });
  });

  describe('transactions', () => {
    const topic = 'peeked-payments';
    const send = async (fate: 'commit' | 'abort' | 'open', values: readonly string[]) => {
      const producer = lab
        .kafka('payments')
        .producer({ transactionalId: `payments-${fate}`, maxInFlightRequests: 1, idempotent: true, transactionTimeout: 600_000 });
      await producer.connect();
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: values.map(value => ({ value })) });
      if (fate === 'open') return () => transaction.abort().then(() => producer.disconnect());
      await transaction[fate]();
      await producer.disconnect();
      // The coordinator answers before the marker is in the log.
      await eventually(async () => {
        const { records } = await peek(topic, { showControlRecords: true });
        assert.equal(records.at(-1)?.control, fate);
      });
      return () => Promise.resolve();
    };
    let end: () => Promise<void>;
    before(async function () {
      this.timeout(120_000);
      await createTopic(lab, topic, 1);
      await send('commit', ['a', 'b']); // offsets 0, 1, marker 2
      await send('abort', ['c', 'd']); // 3, 4, marker 5
      end = await send('open', ['e']); // 6
      await lab.producer.send({ topic, messages: [{ value: 'f' }] }); // 7, behind the open transaction
    });
    after(() => end());
    const values = ({ records }: Peeked) =>
      records.map(({ value, control, aborted }) => control ?? `${decode(value).text}${aborted ? ' aborted' : ''}`);

    it('read_committed shows what its clients see, and a tail of markers does not hang it', async () => {
      const seen = await peek(topic);
      assert.deepEqual(values(seen), ['a', 'b']);
      assert.equal(seen.lookedAt.hidden, 4);
      assert.deepEqual(
        seen.lookedAt.partitions.map(({ from, to, logEndOffset }) => [from, to, logEndOffset]),
        [[0n, 6n, 6n]],
      );
    });
    it('markers and aborted records are shown as such when asked', async () =>
      assert.deepEqual(values(await peek(topic, { showControlRecords: true })), ['a', 'b', 'commit', 'c aborted', 'd aborted', 'abort']));
    it('read_uncommitted shows what is behind the open transaction, and still knows what was aborted', async () =>
      assert.deepEqual(values(await peek(topic, { isolation: 'read_uncommitted' })), ['a', 'b', 'c aborted', 'd aborted', 'e', 'f']));
    it('the neighbours of a record are found over markers and what was given up', async () => {
      const { records } = await peek(topic, { isolation: 'read_uncommitted' });
      const neighboursOf = async (offset: bigint) => {
        const record = records.find(one => one.offset === offset);
        assert.ok(record);
        const { before, after, failure } = await readNeighbours(cluster, record);
        assert.equal(failure, undefined);
        return [before, after].map(some => some.map(one => Number(one.offset)));
      };
      assert.deepEqual(await neighboursOf(6n), [[0, 1], [7]]);
      assert.deepEqual(await neighboursOf(3n), [
        [0, 1],
        [4, 6, 7],
      ]);
    });
    it('an offset behind the open transaction is not yet visible', async () =>
      assert.equal((await peek(topic, { start: { kind: 'offset', offset: 7n } })).lookedAt.partitions[0]?.note, 'not-yet-visible'));
  });

  it('a compacted topic with few records in many offsets is read to its end', async function () {
    this.timeout(120_000);
    const topic = 'peeked-settings';
    await createTopic(lab, topic, 1, { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.001' });
    for (let n = 0; n < 2_000; n += 200)
      await lab.producer.send({ topic, messages: range(n, n + 200).map(i => ({ key: `k${i % 2}`, value: String(i) })) });
    await eventually(
      async () => {
        await lab.producer.send({ topic, messages: [{ key: 'rolls the segment', value: 'x' }] });
        const { records } = await peek(topic, { start: { kind: 'oldest' }, limit: 5_000 });
        assert.ok(records.length < 500, `${records.length} records are left`);
      },
      { everyMs: 300 },
    );
    const newest = await eventually(async () => {
      const one = await peek(topic, { limit: 1_000 });
      const oldest = await peek(topic, { start: { kind: 'oldest' }, limit: 5_000 });
      // The cleaner may have been at work between the two.
      assert.deepEqual(offsets(one).slice(0, 3), offsets(oldest).slice(0, 3));
      return one;
    });
    assert.equal(newest.lookedAt.partitions[0]?.from, 0n);
  });

  it('the neighbour of a record among very large ones is the one beside it', async () => {
    const topic = 'peeked-huge';
    await createTopic(lab, topic, 1);
    for (let n = 0; n < 6; n++) await lab.producer.send({ topic, messages: [{ value: Buffer.alloc(200_000, 'x') }] });
    const [last] = (await peek(topic, { limit: 1 })).records;
    assert.ok(last);
    // A megabyte lies before it: more than may be read to see what is usual.
    const { before } = await readNeighbours(cluster, last, { mostBytes: 300_000 });
    assert.deepEqual(
      before.map(({ offset }) => Number(offset)),
      [4],
    );
  });

  describe('a reading that is ended early', () => {
    const topic = 'peeked-large';
    const most = 3_000;
    const all = { start: { kind: 'oldest' }, limit: most } as const;
    before(async () => {
      await createTopic(lab, topic, 1);
      // Six megabytes: more than a broker hands out at once, also while it is being stopped.
      for (let n = 0; n < 60; n++) await lab.producer.send({ topic, messages: range(0, 50).map(() => ({ value: 'x'.repeat(2_000) })) });
    });

    it('by cancelling, keeps what it had', async () => {
      const cancel = new AbortController();
      const seen = await peek(topic, all, { signal: cancel.signal, onProgress: () => cancel.abort() });
      assert.equal(seen.lookedAt.stopped, 'cancelled');
      assert.ok(seen.records.length > 0 && seen.records.length < most, `${seen.records.length} records`);
      assert.deepEqual(offsets(seen), range(0, Number(seen.lookedAt.partitions[0]?.to)));
    });

    it('by a broker that falls silent, keeps what it had', async function () {
      this.timeout(120_000);
      try {
        const seen = await peek(topic, all, { mostMs: 700, onProgress: () => broker.freeze() });
        assert.equal(seen.lookedAt.stopped, 'time');
        assert.ok(seen.records.length > 0 && seen.records.length < most, `${seen.records.length} records`);
      } finally {
        broker.thaw();
      }
    });

    it('before anything was read, says that the broker is silent', async () => {
      await silence(broker);
      try {
        await assert.rejects(peek(topic, all, { mostMs: 300 }), { failure: { kind: 'silent', code: 'PEEK_TIMED_OUT' } });
      } finally {
        broker.thaw();
      }
    });
  });
});
