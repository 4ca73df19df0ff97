import type { PartitionTrend } from '../model/trend.ts';
import type { GroupSeen, LagSeen } from './lagSeen.ts';

/**
 * What was seen in Prometheus' text format, under the names that kafka_exporter and kminion use, so that it can stand in for
 * either. What is not known has no line: kafka_exporter's −1 for "no commit" would be added up as a number.
 */
export function lagPrometheus(seen: LagSeen): string {
  const lines = families.flatMap(({ name, help, samples }) => {
    const all = samples(seen);
    if (all.length === 0) return [];
    return [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...all.map(({ labels, value }) => `${name}{${labelText({ ...labels })}} ${value}`),
    ];
  });
  return [`# Seen at ${new Date(seen.at).toISOString()} on cluster ${oneLine(seen.clusterName)}.`, ...lines].join('\n') + '\n';
}

interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: bigint | number;
}

interface Family {
  readonly name: string;
  readonly help: string;
  readonly samples: (seen: LagSeen) => readonly Sample[];
}

type ValueOf = (one: PartitionTrend) => bigint | undefined;

const committed: ValueOf = ({ offsets }) => offsets.committed.value?.offset;
const lagIn: ValueOf = ({ lag }) => (lag.kind === 'known' ? lag.records : undefined);
const logEnd: ValueOf = ({ offsets }) => offsets.highWatermark.value;
const logStart: ValueOf = ({ offsets }) => offsets.logStartOffset.value;

const exporter = (groupId: string) => ({ consumergroup: groupId });
const kminion = (groupId: string) => ({ group_id: groupId });

const families: readonly Family[] = [
  partitions('kafka_consumergroup_current_offset', 'Committed offset of a group at a partition', committed, exporterPartition),
  partitions('kafka_consumergroup_lag', 'Records between the committed offset and the end of the log', lagIn, exporterPartition),
  topics('kafka_consumergroup_current_offset_sum', 'Committed offsets of a group at all partitions of a topic', committed, exporterTopic),
  topics('kafka_consumergroup_lag_sum', 'Lag of a group at all partitions of a topic', lagIn, exporterTopic),
  members('kafka_consumergroup_members', 'Members of a group', exporter),
  logs('kafka_topic_partition_current_offset', 'End of the log of a partition', logEnd, ({ topic, partition }) => ({ topic, partition })),
  logs('kafka_topic_partition_oldest_offset', 'Start of the log of a partition', logStart, ({ topic, partition }) => ({
    topic,
    partition,
  })),
  partitions('kminion_kafka_consumer_group_topic_partition_lag', 'Lag of a group at a partition', lagIn, kminionPartition),
  topics('kminion_kafka_consumer_group_topic_lag', 'Lag of a group at all partitions of a topic', lagIn, kminionTopic),
  topics(
    'kminion_kafka_consumer_group_topic_offset_sum',
    'Committed offsets of a group at all partitions of a topic',
    committed,
    kminionTopic,
  ),
  members('kminion_kafka_consumer_group_members', 'Members of a group', kminion),
  logs('kminion_kafka_topic_partition_high_water_mark', 'End of the log of a partition', logEnd, kminionLog),
  logs('kminion_kafka_topic_partition_low_water_mark', 'Start of the log of a partition', logStart, kminionLog),
];

function exporterPartition(groupId: string, { topic, partition }: PartitionTrend): Sample['labels'] {
  return { ...exporter(groupId), topic, partition };
}
function exporterTopic(groupId: string, topic: string): Sample['labels'] {
  return { ...exporter(groupId), topic };
}
function kminionPartition(groupId: string, { topic, partition }: PartitionTrend): Sample['labels'] {
  return { ...kminion(groupId), partition_id: partition, topic_name: topic };
}
function kminionTopic(groupId: string, topic: string): Sample['labels'] {
  return { ...kminion(groupId), topic_name: topic };
}
function kminionLog({ topic, partition }: PartitionTrend): Sample['labels'] {
  return { partition_id: partition, topic_name: topic };
}

function partitions(
  name: string,
  help: string,
  valueOf: ValueOf,
  labelsOf: (groupId: string, one: PartitionTrend) => Sample['labels'],
): Family {
  const samples = ({ groups }: LagSeen) =>
    groups.flatMap(({ group, trend }) =>
      trend.partitions.flatMap(one => {
        const value = valueOf(one);
        return value === undefined ? [] : [{ labels: labelsOf(group.groupId, one), value }];
      }),
    );
  return { name, help, samples };
}

/** A sum is told only where nothing is missing in it; a partition without a commit is no part of it. */
function topics(name: string, help: string, valueOf: ValueOf, labelsOf: (groupId: string, topic: string) => Sample['labels']): Family {
  const samples = ({ groups }: LagSeen) =>
    groups.flatMap(({ group, trend }) => {
      const sums = new Map<string, bigint | null>();
      for (const one of trend.partitions) {
        if (one.lag.kind === 'no-commit') continue;
        const value = valueOf(one);
        const before = sums.get(one.topic);
        sums.set(one.topic, value === undefined || before === null ? null : (before ?? 0n) + value);
      }
      return [...sums].flatMap(([topic, value]) => (value === null ? [] : [{ labels: labelsOf(group.groupId, topic), value }]));
    });
  return { name, help, samples };
}

function members(name: string, help: string, labelsOf: (groupId: string) => Sample['labels']): Family {
  const known = ({ group }: GroupSeen) => !group.failure;
  const samples = ({ groups }: LagSeen) =>
    groups.filter(known).map(({ group }) => ({ labels: labelsOf(group.groupId), value: group.members.length }));
  return { name, help, samples };
}

/** A partition that several groups read has one line. */
function logs(name: string, help: string, valueOf: ValueOf, labelsOf: (one: PartitionTrend) => Sample['labels']): Family {
  const samples = ({ groups }: LagSeen) => {
    const found = new Map<string, Sample>();
    for (const { trend } of groups) {
      for (const one of trend.partitions) {
        const value = valueOf(one);
        if (value !== undefined) found.set(`${one.topic}-${one.partition}`, { labels: labelsOf(one), value });
      }
    }
    return [...found.values()];
  };
  return { name, help, samples };
}

const labelText = (labels: Sample['labels']): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(',');

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
