import assert from 'node:assert/strict';
import zlib from 'node:zlib';
import { FailureError } from '../../../../src/model/failure.ts';
import { compileWriter } from '../../../../src/kafka/protocol/codec.ts';
import { unpack } from '../../../../src/kafka/protocol/compression.ts';
import { consumerAssignment, consumerSubscription } from '../../../../src/kafka/protocol/consumerProtocol.ts';
import { readBatches } from '../../../../src/kafka/protocol/recordBatch.ts';
import type { DeclaredApi } from '../../../../src/kafka/protocol/schema.ts';
import { Writer } from '../../../../src/kafka/protocol/wire.ts';
import { apis, versionsOf } from './apis.ts';
import { batchOf, messageSetOf, packed } from './batches.ts';
import { randomStruct, seeded } from './randomValues.ts';

/** Bytes that are no frame: whatever they are, the answer is a value or a clear failure, and it comes at once. */
describe('a broken frame', () => {
  // Nobody reads the stacks of 30,000 errors, and taking them is most of the time.
  const { stackTraceLimit } = Error;
  before(() => (Error.stackTraceLimit = 0));
  after(() => (Error.stackTraceLimit = stackTraceLimit));

  it('is read or refused, for 20,000 mutations of all answers in all versions', () => {
    const random = seeded(3);
    const frames = apis.flatMap(declared =>
      versionsOf(declared).map(version => ({ declared, version, bytes: smallResponse(declared, version, random) })),
    );
    let refused = 0;
    for (let round = 0; round < 20_000; round++) {
      const { declared, version, bytes } = frames[round % frames.length]!;
      refused += refuses(() => declared.decode(version, mutated(bytes, random)), `${declared.name} ${version}, round ${round}`);
    }
    // Random bytes in texts and numbers are fine; if hardly any frame were refused, the mutations would not bite.
    assert.ok(refused > 2_000, `${refused} refused`);
  });

  it('is refused with the API, the version and the byte', () => {
    const listGroups = apis.find(({ name }) => name === 'ListGroups')!;
    // Version 5: throttle time, error code, then 5 groups announced and none there.
    assert.throws(
      () => listGroups.decode(5, Buffer.from([0, 0, 0, 0, 0, 0, 6])),
      new FailureError({
        kind: 'unreadable',
        code: 'BROKEN_FRAME',
        request: 'ListGroups',
        detail: 'version 5, byte 7 of 7: 5 items announced, 0 bytes left',
      }),
    );
  });

  it('that announces two thousand million items costs no memory', () => {
    const before = process.memoryUsage();
    for (const declared of apis) {
      for (const version of versionsOf(declared)) {
        const bytes = response(declared, version, seeded(5));
        for (let at = 0; at + 4 <= Math.min(bytes.length, 80); at++) {
          const huge = Buffer.from(bytes);
          huge.writeInt32BE(0x7fff_ffff, at);
          refuses(() => declared.decode(version, huge), `${declared.name} ${version}, byte ${at}`);
        }
      }
    }
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
    assert.ok(grown < 64 * 1024 * 1024, `${Math.round(grown / 1024 / 1024)} MB more in use`);
  });

  it('of records is read or refused, for 2,000 mutations of all formats and codecs', () => {
    const random = seeded(7);
    const of = { topic: 'orders', partition: 0 };
    const values = ['a', 'b'.repeat(200), null];
    const logs = [
      ...(['none', 'gzip', 'zstd'] as const).map(codec => batchOf({ values, codec })),
      batchOf({ values, codec: 'snappy', body: raw => packed.snappy(raw) }),
      batchOf({ values, codec: 'lz4', body: raw => packed.lz4(raw) }),
      ...([0, 1] as const).flatMap(magic => [messageSetOf({ magic, values }), messageSetOf({ magic, values, codec: 'gzip' })]),
    ];
    for (let round = 0; round < 2_000; round++) {
      const bytes = mutated(logs[round % logs.length]!, random);
      refuses(() => [...readBatches(bytes)].flatMap(batch => batch.records(of)), `records, round ${round}`);
    }
  });

  it("of a member's subscription or assignment is read or refused", () => {
    const random = seeded(11);
    for (const declared of [consumerSubscription, consumerAssignment]) {
      const frames = [0, 1, 2, 3].map(version => {
        const writer = new Writer();
        writer.int16(version);
        compileWriter(declared.shape, version, false)(writer, randomStruct(declared.shape, version, random));
        return writer.done();
      });
      for (let round = 0; round < 5_000; round++) {
        const bytes = mutated(frames[round % frames.length]!, random);
        refuses(() => declared.decode(bytes), `${declared.name}, round ${round}`);
      }
    }
  });

  for (const codec of ['snappy', 'lz4', 'gzip', 'zstd'] as const) {
    it(`packed with ${codec} is unpacked or refused`, () => {
      const random = seeded(13);
      const plain = Buffer.from('{"status":"shipped and shipped and shipped"}'.repeat(20));
      const bytes = { snappy: packed.snappy, lz4: packed.lz4, gzip: zlib.gzipSync, zstd: zlib.zstdCompressSync }[codec](plain);
      for (let round = 0; round < 1_000; round++) {
        const broken = mutated(bytes, random);
        refuses(() => unpack(codec, broken), `${codec}, round ${round}`);
      }
    });
  }

  it('that would unpack to more than a batch can be is refused', () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    assert.throws(() => unpack('gzip', zlib.gzipSync(megabyte), 1024 * 1024 - 1), /CORRUPT_BATCH.*gzip/);
    assert.throws(() => unpack('zstd', zlib.zstdCompressSync(megabyte), 1024 * 1024 - 1), /CORRUPT_BATCH.*zstd/);
    assert.throws(() => unpack('lz4', packed.lz4(megabyte.subarray(0, 60_000)), 59_999), /CORRUPT_BATCH.*lz4: more than 59999 bytes/);
    assert.equal(unpack('gzip', zlib.gzipSync(megabyte), 1024 * 1024).length, 1024 * 1024);
    // A snappy block that says it holds 4 GB, in 6 bytes.
    assert.throws(() => unpack('snappy', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0x00])), /4294967295 bytes announced/);
  });
});

/** 1 if it was refused with a clear failure, 0 if it was read; anything else fails the test. */
function refuses(read: () => unknown, where: string): 0 | 1 {
  try {
    read();
    return 0;
  } catch (error) {
    assert.ok(error instanceof FailureError, `${where}: ${String(error)}`);
    assert.ok(['unreadable', 'unsupported'].includes(error.failure.kind), `${where}: ${error.message}`);
    assert.ok(error.failure.code && error.failure.detail, `${where}: ${error.message}`);
    return 1;
  }
}

/** One to three of: a byte changed, a piece cut off, a piece left out, a length made huge, negative or null. */
function mutated(bytes: Buffer, random: () => number): Buffer {
  let mutant = Buffer.from(bytes);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let times = 1 + below(3); times > 0; times--) {
    const at = below(Math.max(1, mutant.length));
    switch (below(5)) {
      case 0:
        if (mutant.length > 0) mutant[at] = below(256);
        break;
      case 1:
        mutant = mutant.subarray(0, at);
        break;
      case 2:
        mutant = Buffer.concat([mutant.subarray(0, at), mutant.subarray(at + 1 + below(4))]);
        break;
      case 3:
        if (at + 4 <= mutant.length) mutant.writeInt32BE([0x7fff_ffff, -1, -2, 0x0100_0000, -0x8000_0000][below(5)]!, at);
        break;
      case 4:
        if (at + 5 <= mutant.length) mutant.fill(0xff, at, at + 5);
        break;
    }
  }
  return mutant;
}

/** The shortest of some that have something in them: most bytes of a long frame are text, where a mutation does not hurt. */
function smallResponse(declared: DeclaredApi<never, unknown>, version: number, random: () => number): Buffer {
  const some = Array.from({ length: 8 }, () => response(declared, version, random)).sort((a, b) => a.length - b.length);
  return some.find(({ length }) => length >= 60) ?? some.at(-1)!;
}

function response(declared: DeclaredApi<never, unknown>, version: number, random: () => number): Buffer {
  const writer = new Writer();
  const flexible = version >= declared.flexibleFrom;
  compileWriter(declared.response, version, flexible)(writer, randomStruct(declared.response, version, random));
  return writer.done();
}
