import assert from 'node:assert/strict';
import { askAboutFile } from '../../../src/gather/askAboutFile.ts';
import { lintWith } from '../../../src/lint/lint.ts';
import { judgeLive, questionsOf } from '../../../src/lint/live.ts';
import { readProperties } from '../../../src/lint/readers/properties.ts';
import { liveRules } from '../../../src/lint/rules/liveRules.ts';
import { listGroups } from '../../../src/kafka/groups.ts';
import { listTopics } from '../../../src/kafka/topics.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { checkAnyProblem } from '../../support/lintTest.ts';
import { startTool } from '../../lab/tools.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';

describe('a file that is held against a real cluster', () => {
  const broker = labBroker({
    listeners: ['SASL_PLAINTEXT'],
    users: [
      { name: 'alice', password: 'alice-secret' },
      { name: 'admin', password: 'admin-secret' },
    ],
    acls: [
      { who: 'alice', may: ['DESCRIBE', 'READ'], on: 'TOPIC', named: 'orders' },
      { who: 'alice', may: ['DESCRIBE'], on: 'TOPIC', named: 'images' },
      { who: 'alice', may: ['DESCRIBE', 'READ'], on: 'GROUP', named: 'orders-billing' },
      { who: 'admin', may: ['ALL'], on: 'TOPIC', named: '*' },
      { who: 'admin', may: ['ALL'], on: 'GROUP', named: '*' },
      { who: 'admin', may: ['ALL'], on: 'CLUSTER', named: 'kafka-cluster' },
    ],
    properties: {
      'group.max.session.timeout.ms': '30000',
      'transaction.max.timeout.ms': '300000',
      'group.coordinator.rebalance.protocols': 'classic',
    },
  });
  const as = (username: string) => () => ({
    ...{ bootstrapServers: [broker().bootstrap], sasl: { mechanism: 'PLAIN' as const, username, password: `${username}-secret` } },
  });
  const clusters = { alice: asking(as('alice')), admin: asking(as('admin')) };
  const applied = applications(broker);

  /** "severity rule: underlined characters" of each problem, and the subjects that could not be checked. */
  const judged = async (text: string, user: 'alice' | 'admin' = 'admin') => {
    const { configurations } = lintWith([], readProperties(text));
    assert.notEqual(configurations.length, 0, 'the file was not taken for a Kafka client’s');
    const questions = questionsOf(liveRules, configurations);
    if (questions === undefined) return { problems: [], notChecked: [], settled: [] };
    const answer = await askAboutFile(clusters[user].cluster(), questions, { clusterName: 'lab', userName: user });
    const { problems, notChecked, settled, broken } = judgeLive(liveRules, configurations, answer);
    assert.deepEqual(broken, []);
    for (const problem of problems) {
      checkAnyProblem(problem, text);
      assert.deepEqual(problem.asked, { clusterName: 'lab', at: answer.at });
    }
    return {
      problems: problems.map(({ severity, ruleId, range }) => `${severity} ${ruleId}: ${text.slice(range.start, range.end)}`),
      notChecked: notChecked.flatMap(({ ruleId, reasons }) => reasons.map(({ subject }) => `${ruleId}: ${subject}`)),
      settled,
    };
  };
  const problemsOf = async (text: string, user?: 'alice' | 'admin') => (await judged(text, user)).problems;

  before('topics, a group that reads and commits', async function () {
    this.timeout(120_000);
    const admin = await applied.admin();
    await admin.createTopics({
      topics: [
        { topic: 'orders', numPartitions: 2 },
        { topic: 'orders-retry', numPartitions: 1 },
        { topic: 'images', numPartitions: 1, configEntries: [{ name: 'max.message.bytes', value: '5242880' }] },
        { topic: 'ledger', numPartitions: 1, configEntries: [{ name: 'min.insync.replicas', value: '2' }] },
      ],
    });
    const producer = await applied.producer();
    await producer.send({ topic: 'orders', messages: [0, 1].map(partition => ({ partition, value: '1' })) });
    await applied.consumer({ groupId: 'orders-billing' }, 'orders', { autoCommitThreshold: 1 });
    await eventually(async () => {
      const [committed] = await admin.fetchOffsets({ groupId: 'orders-billing', topics: ['orders'] });
      assert.deepEqual(
        committed?.partitions.map(({ offset }) => offset),
        ['1', '1'],
      );
    });
  });

  const consumer = '# kafka: consumer\nsession.timeout.ms=20000\n';

  it('is right where all fits', async () => {
    const text = `${consumer}group.id=orders-billing\ntopic=orders\ntopic.pattern=orders\n`;
    assert.deepEqual(await judged(text), {
      problems: ['hint topic-pattern-matches: orders'],
      notChecked: [],
      settled: ['session-outside-broker-limits'],
    });
  });

  it('has a session and a transaction that are longer than the brokers take', async () => {
    assert.deepEqual(await problemsOf('# kafka: consumer\ngroup.id=new\nsession.timeout.ms=60000\n'), [
      'error session-outside-cluster-limits: 60000',
    ]);
    assert.deepEqual(await problemsOf('# kafka: producer\ntransactional.id=${HOST}\ntransaction.timeout.ms=600000\n'), [
      'error transaction-timeout-over-cluster-limit: 600000',
    ]);
  });

  it('asks for a group protocol that the brokers do not offer', async () => {
    assert.deepEqual(await problemsOf('# kafka: consumer\ngroup.id=new\ngroup.protocol=consumer\n'), [
      'error group-protocol-not-offered: consumer',
    ]);
  });

  it('names a topic that is not there, and none comes of asking', async () => {
    assert.deepEqual(await problemsOf(`${consumer}topic=ordres\n`), ['warning topic-does-not-exist: ordres']);
    const names = (await listTopics(clusters.admin.cluster())).filter(({ internal }) => !internal).map(({ name }) => name);
    assert.deepEqual(names, ['images', 'ledger', 'orders', 'orders-retry']);
  });

  it('has a pattern that takes retries too, or nothing', async () => {
    assert.deepEqual(await problemsOf(`${consumer}topic.pattern=orders.*\n`), ['information topic-pattern-matches: orders.*']);
    assert.deepEqual(await problemsOf(`${consumer}topic.pattern=payments-.*\n`), ['warning topic-pattern-matches: payments-.*']);
  });

  it('reads other topics than the members of its group', async () => {
    assert.deepEqual(await problemsOf(`${consumer}group.id=orders-billing\ntopic=images\n`), [
      'warning group-used-for-other-topics: orders-billing',
    ]);
  });

  it('would join the consumers of others as a Connect worker', async () => {
    const worker = 'group.id=orders-billing\nkey.converter=org.apache.kafka.connect.json.JsonConverter\noffset.storage.topic=o\n';
    assert.ok((await problemsOf(`${worker}session.timeout.ms=10000\n`)).includes('error group-of-another-type: orders-billing'));
  });

  it('says where to start, and the commits or their absence decide', async () => {
    assert.deepEqual(await problemsOf(`${consumer}group.id=orders-billing\nauto.offset.reset=earliest\n`), [
      'hint offset-reset-without-effect: earliest',
    ]);
    assert.deepEqual(await problemsOf(`${consumer}group.id=orders-archive\nauto.offset.reset=latest\n`), [
      'information latest-on-new-group: latest',
    ]);
    const { groups } = await listGroups(clusters.admin.cluster());
    assert.deepEqual(
      groups.map(({ groupId }) => groupId),
      ['orders-billing'],
      'no group comes of asking',
    );
  });

  it('has limits that a large record does not fit', async () => {
    assert.deepEqual(await problemsOf('# kafka: producer\nacks=1\ntopic=orders\nmax.request.size=10485760\n'), [
      'information record-limit-above-topic: 10485760',
    ]);
    assert.deepEqual(await problemsOf('# kafka: producer\nacks=1\ntopic=images\nmax.request.size=5242880\n'), []);
    assert.deepEqual(await problemsOf('# kafka: consumer librdkafka\ntopic=images\nreceive.message.max.bytes=1000000\n'), [
      'warning receive-limit-below-record: 1000000',
    ]);
  });

  it('writes with acks=all to a topic with too few replicas', async () => {
    assert.deepEqual(await problemsOf('# kafka: producer\nacks=all\ntopic=ledger\n'), ['error acks-without-enough-replicas: ledger']);
    assert.deepEqual(await problemsOf('# kafka: producer\nacks=all\ntopic=orders\n'), []);
  });

  it('names the only broker that there is', async () => {
    assert.deepEqual(await problemsOf(`# kafka: consumer\nbootstrap.servers=${broker().bootstrap.replace('127.0.0.1', 'kafka')}\n`), []);
  });

  describe('of a login that may do little', () => {
    const login = `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="alice" password="\${PASSWORD}";\n`;

    it('is told which ACL is missing, and what could not be checked', async () => {
      const text = `# kafka: consumer\n${login}group.id=reports\ntopics=orders,images,ledger\nsession.timeout.ms=20000\n`;
      const { problems, notChecked } = await judged(text, 'alice');
      assert.deepEqual(problems, [
        'error permission-missing: images',
        'error permission-missing: ledger',
        'error permission-missing: reports',
      ]);
      assert.ok(notChecked.includes('session-outside-cluster-limits: broker configurations'), notChecked.join('\n'));
      assert.ok(notChecked.includes('topic-does-not-exist: ledger'), notChecked.join('\n'));
    });

    it('is told of a group that does not exist yet that nobody knows', async () => {
      const text = `# kafka: consumer\n${login.replace('alice', 'admin')}group.id=not-there\nsession.timeout.ms=20000\n`;
      assert.deepEqual(await judged(text), {
        problems: [],
        notChecked: ['permission-missing: not-there'],
        settled: ['session-outside-broker-limits'],
      });
    });

    it('is right where it may do all that it needs', async () => {
      const { problems } = await judged(`# kafka: consumer\n${login}group.id=orders-billing\ntopic=orders\n`, 'alice');
      assert.deepEqual(problems, []);
    });

    it('says nothing of what another login may do', async () => {
      const { problems } = await judged(`# kafka: consumer\n${login.replace('alice', 'bob')}topic=images\n`, 'alice');
      assert.deepEqual(problems, []);
    });
  });
});

describe('a file whose group speaks the consumer protocol', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);

  it('is checked like any other: type, permission and commits', async function () {
    this.timeout(120_000);
    const admin = await applied.admin();
    await admin.createTopics({ topics: [{ topic: 'linted-orders', numPartitions: 1 }] });
    const tool = await startTool(
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      [
        ...['--bootstrap-server', broker().bootstrap, '--topic', 'linted-orders', '--group', 'linted-next'],
        ...['--command-property', 'group.protocol=consumer'],
      ],
      broker(),
    );
    applied.endingWith(() => tool.kill());
    await eventually(
      async () => {
        const { groups } = await listGroups(cluster());
        assert.equal(groups.find(({ groupId }) => groupId === 'linted-next')?.groupState, 'Stable');
      },
      { everyMs: 200 },
    );
    const { configurations } = lintWith(
      [],
      readProperties('# kafka: consumer\ngroup.id=linted-next\ntopic=linted-orders\ngroup.protocol=consumer\n'),
    );
    const questions = questionsOf(liveRules, configurations);
    assert.ok(questions);
    const answer = await askAboutFile(cluster(), questions, { clusterName: 'lab', userName: null });
    const { problems, notChecked } = judgeLive(liveRules, configurations, answer);
    assert.deepEqual([problems, notChecked], [[], []]);
    assert.ok(answer.parts.groupOperations.items[0]?.operations.includes('READ'));
  });
});
