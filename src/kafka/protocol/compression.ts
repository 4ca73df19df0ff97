import zlib from 'node:zlib';
import { FailureError } from '../../model/failure.ts';
import type { RecordBatchInfo } from '../../model/record.ts';
import { lz4, unlz4 } from './lz4.ts';
import { snappy, unsnappy } from './snappy.ts';

export type Codec = RecordBatchInfo['compression'];

/** By the number in a batch's attributes (their lowest three bits). */
export const codecs: readonly Codec[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

/**
 * The most that one batch may grow to. Producers fill batches of 16 KB to a few MB; what unpacks to more than this is a bomb
 * or a fault, and not worth the editor's memory.
 */
export const mostUnpackedBytes = 256 * 1024 * 1024;

/**
 * Unpacks a batch's records.
 * @throws FailureError of kind 'unsupported' and code CODEC_NOT_AVAILABLE where this Node has no such codec (zstd came with
 *   22.15); of kind 'unreadable' and code CORRUPT_BATCH where the bytes are not what the batch says.
 */
export function unpack(codec: Codec, packed: Buffer, mostBytes = mostUnpackedBytes): Buffer {
  try {
    switch (codec) {
      case 'none':
        return packed;
      case 'gzip':
        return zlib.gunzipSync(packed, { maxOutputLength: mostBytes });
      case 'snappy':
        return unsnappy(packed, mostBytes);
      case 'lz4':
        return unlz4(packed, mostBytes);
      case 'zstd':
        return unzstd(packed, mostBytes);
    }
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const detail = `${codec}: ${error instanceof Error ? error.message : String(error)}`;
    throw new FailureError({ kind: 'unreadable', code: 'CORRUPT_BATCH', detail });
  }
}

/**
 * Packs a batch's records, as producers do.
 * @throws FailureError of kind 'unsupported' and code CODEC_NOT_AVAILABLE where this Node has no such codec.
 */
export function pack(codec: Codec, bytes: Buffer): Buffer {
  switch (codec) {
    case 'none':
      return bytes;
    case 'gzip':
      return zlib.gzipSync(bytes);
    case 'snappy':
      return snappy(bytes);
    case 'lz4':
      return lz4(bytes);
    case 'zstd':
      if (!('zstdCompressSync' in zlib)) throw withoutZstd();
      return zlib.zstdCompressSync(bytes);
  }
}

/** Looked up when it is needed: a named import would keep the whole file from loading on a Node without it. */
function unzstd(packed: Buffer, mostBytes: number): Buffer {
  if (!('zstdDecompressSync' in zlib)) throw withoutZstd();
  return zlib.zstdDecompressSync(packed, { maxOutputLength: mostBytes });
}

const withoutZstd = () =>
  new FailureError({ kind: 'unsupported', code: 'CODEC_NOT_AVAILABLE', detail: `zstd needs Node 22.15, this is ${process.version}` });
