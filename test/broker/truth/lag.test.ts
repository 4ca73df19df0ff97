import assert from 'node:assert/strict';
import { produce } from '../../../src/kafka/changes/records.ts';
import { sampleGroup } from '../../../src/gather/sampleGroup.ts';
import { Unread } from '../../../src/gather/unread.ts';
import { groupsSampling } from '../../../src/gather/sampleGroups.ts';
import { grouped } from '../../../src/kafka/grouped.ts';
import { partitionName } from '../../../src/model/cluster.ts';
import { lagOf, type Lag } from '../../../src/model/lag.ts';
import type { GroupSample } from '../../../src/model/sample.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { runTool } from '../../lab/tools.ts';
import { untilStable } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';
import { tablesIn } from './tables.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

/** What a lag is made of, on cases that are made for it, beside what Kafka's own tool says of the same groups. */
describe('the lag beside what Kafka itself tells', function () {
  this.timeout(120_000);
  let load: { readonly stop: () => Promise<void> } | undefined;
  // Before its producer is closed.
  after('no more records arrive', () => load?.stop());
  const broker = labBroker({ properties: { 'log.cleaner.backoff.ms': '200' } }, 'own');
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const groups = ['lag-made', 'lag-transactions', 'lag-moved', 'lag-load'] as const;
  const topics = {
    cut: 'lag-cut',
    open: 'lag-open',
    aborted: 'lag-aborted',
    compacted: 'lag-compacted',
    again: 'lag-again',
    gone: 'lag-gone',
  };
  let made: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>;
  let before1: GroupSample;
  let after1: GroupSample;

  const tool = async () => {
    const args = ['--bootstrap-server', broker().bootstrap, '--describe', ...groups.flatMap(group => ['--group', group])];
    const { stdout } = await runTool('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', args, broker());
    return grouped(tablesIn(stdout), ({ GROUP = '' }) => GROUP);
  };
  /** As the tool prints it, of one of our partitions. */
  const rowsOf = ({ partitions }: GroupSample) =>
    partitions.map(row => {
      const lag = lagOf(row);
      const records = lag.kind === 'known' ? lag.records : '-';
      return [partitionName(row), row.committed.value?.offset ?? '-', row.highWatermark.value, records].join(' ');
    });
  const told = (groupId: string) =>
    (made.get(groupId) ?? []).map(row =>
      // A commit beyond the end is no negative number of records to read.
      [`${row['TOPIC']}-${row['PARTITION']}`, row['CURRENT-OFFSET'], row['LOG-END-OFFSET'], String(Math.max(0, Number(row['LAG'])))].join(
        ' ',
      ),
    );
  const lagsOf = ({ partitions }: GroupSample): ReadonlyMap<string, Lag> =>
    new Map(partitions.map(row => [partitionName(row), lagOf(row)] as const));
  const partsOf = (lag: Lag | undefined) => (lag?.kind === 'known' ? lag.parts : undefined);

  const send = async (topic: string, count: number, { key = null, partition = 0 }: { key?: string | null; partition?: number } = {}) => {
    const record = (n: number) => ({ key: key === null ? null : bytes(key), value: bytes(`${n}`), headers: [], timestamp: Date.now() });
    const [batch] = await produce(cluster(), [{ topic, partition, records: Array.from({ length: count }, (_, n) => record(n)) }]);
    assert.equal(batch?.written.failure, undefined);
  };

  before('the cases are made, and Kafka’s tool is asked while records arrive', async () => {
    const [admin, open, aborted] = await Promise.all([
      applied.admin(),
      ...['open', 'aborted'].map(name => applied.producer({ transactionalId: `lag-${name}`, maxInFlightRequests: 1, idempotent: true })),
    ]);
    const ready = (topic: string) => eventually(() => send(topic, 20));
    const compacting = { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.001' };
    const plain = Object.values(topics).filter(topic => topic !== topics.compacted);
    await admin.createTopics({
      topics: [
        ...[...plain, 'lag-left', 'lag-load'].map(topic => ({ topic, numPartitions: topic === 'lag-load' ? 2 : 1 })),
        { topic: topics.compacted, configEntries: Object.entries(compacting).map(([name, value]) => ({ name, value })) },
      ],
    });
    await Promise.all([...[topics.cut, topics.again, topics.gone, 'lag-left'].map(ready), transactions()]);
    async function transactions() {
      const done = await open!.transaction();
      await done.send({ topic: topics.open, messages: [{ value: 'done' }] });
      await done.commit();
      const still = await open!.transaction();
      await still.send({ topic: topics.open, messages: [{ value: 'open' }, { value: 'open too' }] });
      const given = await aborted!.transaction();
      await given.send({ topic: topics.aborted, messages: [{ value: 'never' }] });
      await given.abort();
    }
    await eventually(() => admin.deleteTopicRecords({ topic: topics.cut, partitions: [{ partition: 0, offset: '10' }] }));
    for (let n = 0; n < 5; n++) await send(topics.compacted, 20, { key: 'one key' });
    await commitOffsets(cluster(), 'lag-made', { [topics.cut]: { 0: 4n }, [topics.compacted]: { 0: 10n }, [topics.gone]: { 0: 3n } });
    await commitOffsets(cluster(), 'lag-transactions', { [topics.open]: { 0: 0n }, [topics.aborted]: { 0: 0n } });
    // A member of one topic, in a group that once read another.
    await commitOffsets(cluster(), 'lag-moved', { 'lag-left': { 0: 5n } });
    await admin.deleteTopics({ topics: [topics.gone, topics.again] });
    await eventually(() => admin.createTopics({ topics: [{ topic: topics.again, numPartitions: 1 }] }));
    await eventually(() => send(topics.again, 3));
    await commitOffsets(cluster(), 'lag-transactions', { [topics.again]: { 0: 15n } });
    await applied.consumer({ groupId: 'lag-moved' }, topics.cut, { autoCommitInterval: 100 });
    await applied.consumer({ groupId: 'lag-load' }, 'lag-load', { autoCommitInterval: 100 });
    const loading = { goesOn: true };
    const sending = (async () => {
      while (loading.goesOn) for (const partition of [0, 1]) await send('lag-load', 25, { partition });
    })();
    load = {
      stop: () => {
        loading.goesOn = false;
        return sending;
      },
    };
    await eventually(async () => assert.equal((await sampleGroup(cluster(), 'lag-load')).partitions[0]?.committed.failure, undefined));
    await eventually(async () =>
      assert.ok((await sampleGroup(cluster(), 'lag-load')).partitions.every(({ committed }) => committed.value)),
    );
    await eventually(async () =>
      assert.ok(
        (await sampleGroup(cluster(), 'lag-made')).partitions.every(({ topic }) => topic !== topics.gone),
        'its commits are not dropped yet',
      ),
    );
    await untilStable(cluster(), topics.aborted, 2n); // a record and its marker
    await untilStable(cluster(), topics.open, 2n);
    before1 = await sampleGroup(cluster(), 'lag-load');
    made = await tool();
    after1 = await sampleGroup(cluster(), 'lag-load');
    await load.stop();
  });

  it('agrees under load within what was produced and read in between', () => {
    const rows = made.get('lag-load') ?? [];
    assert.equal(rows.length, 2);
    for (const row of rows) {
      const find = ({ partitions }: GroupSample) => partitions.find(({ partition }) => partition === Number(row['PARTITION']));
      const [early, late] = [find(before1), find(after1)];
      const between = (figure: string | undefined, from: bigint | undefined, to: bigint | undefined) =>
        assert.ok(
          from !== undefined && to !== undefined && from <= BigInt(figure ?? '-1') && BigInt(figure ?? '-1') <= to,
          `${figure} of ${from}–${to}`,
        );
      between(row['CURRENT-OFFSET'], early?.committed.value?.offset, late?.committed.value?.offset);
      between(row['LOG-END-OFFSET'], early?.highWatermark.value, late?.highWatermark.value);
    }
  });

  it('is the same for what nobody reads and nobody writes', async () => {
    for (const groupId of ['lag-made', 'lag-transactions']) {
      assert.deepEqual(rowsOf(await sampleGroup(cluster(), groupId)).sort(), told(groupId).sort(), groupId);
    }
  });

  it('counts deleted records as lost, and only the others as readable', async () => {
    const lags = lagsOf(await sampleGroup(cluster(), 'lag-made'));
    assert.deepEqual(partsOf(lags.get('lag-cut-0')), { lost: 6n, notYetVisible: 0n, readable: 10n });
  });

  it('has no row of a deleted topic, whose commits the broker drops', async () => {
    const sample = await eventually(async () => {
      const one = await sampleGroup(cluster(), 'lag-made');
      assert.ok(one.partitions.every(({ topic }) => topic !== topics.gone));
      return one;
    });
    assert.deepEqual(
      sample.partitions.map(({ topic }) => topic),
      [topics.compacted, topics.cut],
    );
  });

  it('hides what an open transaction holds back, and finds its markers to be no records', async () => {
    const sample = await sampleGroup(cluster(), 'lag-transactions');
    // Record, marker, then two records of the open one.
    assert.deepEqual(partsOf(lagsOf(sample).get('lag-open-0')), { lost: 0n, notYetVisible: 2n, readable: 2n });
    const unread = new Unread(cluster());
    await unread.look(sample.partitions, []);
    const of = (name: string) => {
      const offsets = sample.partitions.find(row => partitionName(row) === name);
      assert.ok(offsets);
      return unread.of(offsets, sample.at);
    };
    assert.equal(of('lag-open-0').notRecords, 1n);
    // The aborted record and its marker: whoever reads uncommitted gets the record.
    assert.deepEqual([partsOf(lagsOf(sample).get('lag-aborted-0'))?.readable, of('lag-aborted-0').notRecords], [2n, 1n]);
  });

  it('is nothing where the topic was made anew and the commit lies beyond its end', async () => {
    const lags = lagsOf(await sampleGroup(cluster(), 'lag-transactions'));
    assert.deepEqual(lags.get('lag-again-0'), { kind: 'known', records: 0n, parts: { lost: 0n, notYetVisible: 0n, readable: 0n } });
  });

  it('finds that compaction left few records in many offsets, and when the oldest was written', async () => {
    await eventually(
      async () => {
        await send(topics.compacted, 1, { key: 'rolls the segment' });
        const sample = await sampleGroup(cluster(), 'lag-made');
        const offsets = sample.partitions.find(({ topic }) => topic === topics.compacted);
        assert.ok(offsets);
        const unread = new Unread(cluster());
        await unread.look([offsets], []);
        const { timeLag, notRecords, deletedAt } = unread.of(offsets, sample.at);
        assert.ok(notRecords !== null && notRecords >= 60n, `${notRecords} of 90 are no records`);
        assert.ok(timeLag.kind === 'read' && Math.abs(Date.now() - timeLag.writtenAt) < 90_000);
        assert.equal(deletedAt, null, 'compaction deletes nothing because of its age');
      },
      { everyMs: 1_000 },
    );
  });

  it('knows when retention takes the oldest unread record', async () => {
    const sample = await sampleGroup(cluster(), 'lag-made');
    const offsets = sample.partitions.find(({ topic }) => topic === topics.cut);
    assert.ok(offsets);
    const unread = new Unread(cluster());
    assert.equal(unread.of(offsets, sample.at).timeLag.kind, 'not-looked');
    await unread.look([offsets], [offsets]);
    const { timeLag, deletedAt } = unread.of(offsets, sample.at);
    assert.ok(timeLag.kind === 'read');
    assert.equal(deletedAt, timeLag.writtenAt + 7 * 24 * 3_600_000);
  });

  it('shows a topic that the group does not read any more, and that nobody owns it', async () => {
    const sample = await eventually(async () => {
      const one = await sampleGroup(cluster(), 'lag-moved');
      assert.ok(one.group.members[0]?.assignment.value?.length);
      return one;
    });
    const left = sample.partitions.find(({ topic }) => topic === 'lag-left');
    assert.ok(left);
    assert.deepEqual([lagOf(left).kind, left.committed.value?.offset, left.highWatermark.value], ['known', 5n, 20n]);
    const row = (made.get('lag-moved') ?? []).find(({ TOPIC }) => TOPIC === 'lag-left');
    assert.deepEqual([row?.['CURRENT-OFFSET'], row?.['LAG'], row?.['CONSUMER-ID']], ['5', '15', '-']);
  });

  it('of a topic has all groups that read it, and of each only its partitions', async () => {
    const { groups: found, missing } = await groupsSampling(cluster(), topics.cut)();
    assert.deepEqual([[...found.keys()], missing], [['lag-made', 'lag-moved'], []]);
    for (const { partitions } of found.values()) assert.deepEqual(partitions.map(partitionName), ['lag-cut-0']);
  });

  it('of a cluster has all groups, and is asked for together', async () => {
    const sampling = groupsSampling(cluster(), null);
    await sampling();
    const { groups: found, cost } = await sampling();
    assert.deepEqual([...found.keys()], [...groups].sort());
    assert.ok(cost.requests <= 8, `${cost.requests} requests for four groups`);
  });
});
