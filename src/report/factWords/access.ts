/** Facts about what clients subscribe to, may do and were told to do, a line of evidence each. */
import { formatBytes, formatRate } from '../../model/figures.ts';
import type { AccessFacts } from '../../model/findingFigures/access.ts';
import { counted, listed } from '../counting.ts';
import type { FactWordsOf } from './factWordsOf.ts';

export const accessFacts: FactWordsOf<keyof AccessFacts> = {
  'topic-is-not-there': ({ topic }) => `The cluster knows no topic ${topic}`,
  'pattern-takes': ({ pattern, topics }) => `${pattern} takes ${listed(topics, 8)}`,
  'subscribe-to': ({ clients, topics }) => `${listed(clients)} ${clients.length === 1 ? 'subscribes' : 'subscribe'} to ${listed(topics)}`,
  'was-refused': ({ code, resource, name }) => `Asked for the ${resource} ${name}, the cluster answered ${code}`,
  'is-not-listed': ({ groupId }) => `Among the groups that this login is shown there is no ${groupId}`,
  'is-allowed-only': ({ resource, name, operations }) =>
    `On the ${resource} ${name} this login is allowed ${operations.length === 0 ? 'nothing' : listed(operations, 8)}`,
  'coordinator-answered': ({ code }) => `Asked for the group’s coordinator, the cluster answered ${code}`,
  'offsets-partition': ({ partition, leader, isr, replicas }) =>
    `__consumer_offsets-${partition}, where the group’s commits are, ${leader === null ? 'has no leader' : `is led by broker ${leader}`}; replicas ${replicas.join(', ')}, in sync ${isr.length === 0 ? 'none' : isr.join(', ')}`,
  'offsets-topic-wants-replicas': ({ replicationFactor }) => `offsets.topic.replication.factor is ${replicationFactor}`,
  'quota-allows': ({ who, bytesPerSecond, brokers }) =>
    `A quota allows ${who} ${formatBytes(bytesPerSecond)}/s${brokers === 1 ? '' : ` on each of ${counted(brokers, 'broker', 'brokers')}`}`,
  'reads-bytes': ({ clientId, recordsPerSecond, size, bytesPerSecond }) =>
    `${clientId} reads ${formatRate(recordsPerSecond)} of ${formatBytes(size)}: about ${formatBytes(bytesPerSecond)}/s`,
  'arrives-bytes': ({ recordsPerSecond, bytesPerSecond }) =>
    `${formatRate(recordsPerSecond)} arrive: about ${formatBytes(bytesPerSecond)}/s`,
  'file-says': ({ file, key, value }) => `${file}: ${key}=${value}`,
  'runs-with': ({ who, value }) => `${who} runs with ${value}`,
  'no-member-has': ({ key, value, members }) =>
    members === 1
      ? `The only member has no ${key} of ${value}`
      : `None of ${counted(members, 'member', 'members')} has the ${key} ${value}`,
};
