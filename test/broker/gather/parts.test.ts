import assert from 'node:assert/strict';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import { deleteRecords, produce } from '../../../src/kafka/changes/records.ts';
import { fromExactJson, toExactJson } from '../../../src/model/exactJson.ts';
import { type Snapshot, type SnapshotParts, wholeParts } from '../../../src/model/snapshot.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { startTool } from '../../lab/tools.ts';
import { makeTopics, write } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';

/** What a diagnosis looks at beyond members, commits and ends, of real topics and groups. */
describe('a snapshot', () => {
  const broker = labBroker();
  const { cluster, lines } = asking(plainly(broker));
  const applied = applications(broker);
  const topic = 'looked-at-orders';
  const groupId = 'looked-at-billing';

  const partsOf = async (id: string): Promise<SnapshotParts> => (await gatherSnapshot(cluster(), 'lab', id, { windowMs: 0 })).parts;
  const none = (parts: SnapshotParts, ...names: readonly (keyof SnapshotParts)[]) => {
    for (const name of names) assert.deepEqual(parts[name], { items: [], missing: [] }, name);
  };

  before('a group has committed', async function () {
    this.timeout(120_000);
    await makeTopics(cluster(), [{ name: topic, partitions: 3 }]);
    const records = Array.from({ length: 20 }, (_, n) => ({
      key: Buffer.from(`k${n}`),
      value: Buffer.from('{}'),
      headers: [],
      timestamp: Date.now(),
    }));
    await write(
      cluster(),
      [0, 1].map(partition => ({ topic, partition, records })),
    );
    await deleteRecords(cluster(), [{ topic, partition: 0, before: 5n }]);
    await commitOffsets(cluster(), groupId, { [topic]: { 0: 8n, 1: 20n } });
  });

  it('of a group that only ever committed has what the cluster and its log tell of it, and asks of nothing what cannot matter', async () => {
    const asked = lines.length;
    const parts = await partsOf(groupId);
    const [log] = parts.offsetsLog.items;
    assert.deepEqual(
      log?.commits.map(({ partition, committedOffset }) => [partition, committedOffset]),
      [
        [0, 8n],
        [1, 20n],
      ],
    );
    const setting = (name: string) => parts.brokerConfigs.items.find(entry => entry.name === name)?.value;
    assert.deepEqual(
      ['offsets.retention.minutes', 'group.max.session.timeout.ms', 'message.max.bytes', 'transaction.max.timeout.ms'].map(setting),
      ['10080', '1800000', '1048588', '900000'],
    );
    assert.ok(parts.brokerConfigs.items.every(({ name }) => !/listener|dir|secret|password/.test(name)));
    assert.ok(parts.topicNames.items.includes(topic) && parts.topicNames.items.includes('__consumer_offsets'));
    assert.deepEqual(
      parts.operations.items.map(({ kind, name, operations }) => [kind, name, operations.includes('READ')]),
      [
        ['group', groupId, true],
        ['topic', topic, true],
      ],
    );
    assert.deepEqual(
      parts.lastRecords.items.map(({ partition, offset, timestampType }) => [partition, offset, timestampType]),
      // All of a batch are of the same moment, of which the first is the newest, too.
      [
        [0, parts.lastRecords.items[0]?.offset, 'CreateTime'],
        [1, parts.lastRecords.items[1]?.offset, 'CreateTime'],
      ],
    );
    for (const { timestamp } of parts.lastRecords.items) assert.ok(Math.abs(Date.now() - timestamp) < 120_000);
    const [start] = parts.timeToStart.items;
    assert.deepEqual([parts.timeToStart.items.length, start?.partition, start?.logStartOffset], [1, 0, 5n]);
    assert.ok(start?.timestamp && Math.abs(Date.now() - start.timestamp) < 120_000);
    assert.equal(parts.offsetsTopic.items[0]?.leader, 1);
    none(parts, 'quotas', 'openTransactions', 'epochs', 'relatedGroups', 'hotKeys', 'shareOffsets');
    const apis = new Set(lines.slice(asked).map(({ api }) => api));
    for (const api of ['ListTransactions', 'DescribeProducers', 'DescribeShareGroupOffsets', 'OffsetForLeaderEpoch'])
      assert.ok(!apis.has(api), api);
  });

  it('names who has committed there, where the group has not, and who is called alike, where there is no group', async () => {
    const { relatedGroups, group, clientFiles } = await partsOf('looked-at-biling');
    assert.deepEqual([group, clientFiles.missing[0]?.reason.kind], [{ items: [], missing: [] }, 'not-recorded']);
    assert.deepEqual(
      relatedGroups.items.map(one => [one.groupId, one.groupState, one.commits.length]),
      [[groupId, 'Empty', 2]],
    );
  });

  it('names the transaction that holds a partition back', async function () {
    this.timeout(120_000);
    const producer = await applied.producer({ transactionalId: 'looked-at-transfers', maxInFlightRequests: 1, idempotent: true });
    const open = await eventually(() => producer.transaction());
    await open.send({ topic, messages: [{ partition: 2, value: 'open' }] });
    await commitOffsets(cluster(), 'looked-at-transfers', { [topic]: { 2: 0n } });
    const { openTransactions } = await partsOf('looked-at-transfers');
    assert.deepEqual(
      openTransactions.items.map(({ partition, openSince, transaction }) => [partition, openSince, transaction.value?.transactionalId]),
      [[2, 0n, 'looked-at-transfers']],
    );
    assert.deepEqual(openTransactions.missing, []);
    await open.abort();
    // The broker answers before its marker is in the log.
    await eventually(async () => none(await partsOf('looked-at-transfers'), 'openTransactions'));
  });

  it('counts the keys of a partition that gets far more than the others', async function () {
    this.timeout(120_000);
    await makeTopics(cluster(), [{ name: 'looked-at-hot', partitions: 3 }]);
    await commitOffsets(cluster(), 'looked-at-hot', { 'looked-at-hot': { 0: 0n, 1: 0n, 2: 0n } });
    const records = Array.from({ length: 300 }, (_, n) => ({
      ...{
        key: n % 3 === 0 ? Buffer.from([0, 255]) : Buffer.from('eu-warehouse'),
        value: Buffer.from('{}'),
        headers: [],
        timestamp: Date.now(),
      },
    }));
    const { parts } = await gatherSnapshot(cluster(), 'lab', 'looked-at-hot', {
      windowMs: 6_000,
      onSnapshot: () => void produce(cluster(), [{ topic: 'looked-at-hot', partition: 1, records }]),
    });
    assert.deepEqual(parts.hotKeys, {
      items: [
        {
          ...{ topic: 'looked-at-hot', partition: 1, sampled: 300 },
          keys: [
            { key: 'eu-warehouse', records: 200 },
            { key: '00ff', records: 100 },
          ],
        },
      ],
      missing: [],
    });
  });

  it('tells where the epochs of commits end in the log, of those that carry one', async () => {
    await commitOffsets(cluster(), 'looked-at-epochs', { [topic]: { 0: 8n } });
    await commitOffsets(cluster(), 'looked-at-epochs', { [topic]: { 1: 12n } }, 0);
    await commitOffsets(cluster(), 'looked-at-epochs', { [topic]: { 2: 0n } }, 7);
    assert.deepEqual((await partsOf('looked-at-epochs')).epochs, {
      items: [
        { topic, partition: 1, committedOffset: 12n, committedEpoch: 0, endOfEpoch: 20n },
        // The topic was made anew, and its leaders begin to count anew.
        { topic, partition: 2, committedOffset: 0n, committedEpoch: 7, endOfEpoch: null },
      ],
      missing: [],
    });
  });

  it('of a share group has its own kind of offsets, and what the login may do with it', async function () {
    this.timeout(120_000);
    const consumer = await startTool(
      'org.apache.kafka.tools.consumer.ConsoleShareConsumer',
      ['--bootstrap-server', broker().addresses.PLAINTEXT ?? '', '--topic', topic, '--group', 'looked-at-share'],
      broker(),
    );
    applied.endingWith(() => consumer.kill());
    consumer.child.stdout?.resume();
    consumer.child.stderr?.resume();
    const parts = await eventually(async () => {
      const looked = await partsOf('looked-at-share');
      assert.deepEqual(looked.shareOffsets.items.map(({ partition }) => partition).sort(), [0, 1, 2]);
      return looked;
    });
    assert.deepEqual([parts.group.items[0]?.groupType, parts.shareOffsets.missing], ['share', []]);
    assert.deepEqual(
      parts.operations.items.map(({ kind, name }) => [kind, name]),
      [
        ['group', 'looked-at-share'],
        ['topic', topic],
      ],
    );
    none(parts, 'relatedGroups');
    const [log] = parts.offsetsLog.items;
    assert.ok(log?.states.some(state => state.kind === 'member' && state.groupType === 'share' && state.member.topics?.[0] === topic));
  });

  it('that was saved and read again is the same', async () => {
    const snapshot = await gatherSnapshot(cluster(), 'lab', groupId, { windowMs: 0 });
    assert.deepEqual(fromExactJson(toExactJson(snapshot)), snapshot);
    const { offsetsLog, ...older } = snapshot.parts;
    assert.equal(offsetsLog.items.length, 1);
    assert.deepEqual(wholeParts(older).offsetsLog, { items: [], missing: [{ subject: 'offsetsLog', reason: { kind: 'not-recorded' } }] });
  });

  describe('that two ask for', () => {
    it('is gathered once, and both are told', async function () {
      this.timeout(120_000);
      const early: Snapshot[] = [];
      const begin = lines.length;
      const first = gatherSnapshot(cluster(), 'as one calls it', groupId, { windowMs: 3_000, onSnapshot: one => early.push(one) });
      const second = gatherSnapshot(cluster(), 'as another does', groupId, { windowMs: 3_000, onSnapshot: one => early.push(one) });
      const third = await gatherSnapshot(cluster(), 'lab', groupId, { windowMs: 0 });
      const [one, other] = await Promise.all([first, second]);
      assert.deepEqual(
        [one.clusterName, other.clusterName, early.map(({ clusterName }) => clusterName).sort()],
        ['as one calls it', 'as another does', ['as another does', 'as one calls it']],
      );
      assert.deepEqual([one.takenAt, one.parts], [other.takenAt, other.parts]);
      assert.equal(third.takenAt, early[0]?.takenAt);
      assert.equal(lines.slice(begin).filter(({ api }) => api === 'DescribeClientQuotas').length, 1);
    });

    it('goes on for the one who stays', async function () {
      this.timeout(120_000);
      const cancel = new AbortController();
      const leaves = gatherSnapshot(cluster(), 'lab', groupId, { windowMs: 2_000, signal: cancel.signal });
      const stays = gatherSnapshot(cluster(), 'lab', groupId, { windowMs: 2_000, onSnapshot: () => cancel.abort() });
      await assert.rejects(leaves, ({ failure }: { readonly failure: { readonly kind: string } }) => failure.kind === 'cancelled');
      assert.ok((await stays).parts.samples.items.length >= 1);
    });

    it('is watched for as long as the one wants who wants it longest', async function () {
      this.timeout(120_000);
      const short = gatherSnapshot(cluster(), 'lab', groupId, { windowMs: 0 });
      const long = gatherSnapshot(cluster(), 'lab', groupId, { windowMs: 3_000 });
      const [{ takenAt: atOnce }, { parts }] = await Promise.all([short, long]);
      assert.ok(parts.samples.items.length >= 2 && (parts.samples.items.at(-1)?.at ?? 0) > atOnce);
    });
  });
});
