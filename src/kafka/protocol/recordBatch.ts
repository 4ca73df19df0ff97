import type { TopicPartition } from '../../model/cluster.ts';
import { FailureError } from '../../model/failure.ts';
import type { KafkaRecord, RecordBatchInfo, RecordHeader } from '../../model/record.ts';
import type { Batch, RecordFilter } from './batch.ts';
import { codecs, unpack } from './compression.ts';
import { messageBatch } from './messageSet.ts';
import { Reader } from './wire.ts';

/**
 * Walks the batches of a log's piece as Fetch brings it: the first may begin below the offset that was asked for, the last
 * may be cut off, which ends the walk without a word. Checksums are left to the broker and to TCP.
 * @throws FailureError, code CORRUPT_BATCH or UNKNOWN_BATCH_FORMAT, where no further batch can be found.
 */
export function* readBatches(bytes: Buffer): Generator<Batch> {
  for (let at = 0; at + throughMagic <= bytes.length;) {
    const length = bytes.readInt32BE(at + 8);
    if (length < throughMagic - lengthEnds) throw corrupt(bytes.readBigInt64BE(at), `a length of ${length}`);
    const end = at + lengthEnds + length;
    if (end > bytes.length) return;
    yield oneBatch(bytes.subarray(at, end));
    at = end;
  }
}

/** The offset behind the last whole batch of a log's piece, from the headers alone; undefined where there is none. */
export function offsetBehind(bytes: Buffer): bigint | undefined {
  let behind: bigint | undefined;
  for (let at = 0; at + throughMagic <= bytes.length;) {
    const end = at + lengthEnds + bytes.readInt32BE(at + 8);
    if (end > bytes.length || end < at + throughMagic) break;
    const isBatch = bytes.readInt8(at + throughMagic - 1) === 2 && end >= at + headerSize;
    behind = bytes.readBigInt64BE(at) + BigInt(isBatch ? bytes.readInt32BE(at + lastOffsetAt) : 0) + 1n;
    at = end;
  }
  return behind;
}

/** All formats begin alike: offset (8 bytes), length of what follows (4), 4 bytes of their own, magic (1). */
const lengthEnds = 12;
const throughMagic = 17;

function oneBatch(bytes: Buffer): Batch {
  const magic = bytes.readInt8(throughMagic - 1);
  if (magic === 2) return recordBatch(bytes);
  if (magic === 0 || magic === 1) return messageBatch(bytes, magic);
  const detail = `offset ${bytes.readBigInt64BE(0)}: format ${magic}`;
  throw new FailureError({ kind: 'unsupported', code: 'UNKNOWN_BATCH_FORMAT', detail });
}

/** Format 2 (KIP-98, Kafka 0.11): offsets and timestamps of the records are differences to the batch's. */
function recordBatch(bytes: Buffer): Batch {
  if (bytes.length < headerSize) throw corrupt(bytes.readBigInt64BE(0), `a header of ${bytes.length} bytes`);
  const reader = new Reader(bytes);
  const baseOffset = reader.int64();
  reader.skip(4);
  const leaderEpoch = reader.int32();
  reader.skip(1 + 4); // magic, CRC
  const attributes = reader.int16();
  const lastOffsetDelta = reader.int32();
  const baseTimestamp = Number(reader.int64());
  const maxTimestamp = Number(reader.int64());
  const producerId = reader.int64();
  const producerEpoch = reader.int16();
  reader.skip(4); // base sequence
  const count = reader.int32();
  if (lastOffsetDelta < 0) throw corrupt(baseOffset, `a last offset ${-lastOffsetDelta} before the first`);

  const compression = codecs[attributes & 0x07];
  if (compression === undefined) {
    const detail = `offset ${baseOffset}: compression ${attributes & 0x07}`;
    throw new FailureError({ kind: 'unsupported', code: 'UNKNOWN_BATCH_FORMAT', detail });
  }
  const appendTime = (attributes & 0x08) !== 0;
  const control = (attributes & 0x20) !== 0;
  const info: RecordBatchInfo = {
    baseOffset,
    lastOffset: baseOffset + BigInt(lastOffsetDelta),
    magic: 2,
    compression,
    producerId,
    producerEpoch,
    transactional: (attributes & 0x10) !== 0,
    leaderEpoch,
  };

  function record(body: Reader, of: TopicPartition, isWanted: RecordFilter | undefined): KafkaRecord | undefined {
    const from = body.at;
    const length = body.varint();
    const end = body.at + length;
    if (length < 0 || end > body.bytes.length) throw new RangeError(`a record of ${length} bytes, ${body.remaining} left`);
    body.skip(1); // attributes, of which none is in use
    const timestampDelta = body.varlong();
    const offset = baseOffset + BigInt(body.varint());
    const timestamp = appendTime ? maxTimestamp : baseTimestamp < 0 ? -1 : baseTimestamp + timestampDelta;
    const keyBytes = nullableView(body);
    if (isWanted && !isWanted({ offset, timestamp, key: keyBytes }) && !control) {
      body.at = end;
      return undefined;
    }
    const key = keyBytes && new Uint8Array(keyBytes);
    const value = nullableBytes(body);
    const headers: RecordHeader[] = [];
    for (let left = body.count(body.varint(), 2); left > 0; left--) {
      headers.push({ key: body.text(body.varint()), value: nullableBytes(body) });
    }
    if (body.at > end) throw new RangeError(`a record of ${length} bytes that goes on`);
    body.at = end;
    return {
      ...{ topic: of.topic, partition: of.partition, offset, timestamp },
      timestampType: appendTime ? 'LogAppendTime' : 'CreateTime',
      ...{ key, value, headers, size: end - from, batch: info },
      ...(control ? { control: controlType(key) } : {}),
    };
  }

  let plain: Buffer | undefined;
  const unpacked = () => (plain ??= unpack(compression, bytes.subarray(headerSize)));

  return {
    ...{ info, control, count, bytes: bytes.length, raw: bytes, timestamp: baseTimestamp < 0 ? -1 : baseTimestamp },
    unpacked: () => guarded(info, unpacked),
    records: (of, isWanted) =>
      guarded(info, () => {
        const body = new Reader(unpacked());
        const records: KafkaRecord[] = [];
        for (let left = body.count(count, leastRecord); left > 0; left--) {
          const one = record(body, of, isWanted);
          if (one) records.push(one);
        }
        return records;
      }),
  };
}

const headerSize = 61;
/** Of the difference of the last offset to the first. */
const lastOffsetAt = 23;
/** Length, attributes, two differences, two null lengths and a header count: a byte each. */
const leastRecord = 7;

/** A copy, so that a small value does not keep its whole answer; what is most of it itself stays where it is: copying 50 MB is felt. */
function nullableBytes(reader: Reader): Uint8Array | null {
  const view = nullableView(reader);
  if (!view || view.length < reader.bytes.length / 2) return view && new Uint8Array(view);
  return new Uint8Array(view.buffer, view.byteOffset, view.length);
}

function nullableView(reader: Reader): Buffer | null {
  const length = reader.varint();
  return length === -1 ? null : reader.take(length);
}

/** A control record's key is a version and a type, 2 bytes each. */
function controlType(key: Uint8Array | null): 'commit' | 'abort' | 'other' {
  if (key === null || key.length < 4) return 'other';
  const type = new DataView(key.buffer, key.byteOffset).getInt16(2);
  return type === 0 ? 'abort' : type === 1 ? 'commit' : 'other';
}

const corrupt = (offset: bigint, why: string) =>
  new FailureError({ kind: 'unreadable', code: 'CORRUPT_BATCH', detail: `offset ${offset}: ${why}` });

/** Names the batch in whatever goes wrong inside it. */
function guarded<T>({ baseOffset, lastOffset }: RecordBatchInfo, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const offsets = `offsets ${baseOffset} to ${lastOffset}`;
    if (error instanceof FailureError) {
      throw new FailureError({ ...error.failure, detail: `${offsets}: ${error.failure.detail ?? ''}` });
    }
    if (!(error instanceof RangeError)) throw error;
    throw new FailureError({ kind: 'unreadable', code: 'CORRUPT_BATCH', detail: `${offsets}: ${error.message}` });
  }
}
