import assert from 'node:assert/strict';
import { describeBrokerConfigs, describeTopicConfigs } from '../../../src/kafka/configs.ts';
import { describeCluster, describeTopics, listTopics } from '../../../src/kafka/topics.ts';
import { labBroker } from '../../support/brokers.ts';
import { applications, asking, OlderCluster, plainly } from './clients.ts';

describe('a cluster', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const [orders, payments] = ['topics-orders', 'topics-payments'] as const;

  before('has topics', async () => {
    const admin = await applied.admin();
    await admin.createTopics({
      topics: [
        { topic: payments, numPartitions: 1, configEntries: [{ name: 'retention.ms', value: '3600000' }] },
        { topic: orders, numPartitions: 12 },
      ],
    });
  });

  it('has an id, a controller and brokers, and shows an unguarded login all lists', async () => {
    const { clusterId, ...rest } = await describeCluster(cluster());
    assert.match(clusterId ?? '', /^[\w-]{22}$/);
    const [host, port] = broker().bootstrap.split(':');
    assert.deepEqual(rest, {
      ...{ controllerId: 1, listsAreComplete: true, groupListIsComplete: true },
      brokers: [{ nodeId: 1, host, port: Number(port), rack: null }],
    });
  });

  it('tells the same by Metadata, where it is older than DescribeCluster', async () => {
    class WithoutDescribeCluster extends OlderCluster {
      override ask: OlderCluster['ask'] = (api, ...rest) =>
        super.ask(api.name === 'DescribeCluster' ? { ...api, key: 9_999 } : api, ...rest);
    }
    const older = new WithoutDescribeCluster({ Metadata: 9 }, plainly(broker)());
    try {
      assert.deepEqual(await describeCluster(older), await describeCluster(cluster()));
    } finally {
      older.disconnect();
    }
  });

  it('lists its topics by name, with partitions by number', async () => {
    const topics = await listTopics(cluster());
    const names = topics.map(({ name }) => name);
    assert.deepEqual(names, names.toSorted());
    const found = topics.find(({ name }) => name === orders);
    assert.equal(found?.internal, false);
    assert.deepEqual(
      found.partitions,
      Array.from({ length: 12 }, (_, partition) => ({
        ...{ topic: orders, partition, leader: 1, leaderEpoch: 0, replicas: [1], isr: [1], offlineReplicas: [] },
      })),
    );
  });

  it('describes topics in the order of the question, and says which do not exist', async () => {
    const described = await describeTopics(cluster(), [payments, 'topics-nowhere', 'not a topic', orders, payments]);
    assert.deepEqual(
      described.map(({ name, partitions, failure }) => [name, partitions.length, failure?.kind, failure?.code]),
      [
        [payments, 1, undefined, undefined],
        ['topics-nowhere', 0, 'not-found', 'UNKNOWN_TOPIC_OR_PARTITION'],
        ['not a topic', 0, 'kafka', 'INVALID_TOPIC_EXCEPTION'],
        [orders, 12, undefined, undefined],
        [payments, 1, undefined, undefined],
      ],
    );
  });

  it('tells what topics are configured with, and where it comes from', async () => {
    const answers = await describeTopicConfigs(cluster(), [orders, 'topics-nowhere', payments]);
    const retention = answers.map(({ entries }) => entries.value?.find(({ name }) => name === 'retention.ms') ?? entries.failure?.code);
    assert.deepEqual(retention, [
      { name: 'retention.ms', value: '604800000', source: 'default', sensitive: false },
      'UNKNOWN_TOPIC_OR_PARTITION',
      { name: 'retention.ms', value: '3600000', source: 'topic', sensitive: false },
    ]);
  });

  it('tells what a broker runs with, and keeps its secrets', async () => {
    const { value = [] } = await describeBrokerConfigs(cluster(), 1);
    const entry = (wanted: string) => value.find(({ name }) => name === wanted);
    assert.deepEqual(entry('offsets.topic.num.partitions'), {
      ...{ name: 'offsets.topic.num.partitions', value: '5', source: 'static-broker', sensitive: false },
    });
    assert.deepEqual(entry('listener.name.internal.plain.sasl.jaas.config'), {
      ...{ name: 'listener.name.internal.plain.sasl.jaas.config', value: null, source: 'static-broker', sensitive: true },
    });
  });

  it('says that it has no such broker', async () => {
    const { failure } = await describeBrokerConfigs(cluster(), 42);
    assert.deepEqual([failure?.kind, failure?.code, failure?.subject], ['unreachable', 'BROKER_NOT_LISTED', 'broker 42']);
  });

  it('tells of a broker although nothing else was asked before', async () => {
    const fresh = new OlderCluster({}, plainly(broker)());
    try {
      assert.equal((await describeBrokerConfigs(fresh, 1)).failure, undefined);
    } finally {
      fresh.disconnect();
    }
  });
});
