import { decode } from '../decoding/decode.ts';
import { oneLineJson } from '../decoding/json.ts';
import { shapeOf } from '../decoding/shape.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchRecords, type FetchedPartition } from '../kafka/records.ts';
import type { TopicPartition } from '../model/cluster.ts';
import type { PartitionOffsets } from '../model/offsets.ts';
import type { IsolationLevel } from '../model/peek.ts';
import type { KafkaRecord } from '../model/record.ts';
import type { StartPreview, StartRecord } from '../model/start.ts';
import type { AskOptions } from './sampleGroup.ts';

/** Partitions that are looked into, those with the most records ahead first. */
const mostPartitions = 48;
/** A batch comes whole, so this bounds the many small ones and not the one large one. */
const bytesPerPartition = 64 * 1024;
/** What fits on a line beside its partition. */
const lineLength = 120;

/** The record that reading begins with: at a commit that holds, else the first one that is left in the log. Never throws. */
export async function startPreviews(
  cluster: Cluster,
  rows: readonly PartitionOffsets[],
  isolation: IsolationLevel,
  ask: AskOptions,
): Promise<readonly (TopicPartition & { readonly previews: readonly StartPreview[] })[]> {
  const places = rows
    .flatMap(placeOf)
    .sort((a, b) => (a.ahead > b.ahead ? -1 : a.ahead < b.ahead ? 1 : 0))
    .slice(0, mostPartitions);
  if (places.length === 0) return [];
  const wanted = places.map(({ topic, partition, offset }) => ({ topic, partition, offset, maxBytes: bytesPerPartition }));
  try {
    const fetched = await fetchRecords(cluster, wanted, { ...ask, isolation, maxWaitMs: 0 });
    return fetched.flatMap((answer, at) => {
      const asked = wanted[at]?.offset;
      const preview = asked === undefined ? undefined : previewIn(answer, asked);
      return preview ? [{ topic: answer.topic, partition: answer.partition, previews: [preview] }] : [];
    });
  } catch {
    return []; // the forecast holds without it
  }
}

interface Place extends TopicPartition {
  readonly offset: bigint;
  readonly ahead: bigint;
}

function placeOf({ topic, partition, committed, logStartOffset, highWatermark }: PartitionOffsets): readonly Place[] {
  const [start, end] = [logStartOffset.value, highWatermark.value];
  if (committed.failure || start === undefined || end === undefined) return [];
  const commit = committed.value?.offset;
  const offset = commit !== undefined && commit >= start && commit <= end ? commit : start;
  return offset < end ? [{ topic, partition, offset, ahead: end - offset }] : [];
}

/** Undefined: it could not be read, so nothing is said of it. */
function previewIn({ records, failure, unread = [] }: FetchedPartition, askedOffset: bigint): StartPreview | undefined {
  const wall = unread[0]?.first;
  const record = records.find(({ offset, control, aborted }) => offset >= askedOffset && control === undefined && aborted !== true);
  if (failure && (!record || (wall !== undefined && wall < record.offset))) return undefined;
  return { askedOffset, record: record ? startRecord(record) : null };
}

const startRecord = ({ offset, timestamp, key, value }: KafkaRecord): StartRecord => ({
  offset,
  timestamp,
  key: key === null ? null : oneLine(key),
  value: oneLine(value),
  valueLooksLike: shapeOf(value),
  valueBytes: value?.length ?? 0,
});

/** As peek shows it: JSON without its white space, other text with single spaces, the rest in hexadecimal. */
function oneLine(bytes: Uint8Array | null): string {
  const { shape, text } = decode(bytes);
  const line = shape === 'json' ? oneLineJson(text, lineLength + 1) : text.slice(0, lineLength + 1).replace(/\s+/g, ' ');
  return line.length > lineLength ? `${line.slice(0, lineLength)}…` : line;
}
