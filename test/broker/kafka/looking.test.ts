import assert from 'node:assert/strict';
import { describeBrokerConfigs, describeTopicConfigs } from '../../../src/kafka/configs.ts';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { fetchCommits, fetchEnds, offsetsAtTime } from '../../../src/kafka/offsets.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { describeCluster, describeTopics, listTopics } from '../../../src/kafka/topics.ts';
import type { Cluster } from '../../../src/kafka/connection/cluster.ts';
import type { GroupListing } from '../../../src/model/group.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { labBroker } from '../../support/brokers.ts';
import { applications, asking, OlderCluster, plainly } from './clients.ts';

/** Everything that can be asked, about what is there and what is not. */
async function lookAtEverything(cluster: Cluster): Promise<void> {
  const topics = await listTopics(cluster);
  const partitions = [...topics.flatMap(all => all.partitions), { topic: 'looking-nowhere', partition: 0 }];
  const listing = (groupId: string, groupType: GroupListing['groupType']): GroupListing => ({
    ...{ groupId, groupType, groupState: 'Unknown', protocolType: '' },
  });
  const { groups } = await listGroups(cluster);
  const types = ['classic', 'consumer', 'share', 'streams', 'unknown'] as const;
  await describeCluster(cluster);
  await describeTopics(cluster, ['looking-nowhere', '__consumer_offsets', '__transaction_state', '__share_group_state']);
  await describeGroups(cluster, [...groups, ...types.map(type => listing(`looking-${type}`, type))]);
  await fetchCommits(cluster, ['looking-group', ...groups.map(({ groupId }) => groupId)]);
  await fetchEnds(cluster, partitions);
  await offsetsAtTime(cluster, partitions, Date.now() - 60_000);
  await describeTopicConfigs(cluster, ['looking-nowhere', ...topics.map(({ name }) => name)]);
  await describeBrokerConfigs(cluster, 1);
  await fetchRecords(
    cluster,
    partitions.map(one => ({ ...one, offset: 0n })),
    { isolation: 'read_committed' },
  );
}

describe('looking', () => {
  // A broker that makes every topic that somebody asks for, if the asker lets it.
  const broker = labBroker({ autoCreateTopics: true }, 'own');
  const { cluster, lines } = asking(plainly(broker));
  const { cluster: olderCluster } = asking(plainly(broker), (...of) => new OlderCluster({ Metadata: 4, FindCoordinator: 1 }, ...of));
  const applied = applications(broker);
  const whatIsThere = async () => {
    const admin = await applied.admin();
    const { groups } = await admin.listGroups();
    return { topics: (await admin.listTopics()).sort(), groups: groups.map(({ groupId }) => groupId).sort() };
  };

  it('at a cluster that was never used creates nothing, not even its internal topics', async () => {
    await lookAtEverything(cluster());
    await lookAtEverything(olderCluster());
    assert.deepEqual(await whatIsThere(), { topics: [], groups: [] });
    assert.deepEqual(
      lines.filter(({ api }) => api === 'FindCoordinator'),
      [],
    );
  });

  it('at a cluster with topics and groups adds none', async () => {
    const admin = await applied.admin();
    await admin.createTopics({ topics: [{ topic: 'looking-orders', numPartitions: 3 }] });
    await commitOffsets(cluster(), 'looking-committed', { 'looking-orders': { 0: 0n } });
    const before = await whatIsThere();
    assert.deepEqual(before, { topics: ['__consumer_offsets', 'looking-orders'], groups: ['looking-committed'] });
    await lookAtEverything(cluster());
    await lookAtEverything(olderCluster());
    assert.deepEqual(await whatIsThere(), before);
  });
});
