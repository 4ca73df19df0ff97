import kafkajs from 'kafkajs';
import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { offsetsLogOf } from '../../../src/gather/groupParts.ts';
import { lagOfAllGroups } from '../../../src/gather/lagOfGroups.ts';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import { describeAcls } from '../../../src/kafka/acls.ts';
import { describeClientQuotas } from '../../../src/kafka/clientQuotas.ts';
import { describeBrokerConfigs, describeTopicConfigs } from '../../../src/kafka/configs.ts';
import type { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { endsOfEpochs } from '../../../src/kafka/leaderEpochs.ts';
import { describeLogDirs } from '../../../src/kafka/logDirs.ts';
import { placesInLogs } from '../../../src/kafka/logPlaces.ts';
import { fetchBounds, fetchCommits, fetchEnds, offsetsAtTime } from '../../../src/kafka/offsets.ts';
import { operationsOnGroups, operationsOnTopics } from '../../../src/kafka/permissions.ts';
import { describeProducers } from '../../../src/kafka/producers.ts';
import { describeQuorum } from '../../../src/kafka/quorum.ts';
import { listReassignments } from '../../../src/kafka/reassignments.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { gatherStart } from '../../../src/gather/startSituation.ts';
import { fetchShareOffsets } from '../../../src/kafka/shareOffsets.ts';
import { topicPages } from '../../../src/kafka/topicPages.ts';
import { describeCluster, describeTopics, listTopics } from '../../../src/kafka/topics.ts';
import { describeTransactions, listTransactions, openTransactions } from '../../../src/kafka/transactions.ts';
import type { GroupListing } from '../../../src/model/group.ts';
import { deadLetterGrowth } from '../../../src/peek/deadLetterGrowth.ts';
import { readNeighbours } from '../../../src/peek/neighbours.ts';
import { peekMore, peekRecords } from '../../../src/peek/peek.ts';
import { searchRecords } from '../../../src/peek/search/search.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { apis } from '../../unit/kafka/protocol/apis.ts';
import { applications, asking, OlderCluster, plainly } from './clients.ts';

const nowhere = { topic: 'looking-nowhere', partition: 0 };
const orders = { topic: 'looking-orders', partition: 0 };
const partitions = [orders, nowhere];
const topics = partitions.map(({ topic }) => topic);
const groupIds = ['looking-committed', 'looking-nobody'];
const internalTopics = ['__consumer_offsets', '__transaction_state', '__share_group_state'];
const types = ['classic', 'consumer', 'share', 'streams', 'unknown'] as const;
const listings: readonly GroupListing[] = types.flatMap(groupType =>
  groupIds.map(groupId => ({ ...{ groupId: `${groupId}-${groupType}`, groupType, groupState: 'Unknown', protocolType: '' } })),
);

/** Every read of the product, about what is there (in the second half) and what is not. */
const looks: Readonly<Record<string, (cluster: Cluster) => Promise<unknown>>> = {
  'at the cluster': describeCluster,
  'at the list of topics': listTopics,
  'at topics': cluster => describeTopics(cluster, [...topics, ...internalTopics]),
  'at topics page by page': async cluster => {
    for await (const page of topicPages(cluster, { partitionsPerPage: 1 })) assert.ok(page);
  },
  'at the list of groups': listGroups,
  'at groups of every type': async cluster => describeGroups(cluster, [...listings, ...(await listGroups(cluster)).groups]),
  'at commits': cluster => fetchCommits(cluster, groupIds),
  'at the offsets of share groups': cluster => fetchShareOffsets(cluster, groupIds),
  'at the lag of all groups': lagOfAllGroups,
  'at where groups start': cluster =>
    Promise.all(groupIds.map(groupId => gatherStart(cluster, 'lab', { groupId, topics: [...topics], client: null }))),
  'at log ends': cluster => fetchEnds(cluster, partitions),
  'at log bounds': cluster => fetchBounds(cluster, partitions),
  'at offsets by time': cluster => offsetsAtTime(cluster, partitions, Date.now() - 60_000),
  'at places in logs': cluster => placesInLogs(cluster, partitions, 'max-timestamp'),
  'at leader epochs': cluster =>
    endsOfEpochs(
      cluster,
      partitions.map(one => ({ ...one, leaderEpoch: 0 })),
    ),
  'at the configuration of topics': cluster => describeTopicConfigs(cluster, [...topics, ...internalTopics]),
  'at the configuration of a broker': cluster => describeBrokerConfigs(cluster, 1),
  'at what the login may do': cluster => Promise.all([operationsOnTopics(cluster, topics), operationsOnGroups(cluster, groupIds)]),
  'at access rules': cluster => describeAcls(cluster).catch(() => undefined), // the broker has no authorizer
  'at quotas': cluster => describeClientQuotas(cluster),
  'at log directories': cluster => describeLogDirs(cluster),
  'at reassignments': cluster => listReassignments(cluster),
  'at the quorum': cluster => describeQuorum(cluster),
  'at producers': cluster => describeProducers(cluster, partitions),
  'at transactions': async cluster => {
    await listTransactions(cluster);
    await openTransactions(cluster, partitions);
    const listing = { transactionalId: 'looking-payments', producerId: 1n, state: 'Ongoing', coordinator: 1 } as const;
    await describeTransactions(cluster, [listing]);
  },
  'at records': cluster =>
    fetchRecords(
      cluster,
      partitions.map(one => ({ ...one, offset: 0n })),
      { isolation: 'read_committed' },
    ),
  'into topics, by peeking': async cluster => {
    const request = { partitions: [], limit: 10, isolation: 'read_committed', showControlRecords: true } as const;
    for (const topic of topics) {
      for (const groupId of groupIds) await peekRecords(cluster, { ...request, topic, start: { kind: 'committed', groupId } });
      await peekRecords(cluster, { ...request, topic, start: { kind: 'newest' } });
      await peekRecords(cluster, { ...request, topic, start: { kind: 'time', at: 1 } });
      await peekRecords(cluster, { ...request, topic, start: { kind: 'offset', offset: 1n } });
      const oldest = { ...request, topic, start: { kind: 'oldest' } } as const;
      const { lookedAt } = await peekRecords(cluster, oldest);
      // Followed live, it is read on and on.
      for (const direction of ['later', 'earlier', 'later'] as const) await peekMore(cluster, oldest, lookedAt, direction);
    }
  },
  'at records beside their neighbours': async cluster => {
    for (const topic of topics) {
      const request = { topic, partitions: [], limit: 2, isolation: 'read_uncommitted', showControlRecords: true } as const;
      const { records } = await peekRecords(cluster, { ...request, start: { kind: 'offset', offset: 0n } });
      for (const record of records) await readNeighbours(cluster, record);
    }
  },
  'at how dead letters grow': async cluster => {
    for (const topic of topics) await deadLetterGrowth(cluster, topic).catch(() => undefined); // one of them does not exist
  },
  'through topics, by searching': async cluster => {
    const from = { kind: 'oldest' } as const;
    const what = { kind: 'text', text: '1', matchCase: true, parts: ['key', 'value', 'headers'] } as const;
    const places = topics.map(topic => ({ topic, partitions: [] }));
    const request = { places, from, until: { kind: 'end' }, what, most: 10, isolation: 'read_committed' } as const;
    await searchRecords(cluster, request, { how: {}, onFound: () => undefined, onProgress: () => undefined });
  },
  'at a group, by a diagnosis': async cluster => {
    for (const groupId of groupIds) await gatherSnapshot(cluster, 'lab', groupId, { windowMs: 2_500 });
  },
  'at what coordinators wrote': async cluster => {
    for (const groupId of groupIds) await offsetsLogOf(cluster, groupId, {});
  },
};

/** What changes a cluster; nothing of it is asked by looking. */
const changing = [
  ...['Produce', 'OffsetCommit', 'OffsetDelete', 'DeleteGroups', 'IncrementalAlterConfigs'],
  ...['CreateTopics', 'DeleteTopics', 'CreatePartitions', 'DeleteRecords'],
];
const connecting = ['ApiVersions', 'SaslHandshake', 'SaslAuthenticate'];

describe('looking', () => {
  // A broker that makes every topic that somebody asks for, if the asker lets it.
  const broker = labBroker({ autoCreateTopics: true }, 'own');
  const { cluster, lines } = asking(plainly(broker));
  const { cluster: olderCluster } = asking(plainly(broker), (...of) => new OlderCluster({ Metadata: 4, FindCoordinator: 1 }, ...of));
  const applied = applications(broker);
  /** As the broker's disk and another client tell it: every log with its bytes, all offsets, all settings. */
  const whatIsThere = async () => {
    const admin = await applied.admin();
    const data = path.join(path.dirname(broker().logFile), 'data');
    const folders = (await readdir(data)).filter(name => /-\d+$/.test(name) && !name.startsWith('__cluster_metadata')).sort();
    const names = (await admin.listTopics()).sort();
    const { groups } = await admin.listGroups();
    const all = groups.map(({ groupId }) => groupId).sort();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        ...names.map(name => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
        { type: kafkajs.ConfigResourceTypes.BROKER, name: '1' },
      ],
    });
    return {
      logs: await Promise.all(folders.map(async name => [name, (await stat(path.join(data, name, '00000000000000000000.log'))).size])),
      names,
      offsets: await Promise.all(all.map(async groupId => [groupId, await admin.fetchOffsets({ groupId })])),
      configs: resources.map(({ resourceName, configEntries }) => [
        resourceName,
        configEntries.map(({ configName, configValue }) => [configName, configValue]),
      ]),
    };
  };

  describe('at a cluster that was never used creates nothing, not even internal topics:', () => {
    let before: Awaited<ReturnType<typeof whatIsThere>>;
    it('there is nothing', async () => {
      before = await whatIsThere();
      assert.deepEqual([before.logs, before.names, before.offsets], [[], [], []]);
    });
    for (const [name, look] of Object.entries(looks)) {
      it(name, async () => {
        await look(cluster());
        await look(olderCluster()).catch(() => undefined); // what it is too old for is refused
        assert.deepEqual(await whatIsThere(), before);
      });
    }
    it('no coordinator was looked up', () => {
      assert.deepEqual(
        lines.filter(({ api }) => api === 'FindCoordinator'),
        [],
      );
    });
  });

  describe('at a cluster with topics and groups changes neither topics nor logs, offsets or settings:', () => {
    let before: Awaited<ReturnType<typeof whatIsThere>>;
    it('there are some', async () => {
      const admin = await applied.admin();
      await admin.createTopics({ topics: [{ topic: orders.topic, numPartitions: 3 }] });
      const producer = await applied.producer();
      await eventually(() => producer.send({ topic: orders.topic, messages: [{ value: '1' }, { value: '2' }] }));
      await commitOffsets(cluster(), 'looking-committed', { [orders.topic]: { 0: 0n } });
      before = await whatIsThere();
      assert.deepEqual(before.names, ['__consumer_offsets', orders.topic]);
      assert.equal(before.offsets.length, 1);
      lines.length = 0;
    });
    for (const [name, look] of Object.entries(looks)) {
      it(name, async () => {
        await look(cluster());
        await look(olderCluster()).catch(() => undefined);
        assert.deepEqual(await whatIsThere(), before);
      });
    }
    it('every API that reads was asked, and none that changes', () => {
      const asked = new Set(lines.map(({ api }) => api));
      const reading = apis.map(({ name }) => name).filter(name => ![...changing, ...connecting].includes(name));
      assert.deepEqual(
        reading.filter(name => !asked.has(name)),
        [],
      );
      assert.deepEqual(
        changing.filter(name => asked.has(name)),
        [],
      );
    });
  });
});
