import zlib from 'node:zlib';
import { codecs, type Codec, pack } from '../../../../src/kafka/protocol/compression.ts';

/** Batches as brokers store them, for tests of reading: real ones of every codec are read in test/broker/kafka. */
export interface BatchToBe {
  readonly values: readonly (string | null)[];
  readonly baseOffset?: bigint;
  readonly baseTimestamp?: bigint;
  readonly maxTimestamp?: bigint;
  /** Bits beside the codec: 8 append time, 16 transactional, 32 control. */
  readonly attributes?: number;
  readonly codec?: Codec;
  readonly keys?: readonly (Buffer | null)[];
  readonly headers?: readonly (readonly [string, string | null])[];
  readonly producerId?: bigint;
  /** Differences to the base offset; 0, 1, 2, … by default. Compaction leaves gaps. */
  readonly offsets?: readonly number[];
  readonly lastOffsetDelta?: number;
  /** What the records' bytes become; by default what the codec makes of them. */
  readonly body?: (raw: Buffer) => Buffer;
}

/** Format 2. */
export function batchOf(batch: BatchToBe): Buffer {
  const { values, baseOffset = 0n, baseTimestamp = 1_700_000_000_000n, codec = 'none', producerId = -1n, attributes = 0 } = batch;
  const { offsets = values.map((_, index) => index), body = (raw: Buffer) => pack(codec, raw), keys = [], headers = [] } = batch;
  const records = values.map((value, index) => {
    const fields = Buffer.concat([
      Buffer.from([0]),
      zigzag(index * 10), // 10 ms between records
      zigzag(offsets[index] ?? 0),
      sized(keys[index] ?? null),
      sized(value === null ? null : Buffer.from(value)),
      zigzag(headers.length),
      ...headers.flatMap(([key, headerValue]) => [sized(Buffer.from(key)), sized(headerValue === null ? null : Buffer.from(headerValue))]),
    ]);
    return Buffer.concat([zigzag(fields.length), fields]);
  });
  const rest = body(Buffer.concat(records));
  const header = Buffer.alloc(61);
  header.writeBigInt64BE(baseOffset, 0);
  header.writeInt32BE(49 + rest.length, 8);
  header.writeInt32BE(4, 12); // leader epoch
  header.writeInt8(2, 16);
  header.writeInt16BE(attributes | codecs.indexOf(codec), 21);
  header.writeInt32BE(batch.lastOffsetDelta ?? offsets.at(-1) ?? 0, 23);
  header.writeBigInt64BE(baseTimestamp, 27);
  header.writeBigInt64BE(batch.maxTimestamp ?? baseTimestamp, 35);
  header.writeBigInt64BE(producerId, 43);
  header.writeInt16BE(producerId < 0n ? -1 : 0, 51);
  header.writeInt32BE(values.length, 57);
  return Buffer.concat([header, rest]);
}

export interface MessageSetToBe {
  readonly magic: 0 | 1;
  readonly values: readonly (string | null)[];
  /** Of the first message. */
  readonly baseOffset?: bigint;
  readonly codec?: 'gzip';
  readonly timestamp?: bigint;
  readonly appendTime?: boolean;
}

/** Formats 0 and 1: bare messages, or one that carries them compressed, with inner offsets from 0 in format 1. */
export function messageSetOf({ magic, values, baseOffset = 0n, codec, ...times }: MessageSetToBe): Buffer {
  const from = codec && magic === 1 ? 0n : baseOffset;
  const messages = Buffer.concat(values.map((value, index) => message({ magic, offset: from + BigInt(index), value, ...times })));
  if (codec === undefined) return messages;
  const last = baseOffset + BigInt(values.length - 1);
  return message({ magic, offset: last, value: zlib.gzipSync(messages), attributes: 1, ...times });
}

interface MessageToBe {
  readonly magic: 0 | 1;
  readonly offset: bigint;
  readonly value: string | Buffer | null;
  readonly attributes?: number;
  readonly timestamp?: bigint;
  readonly appendTime?: boolean;
}

function message({ magic, offset, value, attributes = 0, timestamp = 1_400_000_000_000n, appendTime = false }: MessageToBe): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const head = Buffer.alloc(magic === 0 ? 18 : 26);
  head.writeBigInt64BE(offset, 0);
  head.writeInt8(magic, 16);
  head.writeInt8(attributes | (appendTime ? 8 : 0), 17);
  if (magic === 1) head.writeBigInt64BE(timestamp, 18);
  const lengths = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  lengths[0].writeInt32BE(-1); // no key
  lengths[1].writeInt32BE(bytes?.length ?? -1);
  const whole = Buffer.concat([head, ...lengths, bytes ?? Buffer.alloc(0)]);
  whole.writeInt32BE(whole.length - 12, 8);
  return whole;
}

function uvarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const zigzag = (value: number): Buffer => uvarint(value < 0 ? -2 * value - 1 : 2 * value);
const sized = (bytes: Buffer | null): Buffer => (bytes ? Buffer.concat([zigzag(bytes.length), bytes]) : zigzag(-1));
