import assert from 'node:assert/strict';
import { deleteGroups } from '../../../src/kafka/changes/groups.ts';
import { type ReadOffsetsLog, offsetsPartitionOf, OffsetsLogReader } from '../../../src/kafka/offsetsLog.ts';
import { membershipTimeline } from '../../../src/model/membership.ts';
import type { GroupStateEntry, OffsetsLog } from '../../../src/model/offsetsLog.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { startTool } from '../../lab/tools.ts';
import { makeTopics } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from './clients.ts';

/** What coordinators wrote of a group, beside what real clients did. */
describe('the offsets topic tells of a group', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const topic = 'written-orders';

  const readerOf = async (groupId: string): Promise<OffsetsLogReader> => {
    const partition = await offsetsPartitionOf(cluster(), groupId);
    assert.ok(partition, 'there is an offsets topic');
    return new OffsetsLogReader(cluster(), groupId, partition);
  };
  const logOf = async (groupId: string): Promise<OffsetsLog> => whole(await (await readerOf(groupId)).read());
  const whole = ({ log, failure }: ReadOffsetsLog): OffsetsLog => {
    assert.equal(failure, undefined);
    return log;
  };
  const kinds = (states: readonly GroupStateEntry[]) => new Set(states.map(({ kind }) => kind));

  before('somebody has committed', async () => {
    await makeTopics(cluster(), [{ name: topic, partitions: 2 }]);
    await commitOffsets(cluster(), 'written-first', { [topic]: { 0: 0n } });
  });

  it('when it committed what, in which epoch, and that it was taken back', async () => {
    const began = Date.now();
    await commitOffsets(cluster(), 'written-commits', { [topic]: { 0: 0n } });
    await commitOffsets(cluster(), 'written-commits', { [topic]: { 1: 0n } });
    const log = await logOf('written-commits');
    assert.deepEqual(
      log.commits.map(({ topic: name, partition, committedOffset, leaderEpoch }) => [name, partition, committedOffset, leaderEpoch]),
      [
        [topic, 0, 0n, -1],
        [topic, 1, 0n, -1],
      ],
    );
    for (const { at, committedAt } of log.commits) assert.ok(at >= began - 1_000 && Math.abs(at - committedAt) < 60_000);
    assert.ok(log.reachesStart && log.since !== null && log.since <= began + 60_000);
    await deleteGroups(cluster(), ['written-commits']);
    const { commits } = await logOf('written-commits');
    assert.deepEqual(
      commits
        .slice(2)
        .map(({ partition, committedOffset }) => [partition, committedOffset])
        .sort(),
      [
        [0, null],
        [1, null],
      ],
    );
  });

  it('each generation of a classic group, with the real timeouts of its members', async function () {
    this.timeout(120_000);
    const reader = await readerOf('written-classic');
    await applied.consumer({ groupId: 'written-classic', sessionTimeout: 17_000, rebalanceTimeout: 42_000 }, topic);
    const states = await eventually(async () => {
      const log = whole(await reader.read());
      assert.ok(log.states.length > 0);
      return log.states;
    });
    const last = states.at(-1);
    assert.equal(last?.kind, 'classic');
    const [member] = last.members;
    assert.deepEqual([last.protocolType, last.assignor, last.leader], ['consumer', 'RoundRobinAssigner', member?.memberId]);
    assert.deepEqual(
      [member?.sessionTimeoutMs, member?.rebalanceTimeoutMs, member?.clientId, member?.topics, member?.assignment?.length],
      [17_000, 42_000, 'orders-service', [topic], 2],
    );
    assert.deepEqual(
      membershipTimeline([], whole(await reader.read())).map(event => event.kind),
      ['joined', 'generation'],
    );
  });

  it('goes on where it was read to, and has nothing twice', async () => {
    const reader = await readerOf('written-again');
    await commitOffsets(cluster(), 'written-again', { [topic]: { 0: 0n } });
    const first = whole(await reader.read());
    await commitOffsets(cluster(), 'written-again', { [topic]: { 1: 0n } });
    const second = whole(await reader.read());
    assert.deepEqual([first.commits.length, second.commits.length], [1, 2]);
    assert.equal(second.readFromOffset, first.readFromOffset);
    assert.deepEqual(second.commits, (await logOf('written-again')).commits);
  });

  it('further back than one step, without a gap', async function () {
    this.timeout(120_000);
    const wide = 'written-wide';
    await makeTopics(cluster(), [{ name: wide, partitions: 50 }]);
    const all = Object.fromEntries(Array.from({ length: 50 }, (_, partition) => [partition, 0n]));
    for (let times = 0; times < 60; times++) await commitOffsets(cluster(), 'written-wide', { [wide]: all });
    const { commits, since, reachesStart, readFromOffset, readUpToOffset, commitsSince } = await logOf('written-wide');
    assert.deepEqual([commits.length, reachesStart, commitsSince], [3_000, true, undefined]);
    assert.ok(readUpToOffset - readFromOffset >= 3_000n);
    assert.ok(since !== null && since <= (commits[0]?.at ?? 0), 'nothing is missing since before the first of them');
    assert.ok(commits.every(({ at }, index) => at >= (commits[index - 1]?.at ?? 0)));
  });

  it('a commit of a transaction only once it has ended, and none that was given up', async function () {
    this.timeout(120_000);
    const producer = await applied.producer({ transactionalId: 'written-transfers', maxInFlightRequests: 1, idempotent: true });
    const send = async (offset: string, end: 'commit' | 'abort') => {
      const transaction = await eventually(() => producer.transaction());
      await transaction.sendOffsets({ consumerGroupId: 'written-transfers', topics: [{ topic, partitions: [{ partition: 0, offset }] }] });
      const open = (await logOf('written-transfers')).commits.length;
      await transaction[end]();
      return open;
    };
    assert.equal(await send('1', 'commit'), 0);
    await eventually(async () => assert.equal((await logOf('written-transfers')).commits.length, 1));
    assert.equal(await send('2', 'abort'), 1);
    const { commits } = await logOf('written-transfers');
    assert.deepEqual(
      commits.map(({ committedOffset }) => committedOffset),
      [1n],
    );
  });

  it('the members of a consumer group, their epochs, and that they left', async function () {
    this.timeout(120_000);
    const reader = await readerOf('written-consumers');
    const consumer = await startTool(
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      [
        ...['--bootstrap-server', broker().addresses.PLAINTEXT ?? '', '--topic', topic, '--group', 'written-consumers'],
        ...['group.protocol=consumer', 'client.id=written-1', 'max.poll.interval.ms=77000'].flatMap(property => [
          '--command-property',
          property,
        ]),
      ],
      broker(),
    );
    applied.endingWith(() => consumer.kill());
    consumer.child.stdout?.resume();
    consumer.child.stderr?.resume();
    const log = await eventually(async () => {
      const read = whole(await reader.read());
      assert.ok(read.states.some(state => state.kind === 'member-epoch' && state.assigned === 2));
      return read;
    });
    const member = log.states.find(state => state.kind === 'member')?.member;
    assert.deepEqual([member?.clientId, member?.topics, member?.rebalanceTimeoutMs], ['written-1', [topic], 77_000]);
    assert.deepEqual([...kinds(log.states)].sort(), ['epoch', 'member', 'member-epoch']);
    consumer.child.kill('SIGTERM');
    await eventually(async () =>
      assert.deepEqual(
        membershipTimeline([], whole(await reader.read()))
          .map(({ kind }) => kind)
          .filter(kind => kind !== 'generation'),
        ['joined', 'left'],
      ),
    );
  });
});
