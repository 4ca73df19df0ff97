/** The records around one: what it stands among, whatever gaps and control records lie between. */
import type { Cluster } from '../kafka/connection/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { Peeked, PeekOptions } from './budget.ts';
import { peekMore } from './peek.ts';

export interface Neighbours {
  /** Records of the application, ascending: up to 20 before and 5 after, without a hole up to the record. */
  readonly before: readonly KafkaRecord[];
  readonly after: readonly KafkaRecord[];
  /** Why there may be more than were read. */
  readonly failure?: Failure;
}

/** Enough to say what is usual on this partition, and one small fetch. */
const BEFORE = 20;
const AFTER = 5;
/** Where records are so large that those do not come within it, the one beside the record has to do. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Reads the neighbours of a record (or of a batch that cannot be read), wherever they lie: compaction may have taken the offsets
 * beside it. What a transaction gave up counts only beside a record that was given up itself.
 * @throws FailureError where the cluster itself does not answer.
 */
export async function readNeighbours(cluster: Cluster, record: KafkaRecord, options: PeekOptions = {}): Promise<Neighbours> {
  const { topic, partition, offset, unreadable } = record;
  const request = { topic, partitions: [partition], start: { kind: 'offset', offset }, isolation: 'read_uncommitted' } as const;
  const place = { partition, from: offset, to: (unreadable?.last ?? offset) + 1n, logStartOffset: 0n, logEndOffset: 0n };
  const nothing = { records: 0, hidden: 0, bytes: 0, ms: 0 };
  const read = (direction: 'earlier' | 'later', limit: number, more: PeekOptions = { mostBytes: MOST_BYTES, ...options }) =>
    peekMore(cluster, { ...request, limit, showControlRecords: false }, { ...nothing, partitions: [place] }, direction, more);
  // Logs are read forwards, so a reading that broke off ends before the record, and not beside it.
  const isBeside = ({ lookedAt }: Peeked) => lookedAt.partitions[0]?.to === offset;
  const [many, later] = await Promise.all([read('earlier', BEFORE), read('later', AFTER)]);
  const earlier = isBeside(many) ? many : await read('earlier', 1, options);
  const alike = ({ unreadable: isUnread, aborted }: KafkaRecord) => !isUnread && (!aborted || record.aborted === true);
  const failure = [earlier, later].map(({ lookedAt }) => lookedAt.failure ?? lookedAt.partitions[0]?.failure).find(Boolean);
  return {
    before: isBeside(earlier) ? earlier.records.filter(alike) : [],
    after: later.records.filter(alike),
    ...(failure ? { failure } : {}),
  };
}
