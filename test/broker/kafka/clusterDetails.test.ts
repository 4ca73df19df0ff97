import assert from 'node:assert/strict';
import { describeAcls } from '../../../src/kafka/acls.ts';
import { alterConfigs } from '../../../src/kafka/changes/configs.ts';
import { createTopics } from '../../../src/kafka/changes/topics.ts';
import { describeClientQuotas } from '../../../src/kafka/clientQuotas.ts';
import type { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { describeLogDirs } from '../../../src/kafka/logDirs.ts';
import { api, array, bool, float64, int16, int32, nullableString, string } from '../../../src/kafka/protocol/schema.ts';
import { describeQuorum } from '../../../src/kafka/quorum.ts';
import { listReassignments } from '../../../src/kafka/reassignments.ts';
import { type TopicPage, topicPages } from '../../../src/kafka/topicPages.ts';
import { FailureError } from '../../../src/model/failure.ts';
import { makeTopics, write } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { asking, OlderCluster, plainly } from './clients.ts';

const record = (text: string) => ({ key: null, value: Uint8Array.from(Buffer.from(text)), headers: [], timestamp: Date.now() });
const failsWith = (kind: string, code: string) => (error: unknown) => {
  assert.ok(error instanceof FailureError, String(error));
  assert.deepEqual([error.failure.kind, error.failure.code], [kind, code]);
  return true;
};

/** Key 49 (KIP-546). Nothing of the product changes quotas, so it is declared here. */
const alterClientQuotas = api({
  ...{ key: 49, name: 'AlterClientQuotas', versions: [1, 1], flexibleFrom: 1 },
  request: {
    entries: array({
      entity: array({ entityType: string, entityName: nullableString }),
      ops: array({ key: string, value: float64, remove: bool }),
    }),
    validateOnly: bool,
  },
  response: {
    throttleTimeMs: int32,
    entries: array({
      errorCode: int16,
      errorMessage: nullableString,
      entity: array({ entityType: string, entityName: nullableString }),
    }),
  },
});

describe('the details of a cluster', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const topic = 'details-orders';

  before('has a topic with records', async () => {
    await makeTopics(cluster(), [{ name: topic, partitions: 3 }]);
    await write(cluster(), [{ topic, partition: 1, records: [record('x'.repeat(10_000))] }]);
  });

  it('tell what each partition takes of the disks', async () => {
    // A replica that was just made may not lie on the disk yet.
    await eventually(async () => {
      const [one, ...others] = await describeLogDirs(cluster(), { topics: [{ topic, partitions: [0, 1, 2] }] });
      assert.deepEqual([one?.nodeId, others, one?.dirs.failure], [1, [], undefined]);
      const [dir, ...more] = one?.dirs.value ?? [];
      assert.deepEqual([more, dir?.cordoned, dir?.failure], [[], false, undefined]);
      assert.ok(dir?.totalBytes && dir.usableBytes && dir.usableBytes < dir.totalBytes, 'the size of the disk is known');
      assert.deepEqual(
        dir.replicas.toSorted((a, b) => a.partition - b.partition).map(({ bytes, ...replica }) => ({ ...replica, filled: bytes > 10_000 })),
        [0, 1, 2].map(partition => ({ topic, partition, offsetLag: 0n, future: false, filled: partition === 1 })),
      );
    });
    const [all] = await describeLogDirs(cluster());
    assert.ok((all?.dirs.value?.[0]?.replicas.length ?? 0) >= 3);
  });

  it('tell no sizes of disks where the broker is older', async () => {
    const older = new OlderCluster({ DescribeLogDirs: 1 }, plainly(broker)());
    try {
      const [one] = await describeLogDirs(older, { topics: [] });
      const [dir] = one?.dirs.value ?? [];
      assert.deepEqual([dir?.totalBytes, dir?.usableBytes, dir?.cordoned, dir?.replicas], [null, null, null, []]);
    } finally {
      older.disconnect();
    }
  });

  it('tell who leads the controllers and how far the others are', async () => {
    const { leaderId, leaderEpoch, highWatermark, voters, observers } = await describeQuorum(cluster());
    assert.deepEqual([leaderId, leaderEpoch > 0, highWatermark > 0n, observers], [1, true, true, []]);
    assert.deepEqual(
      voters.map(({ nodeId, logEndOffset, lastFetchAt }) => [nodeId, logEndOffset >= highWatermark, lastFetchAt !== null]),
      [[1, true, true]],
    );
  });

  it('tell whom the brokers slow down', async () => {
    const before = await describeClientQuotas(cluster());
    // Other tests share the broker: these slow nobody down, and are taken back.
    const ops = [
      { key: 'consumer_byte_rate', value: 1_000_000_000, remove: false },
      { key: 'request_percentage', value: 10_000.5, remove: false },
    ];
    const alter = async (entries: readonly { readonly key: string; readonly value: number; readonly remove: boolean }[]) => {
      const wanted = ['details-app', null].map(entityName => ({ entity: [{ entityType: 'client-id', entityName }], ops: entries }));
      const { entries: altered } = await cluster().ask(alterClientQuotas, { entries: wanted, validateOnly: false });
      assert.deepEqual(
        altered.map(({ errorCode }) => errorCode),
        [0, 0],
      );
    };
    await alter(ops);
    await eventually(async () => {
      const quotas = (await describeClientQuotas(cluster())).filter(({ entity }) => entity.some(({ type }) => type === 'client-id'));
      assert.deepEqual(
        quotas.map(({ entity, limits }) => [entity, limits.toSorted((a, b) => (a.key < b.key ? -1 : 1))]).sort(),
        ['details-app', null].map(name => [
          [{ type: 'client-id', name }],
          [
            { key: 'consumer_byte_rate', value: 1_000_000_000 },
            { key: 'request_percentage', value: 10_000.5 },
          ],
        ]),
      );
    });
    assert.deepEqual(before, []);
    await alter(ops.map(one => ({ ...one, remove: true })));
    await eventually(async () => assert.deepEqual(await describeClientQuotas(cluster()), []));
  });

  it('tell that nothing is being moved', async () => {
    assert.deepEqual(await listReassignments(cluster()), []);
  });

  it('say that there are no access rules where nobody asks for any', async () => {
    await assert.rejects(describeAcls(cluster()), failsWith('kafka', 'SECURITY_DISABLED'));
  });

  it('come page by page, however large a topic is', async () => {
    await makeTopics(cluster(), [{ name: 'details-wide', partitions: 25 }]);
    const pages = [];
    for await (const page of topicPages(cluster(), { topics: ['details-wide', topic, 'details-nowhere'], partitionsPerPage: 10 })) {
      pages.push(page.map(({ name, partitions, failure }) => `${name} ${partitions.length}${failure ? ` ${failure.code}` : ''}`));
    }
    assert.deepEqual(pages, [
      ['details-nowhere 0 UNKNOWN_TOPIC_OR_PARTITION', `${topic} 3`, 'details-wide 7'],
      ['details-wide 10'],
      ['details-wide 8'],
    ]);
    const { value: pageOne } = (await topicPages(cluster(), { topics: [topic] }).next()) as IteratorYieldResult<readonly TopicPage[]>;
    const [first] = pageOne;
    assert.match(first?.topicId ?? '', /^[\w-]{22}$/);
    assert.deepEqual(first?.partitions[2], {
      ...{ topic, partition: 2, leader: 1, leaderEpoch: 0, replicas: [1], isr: [1], offlineReplicas: [] },
      ...{ eligibleLeaderReplicas: [], lastKnownElr: [] },
    });
  });

  it('end where a broker sends us back to a page that we had', async () => {
    class Repeating extends OlderCluster {
      override ask: OlderCluster['ask'] = (api, ...rest) => {
        const nextCursor = { topicName: topic, partitionIndex: 1 };
        return super.ask({ ...api, decode: (version, bytes) => ({ ...api.decode(version, bytes), nextCursor }) }, ...rest);
      };
    }
    const repeating = new Repeating({}, plainly(broker)());
    try {
      const pages = topicPages(repeating, { topics: [topic] });
      assert.equal((await pages.next()).done, false);
      assert.equal((await pages.next()).done, false);
      await assert.rejects(pages.next(), failsWith('unreadable', 'MISSING_IN_ANSWER'));
    } finally {
      repeating.disconnect();
    }
  });

  it('that an older broker does not know are said to be unsupported', async () => {
    class WithoutNewApis extends OlderCluster {
      override ask: OlderCluster['ask'] = (api, ...rest) =>
        super.ask(
          ['DescribeQuorum', 'DescribeTopicPartitions', 'DescribeClientQuotas'].includes(api.name) ? { ...api, key: 9_999 } : api,
          ...rest,
        );
    }
    const older = new WithoutNewApis({}, plainly(broker)());
    try {
      for (const ask of [describeQuorum, describeClientQuotas, (of: Cluster) => topicPages(of).next()])
        await assert.rejects(ask(older), failsWith('unsupported', 'UNSUPPORTED_VERSION'));
    } finally {
      older.disconnect();
    }
  });
});

describe('the details of a cluster with access rules', () => {
  const broker = labBroker({
    listeners: ['SASL_PLAINTEXT'],
    users: [
      { name: 'alice', password: 'alice-secret' },
      { name: 'auditor', password: 'auditor-secret' },
    ],
    acls: [
      { who: 'alice', may: ['READ', 'DESCRIBE'], on: 'TOPIC', named: 'orders' },
      { who: 'alice', may: ['READ'], on: 'GROUP', named: '*' },
      { who: 'auditor', may: ['DESCRIBE', 'DESCRIBE_CONFIGS'], on: 'CLUSTER', named: 'kafka-cluster' },
    ],
  });
  const as = (username: string) => () => ({
    ...{ bootstrapServers: [broker().bootstrap], sasl: { mechanism: 'PLAIN' as const, username, password: `${username}-secret` } },
  });
  const { cluster: alice } = asking(as('alice'));
  const { cluster: auditor } = asking(as('auditor'));

  it('show the rules to who may see them', async () => {
    const allowed = { principal: 'User:alice', host: '*', permission: 'ALLOW', pattern: 'LITERAL' };
    const ofOrders = ['DESCRIBE', 'READ'].map(operation => ({ ...allowed, operation, resourceType: 'TOPIC', resourceName: 'orders' }));
    const inOrder = async (asked: ReturnType<typeof describeAcls>) =>
      (await asked).toSorted((a, b) => (a.operation < b.operation ? -1 : 1));
    await eventually(async () => {
      assert.deepEqual(await inOrder(describeAcls(auditor(), { resourceType: 'TOPIC', resourceName: 'orders' })), ofOrders);
      // A rule for `*` decides about every group.
      assert.deepEqual(await inOrder(describeAcls(auditor(), { resourceType: 'GROUP', resourceName: 'shop' })), [
        { ...allowed, operation: 'READ', resourceType: 'GROUP', resourceName: '*' },
      ]);
      assert.equal((await describeAcls(auditor(), { principal: 'User:auditor' })).length, 2);
      assert.equal((await describeAcls(auditor())).length, 5);
      assert.deepEqual(await describeAcls(auditor(), { resourceName: 'payments', resourceType: 'TOPIC' }), []);
    });
  });

  it('refuse each question with the permission that is missing, and change nothing without one', async () => {
    const forbidden = failsWith('forbidden', 'CLUSTER_AUTHORIZATION_FAILED');
    await assert.rejects(describeAcls(alice()), forbidden);
    await assert.rejects(describeQuorum(alice()), forbidden);
    await assert.rejects(listReassignments(alice()), forbidden);
    await assert.rejects(describeClientQuotas(alice()), forbidden);
    assert.deepEqual(await describeClientQuotas(auditor()), []);
    for (const newest of [5, 1]) {
      const of = new OlderCluster({ DescribeLogDirs: newest }, as('alice')());
      try {
        const [disks] = await describeLogDirs(of);
        assert.deepEqual([disks?.dirs.failure?.kind, disks?.dirs.failure?.code], ['forbidden', 'CLUSTER_AUTHORIZATION_FAILED']);
      } finally {
        of.disconnect();
      }
    }
    const [created] = await createTopics(alice(), [{ name: 'details-forbidden' }]);
    const altered = await alterConfigs(alice(), { topic: 'orders' }, [{ name: 'retention.ms', value: '1' }]);
    const failures = [created?.outcome.failure, altered.failure];
    assert.deepEqual(
      failures.map(failure => [failure?.kind, failure?.code]),
      [
        ['forbidden', 'TOPIC_AUTHORIZATION_FAILED'],
        ['forbidden', 'TOPIC_AUTHORIZATION_FAILED'],
      ],
    );
  });
});
