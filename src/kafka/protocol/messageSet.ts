import type { TopicPartition } from '../../model/cluster.ts';
import { FailureError } from '../../model/failure.ts';
import type { KafkaRecord, RecordBatchInfo } from '../../model/record.ts';
import type { Batch } from './batch.ts';
import { codecs, unpack } from './compression.ts';
import { Reader } from './wire.ts';

/**
 * The formats before Kafka 0.11, which live on in old topics of brokers before 4.0: every message stands alone (0, and 1 with
 * a timestamp, KIP-32), and a compressed one carries a message set as its value.
 */
export function messageBatch(bytes: Buffer, magic: 0 | 1): Batch {
  const outer = guarded(bytes, () => readMessage(new Reader(bytes)));
  const info: RecordBatchInfo = {
    // Of a compressed set only the last offset is known before it is unpacked.
    baseOffset: outer.offset,
    lastOffset: outer.offset,
    magic,
    compression: outer.codec,
    producerId: -1n,
    producerEpoch: -1,
    transactional: false,
    leaderEpoch: -1,
  };
  let plain: Buffer | undefined;
  const unpacked = () => (plain ??= outer.codec === 'none' ? bytes : unpack(outer.codec, outer.value ?? Buffer.alloc(0)));

  return {
    ...{ info, control: false, count: 1, bytes: bytes.length, raw: bytes, timestamp: outer.timestamp },
    unpacked: () => guarded(bytes, unpacked),
    records: (of, isWanted) => {
      const all = guarded(bytes, () => (outer.codec === 'none' ? [record(outer, of, info)] : recordsIn(unpacked(), outer, of, info)));
      return isWanted ? all.filter(isWanted) : all;
    },
  };
}

interface Message {
  readonly offset: bigint;
  readonly codec: RecordBatchInfo['compression'];
  readonly appendTime: boolean;
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Buffer | null;
  readonly size: number;
}

function readMessage(reader: Reader): Message {
  const from = reader.at;
  const offset = reader.int64();
  const length = reader.int32();
  const end = reader.at + length;
  if (length < leastMessage || end > reader.bytes.length) throw new RangeError(`a message of ${length} bytes, ${reader.remaining} left`);
  reader.skip(4); // CRC
  const magic = reader.int8();
  const attributes = reader.int8();
  const codec = codecs[attributes & 0x07];
  if (codec === undefined) throw new RangeError(`compression ${attributes & 0x07}`);
  const timestamp = magic === 0 ? -1 : Number(reader.int64());
  const key = nullableBytes(reader);
  const value = nullableBytes(reader);
  if (reader.at > end) throw new RangeError(`a message of ${length} bytes that goes on`);
  reader.at = end;
  return { offset, codec, appendTime: (attributes & 0x08) !== 0, timestamp, key, value, size: end - from };
}

/** CRC, magic, attributes and two lengths. */
const leastMessage = 14;

/**
 * In format 1 the inner messages count from 0 and the outer one has the offset of the last, so that the broker need not pack
 * anew: outer 107, inner 0, 1, 2 → 105, 106, 107. In format 0 the inner offsets are the real ones.
 */
function recordsIn(set: Buffer, outer: Message, of: TopicPartition, info: RecordBatchInfo): KafkaRecord[] {
  const inner = new Reader(set);
  const messages: Message[] = [];
  while (inner.remaining > 0) messages.push(readMessage(inner));
  const last = messages.at(-1);
  const shift = info.magic === 1 && last ? outer.offset - last.offset : 0n;
  const batch = { ...info, baseOffset: (messages[0]?.offset ?? outer.offset) + shift };
  return messages.map(message => {
    if (message.codec !== 'none') throw new RangeError('a compressed message inside a compressed one');
    const { timestamp, appendTime } = outer.appendTime ? outer : message;
    return record({ ...message, offset: message.offset + shift, timestamp, appendTime }, of, batch);
  });
}

const record = ({ offset, timestamp, appendTime, key, value, size }: Message, of: TopicPartition, batch: RecordBatchInfo): KafkaRecord => ({
  ...{ topic: of.topic, partition: of.partition, offset, timestamp },
  timestampType: appendTime ? 'LogAppendTime' : 'CreateTime',
  ...{ key: key && new Uint8Array(key), value: value && new Uint8Array(value), headers: [], size, batch },
});

function nullableBytes(reader: Reader): Buffer | null {
  const length = reader.int32();
  return length === -1 ? null : reader.take(length);
}

function guarded<T>(bytes: Buffer, read: () => T): T {
  const offset = `offset ${bytes.readBigInt64BE(0)}`;
  try {
    return read();
  } catch (error) {
    if (error instanceof FailureError) throw new FailureError({ ...error.failure, detail: `${offset}: ${error.failure.detail ?? ''}` });
    if (!(error instanceof RangeError)) throw error;
    throw new FailureError({ kind: 'unreadable', code: 'CORRUPT_BATCH', detail: `${offset}: ${error.message}` });
  }
}
