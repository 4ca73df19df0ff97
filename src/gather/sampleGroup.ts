import type { Cluster } from '../kafka/connection/cluster.ts';
import { missingInAnswer } from '../kafka/errors.ts';
import { describeGroups, listGroups } from '../kafka/groups.ts';
import { letOthersRun } from '../kafka/letOthersRun.ts';
import { fetchEnds } from '../kafka/offsets.ts';
import { describeTopics } from '../kafka/topics.ts';
import { partitionName, type TopicPartition } from '../model/cluster.ts';
import { known, unknown, type Answer, type Failure, failureOf } from '../model/failure.ts';
import type { Group, GroupListing } from '../model/group.ts';
import type { PartitionCommit, PartitionEnds, PartitionOffsets } from '../model/offsets.ts';
import type { GroupSample } from '../model/sample.ts';
import { ByPartition } from './byPartition.ts';
import { fetchPlaces } from './places.ts';

export interface AskOptions {
  readonly signal?: AbortSignal;
}

/** Asks for the same group again and again. */
export type GroupSampling = (options?: AskOptions) => Promise<GroupSample>;

/** A topic's number of partitions changes rarely: it is asked for again after this long. */
const TOPICS_ARE_FRESH_MS = 30_000;

/** The group and all its partitions as they are now. Throws FailureError when nothing at all could be had. */
export function sampleGroup(cluster: Cluster, groupId: string, options: AskOptions = {}): Promise<GroupSample> {
  return groupSampling(cluster, groupId)(options);
}

/**
 * Samples one group. Between two samples it remembers what hardly changes: by which API the group is described, and how
 * many partitions its topics have. A group that does not exist is a sample too: its `group.failure` says not-found.
 */
export function groupSampling(cluster: Cluster, groupId: string): GroupSampling {
  let listing: GroupListing | undefined;
  let topics: { readonly names: string; readonly at: number; readonly partitions: readonly TopicPartition[] } | undefined;

  return async (options = {}) => {
    const before = { at: Date.now(), ...cluster.cost };
    const asked = listing ?? (await findListing(cluster, groupId, options));
    const [described, fetched] = await Promise.allSettled([
      describeGroups(cluster, [asked], options),
      fetchPlaces(cluster, [asked], options),
    ]);
    if (described.status === 'rejected' && fetched.status === 'rejected') throw described.reason;
    const group = groupFrom(described, asked);
    const commits = commitsFrom(fetched, groupId);
    // Only what was described teaches the type: a group that is made anew may be of another one.
    listing = group.failure ? undefined : asked;

    const lists: (readonly Wanted[])[] = [commits.value ?? [], group.members.flatMap(({ assignment }) => assignment.value ?? [])];
    const subscribed = [...new Set(group.members.flatMap(({ subscription }) => subscription.value ?? []))].sort();
    if (subscribed.length > 0) {
      const names = subscribed.join(' ');
      if (topics?.names !== names || before.at - topics.at > TOPICS_ARE_FRESH_MS) {
        const answer = await describeTopics(cluster, subscribed, options);
        topics = { names, at: before.at, partitions: answer.flatMap(({ partitions }) => partitions) };
      }
      lists.push(topics.partitions);
    }

    const wanted = await inOrder(lists, options);
    // Commits first, ends after: the other way round a busy consumer would seem to be ahead of the log.
    const ends = await endsOf(cluster, wanted, options);
    // Deleted, or made anew: its partitions are not what they were.
    if (ends.some(({ highWatermark }) => highWatermark.failure?.kind === 'not-found')) topics = undefined;
    const at = Date.now();
    return {
      at,
      group,
      partitions: await joined(wanted, commits, ends, options),
      ...(commits.failure ? { commitsFailure: commits.failure } : {}),
      cost: { requests: cluster.cost.requests - before.requests, bytes: cluster.cost.bytes - before.bytes, ms: at - before.at },
    };
  };
}

/** Each partition once, as the first of these lists has it: with its commit where it has one. */
async function inOrder(lists: readonly (readonly Wanted[])[], options: AskOptions): Promise<readonly Wanted[]> {
  const rows = new ByPartition<Wanted>();
  for (const list of lists) for (const one of list) rows.setOnce(one);
  const wanted: Wanted[] = [];
  for (const ofTopic of rows.topicsInOrder()) {
    await letOthersRun(options);
    for (const one of ofTopic) wanted.push(one);
  }
  return wanted;
}

type Wanted = TopicPartition | PartitionCommit;

async function findListing(cluster: Cluster, groupId: string, options: AskOptions): Promise<GroupListing> {
  const { groups } = await listGroups(cluster, options);
  return groups.find(group => group.groupId === groupId) ?? { groupId, groupType: 'unknown', groupState: 'Unknown', protocolType: '' };
}

function groupFrom(described: PromiseSettledResult<readonly Group[]>, asked: GroupListing): Group {
  const group = described.status === 'fulfilled' ? described.value[0] : undefined;
  if (group) return group;
  const failure =
    described.status === 'rejected' ? failureOf(described.reason) : missingInAnswer({ request: 'DescribeGroups', subject: asked.groupId });
  return { ...asked, coordinator: null, assignor: '', members: [], failure };
}

function commitsFrom(
  fetched: PromiseSettledResult<ReadonlyMap<string, Answer<readonly PartitionCommit[]>>>,
  groupId: string,
): Answer<readonly PartitionCommit[]> {
  if (fetched.status === 'rejected') return unknown(failureOf(fetched.reason));
  // Without __consumer_offsets no group has ever existed, and nothing is asked.
  return fetched.value.get(groupId) ?? known([]);
}

/** A whole question that fails is every partition's failure: the commits, which did arrive, are kept. */
async function endsOf(cluster: Cluster, wanted: readonly TopicPartition[], options: AskOptions): Promise<readonly PartitionEnds[]> {
  if (wanted.length === 0) return [];
  try {
    return await fetchEnds(cluster, wanted, options);
  } catch (thrown) {
    if (options.signal?.aborted) throw thrown;
    const failure = failureOf(thrown);
    return wanted.map(row => withoutEnds(row, failure));
  }
}

async function joined(
  wanted: readonly Wanted[],
  commits: Answer<readonly PartitionCommit[]>,
  ends: readonly PartitionEnds[],
  options: AskOptions,
): Promise<readonly PartitionOffsets[]> {
  const rows: PartitionOffsets[] = [];
  // The ends are in the order of what was wanted.
  for (let index = 0; index < wanted.length; index++) {
    if (index % rowsATurn === 0) await letOthersRun(options);
    const row = wanted[index];
    if (!row) continue;
    const bounds = ends[index] ?? withoutEnds(row, missingInAnswer({ request: 'ListOffsets', subject: partitionName(row) }));
    const { topic, partition, logStartOffset, highWatermark, lastStableOffset } = bounds;
    const [committed, notDone] = 'committed' in row ? [row.committed, row.notDone] : [notInAnswer(commits, bounds)];
    // Field by field: a spread costs more than the row.
    if (notDone === undefined) rows.push({ topic, partition, committed, logStartOffset, highWatermark, lastStableOffset });
    else rows.push({ topic, partition, committed, notDone, logStartOffset, highWatermark, lastStableOffset });
  }
  return rows;
}

/** Some tenths of a millisecond. */
const rowsATurn = 500;

/** OffsetFetch leaves out what is not committed, and in silence also what this login may not see: the ends tell which it is. */
function notInAnswer({ failure }: Answer<unknown>, { highWatermark }: Pick<PartitionEnds, 'highWatermark'>): PartitionCommit['committed'] {
  if (failure) return unknown(failure);
  return highWatermark.failure?.kind === 'forbidden' ? unknown(highWatermark.failure) : known(null);
}

const withoutEnds = ({ topic, partition }: TopicPartition, failure: Failure): PartitionEnds => ({
  topic,
  partition,
  logStartOffset: unknown(failure),
  highWatermark: unknown(failure),
  lastStableOffset: unknown(failure),
});
