import assert from 'node:assert/strict';
import '../../support/pagesAsText.ts';
import { Sampler } from '../../../src/gather/sampler.ts';
import type { LagToPage } from '../../../src/webviewProtocol/lag.ts';
import type { OpenCluster } from '../../../src/vscode/clusters/clusters.ts';
import { LagOfGroup } from '../../../src/vscode/panels/lagOfGroup.ts';
import { startTool } from '../../lab/tools.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';

/** What a lag panel's page is told of a real group, whatever happens to it, without an editor around. */
describe('a lag panel’s look at a group', function () {
  this.timeout(180_000);
  const broker = labBroker({}, 'own');
  const { cluster, lines } = asking(plainly(broker));
  const applied = applications(broker);
  const [groupId, topic] = ['look-group', 'look-topic'];
  const told: LagToPage[] = [];
  /** What is wrong now, in words; '' while answers come. */
  let trouble = '';
  let open: OpenCluster;
  let look: LagOfGroup;
  let stop: () => void = () => undefined;

  before('a consumer reads, and has done so for a while', async () => {
    const admin = await applied.admin();
    await admin.createTopics({ topics: [{ topic, numPartitions: 2 }] });
    const producer = await applied.producer();
    await eventually(() => producer.send({ topic, messages: Array.from({ length: 20 }, (_, n) => ({ partition: n % 2, value: `${n}` })) }));
    await joins('look-reader-1');
    await eventually(async () => assert.equal((await admin.describeGroups([groupId])).groups[0]?.state, 'Stable'), { withinMs: 80_000 });
    // Until it has committed all, the records that it has not read are looked at.
    await eventually(async () => {
      const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
      const ends = await admin.fetchTopicOffsets(topic);
      assert.equal(offsets?.partitions.length, 2);
      for (const { partition, offset } of offsets.partitions) assert.equal(offset, ends.find(end => end.partition === partition)?.high);
    });
  });
  after('nobody looks any more', () => stop());

  /** One of Java's clients: it lives on when its topic is deleted, and finds out soon what became of it. */
  async function joins(clientId: string): Promise<() => Promise<void>> {
    const properties = [
      `client.id=${clientId}`,
      'metadata.max.age.ms=500',
      'auto.commit.interval.ms=200',
      'allow.auto.create.topics=false',
      'session.timeout.ms=15000',
    ];
    const tool = await startTool(
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      [
        ...['--bootstrap-server', broker().bootstrap, '--topic', topic, '--group', groupId, '--from-beginning'],
        ...properties.flatMap(property => ['--command-property', property]),
      ],
      broker(),
    );
    applied.endingWith(() => tool.kill());
    return async () => {
      tool.signal('SIGTERM');
      await tool.ended;
    };
  }
  const begin = async () => {
    open = {
      definition: { name: 'lab', bootstrapServers: [broker().bootstrap], environment: 'development' },
      ...{ cluster: cluster(), sampler: new Sampler(cluster()), kafka: await import('../../../src/vscode/onFirstConnection.ts') },
    };
    look = new LagOfGroup(groupId, {
      clusterName: 'lab',
      tell: message => told.push(message),
      troubled: ({ what }) => (trouble = what),
      failed: ({ kind }) => (trouble = kind),
      fine: () => (trouble = ''),
    });
    stop = look.start(open, 300);
  };
  const lastTold = <Type extends LagToPage['type']>(type: Type) =>
    told.findLast((message): message is Extract<LagToPage, { type: Type }> => message.type === type);
  const rows = () => look.textOf('table', open.kafka)?.rows ?? 0;
  const marks = () => (lastTold('changes')?.changes ?? []).map(({ words }) => words);
  const until = (check: () => void) => eventually(check, { withinMs: 80_000 });

  it('knows from the coordinator’s log who joined before it looked, and reads that once', async () => {
    const began = Date.now();
    await begin();
    await until(() => assert.deepEqual(marks(), ['look-reader-1 joined']));
    assert.ok((lastTold('changes')?.changes[0]?.at ?? Infinity) < began, 'it joined before anybody looked');
    const beats = told.filter(({ type }) => type === 'beat').length;
    await until(() => assert.ok(told.filter(({ type }) => type === 'beat').length > beats + 3));
    const reads = lines.filter(({ api }) => api === 'Fetch').length;
    await until(() => assert.ok(told.filter(({ type }) => type === 'beat').length > beats + 6));
    assert.equal(lines.filter(({ api }) => api === 'Fetch').length, reads, 'nothing is read again while nobody comes or goes');
  });

  it('tells who comes and who goes', async () => {
    const leave = await joins('look-reader-2');
    await until(() =>
      assert.ok(
        marks().some(words => words.includes('look-reader-2 joined')),
        marks().join(),
      ),
    );
    await leave();
    await until(() =>
      assert.ok(
        marks().some(words => words.includes('look-reader-2 left')),
        marks().join(),
      ),
    );
  });

  it('shows new partitions of a topic, and says that there are more', async () => {
    await (await applied.admin()).createPartitions({ topicPartitions: [{ topic, count: 4 }] });
    await until(() => assert.equal(rows(), 4));
    await until(() => assert.ok(marks().includes(`${topic} has 4 partitions now`), marks().join()));
    assert.equal(trouble, '');
  });

  it('keeps what it had when the broker dies, and goes on by itself when it is back', async () => {
    await broker().crash();
    await until(() => assert.equal(trouble, 'unreachable'));
    const beats = told.filter(({ type }) => type === 'beat').length;
    assert.equal(rows(), 4);
    await broker().restart();
    await until(() => assert.equal(trouble, ''));
    await until(() => assert.ok(told.filter(({ type }) => type === 'beat').length > beats));
  });

  it('says that the topic is gone, keeps what it had, and goes on when it is there again', async () => {
    const admin = await applied.admin();
    await admin.deleteTopics({ topics: [topic] });
    // Its consumer ends when it finds out.
    await until(() => assert.equal(trouble, `${groupId} reads nothing now`));
    assert.ok(rows() > 0, 'what was seen last stays');
    assert.ok(
      marks().some(words => words === `${topic} is gone` || words === `${topic} is read no more`),
      marks().join(),
    );
    await eventually(() => admin.createTopics({ topics: [{ topic, numPartitions: 3 }] }));
    await joins('look-reader-3');
    await until(() => assert.deepEqual([trouble, rows()], ['', 3]));
  });
});
