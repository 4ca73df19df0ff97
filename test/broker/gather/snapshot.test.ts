import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { Sampler } from '../../../src/gather/sampler.ts';
import { gatherSnapshot } from '../../../src/gather/snapshot.ts';
import { FailureError, type Failure } from '../../../src/model/failure.ts';
import type { GroupSample } from '../../../src/model/sample.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';

const refusal = async (asked: Promise<unknown>): Promise<Failure> => {
  const thrown: unknown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof FailureError, String(thrown));
  return thrown.failure;
};

describe('gathering a snapshot', () => {
  const broker = labBroker({}, 'own');
  const { cluster, lines } = asking(plainly(broker));
  const applied = applications(broker);
  const whatIsThere = async () => {
    const admin = await applied.admin();
    const { groups } = await admin.listGroups();
    return { topics: (await admin.listTopics()).sort(), groups: groups.map(({ groupId }) => groupId).sort() };
  };

  it('of a group on a cluster that never had one says that it does not exist, and creates nothing', async () => {
    const { parts } = await gatherSnapshot(cluster(), 'lab', 'orders-billing');
    assert.deepEqual([parts.group, parts.samples.items], [{ items: [], missing: [] }, []]);
    assert.deepEqual(await whatIsThere(), { topics: [], groups: [] });
  });

  describe('of a group that reads', () => {
    before('a consumer has committed', async function () {
      this.timeout(120_000);
      const [admin, producer] = await Promise.all([applied.admin(), applied.producer()]);
      await admin.createTopics({ topics: [{ topic: 'orders', numPartitions: 3 }] });
      await eventually(() =>
        producer.send({ topic: 'orders', messages: Array.from({ length: 30 }, (_, n) => ({ value: `{"n":${n}}`, partition: n % 2 })) }),
      );
      await applied.consumer({ groupId: 'orders-billing' }, 'orders', { autoCommitInterval: 200 });
      await eventually(async () => {
        const [offsets] = await admin.fetchOffsets({ groupId: 'orders-billing', topics: ['orders'] });
        const ends = await admin.fetchTopicOffsets('orders');
        for (const { partition, offset } of offsets?.partitions ?? []) {
          assert.equal(offset, partition === 2 ? '-1' : ends.find(end => end.partition === partition)?.high);
        }
      });
    });

    it('has its members, all partitions of its topics, leaders and configuration', async () => {
      const { parts, cost } = await gatherSnapshot(cluster(), 'lab', 'orders-billing', { windowMs: 0 });
      assert.equal(parts.group.items[0]?.groupState, 'Stable');
      const [sample] = parts.samples.items;
      const [first, second, third] = sample?.partitions ?? [];
      for (const row of [first, second]) {
        assert.ok((row?.committed.value?.offset ?? 0n) >= 15n);
        assert.equal(row?.committed.value?.offset, row?.highWatermark.value);
      }
      assert.deepEqual([third?.committed, third?.highWatermark], [{ value: null }, { value: 0n }]);
      assert.equal(parts.topics.items.length, 3);
      assert.ok(parts.topicConfigs.items[0]?.entries.some(({ name }) => name === 'retention.ms'));
      assert.deepEqual(parts.groupIds.items, ['orders-billing']);
      for (const [name, { missing }] of Object.entries(parts)) {
        assert.deepEqual(missing, name === 'clientFiles' ? [{ subject: name, reason: { kind: 'not-recorded' } }] : [], name);
      }
      assert.ok(cost.requests > 0 && cost.bytes > 0);
    });

    it('asks for commits first and for ends after, so that no reader is ahead of the log', async () => {
      const before = lines.length;
      await gatherSnapshot(cluster(), 'lab', 'orders-billing', { windowMs: 0 });
      const apis = lines.slice(before).map(({ api }) => api);
      assert.ok(apis.indexOf('OffsetFetch') >= 0 && apis.lastIndexOf('OffsetFetch') < apis.indexOf('ListOffsets'), apis.join(' '));
    });

    it('tells early what one look tells, shows its progress, and watches as long as it was asked to, give or take half a beat', async () => {
      const progress: number[] = [];
      let early = 0;
      const { parts } = await gatherSnapshot(cluster(), 'lab', 'orders-billing', {
        windowMs: 4_000,
        onSnapshot: snapshot => (early = snapshot.parts.samples.items.length),
        onProgress: doneMs => progress.push(doneMs),
      });
      assert.equal(early, 1);
      const { items } = parts.samples;
      const watchedMs = items.at(-1)!.at - items[0]!.at;
      assert.ok(items.length >= 2 && watchedMs >= 3_000, `${items.length} samples in ${watchedMs} ms`);
      assert.deepEqual([progress[0], progress.at(-1)], [0, Math.min(watchedMs, 4_000)]);
    });

    it('goes on from what the sampler has seen already', async () => {
      const sampler = new Sampler(cluster());
      const samples: GroupSample[] = [];
      const stop = sampler.watch(
        'orders-billing',
        one => samples.push(one),
        failure => assert.equal(failure, undefined),
        100,
      );
      await eventually(() => assert.ok(samples.length >= 5));
      const { parts } = await gatherSnapshot(cluster(), 'lab', 'orders-billing', { windowMs: 0, sampler });
      stop();
      assert.ok(parts.samples.items.length >= 5, `${parts.samples.items.length} samples`);
    });

    it('ends at once when it is cancelled, and asks nothing more', async () => {
      const cancel = new AbortController();
      const asked = refusal(
        gatherSnapshot(cluster(), 'lab', 'orders-billing', { signal: cancel.signal, onSnapshot: () => cancel.abort() }),
      );
      assert.equal((await asked).kind, 'cancelled');
      const sent = lines.length;
      await gatherSnapshot(cluster(), 'lab', 'orders-billing', { windowMs: 0 });
      const again = lines.length - sent;
      const before = lines.length;
      // As long as a beat would take to come.
      await assert.rejects(
        eventually(() => assert.ok(lines.length > before), { withinMs: 2_500 }),
        'it goes on asking',
      );
      assert.ok(again > 0);
    });

    it('keeps what it saw when the cluster dies meanwhile, and does not call it healthy', async function () {
      this.timeout(120_000);
      const snapshot = await gatherSnapshot(cluster(), 'lab', 'orders-billing', {
        windowMs: 6_000,
        onSnapshot: () => void broker().crash(),
      });
      assert.ok(snapshot.parts.samples.items.length >= 1);
      assert.equal(snapshot.parts.samples.missing[0]?.reason.kind, 'failure');
      const { tone, headline } = wordVerdict(snapshot, diagnose(snapshot));
      assert.notEqual(tone, 'healthy', headline);
    });

    it('says who does not answer when the cluster is gone from the beginning', async () => {
      const { kind } = await refusal(gatherSnapshot(cluster(), 'lab', 'orders-billing'));
      assert.equal(kind, 'unreachable');
    });
  });
});

describe('gathering a snapshot as a login that may not see everything', () => {
  const broker = labBroker(
    {
      listeners: ['SASL_PLAINTEXT'],
      users: [
        { name: 'alice', password: 'alice-secret' },
        { name: 'bob', password: 'bob-secret' },
      ],
      acls: [
        { who: 'alice', may: ['DESCRIBE', 'READ'], on: 'TOPIC', named: 'orders' },
        { who: 'alice', may: ['DESCRIBE'], on: 'GROUP', named: 'shop' },
        { who: 'alice', may: ['DESCRIBE'], on: 'GROUP', named: 'refund-desk' },
      ],
    },
    'own',
  );
  const as = (username: string) => () => ({
    ...{ bootstrapServers: [broker().bootstrap], sasl: { mechanism: 'PLAIN' as const, username, password: `${username}-secret` } },
  });
  const { cluster: asAlice } = asking(as('alice'));
  const { cluster: asBob } = asking(as('bob'));
  const applied = applications(broker);

  before('two groups read, one of them a topic that alice may not see', async function () {
    this.timeout(120_000);
    const admin = await applied.admin();
    await admin.createTopics({
      topics: [
        { topic: 'orders', numPartitions: 1 },
        { topic: 'refunds', numPartitions: 1 },
      ],
    });
    await Promise.all([applied.consumer({ groupId: 'shop' }, 'orders'), applied.consumer({ groupId: 'refund-desk' }, 'refunds')]);
  });

  it('has the group, and says that the list of groups may not be whole', async () => {
    const snapshot = await gatherSnapshot(asAlice(), 'lab', 'shop', { windowMs: 0 });
    assert.equal(snapshot.parts.group.items[0]?.groupId, 'shop');
    assert.deepEqual(
      snapshot.parts.groupIds.missing.map(({ reason }) => reason.kind === 'failure' && reason.failure.code),
      ['CLUSTER_AUTHORIZATION_FAILED'],
    );
  });

  it('gives half of an answer about a topic that may not be seen: neither “no commit” nor healthy', async () => {
    const snapshot = await gatherSnapshot(asAlice(), 'lab', 'refund-desk', { windowMs: 0 });
    const [row] = snapshot.parts.samples.items[0]!.partitions;
    assert.deepEqual([row?.topic, row?.committed.failure?.kind, row?.highWatermark.failure?.kind], ['refunds', 'forbidden', 'forbidden']);
    const { tone, headline, notChecked } = wordVerdict(snapshot, diagnose(snapshot), { bootstrapServers: ['b:9092'] });
    assert.deepEqual([tone, headline], ['partial', 'Half of an answer: this login may not see topic refunds']);
    assert.ok(notChecked.some(({ command }) => command?.endsWith('--operation DESCRIBE --topic refunds')));
  });

  it('of a group that may not be seen says that, and not that it does not exist', async () => {
    const snapshot = await gatherSnapshot(asBob(), 'lab', 'shop', { windowMs: 0 });
    const verdict = diagnose(snapshot);
    assert.deepEqual(
      [verdict.findings.map(({ ruleId, confidence }) => `${ruleId} ${confidence}`), verdict.ruledOut],
      [['permission-missing likely'], []],
    );
    const { tone, headline } = wordVerdict(snapshot, verdict);
    assert.equal(tone, 'partial');
    assert.match(headline, /^No answer about shop: this login may not see /);
  });
});
