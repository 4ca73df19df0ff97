import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { lagOfAllGroups } from '../../../src/gather/lagOfGroups.ts';
import { sampleGroup } from '../../../src/gather/sampleGroup.ts';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import { memoryOf } from '../../../src/kafka/clusterMemory.ts';
import { Cluster, type RequestLine } from '../../../src/kafka/connection/cluster.ts';
import { locateCoordinators } from '../../../src/kafka/coordinators.ts';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { fetchCommits, fetchEnds } from '../../../src/kafka/offsets.ts';
import { createTopics } from '../../../src/kafka/protocol/apis/createTopics.ts';
import { deleteTopics } from '../../../src/kafka/protocol/apis/deleteTopics.ts';
import { describeQuorum } from '../../../src/kafka/protocol/apis/describeQuorum.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { describeCluster, describeTopics, listTopics } from '../../../src/kafka/topics.ts';
import { partitionName } from '../../../src/model/cluster.ts';
import type { Answer, Failure } from '../../../src/model/failure.ts';
import { judgeGroup } from '../../../src/model/trend.ts';
import { consumerGroupsTable } from '../../../src/report/consumerGroupsTable.ts';
import { wordLag } from '../../../src/report/lagWords.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { type LabCluster, startCluster } from '../../lab/cluster.ts';
import { runTool } from '../../lab/tools.ts';
import { untilWritable } from '../../lab/writing.ts';
import { eventually } from '../../support/eventually.ts';
import { tablesIn } from '../truth/tables.ts';

/**
 * One broker of three is lost: the one that is the active controller. It leads partitions (of some it has the only replica)
 * and coordinates groups. All that is asked goes through one Cluster, which saw the time before.
 */
describe('a cluster that loses the broker that controls it', () => {
  let lab: LabCluster;
  let cluster: Cluster;
  const lines: RequestLine[] = [];
  let lost: number;
  const nodes = [1, 2, 3];
  const [replicated, alone] = ['tolerance-replicated', 'tolerance-alone'];
  const partitions = [replicated, alone].flatMap(topic => nodes.map((_, partition) => ({ topic, partition })));
  const groupIds = Array.from({ length: 12 }, (_, n) => `tolerance-${n}`);
  /** Before the loss. */
  let coordinators: ReadonlyMap<string, number>;
  const others = () => nodes.filter(node => node !== lost);

  before('three brokers start', async function () {
    this.timeout(120_000);
    const started = await startCluster();
    if (started === undefined) return this.skip();
    lab = started;
    cluster = new Cluster({ bootstrapServers: lab.bootstrap, requestTimeoutMs: 5_000 }, { onRequest: line => lines.push(line) });
    await eventually(async () => assert.equal((await describeCluster(cluster)).brokers.length, 3));
    await makeTopic(cluster, replicated, [
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
    ]);
    await makeTopic(cluster, alone, [[1], [2], [3]]);
    await makeTopic(cluster, 'tolerance-deleted', [[1, 2, 3]]);
    for (const groupId of groupIds) await commitOffsets(cluster, groupId, { [replicated]: { 0: 0n }, [alone]: { 0: 0n, 1: 0n, 2: 0n } });
    lost = await controllerOf(cluster);
  });
  after('they stop', async () => {
    cluster.disconnect();
    await lab.stop();
  });

  it('is whole before, with groups at each of its brokers', async () => {
    const ends = await fetchEnds(cluster, partitions);
    assert.deepEqual(
      ends.map(({ highWatermark }) => highWatermark),
      partitions.map(() => ({ value: 0n })),
    );
    const located = await locateCoordinators(cluster, groupIds, true, {});
    coordinators = new Map(groupIds.map((groupId, index) => [groupId, located[index]?.value ?? 0]));
    assert.deepEqual(new Set(coordinators.values()), new Set(nodes));
  });

  it('loses a topic between two questions, which costs only that topic', async () => {
    const wanted = [{ topic: 'tolerance-deleted', partition: 0 }, ...partitions];
    assert.deepEqual(failures(await fetchEnds(cluster, wanted)), []);
    await cluster.ask(deleteTopics, { topics: [{ name: 'tolerance-deleted' }], timeoutMs: 10_000 });
    await eventually(async () => {
      assert.deepEqual(failures(await fetchEnds(cluster, wanted)), ['tolerance-deleted-0 not-found UNKNOWN_TOPIC_OR_PARTITION']);
    });
    const [records] = await fetchRecords(cluster, [{ topic: 'tolerance-deleted', partition: 0, offset: 0n }]);
    assert.equal(records?.failure?.code, 'UNKNOWN_TOPIC_OR_PARTITION');
  });

  it('finds groups whose coordinator is another than the one that is remembered', async () => {
    const wrong = new Cluster({ bootstrapServers: lab.bootstrap });
    try {
      await listGroups(wrong);
      // Each broker is asked for groups that it does not keep.
      await misremember(wrong, groupIds, coordinators);
      const commits = await fetchCommits(wrong, groupIds);
      for (const groupId of groupIds) assert.equal(commits.get(groupId)?.value?.length, 4, groupId);
      const { groups } = await listGroups(wrong);
      await misremember(wrong, groupIds, coordinators);
      for (const { failure, groupId, groupState } of await describeGroups(wrong, groups)) {
        assert.deepEqual([failure, groupState], [undefined, 'Empty'], groupId);
      }
    } finally {
      wrong.disconnect();
    }
  });

  describe('once it is lost', () => {
    before('it crashes', () => lab.brokers.get(lost)?.crash());

    it('answers at once for what the others keep, and the rest carries its error', async () => {
      const [ends, commits] = await Promise.all([fetchEnds(cluster, partitions), fetchCommits(cluster, groupIds)]);
      for (const { partition, topic, highWatermark } of ends) {
        if (partition + 1 !== lost) assert.deepEqual(highWatermark, { value: 0n }, `${topic}-${partition}`);
      }
      const onlyReplica = ends.find(({ topic, partition }) => topic === alone && partition + 1 === lost);
      assert.ok(isOutage(onlyReplica?.highWatermark.failure), JSON.stringify(onlyReplica?.highWatermark.failure));
      for (const [groupId, answer] of commits) {
        if (coordinators.get(groupId) !== lost) assert.equal(answer.value?.length, 4, groupId);
        else assert.ok(answer.value?.length === 4 || isOutage(answer.failure), JSON.stringify(answer.failure));
      }
    });

    it('never lists fewer groups without saying whose are missing', async () => {
      const { groups, missing } = await listGroups(cluster);
      const listed = new Set(groups.map(({ groupId }) => groupId));
      const left = groupIds.filter(groupId => !listed.has(groupId));
      if (left.length > 0)
        assert.deepEqual(
          missing.map(({ subject }) => subject),
          [`broker ${lost}`],
        );
    });

    it('soon leads and coordinates by the others, and only what had no other replica is unknown', async function () {
      this.timeout(120_000);
      await eventually(
        async () => {
          assert.ok(others().includes(await controllerOf(cluster)));
          const { brokers } = await describeCluster(cluster);
          assert.deepEqual(brokers.map(({ nodeId }) => nodeId).sort(), others());
          const { groups, missing } = await lagOfAllGroups(cluster);
          assert.deepEqual([missing, groups.map(({ group }) => group.groupId)], [[], groupIds.toSorted()]);
          for (const { group, partitions: rows, total } of groups) {
            assert.deepEqual([group.failure, group.groupState, rows.length, total.unknown], [undefined, 'Empty', 4, 1], group.groupId);
          }
        },
        { everyMs: 200 },
      );
      assert.deepEqual(failures(await fetchEnds(cluster, partitions)), [`${alone}-${lost - 1} no-leader LEADER_NOT_AVAILABLE`]);
      const [topic] = await describeTopics(cluster, [alone]);
      assert.deepEqual(
        topic?.partitions.filter(({ failure }) => failure).map(one => [partitionName(one), one.leader, one.offlineReplicas]),
        [[`${alone}-${lost - 1}`, null, [lost]]],
      );
      assert.ok((await listTopics(cluster)).length >= 3);
    });

    it('is told to the group that reads there, as a partition without a leader', async () => {
      const { findings } = diagnose(await gatherSnapshot(cluster, 'lab', 'tolerance-0', { windowMs: 0 }));
      assert.deepEqual([findings[0]?.ruleId, findings[0]?.subject], ['leaderless-partition', `${alone}-${lost - 1}`]);
    });

    it('has the same figures in the lag panel as Kafka prints, and says what Kafka leaves out: that nobody leads it', async () => {
      const groupId = 'tolerance-0';
      const args = ['--bootstrap-server', lab.bootstrap.join(), '--describe', '--group', groupId];
      const told = await runTool('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', args, lab.brokers.get(others()[0]!));
      const sample = await sampleGroup(cluster, groupId);
      const rowsIn = (text: string) =>
        tablesIn(text)
          .map(row => [row['TOPIC'], row['PARTITION'], row['CURRENT-OFFSET'], row['LOG-END-OFFSET'], row['LAG']].join(' '))
          .sort();
      const rows = rowsIn(told.stdout);
      assert.deepEqual(rowsIn(consumerGroupsTable(sample.group, sample.partitions)), rows);
      assert.ok(rows.includes(`${alone} ${lost - 1} 0 - -`), rows.join('\n'));
      const trend = judgeGroup([sample]);
      const row = trend.partitions.find(one => one.topic === alone && one.partition === lost - 1);
      assert.deepEqual([row?.state, row?.lag.kind, row?.offsets.committed.value?.offset], ['no-leader', 'unknown', 0n]);
      const { headline, sentence } = wordLag(sample.group, trend, sample.at);
      assert.equal(headline, 'One partition has no leader; 3 keep up');
      assert.match(sentence, new RegExp(`^${alone}-${lost - 1} has no leader, so nobody can read or write it`));
    });

    it('is asked a bounded number of times for a partition without leader', async () => {
      const before = lines.length;
      await fetchEnds(cluster, [{ topic: alone, partition: lost - 1 }]);
      // Nobody can be asked for its offsets; who leads it is.
      const asked = lines.slice(before).map(({ api }) => api);
      assert.deepEqual([...new Set(asked)], ['Metadata']);
      assert.ok(asked.length <= 3, asked.join(' '));
    });

    it('is whole again when the broker is back', async function () {
      this.timeout(150_000);
      await lab.brokers.get(lost)?.restart();
      await eventually(async () => assert.deepEqual(failures(await fetchEnds(cluster, partitions)), []), {
        everyMs: 200,
      });
    });
  });
});

/** Trouble of a broker that is gone or of an election that is not over: none of it says anything about the group or partition itself. */
const isOutage = (failure: Failure | undefined) =>
  failure !== undefined && ['unreachable', 'silent', 'no-leader', 'no-coordinator'].includes(failure.kind);

function failures(ends: readonly { readonly topic: string; readonly partition: number; readonly highWatermark: Answer<bigint> }[]) {
  return ends.flatMap(one => {
    const { failure } = one.highWatermark;
    return failure ? [`${partitionName(one)} ${failure.kind} ${failure.code ?? ''}`] : [];
  });
}

/** Has it ask for each group at the next broker but the right one, as after all coordinators have moved. */
async function misremember(cluster: Cluster, groupIds: readonly string[], coordinators: ReadonlyMap<string, number>): Promise<void> {
  await locateCoordinators(cluster, groupIds, false, {});
  for (const [groupId, node] of coordinators) memoryOf(cluster).coordinators.set(groupId, (node % 3) + 1);
}

async function controllerOf(cluster: Cluster): Promise<number> {
  const { topics } = await cluster.ask(describeQuorum, {
    topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }],
  });
  const leader = topics[0]?.partitions[0]?.leaderId ?? -1;
  assert.ok(leader > 0, 'there is no active controller');
  return leader;
}

async function makeTopic(cluster: Cluster, name: string, replicas: readonly (readonly number[])[]): Promise<void> {
  const assignments = replicas.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds }));
  const { topics } = await cluster.ask(createTopics, {
    topics: [{ name, numPartitions: -1, replicationFactor: -1, assignments, configs: [] }],
    timeoutMs: 30_000,
  });
  assert.equal(topics[0]?.errorCode, 0, topics[0]?.errorMessage ?? '');
  await eventually(async () => {
    const [topic] = await describeTopics(cluster, [name]);
    assert.ok(topic?.partitions.length === replicas.length && topic.partitions.every(({ leader }) => leader !== null));
  });
  await untilWritable(cluster, { [name]: replicas.length });
}
