import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { pack, unpack } from '../../../../src/kafka/protocol/compression.ts';

import { seeded } from './randomValues.ts';

/** Formats' corners that no short batch of a real producer has; the real ones are in recordBatch.test.ts and test/broker/kafka. */
describe('unpacking', () => {
  const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');

  it('snappy: copies of 1, 2 and 4 bytes of offset, and one that overlaps itself', () => {
    // 'abcd', then 4 from 4 back, 4 from 8 back, 4 from 12 back, then 10 from 1 back.
    const packed = hex('1a', '0c 61626364', '01 04', '0e 0800', '0f 0c000000', '26 0100');
    assert.equal(unpack('snappy', packed).toString(), 'abcdabcdabcdabcddddddddddd');
  });

  it('snappy: several blocks of a xerial stream', () => {
    const header = hex('82534e41505059 00', '00000001', '00000001');
    const block = (text: string) => Buffer.concat([hex('00000005'), hex('03', '08'), Buffer.from(text)]);
    assert.equal(unpack('snappy', Buffer.concat([header, block('abc'), block('def')])).toString(), 'abcdef');
  });

  it('lz4: stored blocks, block checksums, a content size and copies into the block before', () => {
    // Version 1, linked blocks with checksums and content size; block 1 stored 'abcdefgh', block 2 '-' and 8 from 9 back, then '!'.
    const frame = hex('04224d18', '5c 40', '1200000000000000', '00', '08000080', '6162636465666768', 'aaaaaaaa');
    const second = hex('06000000', '14 2d 0900', '10 21', 'bbbbbbbb', '00000000');
    assert.equal(unpack('lz4', Buffer.concat([frame, second])).toString(), 'abcdefgh-abcdefgh!');
  });

  it('refuses copies from before the beginning', () => {
    assert.throws(() => unpack('snappy', hex('08', '00 61', '0a 0500')), /snappy: a copy from before the beginning/);
    assert.throws(
      () => unpack('lz4', hex('04224d18', '60 40', '00', '07000000', '10 61 0500 20 6161', '00000000')),
      /lz4: a copy from before/,
    );
  });
});

describe('packing', () => {
  // Sizes around the codecs' limits: literals of 60 bytes, 64 KB of distance, blocks of 32 and 64 KB, tails of 12 bytes.
  const sizes = [0, 1, 11, 12, 13, 59, 60, 61, 62, 270, 300, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 200_000];
  const texts: Readonly<Record<string, (size: number) => Buffer>> = {
    'one byte': size => Buffer.alloc(size, 'x'),
    'what cannot be packed': size => randomBytes(size),
    'words that come again': size => {
      const random = seeded(size + 1);
      const words = ['orders', 'shipped', '{"id":', '}', '订单'];
      return Buffer.from(Array.from({ length: size }, () => words[Math.floor(random() * words.length)]).join('')).subarray(0, size);
    },
  };

  for (const codec of ['snappy', 'lz4', 'gzip', 'zstd'] as const) {
    for (const [what, make] of Object.entries(texts)) {
      it(`${what} with ${codec} gives it back`, () => {
        for (const size of sizes) {
          const plain = make(size);
          assert.ok(unpack(codec, pack(codec, plain)).equals(plain), `${size} bytes`);
        }
      });
    }
  }
});
