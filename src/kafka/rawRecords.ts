import type { TopicPartition } from '../model/cluster.ts';
import { type Failure, known, unknown } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import type { AbortedTransaction } from './protocol/abortedBatches.ts';
import { offsetBehind } from './protocol/recordBatch.ts';
import { type Answered, askLeader, type FetchOptions, type WantedRecords } from './records.ts';
import { askEach, type Options } from './routing.ts';
import { locateLeaders } from './topics.ts';

/** What a leader sent of one partition, unread: record batches as they lie in the log, the last one perhaps cut off. */
export interface RawRecords extends TopicPartition {
  readonly bytes: Buffer;
  /** Behind the last batch that is whole; undefined where there is none. */
  readonly nextOffset?: bigint;
  /** −1 where the broker did not say. */
  readonly logStartOffset: bigint;
  /** Told to read_committed alone. */
  readonly aborted: readonly AbortedTransaction[];
  readonly failure?: Failure;
}

/**
 * Fetches record batches from the given offsets on, in the order of `wanted`, for whoever reads them elsewhere: nothing is unpacked
 * here. A broker fills its answer partition by partition, so those further back may come out empty; asked first next time, they get
 * theirs.
 */
export async function fetchRaw(
  cluster: Cluster,
  wanted: readonly WantedRecords[],
  options: Omit<FetchOptions, 'isWanted'>,
): Promise<readonly RawRecords[]> {
  const asking: Options = options.signal ? { signal: options.signal } : {};
  const asked = await askEach(
    wanted,
    {
      locate: (some, fresh) => locateLeaders(cluster, some, fresh, asking),
      ask: async (some, node) => {
        const answers = await askLeader(cluster, some, node, options, asking);
        return some.map(one => {
          const raw = rawOf(one, answers.get(one.topic)?.get(one.partition));
          return raw.failure && raw.bytes.length === 0 ? unknown(raw.failure) : known(raw);
        });
      },
      most: 1_000,
    },
    asking,
  );
  return asked.map(({ item, answer }) => answer.value ?? nothing(item, answer.failure));
}

function rawOf(wanted: WantedRecords, answer: Answered | undefined): RawRecords {
  const { topic, partition } = wanted;
  const about = { request: 'Fetch', subject: `${topic}-${partition}` };
  if (!answer) return nothing(wanted, missingInAnswer(about));
  const { errorCode, records, logStartOffset = -1n, abortedTransactions } = answer;
  const failure = failureFromCode(errorCode, about);
  const bytes = records ?? none;
  const nextOffset = offsetBehind(bytes);
  return {
    ...{ topic, partition, bytes, logStartOffset },
    ...(nextOffset === undefined ? {} : { nextOffset }),
    aborted: abortedTransactions ?? [],
    ...(failure ? { failure } : {}),
  };
}

const none = Buffer.alloc(0);

const nothing = ({ topic, partition }: TopicPartition, failure: Failure): RawRecords => ({
  ...{ topic, partition, bytes: none, logStartOffset: -1n, aborted: [], failure },
});
