import type { Partition, Topic } from '../model/cluster.ts';
import { FailureError } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { describeTopicPartitions } from './protocol/apis/describeTopicPartitions.ts';
import type { Options } from './routing.ts';
import { partitionOf } from './topics.ts';

/** A partition with what KRaft keeps account of for unclean elections (KIP-966). */
export interface PartitionWithElr extends Partition {
  /** Replicas that left the ISR and hold all committed records all the same; null where the cluster keeps no account. */
  readonly eligibleLeaderReplicas: readonly number[] | null;
  /** The last eligible ones before all of them were lost. */
  readonly lastKnownElr: readonly number[] | null;
}

export interface TopicPage extends Omit<Topic, 'partitions'> {
  readonly topicId: string;
  /** Those of this page: a large topic goes on in the next. */
  readonly partitions: readonly PartitionWithElr[];
}

export interface PageQuestion extends Options {
  /** Absent: all that the login may see. */
  readonly topics?: readonly string[];
  /** Most partitions in a page; brokers have a limit of their own (2000 by default). */
  readonly partitionsPerPage?: number;
}

/**
 * Topics by name and partitions by number, page by page, so that neither side holds a large cluster at once. Asked of any broker with
 * KRaft since 3.8; others do not know it ('unsupported'). Nothing is remembered of it: who leads is Metadata's to tell.
 * @throws FailureError; pages that came before it stand.
 */
export async function* topicPages(
  cluster: Cluster,
  { topics = [], partitionsPerPage = 2_000, ...options }: PageQuestion = {},
): AsyncGenerator<readonly TopicPage[]> {
  const names = [...new Set(topics)].sort().map(name => ({ name }));
  let cursor: Cursor | null = null;
  do {
    const request: Parameters<typeof describeTopicPartitions.encode>[1] = {
      // A broker begins at the cursor by itself, and would call a named topic before it unknown in later pages.
      ...{ topics: cursor === null ? names : names.filter(({ name }) => name >= (cursor?.topicName ?? '')), cursor },
      responsePartitionLimit: partitionsPerPage,
    };
    const answer: Answered = await cluster.ask(describeTopicPartitions, request, options);
    yield answer.topics.map(pageOf);
    const next = answer.nextCursor;
    // A broker that sends us back would be asked for ever.
    if (next && cursor && !isBehind(next, cursor)) throw new FailureError(missingInAnswer({ ...source, subject: next.topicName }));
    cursor = next;
  } while (cursor !== null);
}

type Answered = ReturnType<typeof describeTopicPartitions.decode>;
type Cursor = NonNullable<Answered['nextCursor']>;

const source = { request: describeTopicPartitions.name };

const isBehind = (next: Cursor, before: Cursor): boolean =>
  next.topicName > before.topicName || (next.topicName === before.topicName && next.partitionIndex > before.partitionIndex);

function pageOf({ name, topicId, isInternal: internal, errorCode, partitions }: Answered['topics'][number]): TopicPage {
  const topic = name ?? '';
  const failure = failureFromCode(errorCode, { ...source, subject: topic });
  return {
    ...{ name: topic, topicId, internal },
    partitions: partitions.map(one => ({
      ...partitionOf(topic, one, describeTopicPartitions.name),
      ...{ eligibleLeaderReplicas: one.eligibleLeaderReplicas, lastKnownElr: one.lastKnownElr },
    })),
    ...(failure ? { failure } : {}),
  };
}
