import type { Cluster } from '../kafka/connection/cluster.ts';
import { endsOfEpochs } from '../kafka/leaderEpochs.ts';
import { fetchEnds, offsetsAtTime } from '../kafka/offsets.ts';
import { fetchShareOffsets } from '../kafka/shareOffsets.ts';
import { describeTopics } from '../kafka/topics.ts';
import type { Topic, TopicPartition } from '../model/cluster.ts';
import { type Answer, failureOf, known, unknown } from '../model/failure.ts';
import type { PartitionCommit, PartitionEnds, PartitionOffsets } from '../model/offsets.ts';
import type { GroupSample } from '../model/sample.ts';
import type { StartClient, StartPartition, StartSituation } from '../model/start.ts';
import { ByPartition } from './byPartition.ts';
import { topicNamesOf } from './parts.ts';
import type { AskOptions } from './sampleGroup.ts';
import { startPreviews } from './startPreviews.ts';

interface Wanted {
  readonly client: StartClient | null;
  readonly topics: readonly string[] | undefined;
  /** Milliseconds since 1970 from which a policy by duration would read. */
  readonly since: number;
}

/** Every partition of the topics, for a client reads those without a commit too, with what decides where it begins there. */
export async function startPartitions(
  cluster: Cluster,
  sample: GroupSample,
  { client, topics, since }: Wanted,
  ask: AskOptions,
): Promise<Pick<StartSituation, 'partitions' | 'missingTopics'>> {
  const { groupId, groupType } = sample.group;
  const share = groupType === 'share' ? await shareCommits(cluster, groupId, ask) : null;
  const ofGroup = [...topicNamesOf(sample), ...(share?.value ?? []).map(({ topic }) => topic), ...(client?.topics ?? [])];
  const named = topics !== undefined && topics.length > 0 ? topics : [...new Set(ofGroup)].sort();
  const described = named.length === 0 ? [] : await topicsOrFailures(cluster, named, ask);
  const rows = await rowsOf(cluster, sample, described, ask);
  const offsets = share ? withShareStarts(rows, share) : rows;

  const resets = offsets.filter(isReset);
  const [atDuration, ends, previews] = await Promise.all([
    orNone(() => offsetsAtTime(cluster, resets, since, ask)),
    orNone(() => epochsOf(cluster, offsets, ask)),
    startPreviews(cluster, offsets, client?.isolation ?? 'read_uncommitted', ask),
  ]);
  const found = { atDuration: index(atDuration), ends: index(ends), previews: index(previews) };
  return {
    partitions: offsets.map((row): StartPartition => {
      const asked = found.atDuration.get(row);
      const end = found.ends.get(row)?.endOfEpoch;
      return {
        ...row,
        ...(asked ? { atDuration: asked.at } : {}),
        ...(end !== undefined ? { endOfEpoch: end } : {}),
        previews: found.previews.get(row)?.previews ?? [],
      };
    }),
    missingTopics: described.flatMap(({ name: topic, failure }) =>
      failure && !offsets.some(row => row.topic === topic) ? [{ topic, failure }] : [],
    ),
  };
}

/** No commit that holds: the policy decides there. */
export function isReset({ committed, logStartOffset, highWatermark }: PartitionOffsets): boolean {
  if (committed.failure || logStartOffset.value === undefined || highWatermark.value === undefined) return false;
  const offset = committed.value?.offset;
  return offset === undefined || offset < logStartOffset.value || offset > highWatermark.value;
}

async function rowsOf(
  cluster: Cluster,
  sample: GroupSample,
  described: readonly Topic[],
  ask: AskOptions,
): Promise<readonly PartitionOffsets[]> {
  const seen = index(sample.partitions);
  const wanted: readonly TopicPartition[] = described.flatMap(({ partitions }) => partitions);
  const fresh = wanted.filter(one => !seen.get(one)).map(({ topic, partition }) => ({ topic, partition }));
  const none: PartitionCommit['committed'] = sample.commitsFailure ? unknown(sample.commitsFailure) : known(null);
  for (const ends of await endsOrFailures(cluster, fresh, ask)) {
    // OffsetFetch leaves out in silence what this login may not see: the ends tell.
    const { failure } = ends.highWatermark;
    seen.setOnce({ ...ends, committed: failure?.kind === 'forbidden' ? unknown(failure) : none });
  }
  const undescribed = new Set(described.flatMap(({ name, failure }) => (failure ? [name] : [])));
  return [
    ...wanted.flatMap(one => seen.get(one) ?? []),
    // A topic that cannot be described may have commits all the same: what is known of them is told.
    ...sample.partitions.filter(({ topic }) => undescribed.has(topic)),
  ];
}

/** A share group's own start offsets stand where others have commits. */
function withShareStarts(rows: readonly PartitionOffsets[], share: Answer<readonly PartitionCommit[]>): readonly PartitionOffsets[] {
  const starts = index(share.value ?? []);
  return rows.map(row => ({ ...row, committed: share.failure ? unknown(share.failure) : (starts.get(row)?.committed ?? known(null)) }));
}

async function shareCommits(cluster: Cluster, groupId: string, ask: AskOptions): Promise<Answer<readonly PartitionCommit[]>> {
  try {
    const answer = (await fetchShareOffsets(cluster, [groupId], ask)).get(groupId) ?? known([]);
    if (answer.failure) return answer;
    return known(
      answer.value.map(({ topic, partition, start }) => {
        const begun = start.value && { offset: start.value.offset, leaderEpoch: -1, metadata: '' };
        return { topic, partition, committed: start.failure ? unknown(start.failure) : known(begun ?? null) };
      }),
    );
  } catch (thrown) {
    return unknown(failureOf(thrown));
  }
}

/** Where the epoch of a commit ended before it: records were cut off there, and Java's consumer goes back to that place. */
async function epochsOf(
  cluster: Cluster,
  rows: readonly PartitionOffsets[],
  ask: AskOptions,
): Promise<readonly (TopicPartition & { readonly endOfEpoch: bigint })[]> {
  const commits = rows.flatMap(({ topic, partition, committed }) =>
    committed.value && committed.value.leaderEpoch >= 0
      ? [{ topic, partition, leaderEpoch: committed.value.leaderEpoch, offset: committed.value.offset }]
      : [],
  );
  const committed = index(commits);
  const asked = commits.length === 0 ? [] : await endsOfEpochs(cluster, commits, ask);
  return asked.flatMap(({ topic, partition, end }) => {
    const offset = committed.get({ topic, partition })?.offset;
    return end.value && offset !== undefined && end.value.endOffset < offset ? [{ topic, partition, endOfEpoch: end.value.endOffset }] : [];
  });
}

async function topicsOrFailures(cluster: Cluster, names: readonly string[], ask: AskOptions): Promise<readonly Topic[]> {
  try {
    return await describeTopics(cluster, names, ask);
  } catch (thrown) {
    const failure = failureOf(thrown);
    return names.map(name => ({ name, internal: false, partitions: [], failure }));
  }
}

async function endsOrFailures(cluster: Cluster, partitions: readonly TopicPartition[], ask: AskOptions): Promise<readonly PartitionEnds[]> {
  try {
    return partitions.length === 0 ? [] : await fetchEnds(cluster, partitions, ask);
  } catch (thrown) {
    const end = unknown(failureOf(thrown));
    return partitions.map(one => ({ ...one, logStartOffset: end, lastStableOffset: end, highWatermark: end }));
  }
}

/** What only adds to the forecast costs nothing but itself where it fails. */
async function orNone<T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await ask();
  } catch {
    return [];
  }
}

function index<T extends TopicPartition>(rows: readonly T[]): ByPartition<T> {
  const found = new ByPartition<T>();
  for (const row of rows) found.setOnce(row);
  return found;
}
