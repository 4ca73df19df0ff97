import type { RecordHeader } from '../../model/record.ts';
import { type Codec, codecs, pack } from './compression.ts';
import { crc32c } from './crc32c.ts';
import { Writer } from './wire.ts';

export interface RecordToWrite {
  readonly key: Uint8Array | null;
  /** Null: a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/**
 * A batch of format 2 (KIP-98) as a producer without idempotence sends it: offsets from 0, which the broker replaces.
 * @param records one at least; a batch of none is no batch.
 * @throws FailureError, code CODEC_NOT_AVAILABLE.
 */
export function writeRecordBatch(records: readonly RecordToWrite[], codec: Codec = 'none'): Buffer {
  const [first] = records;
  if (first === undefined) throw new RangeError('a batch without records');
  const times = records.map(({ timestamp }) => timestamp);
  const body = pack(codec, bodyOf(records, first.timestamp));

  const checked = new Writer();
  checked.int16(codecs.indexOf(codec));
  checked.int32(records.length - 1); // last offset
  checked.int64(BigInt(first.timestamp));
  checked.int64(BigInt(times.reduce((a, b) => Math.max(a, b))));
  checked.int64(-1n); // no producer id
  checked.int16(-1); // nor epoch
  checked.int32(-1); // nor sequence
  checked.int32(records.length);
  checked.append(body);
  const rest = checked.done();

  const out = new Writer();
  out.int64(0n); // base offset
  out.int32(4 + 1 + 4 + rest.length);
  out.int32(-1); // leader epoch, the broker's to say
  out.int8(2); // format
  out.int32(crc32c(rest) | 0);
  out.append(rest);
  return out.done();
}

function bodyOf(records: readonly RecordToWrite[], baseTimestamp: number): Buffer {
  const out = new Writer();
  records.forEach(({ key, value, headers, timestamp }, index) => {
    const record = new Writer(256);
    record.int8(0); // attributes, of which none is in use
    record.varint(timestamp - baseTimestamp);
    record.varint(index);
    appendSized(record, key);
    appendSized(record, value);
    record.varint(headers.length);
    for (const header of headers) {
      appendSized(record, Buffer.from(header.key));
      appendSized(record, header.value);
    }
    const bytes = record.done();
    out.varint(bytes.length);
    out.append(bytes);
  });
  return out.done();
}

function appendSized(out: Writer, bytes: Uint8Array | null): void {
  out.varint(bytes?.length ?? -1);
  if (bytes) out.append(bytes);
}
