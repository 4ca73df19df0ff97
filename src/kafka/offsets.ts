import type { TopicPartition } from '../model/cluster.ts';
import { type Answer, known, unknown } from '../model/failure.ts';
import type { PartitionBounds, PartitionCommit, PartitionEnds } from '../model/offsets.ts';
import type { Cluster } from './connection/cluster.ts';
import { locateCoordinators } from './coordinators.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { grouped } from './grouped.ts';
import { letOthersRun } from './letOthersRun.ts';
import { askManyOrOne, type ManyOrOne } from './manyOrOne.ts';
import { earliest, latest, listOffsets, readCommitted, readUncommitted, tieredStorageTimeoutMs } from './protocol/apis/listOffsets.ts';
import { offsetFetch } from './protocol/apis/offsetFetch.ts';
import { askEach, type Asked, atNode, chunks, type Node, type Options } from './routing.ts';
import { locateLeaders } from './topics.ts';

/**
 * All commits of these groups, up to 250 groups in a request. A group that does not exist has none. Topics that this login may
 * not see are left out by the broker in silence. An offset that an open transaction is about to replace is told as it stands.
 */
export async function fetchCommits(
  cluster: Cluster,
  groupIds: readonly string[],
  options: Options = {},
): Promise<ReadonlyMap<string, Answer<readonly PartitionCommit[]>>> {
  const answers = await askEach(
    [...new Set(groupIds)],
    {
      locate: (ids, fresh) => locateCoordinators(cluster, ids, fresh, options),
      ask: (ids, node) => commitsOf(cluster, ids, node, options),
      most: 250,
    },
    options,
  );
  return new Map(answers.map(({ item: groupId, answer }) => [groupId, noGroupNoCommits(answer)]));
}

/**
 * Log start, last stable offset and high watermark of each partition, in their order, by three requests per leader. They are
 * asked in that order, so that none is beyond the next.
 */
export async function fetchEnds(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  options: Options = {},
): Promise<readonly PartitionEnds[]> {
  return inSlices(partitions, options, async some => {
    const leaders = await leadersOf(cluster, some, options); // once, for the three that follow
    const [starts, stable, ends] = await Promise.all([
      offsetsAt(cluster, leaders, { timestamp: earliest, isolation: readUncommitted }, options),
      offsetsAt(cluster, leaders, { timestamp: latest, isolation: readCommitted }, options),
      offsetsAt(cluster, leaders, { timestamp: latest, isolation: readUncommitted }, options),
    ]);
    return starts.map(({ item: { topic, partition }, answer: logStartOffset }, index) => {
      const highWatermark = at(ends, index);
      const lastStableOffset = at(stable, index);
      // Without open transactions both are the same: of a hundred thousand partitions one answer is enough to keep.
      const same = lastStableOffset.value !== undefined && lastStableOffset.value === highWatermark.value;
      return { topic, partition, logStartOffset, highWatermark, lastStableOffset: same ? highWatermark : lastStableOffset };
    });
  });
}

/** The same without the last stable offset, which costs a third of the work: for an overview of very many partitions. */
export async function fetchBounds(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  options: Options = {},
): Promise<readonly PartitionBounds[]> {
  return inSlices(partitions, options, async some => {
    const leaders = await leadersOf(cluster, some, options);
    const [starts, ends] = await Promise.all([
      offsetsAt(cluster, leaders, { timestamp: earliest, isolation: readUncommitted }, options),
      offsetsAt(cluster, leaders, { timestamp: latest, isolation: readUncommitted }, options),
    ]);
    return starts.map(({ item: { topic, partition }, answer: logStartOffset }, index) => ({
      ...{ topic, partition, logStartOffset },
      highWatermark: at(ends, index),
    }));
  });
}

/**
 * The offset of each partition's first record that is at least as young as `timestampMs` (milliseconds since 1970); null
 * where there is none. Times before 1970 mean the beginning, for Kafka reads negative timestamps as something else.
 */
export async function offsetsAtTime(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  timestampMs: number,
  options: Options = {},
): Promise<readonly (TopicPartition & { readonly at: Answer<bigint | null> })[]> {
  const timestamp = BigInt(Math.max(0, Math.ceil(timestampMs)));
  const leaders = await leadersOf(cluster, partitions, options);
  const answers = await offsetsAt(cluster, leaders, { timestamp, isolation: readUncommitted }, options);
  return answers.map(({ item: { topic, partition }, answer: at }) => ({ topic, partition, at: at.value === -1n ? known(null) : at }));
}

type OffsetFetchResponse = ReturnType<typeof offsetFetch.decode>;
type GroupCommits = NonNullable<OffsetFetchResponse['groups']>[number];

const byGroup: ManyOrOne<string, Parameters<typeof offsetFetch.encode>[1], OffsetFetchResponse> = {
  api: offsetFetch,
  manyFrom: 8,
  request: (version, groupIds) =>
    version >= 8 ? { groups: groupIds.map(groupId => ({ groupId, topics: null })) } : { groupId: groupIds[0] ?? '', topics: null },
};

async function commitsOf(
  cluster: Cluster,
  groupIds: readonly string[],
  node: Node,
  options: Options,
): Promise<readonly Answer<readonly PartitionCommit[]>[]> {
  const answers = await askManyOrOne(cluster, byGroup, groupIds, node, options);
  const byId = new Map<string, GroupCommits>();
  for (const { items, response } of answers) {
    const { groups, topics = [], errorCode = 0 } = response;
    for (const group of groups ?? items.map(groupId => ({ groupId, topics, errorCode }))) byId.set(group.groupId, group);
  }
  const commits: Answer<readonly PartitionCommit[]>[] = [];
  for (const groupId of groupIds) {
    commits.push(await groupCommits(groupId, byId.get(groupId), options));
  }
  return commits;
}

async function groupCommits(
  groupId: string,
  group: GroupCommits | undefined,
  options: Options,
): Promise<Answer<readonly PartitionCommit[]>> {
  if (group === undefined) return unknown(missingInAnswer({ request: 'OffsetFetch', subject: groupId }));
  const failure = failureFromCode(group.errorCode, { request: 'OffsetFetch', subject: groupId });
  if (failure) return unknown(failure);
  const rows: PartitionCommit[] = [];
  for (const topic of group.topics) {
    const others = letOthersRun(options);
    if (others) await others;
    for (const row of partitionCommits(topic)) rows.push(row);
  }
  return known(rows);
}

const partitionCommits = ({ name: topic, partitions }: GroupCommits['topics'][number]): readonly PartitionCommit[] =>
  partitions.map(({ partitionIndex: partition, committedOffset: offset, committedLeaderEpoch: leaderEpoch = -1, metadata, errorCode }) => {
    if (errorCode !== 0) return { topic, partition, committed: refused(errorCode, 'OffsetFetch', topic, partition) };
    return { topic, partition, committed: known(offset < 0n ? null : { offset, leaderEpoch, metadata: metadata ?? '' }) };
  });

/** Subjects are put into words only where something failed: there may be a hundred thousand partitions. */
const refused = (errorCode: number, request: string, topic: string, partition: number) =>
  unknown(failureFromCode(errorCode, { request, subject: `${topic}-${partition}` }) ?? missingInAnswer({ request }));

const noGroupNoCommits = (answer: Answer<readonly PartitionCommit[]>): Answer<readonly PartitionCommit[]> =>
  answer.failure?.code === 'GROUP_ID_NOT_FOUND' ? known([]) : answer;

/** Partitions that are asked about side by side: a few requests a leader, and some milliseconds of work at a time. */
const slice = 2_000;

/** A hundred thousand partitions are asked about slice after slice: the thread is shared, and brokers have others to serve too. */
async function inSlices<T>(
  partitions: readonly TopicPartition[],
  options: Options,
  ask: (some: readonly TopicPartition[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  if (partitions.length <= slice) return ask(partitions);
  const answers: T[] = [];
  for (const some of chunks(partitions, slice)) {
    await letOthersRun(options);
    for (const answer of await ask(some)) answers.push(answer);
  }
  return answers;
}

/** Answers are in the order of what was asked, so one that is missing is a fault that a Failure may carry. */
const at = (asked: readonly Asked<TopicPartition, bigint>[], index: number): Answer<bigint> =>
  asked[index]?.answer ?? unknown(missingInAnswer({ request: 'ListOffsets' }));

interface Place {
  readonly timestamp: bigint;
  readonly isolation: number;
}

/** Partitions in the order in which they were asked about. */
type Leaders = ReadonlyMap<TopicPartition, Answer<number>>;

async function leadersOf(cluster: Cluster, partitions: readonly TopicPartition[], options: Options): Promise<Leaders> {
  const leaders = await locateLeaders(cluster, partitions, false, options);
  const byPartition = new Map<TopicPartition, Answer<number>>();
  partitions.forEach((one, index) => byPartition.set(one, leaders[index] ?? unknown(missingInAnswer({ request: 'Metadata' }))));
  return byPartition;
}

/** One offset per partition; −1 where no record is as young as the timestamp. */
async function offsetsAt(
  cluster: Cluster,
  leaders: Leaders,
  { timestamp, isolation }: Place,
  options: Options,
): Promise<readonly Asked<TopicPartition, bigint>[]> {
  return askEach(
    [...leaders.keys()],
    {
      locate: async (some, fresh) =>
        fresh
          ? locateLeaders(cluster, some, fresh, options)
          : some.map(one => leaders.get(one) ?? unknown(missingInAnswer({ request: 'Metadata' }))),
      ask: async (some, node) => {
        const answer = await cluster.ask(
          listOffsets,
          {
            replicaId: -1,
            isolationLevel: isolation,
            topics: [...grouped(some, ({ topic }) => topic)].map(([name, ones]) => ({
              name,
              partitions: [...new Set(ones.map(({ partition }) => partition))].map(partitionIndex => ({ partitionIndex, timestamp })),
            })),
            timeoutMs: tieredStorageTimeoutMs,
          },
          atNode(node, options),
        );
        return offsetsIn(answer, some);
      },
      most: 2_000,
    },
    options,
  );
}

function offsetsIn({ topics }: ReturnType<typeof listOffsets.decode>, asked: readonly TopicPartition[]): readonly Answer<bigint>[] {
  // Brokers answer in the order of the question, topic by topic: then nothing has to be looked up.
  let at = 0;
  const inOrder: Answer<bigint>[] = [];
  for (const { name, partitions } of topics) {
    for (const one of partitions) {
      const wanted = asked[at++];
      if (wanted?.partition !== one.partitionIndex || wanted.topic !== name) return offsetsByName(topics, asked);
      inOrder.push(offsetOf(one, name));
    }
  }
  return inOrder.length === asked.length ? inOrder : offsetsByName(topics, asked);
}

type OffsetTopics = ReturnType<typeof listOffsets.decode>['topics'];
type OffsetAnswer = OffsetTopics[number]['partitions'][number];

function offsetsByName(topics: OffsetTopics, asked: readonly TopicPartition[]): readonly Answer<bigint>[] {
  const found = new Map<string, Map<number, OffsetAnswer>>();
  for (const { name, partitions } of topics) {
    const ofTopic = new Map<number, OffsetAnswer>();
    partitions.forEach(one => ofTopic.set(one.partitionIndex, one));
    found.set(name, ofTopic);
  }
  return asked.map(({ topic, partition }) => {
    const one = found.get(topic)?.get(partition);
    return one ? offsetOf(one, topic) : unknown(missingInAnswer({ request: 'ListOffsets', subject: `${topic}-${partition}` }));
  });
}

const offsetOf = ({ errorCode, offset, partitionIndex }: OffsetAnswer, topic: string): Answer<bigint> =>
  errorCode === 0 ? known(offset) : refused(errorCode, 'ListOffsets', topic, partitionIndex);
