/** What the LZ77 codecs are made of: so many bytes as they are, then `size` bytes that stood `back` bytes before already. */
export interface Stretch {
  readonly literal: Buffer;
  readonly back: number;
  /** 0 in the last stretch, which is a literal alone; else at least 4. */
  readonly size: number;
}

/**
 * Takes a block of at most 64 KB apart, greedily: the last place with the same four bytes is where it copies from. The last 12
 * bytes are left literal, as LZ4 wants it.
 */
export function* stretches(block: Buffer): Generator<Stretch> {
  /** Behind the last place of each hash; 0: none. */
  const seen = new Uint32Array(1 << hashBits);
  let from = 0;
  for (let at = 0; at < block.length - literalTail;) {
    const word = block.readUInt32LE(at);
    const hash = Math.imul(word, 0x9e37_79b1) >>> (32 - hashBits);
    const before = (seen[hash] ?? 0) - 1;
    seen[hash] = at + 1;
    if (before < 0 || at - before > mostBack || block.readUInt32LE(before) !== word) {
      at++;
      continue;
    }
    let size = 4;
    while (at + size < block.length - literalTail && block[at + size] === block[before + size]) size++;
    yield { literal: block.subarray(from, at), back: at - before, size };
    from = at += size;
  }
  yield { literal: block.subarray(from), back: 0, size: 0 };
}

const hashBits = 13;
const literalTail = 12;
/** Both codecs keep the distance in 16 bits. */
const mostBack = 0xffff;
