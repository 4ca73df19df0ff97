import type { Failure } from './failure.ts';
import type { CommandFigures } from './findingFigures.ts';

export type Permission = CommandFigures['allow'];

/** What the login would need, where a failure is about that; null where it is not, or its code does not tell. */
export function missingPermission({ kind, code = '', request = '', subject = '' }: Failure): Permission | null {
  if (kind !== 'forbidden') return null;
  if (code === 'GROUP_AUTHORIZATION_FAILED')
    return { resource: 'group', name: subject, operation: operationsOnGroup[request] ?? 'DESCRIBE' };
  if (code === 'CLUSTER_AUTHORIZATION_FAILED') {
    return { resource: 'cluster', name: 'kafka-cluster', operation: operationsOnCluster[request] ?? 'DESCRIBE' };
  }
  if (code !== 'TOPIC_AUTHORIZATION_FAILED') return null;
  const name = asksForPartitions.has(request) ? subject.replace(/-\d+$/, '') : subject;
  return { resource: 'topic', name, operation: operationsOnTopic[request] ?? 'DESCRIBE' };
}

/** Their failures name a partition (`orders-2`), and a permission is on the topic. */
const asksForPartitions: ReadonlySet<string> = new Set([
  ...['ListOffsets', 'OffsetFetch', 'Fetch', 'OffsetForLeaderEpoch', 'DescribeProducers'],
  ...['OffsetCommit', 'OffsetDelete', 'Produce', 'DeleteRecords'],
]);

/** By API, where it takes another than DESCRIBE. */
const operationsOnTopic: Readonly<Record<string, string>> = {
  ...{ Fetch: 'READ', DescribeProducers: 'READ', OffsetCommit: 'READ', OffsetDelete: 'READ', Produce: 'WRITE' },
  ...{ CreateTopics: 'CREATE', DeleteTopics: 'DELETE', DeleteRecords: 'DELETE', CreatePartitions: 'ALTER' },
  ...{ DescribeConfigs: 'DESCRIBE_CONFIGS', IncrementalAlterConfigs: 'ALTER_CONFIGS' },
};
const operationsOnGroup: Readonly<Record<string, string>> = { OffsetCommit: 'READ', OffsetDelete: 'DELETE', DeleteGroups: 'DELETE' };
const operationsOnCluster: Readonly<Record<string, string>> = {
  ...{ DescribeConfigs: 'DESCRIBE_CONFIGS', DescribeClientQuotas: 'DESCRIBE_CONFIGS', IncrementalAlterConfigs: 'ALTER_CONFIGS' },
};
