import { shapeOf } from '../decoding/shape.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchRecords } from '../kafka/records.ts';
import { partitionName } from '../model/cluster.ts';
import { failureOf, type Failure } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import { lagOf } from '../model/lag.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { GroupSample } from '../model/sample.ts';
import type { Part, RecordsAtCommit } from '../model/snapshot.ts';
import type { AskOptions } from './sampleGroup.ts';

/** Partitions that are looked into, those with the most unread records first. */
const MOST_PARTITIONS = 64;
/** Offsets before the committed one: enough neighbours to see which of them is the stranger. */
const OFFSETS_BEFORE = 3n;
/** Records from the committed one on. */
const RECORDS_FROM_COMMIT = 4;
/** A batch comes whole, so this bounds the many small ones and not the one large one. */
const BYTES_PER_PARTITION = 128 * 1024;
/** A broker answers a request over many partitions only as far as the answer's size allows: what it left out is asked again. */
const MOST_ROUNDS = 3;

/** The next record to be read of the partitions with unread records, with its neighbours. What fails is missing; never throws. */
export async function recordsAtCommit(cluster: Cluster, sample: GroupSample, options: AskOptions = {}): Promise<Part<RecordsAtCommit>> {
  const items: RecordsAtCommit[] = [];
  const missing: Missing[] = [];
  const miss = (place: Place, failure: Failure) => missing.push({ subject: partitionName(place), reason: { kind: 'failure', failure } });
  let left = partitionsToLookInto(sample);
  try {
    for (let round = 0; round < MOST_ROUNDS && left.length > 0; round++) {
      const wanted = left.map(({ topic, partition, from }) => ({ topic, partition, offset: from, maxBytes: BYTES_PER_PARTITION }));
      const fetched = await fetchRecords(cluster, wanted, { ...options, maxWaitMs: 0 });
      const answers = new Map(fetched.map(answer => [partitionName(answer), answer]));
      const unanswered: Place[] = [];
      for (const place of left) {
        const answer = answers.get(partitionName(place));
        if (answer?.failure) miss(place, answer.failure);
        else if (!answer || (answer.records.length === 0 && answer.nextOffset <= place.from)) unanswered.push(place);
        else items.push(lookedAt(place, answer.records, answer.nextOffset));
      }
      left = unanswered;
    }
    for (const place of left)
      miss(place, { kind: 'silent', code: 'NO_RECORDS_IN_ANSWER', request: 'Fetch', subject: partitionName(place) });
  } catch (thrown) {
    for (const place of left) miss(place, failureOf(thrown));
  }
  return { items, missing };
}

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly committedOffset: bigint;
  /** Where reading begins: a few offsets earlier, as far as the log goes. */
  readonly from: bigint;
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

function placeOf({ topic, partition, committed, logStartOffset }: PartitionOffsets): Place | null {
  if (!committed.value) return null;
  const committedOffset = committed.value.offset;
  const earliest = logStartOffset.value ?? committedOffset;
  const from = committedOffset - OFFSETS_BEFORE;
  return { topic, partition, committedOffset, from: from > earliest ? from : earliest };
}

function lookedAt({ topic, partition, committedOffset }: Place, fetched: readonly KafkaRecord[], nextOffset: bigint): RecordsAtCommit {
  const ofInterest = fetched.filter(({ offset }) => offset < committedOffset).slice(-Number(OFFSETS_BEFORE));
  const fromCommit = fetched.filter(({ offset }) => offset >= committedOffset);
  const upTo = fromCommit[RECORDS_FROM_COMMIT]?.offset ?? nextOffset;
  return {
    topic,
    partition,
    committedOffset,
    at: Date.now(),
    records: [...ofInterest, ...fromCommit.slice(0, RECORDS_FROM_COMMIT)].map(record => ({
      ...record,
      valueLooksLike: shapeOf(record.value),
    })),
    lookedUpTo: upTo,
  };
}
