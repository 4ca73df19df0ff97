import { describeBrokerConfigs, describeGroupConfigs } from '../kafka/configs.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { currentBrokers } from '../kafka/topics.ts';
import { partitionName, type ConfigEntry } from '../model/cluster.ts';
import { type Answer, failureOf, known, unknown } from '../model/failure.ts';
import type { GroupSample } from '../model/sample.ts';
import type { RelatedGroup } from '../model/snapshot.ts';
import type { StartClient, StartGroup, StartLog, StartSituation } from '../model/start.ts';
import { offsetsLogOf, relatedGroupsOf } from './groupParts.ts';
import { groupListingsOf, groupPart } from './parts.ts';
import { type AskOptions, sampleGroup } from './sampleGroup.ts';
import { startPartitions } from './startPartitions.ts';

export interface StartQuestion {
  readonly groupId: string;
  /** The only topics that count; absent: those that the group has to do with, and those of the client's file. */
  readonly topics?: readonly string[] | undefined;
  readonly client: StartClient | null;
}

/** Where nobody named a duration: how far an hour would go back. */
const usualDurationMs = 60 * 60_000;

/**
 * Everything that a forecast of a group's start needs. It only reads; what could not be had carries its failure. Throws FailureError
 * where the cluster gives no answer at all, or `signal` was aborted.
 */
export async function gatherStart(
  cluster: Cluster,
  clusterName: string,
  question: StartQuestion,
  ask: AskOptions = {},
): Promise<StartSituation> {
  const { groupId, client, topics } = question;
  const began = { at: Date.now(), ...cluster.cost };
  const durationMs = client?.policy?.kind === 'by-duration' ? client.policy.ms : usualDurationMs;
  const sample = await sampleGroup(cluster, groupId, ask);
  const [found, retentionMs, shareReset, log] = await Promise.all([
    startPartitions(cluster, sample, { client, topics, since: began.at - durationMs }, ask),
    retentionOf(cluster, sample, ask),
    sample.group.groupType === 'share' ? shareResetOf(cluster, groupId, ask) : null,
    startLogOf(cluster, sample, ask),
  ]);
  const related = await relatedTo(cluster, sample, found, ask);
  return {
    ...{ clusterName, groupId, client, durationMs, retentionMs, shareReset, log, related, ...found },
    group: groupOf(sample),
    takenAt: sample.at,
    cost: { requests: cluster.cost.requests - began.requests, bytes: cluster.cost.bytes - began.bytes, ms: Date.now() - began.at },
  };
}

/** A group that never was is no failure: its first start is asked about. */
function groupOf(sample: GroupSample): Answer<StartGroup | null> {
  const { items, missing } = groupPart(sample);
  const [group] = items;
  if (group) {
    const { groupType, groupState, protocolType, members } = group;
    return known({ groupType, groupState, protocolType, members: members.length });
  }
  const reason = missing[0]?.reason;
  return reason?.kind === 'failure' ? unknown(reason.failure) : known(null);
}

/** Its coordinator forgets the commits; where nobody knows which that is, all brokers should be set alike. */
async function retentionOf(cluster: Cluster, { group }: GroupSample, ask: AskOptions): Promise<Answer<number>> {
  try {
    const broker = group.coordinator ?? (cluster.brokers()[0] ?? (await currentBrokers(cluster, ask))[0])?.nodeId;
    const entries = broker === undefined ? undefined : await describeBrokerConfigs(cluster, broker, ask);
    if (entries?.failure) return unknown(entries.failure);
    const minutes = valueOf(entries?.value ?? [], 'offsets.retention.minutes');
    return minutes === undefined ? unknown({ kind: 'unsupported', request: 'DescribeConfigs' }) : known(Number(minutes) * 60_000);
  } catch (thrown) {
    return unknown(failureOf(thrown));
  }
}

async function shareResetOf(cluster: Cluster, groupId: string, ask: AskOptions): Promise<Answer<string>> {
  try {
    const entries = await describeGroupConfigs(cluster, groupId, ask);
    if (entries.failure) return entries;
    // Brokers name it only where somebody set it, and start share groups at the end otherwise (KIP-932).
    return known(valueOf(entries.value, 'share.auto.offset.reset') ?? 'latest');
  } catch (thrown) {
    return unknown(failureOf(thrown));
  }
}

/**
 * When the group became empty, and its oldest commit: only asked where nobody keeps the commits alive. null where this login may not
 * read the offsets topic, or the bounded tail does not reach so far back.
 */
async function startLogOf(cluster: Cluster, { group, partitions }: GroupSample, ask: AskOptions): Promise<StartLog | null> {
  const commits = partitions.filter(({ committed }) => committed.value);
  if (group.failure || group.members.length > 0 || commits.length === 0) return null;
  const [log] = (await offsetsLogOf(cluster, group.groupId, ask)).items;
  if (!log) return null;
  const last = new Map(log.commits.map(entry => [partitionName(entry), entry]));
  const times = commits.map(row => last.get(partitionName(row))?.committedAt);
  const state = log.states.findLast(entry => entry.kind === 'classic');
  return {
    stateChangedAt: state?.stateChangedAt ?? null,
    // One that was not seen may be older than all that were.
    oldestCommitAt: times.includes(undefined) ? null : Math.min(...times.filter(time => time !== undefined)),
  };
}

/** Whose commits a group without any may be looking for. */
async function relatedTo(
  cluster: Cluster,
  { group, commitsFailure }: GroupSample,
  found: Found,
  ask: AskOptions,
): Promise<readonly RelatedGroup[]> {
  const topics = [...new Set(found.partitions.map(({ topic }) => topic))];
  const hasCommits = commitsFailure !== undefined || found.partitions.some(({ committed }) => committed.value);
  if (hasCommits || topics.length === 0 || group.groupType === 'share') return [];
  const { items } = await relatedGroupsOf(cluster, group.groupId, topics, await groupListingsOf(cluster, ask), ask);
  return items;
}

type Found = Pick<StartSituation, 'partitions'>;

const valueOf = (entries: readonly ConfigEntry[], wanted: string): string | undefined =>
  entries.find(({ name }) => name === wanted)?.value ?? undefined;
