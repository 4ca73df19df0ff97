import { partitionName, type Broker, type ClusterDescription, type Partition, type Topic } from '../../model/cluster.ts';
import type { Failure } from '../../model/failure.ts';
import { formatCount } from '../../model/figures.ts';
import type { PartitionEnds } from '../../model/offsets.ts';
import { secretWanted } from '../../clusters/connectionSettings.ts';
import { type ClusterDefinition, type DefinitionProblem, userOf, wantsPassword } from '../../clusters/definition.ts';
import { commands } from '../contributions.ts';
import { clock, count, lines, type Words } from './groupRows.ts';
import type { Row } from './nodes.ts';
import { icons } from './states.ts';

/** What is known of a cluster beside its definition. */
export interface ClusterLook {
  readonly at: number;
  readonly description?: ClusterDescription;
  readonly failure?: Failure;
}

export function clusterRow(definition: ClusterDefinition, look: ClusterLook | undefined, words: Words | undefined): Row {
  const { name, environment, bootstrapServers, sasl, tls } = definition;
  const production = environment === 'production';
  const failure = look?.failure;
  const at = look ? `Asked at ${clock(look.at, true)}.` : 'Not asked yet: open it to connect.';
  return {
    label: name,
    description: [
      failure ? 'cannot connect' : '',
      environment === 'other' ? '' : environment,
      production ? 'read-only' : '',
      look?.description ? count(look.description.brokers.length, 'broker') : '',
    ]
      .filter(Boolean)
      .join(' · '),
    icon: failure ? icons.error : production ? icons.production : look?.description ? icons.connected : icons.cluster,
    tooltip: lines(
      `Cluster ${name}`,
      bootstrapServers.join(', '),
      `${tls === undefined || tls === false ? 'Without TLS' : 'TLS'}, ${sasl ? `${sasl.mechanism} as ${userOf(sasl)}` : 'no login'}`,
      look?.description?.clusterId ? `Cluster id: ${look.description.clusterId}` : '',
      failure && words ? words.failureSentence(failure) : '',
      at,
    ),
    context: `cluster ${environment}${sasl && wantsPassword(sasl) ? ' password' : ''}`,
    opens: 'closed',
  };
}

/** A definition in settings that cannot be used. */
export const problemRow = ({ cluster, sentence }: DefinitionProblem): Row => ({
  label: cluster,
  description: sentence,
  icon: icons.error,
  tooltip: lines(`The settings define ${cluster} in a way that cannot be used.`, sentence),
  context: 'problem',
  command: commands.editCluster,
});

/** "14 of 17, internal ones hidden": what is hidden, and why, is always said. */
export function listWords(shown: number, all: number, why: readonly string[], complete: boolean | 'unknown'): string {
  const hidden = why.length > 0 && shown < all ? `${formatCount(shown)} of ${formatCount(all)}, ${why.join(', ')}` : formatCount(all);
  return complete === true ? hidden : `${hidden}, list may be incomplete`;
}

export const folderRow = (label: string, description: string, icon: Row['icon'], context: string, tooltip: string): Row => ({
  label,
  description,
  icon,
  tooltip,
  context,
  opens: 'closed',
});

/** A list that the login may see only in part: an absent topic or group is not "none". */
export const mayBeIncompleteRow = (things: 'groups' | 'topics', complete: false | 'unknown'): Row => {
  const needs = things === 'groups' ? 'DESCRIBE on CLUSTER' : 'DESCRIBE on every TOPIC';
  return {
    label: 'more may exist',
    description: complete === 'unknown' ? 'the broker does not say' : `needs ${needs}`,
    icon: icons.mayBeIncomplete,
    tooltip: lines(
      `Kafka leaves out ${things} that this login may not see, without a word.`,
      complete === 'unknown'
        ? 'This broker does not tell what the login may do, so the list may be incomplete.'
        : `Only a login that has ${needs} sees them all.`,
    ),
    context: 'note',
  };
};

export const nothingRow = (label: string, tooltip: string): Row => ({
  label,
  description: '',
  icon: icons.nothing,
  tooltip,
  context: 'note',
});

export function topicRow(topic: Topic, words: Words): Row {
  const { name, internal, partitions, failure } = topic;
  if (failure) {
    const forbidden = failure.kind === 'forbidden';
    return {
      label: name,
      description: forbidden ? 'forbidden: needs DESCRIBE' : words.describeFailure(failure).what,
      icon: forbidden ? icons.forbidden : icons.error,
      tooltip: words.failureSentence(failure),
      context: 'topic failed',
    };
  }
  const leaderless = partitions.filter(({ leader }) => leader === null).length;
  const behind = partitions.filter(isUnderReplicated).length;
  const description = [
    count(partitions.length, 'partition'),
    leaderless > 0 ? `${leaderless} without a leader` : '',
    behind > 0 ? `${behind} under-replicated` : '',
    internal ? 'internal' : '',
  ];
  return {
    label: name,
    description: description.filter(Boolean).join(' · '),
    icon: leaderless > 0 ? icons.noLeader : behind > 0 ? icons.warning : internal ? icons.internalTopic : icons.topic,
    tooltip: lines(
      `Topic ${name}`,
      `${count(partitions.length, 'partition')}, ${count(partitions[0]?.replicas.length ?? 0, 'replica')} each`,
      leaderless > 0 ? `${count(leaderless, 'partition')} without a leader: nobody can read or write there.` : '',
      behind > 0 ? `${count(behind, 'partition')} with fewer in-sync replicas than replicas.` : '',
      internal ? 'One of Kafka’s own topics.' : '',
    ),
    context: 'topic',
    opens: 'closed',
  };
}

/** Leader, replicas, in-sync replicas, and from which offset to which one there are records. */
export function partitionRow(partition: Partition, ends: PartitionEnds | undefined, words: Words): Row {
  const { leader, replicas, isr, offlineReplicas, leaderEpoch } = partition;
  const start = ends?.logStartOffset;
  const end = ends?.highWatermark;
  const unknownEnd = end?.failure ?? start?.failure;
  const behind = isUnderReplicated(partition);
  const offsets =
    start?.value !== undefined && end?.value !== undefined
      ? `offsets ${formatCount(start.value)} – ${formatCount(end.value)}`
      : unknownEnd
        ? `offsets unknown: ${words.describeFailure(unknownEnd).what}`
        : '';
  return {
    label: partitionName(partition),
    description: [
      leader === null ? 'no leader' : `leader ${leader}`,
      `replicas ${replicas.join(', ')}`,
      `ISR ${isr.length === 0 ? 'empty' : isr.join(', ')}`,
      offsets,
    ]
      .filter(Boolean)
      .join(' · '),
    icon: leader === null ? icons.noLeader : behind ? icons.warning : unknownEnd ? icons.unowned : icons.partition,
    tooltip: lines(
      `Partition ${partitionName(partition)}`,
      leader === null ? 'No leader: nobody can read or write.' : `Leader: broker ${leader}, epoch ${leaderEpoch}`,
      `Replicas: ${replicas.join(', ')}`,
      `In-sync replicas: ${isr.length === 0 ? 'none' : isr.join(', ')}${behind ? ', fewer than replicas' : ''}`,
      offlineReplicas.length > 0 ? `Offline replicas: ${offlineReplicas.join(', ')}` : '',
      start?.value === undefined ? '' : `Log start offset: ${formatCount(start.value)}`,
      end?.value === undefined ? '' : `Log end offset: ${formatCount(end.value)}`,
      ends?.lastStableOffset.value === undefined || ends.lastStableOffset.value === end?.value
        ? ''
        : `Last stable offset: ${formatCount(ends.lastStableOffset.value)}: an open transaction hides what is behind it.`,
      start?.value !== undefined && end?.value !== undefined && start.value === end.value ? 'Holds no records now.' : '',
      unknownEnd ? words.failureSentence(unknownEnd) : '',
    ),
    context: 'partition',
  };
}

export const brokerRow = ({ nodeId, host, port, rack }: Broker, controllerId: number | null): Row => {
  const controller = nodeId === controllerId;
  return {
    label: String(nodeId),
    description: [`${host}:${port}`, controller ? 'controller' : '', rack === null ? '' : `rack ${rack}`].filter(Boolean).join(' · '),
    icon: icons.broker,
    tooltip: lines(
      `Broker ${nodeId}`,
      `Advertises ${host}:${port}`,
      rack === null ? '' : `Rack: ${rack}`,
      controller ? 'It is the controller.' : '',
    ),
    context: `broker${controller ? ' controller' : ''}`,
  };
};

/** What failed and what to do, in the place where the answer would have been. */
export function failureRow(failure: Failure, words: Words): Row {
  const { what, why } = words.describeFailure(failure);
  const secret = secretWanted(failure.code) !== undefined || failure.kind === 'login-refused';
  const connection = connectionKinds.has(failure.kind);
  return {
    label: what,
    description: why,
    icon: secret ? icons.password : failure.kind === 'forbidden' ? icons.forbidden : icons.error,
    tooltip: words.failureSentence(failure),
    context: `failure${connection ? ' connection' : ''}${secret ? ' password' : ''}`,
    command: secret ? commands.enterPassword : commands.showLog,
  };
}

/** Failures of the way to the cluster, not of one question. */
export const connectionKinds: ReadonlySet<Failure['kind']> = new Set([
  'name-not-found',
  'unreachable',
  'silent',
  'not-kafka',
  'tls',
  'login-refused',
]);

const isUnderReplicated = ({ isr, replicas }: Partition): boolean => isr.length < replicas.length;
