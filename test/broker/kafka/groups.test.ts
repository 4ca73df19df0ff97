import assert from 'node:assert/strict';
import { fetchCommits, fetchEnds } from '../../../src/kafka/offsets.ts';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { partitionName } from '../../../src/model/cluster.ts';
import type { GroupListing } from '../../../src/model/group.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { startTool } from '../../lab/tools.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, OlderCluster, plainly } from './clients.ts';

/** What brokers of Kafka 2.4 speak; newer brokers still do. */
const kafka24 = { FindCoordinator: 3, ListGroups: 3, DescribeGroups: 5, OffsetFetch: 6, ListOffsets: 5, Metadata: 9 };

describe('groups', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const { cluster: olderCluster } = asking(plainly(broker), (...of) => new OlderCluster(kafka24, ...of));
  const applied = applications(broker);
  const topic = 'groups-orders';
  const partitions = [0, 1, 2].map(partition => ({ topic, partition }));
  const [classic, silent, partly, nextGen, share] = ['classic', 'silent', 'partly', 'next-gen', 'share'].map(name => `groups-${name}`) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const listed = async (...groupIds: string[]): Promise<readonly GroupListing[]> => {
    const { groups } = await listGroups(cluster());
    return groupIds.map(groupId => {
      const found = groups.find(group => group.groupId === groupId);
      assert.ok(found, `${groupId} is not listed`);
      return found;
    });
  };

  before('groups of every type are there', async function () {
    this.timeout(120_000);
    const admin = await applied.admin();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3 }] });
    const producer = await applied.producer();
    await producer.send({ topic, messages: Array.from({ length: 30 }, (_, n) => ({ partition: n % 3, value: `{"order":${n}}` })) });
    await commitOffsets(cluster(), partly, { [topic]: { 1: 4n } });

    const console = async (main: string, ...rest: string[]) => {
      const tool = await startTool(main, ['--bootstrap-server', broker().bootstrap, '--topic', topic, ...rest], broker());
      applied.endingWith(() => tool.kill());
    };
    await Promise.all([
      console(
        'org.apache.kafka.tools.consumer.ConsoleConsumer',
        ...['--group', nextGen, '--from-beginning', '--command-property', 'group.protocol=consumer'],
        ...['--command-property', 'auto.commit.interval.ms=200', '--command-property', 'client.id=shop'],
      ),
      console('org.apache.kafka.tools.consumer.ConsoleShareConsumer', '--group', share),
      applied.consumer({ groupId: classic }, topic, { autoCommitThreshold: 1 }),
      applied.consumer({ groupId: silent }, topic, { autoCommit: false }),
    ]);
    await eventually(
      async () => {
        const live = await listed(classic, silent, nextGen, share);
        assert.deepEqual(
          live.map(({ groupState }) => groupState),
          ['Stable', 'Stable', 'Stable', 'Stable'],
        );
        const commits = await fetchCommits(cluster(), [classic, nextGen]);
        for (const groupId of [classic, nextGen]) {
          const offsets = commits.get(groupId)?.value?.map(({ committed }) => committed.value?.offset);
          assert.deepEqual(offsets, [10n, 10n, 10n], groupId);
        }
      },
      { everyMs: 200 },
    );
  });

  it('are listed with their true type and state', async () => {
    assert.deepEqual(
      (await listed(classic, nextGen, partly, share)).map(({ groupType, groupState }) => `${groupType} ${groupState}`),
      ['classic Stable', 'consumer Stable', 'classic Empty', 'share Stable'],
    );
  });

  it('of classic consumers show what their own bytes say', async () => {
    const [group] = await describeGroups(cluster(), await listed(classic));
    assert.deepEqual(
      { ...group, members: group?.members.map(member => ({ ...member, memberId: member.memberId.replace(/-[\da-f-]{36}$/, '') })) },
      {
        ...{
          groupId: classic,
          groupType: 'classic',
          groupState: 'Stable',
          protocolType: 'consumer',
          assignor: 'RoundRobinAssigner',
          coordinator: 1,
        },
        members: [
          {
            ...{ memberId: 'orders-service', groupInstanceId: null, clientId: 'orders-service', clientHost: group?.members[0]?.clientHost },
            ...{ subscription: { value: [topic] }, subscribedRegex: null, assignment: { value: partitions } },
            // kafkajs speaks the protocol's first version, which tells neither what a member owned nor since when.
            joinedWith: { ownedPartitions: null, generation: null, rack: null, assignorData: { value: { kind: 'none' } } },
          },
        ],
      },
    );
  });

  it('of the next-generation protocol show epochs and target assignment', async () => {
    const [group] = await describeGroups(cluster(), await listed(nextGen));
    const { memberId, clientHost, memberEpoch } = group!.members[0]!;
    assert.ok((memberEpoch ?? 0) > 0);
    assert.deepEqual(group, {
      ...{ groupId: nextGen, groupType: 'consumer', groupState: 'Stable', protocolType: 'consumer', assignor: 'uniform', coordinator: 1 },
      ...{ groupEpoch: memberEpoch, assignmentEpoch: memberEpoch },
      members: [
        {
          ...{ memberId, groupInstanceId: null, clientId: 'shop', clientHost, memberEpoch, subscribedRegex: null },
          ...{ subscription: { value: [topic] }, assignment: { value: partitions }, targetAssignment: partitions },
        },
      ],
    });
  });

  it('of share consumers are described too', async () => {
    const listing = await listed(share);
    // A share consumer learns its partitions a heartbeat after it has joined.
    await eventually(async () => {
      const [group] = await describeGroups(cluster(), listing);
      assert.deepEqual([group?.groupType, group?.failure, group?.members.length], ['share', undefined, 1]);
      assert.deepEqual(group?.members[0]?.assignment, { value: partitions });
    });
  });

  it('whose type changed since they were listed are found by the other API', async () => {
    const [next, old] = await listed(nextGen, classic);
    const described = await describeGroups(cluster(), [
      { ...next!, groupType: 'classic' },
      { ...old!, groupType: 'consumer' },
    ]);
    assert.deepEqual(
      described.map(({ groupType, groupState, members, failure }) => [groupType, groupState, members.length, failure]),
      [
        ['consumer', 'Stable', 1, undefined],
        ['classic', 'Stable', 1, undefined],
      ],
    );
  });

  it('that do not exist say so, and have no commits', async () => {
    const ghost = 'groups-ghost';
    const [group] = await describeGroups(cluster(), [{ groupId: ghost, groupType: 'classic', groupState: 'Unknown', protocolType: '' }]);
    assert.deepEqual([group?.failure?.kind, group?.failure?.code, group?.members], ['not-found', 'GROUP_ID_NOT_FOUND', []]);
    assert.deepEqual((await fetchCommits(cluster(), [ghost])).get(ghost), { value: [] });
  });

  it('have commits where they committed, and none elsewhere', async () => {
    const commits = await fetchCommits(cluster(), [partly, silent, share]);
    const committed = { value: { offset: 4n, leaderEpoch: -1, metadata: '' } };
    assert.deepEqual(commits.get(partly), { value: [{ topic, partition: 1, committed }] });
    assert.deepEqual([commits.get(silent), commits.get(share)], [{ value: [] }, { value: [] }]);
  });

  describe('asked as brokers of Kafka 2.4 have to be', () => {
    it('are listed without states and types', async () => {
      const { groups } = await listGroups(olderCluster());
      const found = groups.find(({ groupId }) => groupId === classic);
      assert.deepEqual(found, { groupId: classic, groupType: 'classic', groupState: 'Unknown', protocolType: 'consumer' });
    });

    it('are described, and a Dead one that is not is found by the newer API', async () => {
      const { groups } = await listGroups(olderCluster());
      const described = await describeGroups(
        olderCluster(),
        groups.filter(({ groupId }) => [classic, nextGen].includes(groupId)),
      );
      assert.deepEqual(
        described.map(({ groupId, groupType, groupState, members }) => [groupId, groupType, groupState, members.length]),
        [
          [classic, 'classic', 'Stable', 1],
          [nextGen, 'consumer', 'Stable', 1],
        ],
      );
    });

    it('have their coordinators found and their commits fetched one by one', async () => {
      const fresh = new OlderCluster(kafka24, plainly(broker)());
      try {
        const commits = await fetchCommits(fresh, [classic, partly, 'groups-ghost']);
        const offsets = [...commits.values()].map(({ value }) =>
          value?.map(one => `${partitionName(one)} ${one.committed.value?.offset}`).sort(),
        );
        assert.deepEqual(offsets, [[`${topic}-0 10`, `${topic}-1 10`, `${topic}-2 10`], [`${topic}-1 4`], []]);
      } finally {
        fresh.disconnect();
      }
    });

    it('have the same ends', async () => {
      assert.deepEqual(await fetchEnds(olderCluster(), partitions), await fetchEnds(cluster(), partitions));
    });
  });
});
