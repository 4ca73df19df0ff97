import assert from 'node:assert/strict';
import { alterConfigs } from '../../../src/kafka/changes/configs.ts';
import { deleteGroups } from '../../../src/kafka/changes/groups.ts';
import { commitOffsets, deleteOffsets } from '../../../src/kafka/changes/offsets.ts';
import { deleteRecords, produce, type RecordToWrite } from '../../../src/kafka/changes/records.ts';
import { createPartitions, createTopics, deleteTopics } from '../../../src/kafka/changes/topics.ts';
import { describeBrokerConfigs, describeTopicConfigs } from '../../../src/kafka/configs.ts';
import { listGroups } from '../../../src/kafka/groups.ts';
import { fetchCommits, fetchEnds } from '../../../src/kafka/offsets.ts';
import { codecs } from '../../../src/kafka/protocol/compression.ts';
import { fetchRecords } from '../../../src/kafka/records.ts';
import { describeTopics } from '../../../src/kafka/topics.ts';
import { known } from '../../../src/model/failure.ts';
import { commitOffsets as commitPatiently } from '../../lab/commits.ts';
import { runTool } from '../../lab/tools.ts';
import { makeTopics, write } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, OlderCluster, plainly } from './clients.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const text = (value: Uint8Array | null) => value && Buffer.from(value).toString();
const done = known(true as const);

/** Every change is looked at afterwards by asking the cluster, as whoever asked for it would. */
describe('a change', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  /** As brokers of Kafka 2.4 have to be asked. */
  const kafka24 = { CreateTopics: 4, DeleteTopics: 3, CreatePartitions: 1, Produce: 8, DeleteRecords: 1, OffsetCommit: 7, DeleteGroups: 1 };
  const { cluster: olderCluster } = asking(
    plainly(broker),
    (...of) => new OlderCluster({ ...kafka24, IncrementalAlterConfigs: 0, Metadata: 9, FindCoordinator: 3 }, ...of),
  );
  const applied = applications(broker);
  const at = (topic: string, partition = 0) => ({ topic, partition });
  const outcomes = (all: readonly { readonly outcome: { readonly value?: true; readonly failure?: { readonly code?: string } } }[]) =>
    all.map(({ outcome }) => outcome.failure?.code ?? outcome.value);
  const record = (value: string, more: Partial<RecordToWrite> = {}): RecordToWrite => ({
    ...{ key: bytes('k'), value: bytes(value), headers: [], timestamp: Date.now() - 60_000, ...more },
  });

  before('there are groups', async () => {
    // The first commit of a broker makes `__consumer_offsets`, which takes longer than a change tries.
    await makeTopics(cluster(), [{ name: 'changes-first' }]);
    await commitPatiently(cluster(), 'changes-first', { 'changes-first': { 0: 0n } });
  });

  for (const [version, asked] of [
    ['the newest versions', cluster],
    ['the versions of Kafka 2.4', olderCluster],
  ] as const) {
    const name = (what: string) => `changes-${what}-${version.endsWith('2.4') ? 'older' : 'newest'}`;

    describe(`asked in ${version}`, () => {
      it('creates topics, gives them partitions and deletes them', async () => {
        const [first, second] = [name('first'), name('second')];
        const created = await createTopics(asked(), [
          { name: first, partitions: 2, replicationFactor: 1, configs: { 'retention.ms': '3600000' } },
          { name: second },
          { name: 'not a topic' },
        ]);
        assert.deepEqual(outcomes(created), [true, true, 'INVALID_TOPIC_EXCEPTION']);
        assert.deepEqual(outcomes(await createTopics(asked(), [{ name: first }])), ['TOPIC_ALREADY_EXISTS']);
        assert.deepEqual(outcomes(await createPartitions(asked(), [{ topic: first, partitions: 5 }])), [true]);
        assert.deepEqual(outcomes(await createPartitions(asked(), [{ topic: first, partitions: 5 }])), ['INVALID_PARTITIONS']);
        await eventually(async () => {
          const described = await describeTopics(asked(), [first, second]);
          assert.deepEqual(
            described.map(({ partitions }) => partitions.length),
            [5, 1],
          );
        });
        await eventually(async () => {
          const [config] = await describeTopicConfigs(asked(), [first]);
          assert.equal(config?.entries.value?.find(entry => entry.name === 'retention.ms')?.value, '3600000');
        });
        assert.deepEqual(outcomes(await deleteTopics(asked(), [first, second, 'changes-nowhere'])), [
          ...[true, true],
          'UNKNOWN_TOPIC_OR_PARTITION',
        ]);
        await eventually(async () => assert.deepEqual((await describeTopics(asked(), [first]))[0]?.failure?.kind, 'not-found'));
      });

      it('writes records and deletes them', async () => {
        const topic = name('records');
        await makeTopics(asked(), [{ name: topic, partitions: 2 }]);
        const written = await produce(asked(), [
          {
            ...at(topic, 1),
            records: [record('a', { headers: [{ key: 'trace', value: bytes('1') }] }), record('b', { key: null, value: null })],
          },
          { ...at(topic, 0), records: [record('c')] },
          { ...at(topic, 7), records: [record('d')] },
        ]);
        assert.deepEqual(
          written.map(({ written: where }) => where.value?.baseOffset ?? where.failure?.code),
          [0n, 0n, 'UNKNOWN_TOPIC_OR_PARTITION'],
        );
        const [again] = await produce(asked(), [{ ...at(topic, 1), records: [record('e')] }]);
        assert.equal(again?.written.value?.baseOffset, 2n);
        const [fetched] = await fetchRecords(asked(), [{ ...at(topic, 1), offset: 0n }]);
        assert.deepEqual(
          fetched?.records.map(({ offset, key, value, headers }) => [offset, text(key), text(value), headers.length]),
          [
            [0n, 'k', 'a', 1],
            [1n, null, null, 0],
            [2n, 'k', 'e', 0],
          ],
        );
        const cut = await deleteRecords(asked(), [
          { ...at(topic, 1), before: 2n },
          { ...at(topic, 0), before: null },
        ]);
        assert.deepEqual(
          cut.map(({ logStartOffset }) => logStartOffset.value),
          [2n, 1n],
        );
        const tooFar = await deleteRecords(asked(), [{ ...at(topic), before: 99n }]);
        assert.equal(tooFar[0]?.logStartOffset.failure?.code, 'OFFSET_OUT_OF_RANGE');
        const [ends] = await fetchEnds(asked(), [at(topic, 1)]);
        assert.deepEqual([ends?.logStartOffset.value, ends?.highWatermark.value], [2n, 3n]);
      });

      it('sets commits, takes them back, and deletes the group', async () => {
        const [topic, groupId] = [name('committed'), name('group')];
        await makeTopics(asked(), [{ name: topic, partitions: 2 }]);
        const commits = async () => (await fetchCommits(asked(), [groupId])).get(groupId)?.value;
        await eventually(async () => assert.deepEqual(await commits(), [])); // its coordinator has loaded
        const set = await commitOffsets(asked(), groupId, [
          { ...at(topic, 0), offset: 5n, leaderEpoch: 0, metadata: 'moved by hand' },
          { ...at(topic, 1), offset: 6n },
          { ...at('changes-nowhere'), offset: 1n },
        ]);
        assert.deepEqual(outcomes(set), [true, true, 'UNKNOWN_TOPIC_OR_PARTITION']);
        assert.deepEqual(await commits(), [
          { ...at(topic, 0), committed: known({ offset: 5n, leaderEpoch: 0, metadata: 'moved by hand' }) },
          { ...at(topic, 1), committed: known({ offset: 6n, leaderEpoch: -1, metadata: '' }) },
        ]);
        assert.deepEqual(outcomes(await deleteOffsets(asked(), groupId, [at(topic, 0)])), [true]);
        assert.deepEqual(
          (await commits())?.map(({ partition }) => partition),
          [1],
        );
        assert.deepEqual(outcomes(await deleteGroups(asked(), [groupId, 'changes-no-group'])), [true, 'GROUP_ID_NOT_FOUND']);
        assert.deepEqual(await commits(), []);
        assert.ok(!(await listGroups(asked())).groups.some(group => group.groupId === groupId));
      });

      it('sets a key of a topic or a broker and takes it back', async () => {
        const topic = name('configured');
        await makeTopics(asked(), [{ name: topic, configs: { 'retention.ms': '7200000' } }]);
        const ofTopic = async () => (await describeTopicConfigs(asked(), [topic]))[0]?.entries.value ?? [];
        const valueOf = (entries: Awaited<ReturnType<typeof ofTopic>>, key: string) => {
          const found = entries.find(entry => entry.name === key);
          return [found?.value, found?.source];
        };
        const changes = [
          { name: 'retention.ms', value: null },
          { name: 'cleanup.policy', value: 'compact' },
        ];
        assert.deepEqual(await alterConfigs(asked(), { topic }, changes, { validateOnly: true }), done);
        assert.deepEqual(valueOf(await ofTopic(), 'cleanup.policy'), ['delete', 'default']);
        assert.deepEqual(await alterConfigs(asked(), { topic }, changes), done);
        await eventually(async () => {
          const entries = await ofTopic();
          assert.deepEqual(
            [valueOf(entries, 'cleanup.policy'), valueOf(entries, 'retention.ms')],
            [
              ['compact', 'topic'],
              ['604800000', 'default'],
            ],
          );
        });
        const { failure } = await alterConfigs(asked(), { topic }, [{ name: 'retention.ms', value: 'for ever' }]);
        assert.deepEqual([failure?.kind, failure?.code, failure?.subject], ['kafka', 'INVALID_CONFIG', topic]);

        const key = 'log.index.interval.bytes';
        const ofBroker = async () => valueOf((await describeBrokerConfigs(asked(), 1)).value ?? [], key);
        assert.deepEqual(await alterConfigs(asked(), { nodeId: 1 }, [{ name: key, value: '8192' }]), done);
        await eventually(async () => assert.deepEqual(await ofBroker(), ['8192', 'broker']));
        assert.deepEqual(await alterConfigs(asked(), { nodeId: 1 }, [{ name: key, value: null }]), done);
        await eventually(async () => assert.deepEqual(await ofBroker(), ['4096', 'default']));
      });
    });
  }

  it('writes what Kafka itself unpacks, in every codec', async function () {
    this.timeout(120_000);
    const topic = 'changes-codecs';
    await makeTopics(cluster(), [{ name: topic, partitions: codecs.length }]);
    for (const [partition, codec] of codecs.entries()) {
      const values = Array.from({ length: 500 }, (_, n) => `{"codec":"${codec}","order":${n},"note":"${'shipped '.repeat(n % 40)}"}`);
      await write(cluster(), [{ ...at(topic, partition), records: values.map(value => record(value)) }], { codec });
    }
    const fetched = await fetchRecords(
      cluster(),
      codecs.map((_, partition) => ({ ...at(topic, partition), offset: 0n })),
    );
    assert.deepEqual(
      fetched.map(({ records }) => [records.length, records[0]?.batch.compression]),
      codecs.map(codec => [500, codec]),
    );
    const { stdout } = await runTool(
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      ['--bootstrap-server', broker().bootstrap, '--topic', topic, '--from-beginning', '--max-messages', String(500 * codecs.length)],
      broker(),
    );
    const ours = fetched.flatMap(({ records }) => records.map(({ value }) => text(value)));
    assert.deepEqual(stdout.trimEnd().split('\n').sort(), ours.sort());
  });

  it('of a group with members is refused, and the group stays as it is', async () => {
    const [topic, groupId] = ['changes-live', 'changes-live-group'];
    await makeTopics(cluster(), [{ name: topic }]);
    await applied.consumer({ groupId }, topic, { autoCommit: false });
    assert.deepEqual(outcomes(await commitOffsets(cluster(), groupId, [{ ...at(topic), offset: 1n }])), ['UNKNOWN_MEMBER_ID']);
    assert.deepEqual(outcomes(await deleteOffsets(cluster(), groupId, [at(topic)])), ['GROUP_SUBSCRIBED_TO_TOPIC']);
    assert.deepEqual(outcomes(await deleteGroups(cluster(), [groupId])), ['NON_EMPTY_GROUP']);
    assert.deepEqual((await fetchCommits(cluster(), [groupId])).get(groupId)?.value, []);
  });
});
