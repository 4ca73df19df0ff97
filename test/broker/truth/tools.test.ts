import assert from 'node:assert/strict';
import path from 'node:path';
import { lagOfAllGroups } from '../../../src/gather/lagOfGroups.ts';
import { describeBrokerConfigs, describeTopicConfigs } from '../../../src/kafka/configs.ts';
import { grouped } from '../../../src/kafka/grouped.ts';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { fetchShareOffsets } from '../../../src/kafka/shareOffsets.ts';
import type { ConfigEntry, TopicPartition } from '../../../src/model/cluster.ts';
import type { Group, GroupListing, GroupType } from '../../../src/model/group.ts';
import { lagOf } from '../../../src/model/lag.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { type JavaApplications, startJavaApplications } from '../../lab/javaApplications.ts';
import { makeCrowd } from '../../lab/manyGroups.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from '../kafka/clients.ts';
import { tablesIn } from './tables.ts';

/** The same questions to Kafka's own command line tools and to us: what both say is compared row by row. */
describe("what Kafka's own tools tell", () => {
  const broker = labBroker({}, 'own');
  const { cluster, lines } = asking(plainly(broker));
  const applied = applications(broker);
  let java: JavaApplications;
  const topic = 'truth-orders';
  const members: readonly { readonly groupId: string; readonly type: GroupType; readonly clientIds: readonly string[] }[] = [
    { groupId: 'truth-range', type: 'classic', clientIds: ['range-1'] },
    { groupId: 'truth-sticky', type: 'classic', clientIds: ['sticky-1'] },
    { groupId: 'truth-cooperative', type: 'classic', clientIds: ['cooperative-1', 'cooperative-2'] },
    { groupId: 'truth-next', type: 'consumer', clientIds: ['next-1', 'next-2'] },
    { groupId: 'truth-share', type: 'share', clientIds: ['share-1', 'share-2'] },
    { groupId: 'truth-streams', type: 'streams', clientIds: ['streams-1'] },
  ];
  const tool = {
    consumerGroups: 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
    shareGroups: 'org.apache.kafka.tools.consumer.group.ShareGroupCommand',
    streamsGroups: 'org.apache.kafka.tools.streams.StreamsGroupCommand',
    groups: 'org.apache.kafka.tools.GroupsCommand',
    configs: 'kafka.admin.ConfigCommand',
  };
  const told = async (name: string, ...args: string[]) => tablesIn(await java.run(name, args));
  const describedByTool = (name: string, what: string) => told(name, '--describe', '--all-groups', what, '--verbose');
  const described = async (...types: readonly GroupType[]): Promise<readonly Group[]> => {
    const { groups } = await listGroups(cluster());
    return describeGroups(
      cluster(),
      groups.filter(({ groupType }) => types.includes(groupType)),
    );
  };

  before('groups of every type are at work', async function () {
    this.timeout(120_000);
    const started = await startJavaApplications(broker());
    if (started === undefined) return this.skip(); // neither Docker's image nor a JRE has a compiler
    java = started;
    applied.endingWith(() => java.stop());
    const [admin, producer] = await Promise.all([applied.admin(), applied.producer()]);
    await admin.createTopics({
      topics: [
        { topic, numPartitions: 4, configEntries: [{ name: 'retention.ms', value: '3600000' }] },
        { topic: 'truth-old', numPartitions: 2 },
      ],
    });
    const messages = Array.from({ length: 40 }, (_, n) => ({ partition: n % 2, value: `${n}` }));
    await eventually(() => producer.sendBatch({ topicMessages: [topic, 'truth-old'].map(one => ({ topic: one, messages })) }));
    await eventually(() => admin.deleteTopicRecords({ topic: 'truth-old', partitions: [{ partition: 0, offset: '5' }] }));
    // Nobody is in these: one stopped half-way, one lost records, one waits for offsets that are not there.
    await commitOffsets(cluster(), 'truth-stopped', { [topic]: { 0: 7n, 3: 0n } });
    await commitOffsets(cluster(), 'truth-lost', { 'truth-old': { 0: 2n, 1: 20n } });
    await commitOffsets(cluster(), 'truth-beyond', { 'truth-old': { 1: 99n } });

    const reading = { 'auto.offset.reset': 'earliest', 'auto.commit.interval.ms': '200' };
    const assignor = (name: string) => ({ 'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${name}Assignor` });
    const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      'truth-range': { ...reading, ...assignor('Range'), 'group.instance.id': 'range-instance' },
      'truth-sticky': { ...reading, ...assignor('Sticky') },
      'truth-cooperative': { ...reading, ...assignor('CooperativeSticky') },
      'truth-next': { ...reading, 'group.instance.id': 'next-instance' },
      'truth-streams': {
        ...{ 'auto.offset.reset': 'earliest', 'commit.interval.ms': '200', 'group.protocol': 'streams' },
        'state.dir': path.join(path.dirname(broker().logFile), 'streams'),
      },
    };
    for (const { groupId, type, clientIds } of members) {
      for (const clientId of clientIds) {
        const { 'group.instance.id': instance, ...rest } = settings[groupId] ?? {};
        await java.join(type as 'classic', topic, {
          ...{ ...rest, 'client.id': clientId, [type === 'streams' ? 'application.id' : 'group.id']: groupId },
          ...(instance === undefined ? {} : { 'group.instance.id': `${instance}-${clientId}` }),
        });
      }
    }
    await eventually(
      async () => {
        const groups = await described('classic', 'consumer', 'share', 'streams');
        for (const { groupId, clientIds } of members) {
          const group = groups.find(one => one.groupId === groupId);
          assert.deepEqual([group?.groupState, group?.members.length, group?.failure], ['Stable', clientIds.length, undefined], groupId);
          assert.ok(
            group?.members.every(({ assignment, targetAssignment = assignment.value }) => {
              return assignment.value && assignment.value.length > 0 && names(assignment.value) === names(targetAssignment ?? []);
            }),
            groupId,
          );
        }
        const { groups: lags } = await lagOfAllGroups(cluster());
        const reading = lags.filter(({ group }) => group.members.length > 0 && group.groupType !== 'share');
        for (const { group, total, partitions } of reading) {
          assert.deepEqual([total.records, total.unknown], [0n, 0], group.groupId);
          if (group.groupType !== 'streams') assert.deepEqual([partitions.length, total.noCommit], [4, 0], group.groupId);
        }
      },
      { everyMs: 200 },
    );
  });

  it('of all groups, their types and protocols, we tell too', async () => {
    const rows = await told(tool.groups, '--list');
    const { groups } = await listGroups(cluster());
    assert.equal(rows.length, 9);
    assert.deepEqual(
      inOrder(groups.map(({ groupId, groupType, protocolType }) => `${groupId} ${groupType} ${protocolType}`)),
      inOrder(rows.map(({ GROUP, TYPE = '', PROTOCOL }) => `${GROUP} ${TYPE.toLowerCase()} ${PROTOCOL}`)),
    );
  });

  it('of states, coordinators, assignors, epochs and the number of members, we tell too', async () => {
    const rows = [];
    for (const name of [tool.consumerGroups, tool.shareGroups, tool.streamsGroups]) rows.push(...(await describedByTool(name, '--state')));
    const groups = await described('classic', 'consumer', 'share', 'streams');
    // Only the tool for consumers prints assignors.
    const hasAssignor = ({ groupType }: GroupListing) => groupType === 'classic' || groupType === 'consumer';
    const orDash = (value: number | undefined) => value ?? '-';
    assert.deepEqual(
      inOrder(
        groups.map(group =>
          [
            ...[group.groupId, `(${group.coordinator})`, hasAssignor(group) ? group.assignor || '-' : '', group.groupState],
            ...[orDash(group.groupEpoch), orDash(group.assignmentEpoch), group.members.length],
          ].join(' '),
        ),
      ),
      inOrder(
        rows.map(row =>
          [
            ...[row['GROUP'], /\(\d+\)/.exec(row['COORDINATOR (ID)'] ?? '')?.[0], row['ASSIGNMENT-STRATEGY'] ?? '', row['STATE']],
            ...[row['GROUP-EPOCH'], row['TARGET-ASSIGNMENT-EPOCH'] ?? row['ASSIGNMENT-EPOCH'], row['#MEMBERS']],
          ].join(' '),
        ),
      ),
    );
  });

  it('of members, their hosts, instance ids, epochs and assignments, we tell too', async () => {
    const rows = [...(await describedByTool(tool.consumerGroups, '--members')), ...(await describedByTool(tool.shareGroups, '--members'))];
    const groups = await described('classic', 'consumer', 'share');
    assert.equal(rows.length, 8);
    assert.deepEqual(
      inOrder(
        groups.flatMap(({ groupId, members: all }) =>
          all.map(({ memberId, groupInstanceId, clientHost, clientId, memberEpoch, assignment, targetAssignment }) =>
            [
              ...[groupId, memberId, groupInstanceId ?? '-', clientHost, clientId, memberEpoch ?? '-'],
              ...[names(assignment.value ?? []), targetAssignment ? names(targetAssignment) : '-'],
            ].join(' '),
          ),
        ),
      ),
      inOrder(
        rows.map(row =>
          [
            ...[row['GROUP'], row['CONSUMER-ID'], row['GROUP-INSTANCE-ID'] ?? '-', row['HOST'], row['CLIENT-ID']],
            ...[
              row['CURRENT-EPOCH'] ?? row['MEMBER-EPOCH'],
              row['CURRENT-ASSIGNMENT'] ?? row['ASSIGNMENT'],
              row['TARGET-ASSIGNMENT'] ?? '-',
            ],
          ].join(' '),
        ),
      ),
    );
  });

  it('of the members of a streams group and their tasks, we tell too', async () => {
    const rows = await describedByTool(tool.streamsGroups, '--members');
    const [group] = await described('streams');
    assert.deepEqual(
      group?.members.map(({ memberId, memberEpoch, clientId, assignment }) =>
        [group.groupId, memberId, memberEpoch, clientId, names(assignment.value ?? [])].join(' '),
      ),
      rows.map(row => {
        const tasks = /ACTIVE: 0:\[([\d,]*)\]/.exec(row['ASSIGNMENTS'] ?? '')?.[1];
        return [row['GROUP'], row['MEMBER'], row['MEMBER-EPOCH'], row['CLIENT-ID'], `${topic}:${tasks}`].join(' ');
      }),
    );
  });

  it('of offsets, log ends, lag and owners, we tell too', async () => {
    const rows = await describedByTool(tool.consumerGroups, '--offsets');
    const { groups } = await lagOfAllGroups(cluster());
    const ours = groups
      .filter(({ group }) => group.groupType === 'classic' || group.groupType === 'consumer')
      .flatMap(({ group, partitions }) =>
        partitions.map(row => {
          const lag = lagOf(row);
          const owner = group.members.find(({ assignment }) => assignment.value?.some(one => isSame(one, row)));
          const figures = [row.committed.value?.offset ?? '-', row.highWatermark.value, lag.kind === 'known' ? lag.records : '-'];
          const who = [owner?.memberId ?? '-', owner?.clientHost ?? '-', owner?.clientId ?? '-'];
          return [group.groupId, row.topic, row.partition, ...figures, ...who].join(' ');
        }),
      );
    assert.equal(rows.length, 21);
    assert.deepEqual(
      inOrder(ours),
      inOrder(
        rows.map(row =>
          [
            ...[row['GROUP'], row['TOPIC'], row['PARTITION'], row['CURRENT-OFFSET'], row['LOG-END-OFFSET']],
            // A commit beyond the end is no negative number of records to read.
            ...[Math.max(0, Number(row['LAG'])), row['CONSUMER-ID'], row['HOST'], row['CLIENT-ID']],
          ].join(' '),
        ),
      ),
    );
  });

  it('of the offsets of a streams group, we tell too', async () => {
    const rows = await describedByTool(tool.streamsGroups, '--offsets');
    const { groups } = await lagOfAllGroups(cluster());
    const streams = groups.filter(({ group }) => group.groupType === 'streams');
    assert.equal(rows.length, 4);
    assert.deepEqual(
      inOrder(
        streams.flatMap(({ group, partitions }) =>
          partitions.map(row =>
            [group.groupId, row.topic, row.partition, row.committed.value?.offset ?? '-', row.highWatermark.value].join(' '),
          ),
        ),
      ),
      inOrder(rows.map(row => ['GROUP', 'TOPIC', 'PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET'].map(column => row[column]).join(' '))),
    );
  });

  it('of where share groups begin, and how far behind they are, we tell too', async () => {
    const rows = await describedByTool(tool.shareGroups, '--offsets');
    const offsets = await fetchShareOffsets(cluster(), ['truth-share']);
    assert.equal(rows.length, 4);
    assert.deepEqual(
      inOrder(
        (offsets.get('truth-share')?.value ?? []).map(one =>
          ['truth-share', one.topic, one.partition, one.start.value?.offset ?? '-', one.start.value?.lag ?? '-'].join(' '),
        ),
      ),
      inOrder(rows.map(row => ['GROUP', 'TOPIC', 'PARTITION', 'START-OFFSET', 'LAG'].map(column => row[column]).join(' '))),
    );
    // The lag panel's own rows: what the broker counts as not done, not all that lies behind the start.
    const { groups } = await lagOfAllGroups(cluster());
    const lags = groups.find(({ group }) => group.groupId === 'truth-share')?.partitions.map(lagOf) ?? [];
    assert.deepEqual(lags.map(lag => (lag.kind === 'known' ? String(lag.records) : '-')).sort(), rows.map(row => row['LAG'] ?? '').sort());
  });

  it('of what topics and brokers are configured with, and where it comes from, we tell too', async () => {
    const ofTool = async (type: string, name: string) =>
      configLines(await java.run(tool.configs, ['--describe', '--all', '--entity-type', type, '--entity-name', name]));
    const [ofTopic] = await describeTopicConfigs(cluster(), [topic]);
    const ofBroker = await describeBrokerConfigs(cluster(), 1);
    const onTopic = await ofTool('topics', topic);
    const onBroker = await ofTool('brokers', '1');
    assert.ok(onTopic.length > 20 && onBroker.length > 100);
    assert.deepEqual(inOrder((ofTopic?.entries.value ?? []).map(configLine)), inOrder(onTopic));
    assert.deepEqual(inOrder((ofBroker.value ?? []).map(configLine)), inOrder(onBroker));
  });

  it('of 500 groups with type and state costs two requests a broker, and no commit is asked for', async function () {
    this.timeout(120_000);
    await makeCrowd(broker(), { groups: 500, topics: 1, partitionsPerTopic: 1, commitsPerGroup: 1 });
    await listGroups(cluster());
    const before = { requests: cluster().cost.requests, lines: lines.length };
    const { groups } = await listGroups(cluster());
    assert.equal(groups.filter(({ groupType, groupState }) => groupType === 'classic' && groupState === 'Empty').length, 503);
    assert.equal(cluster().cost.requests - before.requests, 2);
    assert.deepEqual(
      lines.slice(before.lines).map(({ api }) => api),
      ['Metadata', 'ListGroups'],
    );
  });
});

const inOrder = (rows: readonly string[]) => rows.toSorted();

const isSame = (one: TopicPartition, other: TopicPartition) => one.topic === other.topic && one.partition === other.partition;

/** As the tools print an assignment: `orders:0,1,2`, topics joined by `;`. */
function names(partitions: readonly TopicPartition[]): string {
  const byTopic = grouped(partitions, ({ topic }) => topic);
  return [...byTopic].map(([name, all]) => `${name}:${all.map(({ partition }) => partition).join(',')}`).join(';');
}

const sources: Readonly<Record<string, ConfigEntry['source']>> = {
  DYNAMIC_TOPIC_CONFIG: 'topic',
  DYNAMIC_BROKER_CONFIG: 'broker',
  DYNAMIC_DEFAULT_BROKER_CONFIG: 'default-broker',
  STATIC_BROKER_CONFIG: 'static-broker',
  DEFAULT_CONFIG: 'default',
};

/** `  retention.ms=3600000 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=3600000, …}`; the first synonym is what holds. */
function configLines(text: string): readonly string[] {
  return [...text.matchAll(/^ {2}([^=\s]+)=(.*) sensitive=(\w+) synonyms=\{(\w+)?/gm)].map(([, name, value, sensitive, source]) =>
    [name, value, sensitive, source === undefined ? 'default' : sources[source]].join(' '),
  );
}

const configLine = ({ name, value, sensitive, source }: ConfigEntry) => [name, value ?? 'null', sensitive, source].join(' ');
