import { copyBack } from './backReference.ts';
import { stretches } from './repeats.ts';
import { Writer } from './wire.ts';

/**
 * Snappy's two framings, as producers write them: one raw block (librdkafka, franz-go), or xerial's stream of blocks (Java,
 * kafkajs). Written here because the block format is a page and the libraries for it trust the lengths that they read.
 * Format: google/snappy format_description.txt; xerial/snappy-java SnappyOutputStream.
 */
export function unsnappy(bytes: Buffer, mostBytes: number): Buffer {
  if (bytes.length < xerialHeader || !bytes.subarray(0, xerialMagic.length).equals(xerialMagic)) return block(bytes, mostBytes);
  const blocks: Buffer[] = [];
  let room = mostBytes;
  for (let at = xerialHeader; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length > bytes.length - at - 4) throw new RangeError(`snappy: a block of ${length} bytes, ${bytes.length - at - 4} left`);
    const one = block(bytes.subarray(at + 4, at + 4 + length), room);
    blocks.push(one);
    room -= one.length;
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}

/** In xerial's framing, which every client reads since Java writes it. */
export function snappy(bytes: Buffer): Buffer {
  const out = new Writer();
  out.append(xerialMagic);
  for (const version of [1, 1]) out.int32(version);
  for (let at = 0; at < bytes.length; at += xerialBlock) {
    const packed = packedBlock(bytes.subarray(at, at + xerialBlock));
    out.int32(packed.length);
    out.append(packed);
  }
  return out.done();
}

/** 8 bytes of magic, then the writer's version and the oldest version that can read it, 4 bytes each. */
const xerialMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const xerialHeader = 16;
const xerialBlock = 32 * 1024;

/** The densest element is a copy: 3 bytes that stand for 64. A block that announces more than that is broken. */
const mostExpansion = 22;

function block(bytes: Buffer, mostBytes: number): Buffer {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes.readUInt8(at++);
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
    if (shift === 28) throw new RangeError('snappy: a length longer than 5 bytes');
  }
  if (length > mostBytes) throw new RangeError(`snappy: ${length} bytes announced, at most ${mostBytes} are read`);
  if (length > bytes.length * mostExpansion) throw new RangeError(`snappy: ${length} bytes announced in a block of ${bytes.length}`);

  const out = Buffer.allocUnsafe(length);
  let end = 0;
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at++);
    const kind = tag & 3;
    if (kind === 0) {
      // A literal: its length − 1 is in the tag up to 59, else in the 1 to 4 bytes that follow.
      let size = (tag >> 2) + 1;
      if (size > 60) {
        const width = size - 60;
        size = bytes.readUIntLE(at, width) + 1;
        at += width;
      }
      if (size > bytes.length - at || size > length - end) throw new RangeError('snappy: a literal beyond its block');
      bytes.copy(out, end, at, at + size);
      at += size;
      end += size;
      continue;
    }
    let size: number;
    let back: number;
    if (kind === 1) {
      size = ((tag >> 2) & 7) + 4;
      back = ((tag >> 5) << 8) | bytes.readUInt8(at);
      at += 1;
    } else {
      const width = kind === 2 ? 2 : 4;
      size = (tag >> 2) + 1;
      back = bytes.readUIntLE(at, width);
      at += width;
    }
    end = copyBack(out, end, back, size, 'snappy');
  }
  if (end !== length) throw new RangeError(`snappy: ${end} of ${length} bytes`);
  return out;
}

function packedBlock(bytes: Buffer): Buffer {
  const out = new Writer();
  out.uvarint(bytes.length);
  for (const { literal, back, size } of stretches(bytes)) {
    const length = literal.length - 1;
    if (length >= 60) {
      out.uint8(61 << 2);
      out.uint8(length & 0xff);
      out.uint8(length >> 8);
    } else if (length >= 0) out.uint8(length << 2);
    out.append(literal);
    // A copy with 2 bytes of distance stands for at most 64 bytes.
    for (let left = size; left > 0; left -= 64) {
      out.uint8(((Math.min(left, 64) - 1) << 2) | 2);
      out.uint8(back & 0xff);
      out.uint8(back >> 8);
    }
  }
  return out.done();
}
