import { readRegistryFrame } from '../decoding/registry.ts';
import { shapeOf } from '../decoding/shape.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchRecords, type FetchedPartition, type FetchOptions } from '../kafka/records.ts';
import { partitionName } from '../model/cluster.ts';
import { failureOf, type Failure } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import { lagOf } from '../model/lag.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { GroupSample } from '../model/sample.ts';
import type { LookedAtRecord, Part, RecordsAtCommit } from '../model/snapshot.ts';
import type { AskOptions } from './sampleGroup.ts';

/** Partitions that are looked into, those with the most unread records first. */
const MOST_PARTITIONS = 64;
/** Offsets before the committed one: enough neighbours to see which of them is the stranger. */
const OFFSETS_BEFORE = 3n;
/** Records from the committed one on. */
const RECORDS_FROM_COMMIT = 4;
/** A batch comes whole, so this bounds the many small ones and not the one large one. */
const BYTES_PER_PARTITION = 128 * 1024;

/** The next record to be read of the partitions with unread records, with its neighbours. What fails is missing; never throws. */
export async function recordsAtCommit(cluster: Cluster, sample: GroupSample, options: AskOptions = {}): Promise<Part<RecordsAtCommit>> {
  const places = partitionsToLookInto(sample);
  // Only read_committed tells which records a transaction gave up, and only read_uncommitted shows what an open one hides.
  const parts = await Promise.all([
    lookInto(
      cluster,
      places.filter(({ isHidden }) => !isHidden),
      { ...options, isolation: 'read_committed' },
    ),
    lookInto(
      cluster,
      places.filter(({ isHidden }) => isHidden),
      { ...options, isolation: 'read_uncommitted' },
    ),
  ]);
  return { items: parts.flatMap(({ items }) => items), missing: parts.flatMap(({ missing }) => missing) };
}

async function lookInto(cluster: Cluster, places: readonly Place[], options: FetchOptions): Promise<Part<RecordsAtCommit>> {
  const wanted = places.map(({ topic, partition, from }) => ({ topic, partition, offset: from, maxBytes: BYTES_PER_PARTITION }));
  try {
    const fetched = wanted.length === 0 ? [] : await fetchRecords(cluster, wanted, { ...options, maxWaitMs: 0 });
    const answers = new Map(fetched.map(answer => [partitionName(answer), answer]));
    const items: RecordsAtCommit[] = [];
    const missing: Missing[] = [];
    for (const place of places) {
      const answer = answers.get(partitionName(place));
      if (answer === undefined) continue;
      const seen = lookedAt(place, answer);
      // One batch that cannot be read does not take the others with it: what was seen is there, and so is what is missing.
      if (answer.failure) missing.push(because(place, answer.failure));
      if (!answer.failure || seen.records.length > 0) items.push(seen);
    }
    return { items, missing };
  } catch (thrown) {
    return { items: [], missing: places.map(place => because(place, failureOf(thrown))) };
  }
}

const because = (place: Place, failure: Failure): Missing => ({ subject: partitionName(place), reason: { kind: 'failure', failure } });

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly committedOffset: bigint;
  /** Where reading begins: a few offsets earlier, as far as the log goes. */
  readonly from: bigint;
  /** The next record lies beyond the last stable offset. */
  readonly isHidden: boolean;
}

function partitionsToLookInto({ partitions }: GroupSample): readonly Place[] {
  return partitions
    .flatMap(offsets => {
      const place = placeOf(offsets);
      const lag = lagOf(offsets);
      return place && lag.kind === 'known' && lag.records > lag.parts.lost ? [{ place, records: lag.records }] : [];
    })
    .sort((a, b) => (a.records > b.records ? -1 : a.records < b.records ? 1 : 0))
    .slice(0, MOST_PARTITIONS)
    .map(({ place }) => place);
}

function placeOf({ topic, partition, committed, logStartOffset, lastStableOffset }: PartitionOffsets): Place | null {
  if (!committed.value) return null;
  const committedOffset = committed.value.offset;
  const earliest = logStartOffset.value ?? committedOffset;
  const from = committedOffset - OFFSETS_BEFORE;
  const isHidden = lastStableOffset.value !== undefined && committedOffset >= lastStableOffset.value;
  return { topic, partition, committedOffset, from: from > earliest ? from : earliest, isHidden };
}

/** What lies behind a batch that could not be read is left out: it would pass for the next record. */
function lookedAt({ topic, partition, committedOffset }: Place, { records, nextOffset, unread = [] }: FetchedPartition): RecordsAtCommit {
  const wall = unread.find(({ last }) => last >= committedOffset)?.first ?? nextOffset;
  const before = records.filter(({ offset }) => offset < committedOffset).slice(-Number(OFFSETS_BEFORE));
  const fromCommit = records.filter(({ offset }) => offset >= committedOffset && offset < wall);
  return {
    topic,
    partition,
    committedOffset,
    at: Date.now(),
    records: [...before, ...fromCommit.slice(0, RECORDS_FROM_COMMIT)].map(atFirstSight),
    lookedUpTo: fromCommit[RECORDS_FROM_COMMIT]?.offset ?? wall,
  };
}

function atFirstSight(record: KafkaRecord): LookedAtRecord {
  const valueLooksLike = shapeOf(record.value);
  const frame = valueLooksLike === 'registry' && record.value ? readRegistryFrame(record.value) : null;
  return { ...record, valueLooksLike, ...(frame && 'payload' in frame ? { schemaId: frame.schemaId } : {}) };
}
