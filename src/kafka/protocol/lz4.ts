import { copyBack } from './backReference.ts';
import { stretches } from './repeats.ts';
import { Writer } from './wire.ts';

/**
 * LZ4's frame format: a header, blocks of at most 64 KB to 4 MB, an end mark. Checksums are stepped over: Kafka's own CRC
 * covers the batch, and message sets of magic 0 carry a header checksum that is wrong by tradition (KAFKA-3160).
 * Format: lz4/lz4 doc/lz4_Frame_format.md, lz4_Block_format.md.
 */
export function unlz4(bytes: Buffer, mostBytes: number): Buffer {
  if (bytes.readUInt32LE(0) !== frameMagic) throw new RangeError('lz4: no frame begins here');
  const flags = bytes.readUInt8(4);
  if (flags >> 6 !== 1) throw new RangeError(`lz4: frame version ${flags >> 6}`);
  const linked = (flags & 0x20) === 0;
  const blockChecksum = (flags & 0x10) !== 0 ? 4 : 0;
  const contentSize = (flags & 0x08) !== 0 ? 8 : 0;
  const dictionaryId = (flags & 0x01) !== 0 ? 4 : 0;
  const blockSize = blockSizes[(bytes.readUInt8(5) >> 4) & 7];
  if (blockSize === undefined) throw new RangeError('lz4: unknown block size');

  let window = Buffer.alloc(0);
  let total = 0;
  const blocks: Buffer[] = [];
  for (let at = 6 + contentSize + dictionaryId + 1; ;) {
    const word = bytes.readUInt32LE(at);
    at += 4;
    if (word === 0) return Buffer.concat(blocks, total);
    const length = word % 0x8000_0000;
    if (length > bytes.length - at) throw new RangeError(`lz4: a block of ${length} bytes, ${bytes.length - at} left`);
    const stored = word >= 0x8000_0000;
    const source = bytes.subarray(at, at + length);
    const one = stored ? source : block(source, window, blockSize);
    at += length + blockChecksum;
    total += one.length;
    if (total > mostBytes) throw new RangeError(`lz4: more than ${mostBytes} bytes`);
    blocks.push(one);
    if (linked) window = Buffer.concat([window, one]).subarray(-windowSize);
  }
}

/** With the header that Java's producer writes: independent blocks of at most 64 KB, no checksums but the header's own. */
export function lz4(bytes: Buffer): Buffer {
  const out = new Writer();
  out.append(Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]));
  for (let at = 0; at < bytes.length; at += windowSize) {
    const raw = bytes.subarray(at, at + windowSize);
    const packed = packedBlock(raw);
    const stored = packed.length >= raw.length;
    out.append(littleEndian(stored ? raw.length + 0x8000_0000 : packed.length));
    out.append(stored ? raw : packed);
  }
  out.append(littleEndian(0)); // the end mark
  return out.done();
}

const frameMagic = 0x184d_2204;
/** By the header's number, of which 0 to 3 mean nothing. */
const blockSizes: Readonly<Record<number, number>> = { 4: 64 * 1024, 5: 256 * 1024, 6: 1024 * 1024, 7: 4 * 1024 * 1024 };
/** How far back a copy can reach: into the blocks before, where blocks are linked. */
const windowSize = 64 * 1024;
const minMatch = 4;

function block(bytes: Buffer, before: Buffer, mostBytes: number): Buffer {
  // A byte of length stands for at most 255 bytes of output, so a small block never takes a large buffer.
  const out = Buffer.allocUnsafe(before.length + Math.min(mostBytes, bytes.length * 255));
  before.copy(out, 0);
  let end = before.length;
  let at = 0;
  for (;;) {
    const token = bytes.readUInt8(at++);
    let literals = token >> 4;
    if (literals === 15) [literals, at] = extended(bytes, at, literals);
    if (literals > bytes.length - at || literals > out.length - end) throw new RangeError('lz4: a literal beyond its block');
    bytes.copy(out, end, at, at + literals);
    at += literals;
    end += literals;
    if (at === bytes.length) return out.subarray(before.length, end); // a block ends with literals

    const back = bytes.readUInt16LE(at);
    at += 2;
    let size = token & 15;
    if (size === 15) [size, at] = extended(bytes, at, size);
    end = copyBack(out, end, back, size + minMatch, 'lz4');
  }
}

/** A length goes on in further bytes as long as they are 255. */
function extended(bytes: Buffer, from: number, length: number): [length: number, at: number] {
  let sum = length;
  for (let at = from; ;) {
    const byte = bytes.readUInt8(at++);
    sum += byte;
    if (byte < 255) return [sum, at];
  }
}

function packedBlock(bytes: Buffer): Buffer {
  const out = new Writer();
  for (const { literal, back, size } of stretches(bytes)) {
    const more = Math.max(0, size - minMatch);
    out.uint8((Math.min(literal.length, 15) << 4) | Math.min(more, 15));
    extend(out, literal.length);
    out.append(literal);
    if (size === 0) break;
    out.uint8(back & 0xff);
    out.uint8(back >> 8);
    extend(out, more);
  }
  return out.done();
}

/** What of a length the token's four bits do not hold. */
function extend(out: Writer, length: number): void {
  if (length < 15) return;
  let left = length - 15;
  for (; left >= 255; left -= 255) out.uint8(255);
  out.uint8(left);
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
