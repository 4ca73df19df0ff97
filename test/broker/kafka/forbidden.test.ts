import assert from 'node:assert/strict';
import { describeBrokerConfigs, describeTopicConfigs } from '../../../src/kafka/configs.ts';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { fetchCommits, fetchEnds } from '../../../src/kafka/offsets.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { describeCluster, describeTopics, listTopics } from '../../../src/kafka/topics.ts';
import type { GroupListing } from '../../../src/model/group.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { labUser } from '../../lab/serverProperties.ts';
import { labBroker } from '../../support/brokers.ts';
import { applications, asking } from './clients.ts';

/** What a login that may do little is told: every refusal has its name, and no list pretends to be whole. */
describe('a login that may see one topic and one group', () => {
  const broker = labBroker({
    listeners: ['SASL_PLAINTEXT'],
    users: [
      { name: 'alice', password: 'alice-secret' },
      { name: 'monitor', password: 'monitor-secret' },
    ],
    acls: [
      { who: 'alice', may: ['DESCRIBE', 'READ'], on: 'TOPIC', named: 'orders' },
      { who: 'alice', may: ['DESCRIBE'], on: 'GROUP', named: 'shop' },
      { who: 'monitor', may: ['DESCRIBE'], on: 'CLUSTER', named: 'kafka-cluster' },
    ],
  });
  const as = (username: string) => () => ({
    ...{ bootstrapServers: [broker().bootstrap], sasl: { mechanism: 'PLAIN' as const, username, password: `${username}-secret` } },
  });
  const { cluster, lines } = asking(as('alice'));
  const { cluster: monitoring } = asking(as('monitor'));
  const { cluster: everything } = asking(() => ({
    ...{
      bootstrapServers: [broker().addresses.INTERNAL],
      sasl: { mechanism: 'PLAIN', username: labUser.name, password: labUser.password },
    },
  }));
  const applied = applications(broker);
  const listing = (groupId: string, groupType: GroupListing['groupType'] = 'classic'): GroupListing => ({
    ...{ groupId, groupType, groupState: 'Unknown', protocolType: '' },
  });

  it('creates no internal topic by asking for a group of its own on a cluster without groups', async () => {
    const commits = await fetchCommits(cluster(), ['shop']);
    assert.deepEqual(commits.get('shop')?.failure, {
      ...{ kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Metadata', subject: '__consumer_offsets' },
    });
    const admin = await applied.admin();
    assert.deepEqual(await admin.listTopics(), []);
  });

  describe('once there are topics and groups', () => {
    before('others have made them', async () => {
      const admin = await applied.admin();
      await admin.createTopics({
        topics: [
          { topic: 'orders', numPartitions: 1 },
          { topic: 'payments', numPartitions: 1 },
        ],
      });
      const producer = await applied.producer();
      for (const topic of ['orders', 'payments']) {
        await producer.send({ topic, messages: [{ value: '1' }, { value: '2' }] });
      }
      const offsets = { orders: { 0: 1n }, payments: { 0: 1n } };
      for (const groupId of ['shop', 'bank']) await commitOffsets(everything(), groupId, offsets);
    });

    it('is told that its lists leave something out', async () => {
      const { listsAreComplete, groupListIsComplete } = await describeCluster(cluster());
      assert.deepEqual([listsAreComplete, groupListIsComplete], [false, false]);
      assert.deepEqual(
        (await listTopics(cluster())).map(({ name }) => name),
        ['orders'],
      );
      assert.deepEqual(
        (await listGroups(cluster())).groups.map(({ groupId }) => groupId),
        ['shop'],
      );
    });

    it('sees all groups with DESCRIBE on the cluster, and its list of topics is not called whole', async () => {
      const { listsAreComplete, groupListIsComplete } = await describeCluster(monitoring());
      assert.deepEqual([listsAreComplete, groupListIsComplete], ['unknown', true]);
      assert.deepEqual(
        (await listGroups(monitoring())).groups.map(({ groupId }) => groupId),
        ['bank', 'shop'],
      );
    });

    it('is refused the topic, its ends, its records and its configuration', async () => {
      const [topic] = await describeTopics(cluster(), ['payments']);
      const [ends] = await fetchEnds(cluster(), [{ topic: 'payments', partition: 0 }]);
      const [records] = await fetchRecords(cluster(), [{ topic: 'payments', partition: 0, offset: 0n }]);
      const [configs] = await describeTopicConfigs(cluster(), ['payments']);
      const failures = [topic?.failure, ends?.highWatermark.failure, records?.failure, configs?.entries.failure];
      assert.deepEqual(
        failures.map(failure => `${failure?.kind} ${failure?.code} ${failure?.subject}`),
        [
          ...['forbidden TOPIC_AUTHORIZATION_FAILED payments', 'forbidden TOPIC_AUTHORIZATION_FAILED payments-0'],
          ...['forbidden TOPIC_AUTHORIZATION_FAILED payments-0', 'forbidden TOPIC_AUTHORIZATION_FAILED payments'],
        ],
      );
    });

    it('is refused the group and its commits, by whichever API it is asked for', async () => {
      const described = await describeGroups(cluster(), [listing('bank'), listing('bank-too', 'consumer')]);
      const commits = await fetchCommits(cluster(), ['bank']);
      const failures = [...described.map(({ failure }) => failure), commits.get('bank')?.failure];
      assert.deepEqual(
        failures.map(failure => `${failure?.kind} ${failure?.code} ${failure?.subject}`),
        ['bank', 'bank-too', 'bank'].map(groupId => `forbidden GROUP_AUTHORIZATION_FAILED ${groupId}`),
      );
    });

    it("is refused the broker's configuration", async () => {
      const { failure } = await describeBrokerConfigs(cluster(), 1);
      assert.deepEqual([failure?.kind, failure?.code, failure?.subject], ['forbidden', 'CLUSTER_AUTHORIZATION_FAILED', 'broker 1']);
    });

    it('gets all it may see beside what is refused', async () => {
      const partitions = ['payments', 'orders'].map(topic => ({ topic, partition: 0 }));
      const ends = await fetchEnds(cluster(), partitions);
      assert.deepEqual(
        ends.map(({ highWatermark }) => highWatermark.value),
        [undefined, 2n],
      );
      const [shop] = await describeGroups(cluster(), [listing('shop')]);
      assert.deepEqual([shop?.groupState, shop?.failure], ['Empty', undefined]);
      // Kafka leaves out the commits of topics that alice may not see.
      const commits = await fetchCommits(cluster(), ['bank', 'shop']);
      assert.deepEqual(
        commits.get('shop')?.value?.map(({ topic }) => topic),
        ['orders'],
      );
      assert.equal(lines.filter(({ error }) => error !== undefined).length, 0);
    });
  });
});
