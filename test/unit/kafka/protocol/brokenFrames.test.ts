import assert from 'node:assert/strict';
import zlib from 'node:zlib';
import { FailureError } from '../../../../src/model/failure.ts';
import { pack, unpack } from '../../../../src/kafka/protocol/compression.ts';
import { apis, versionsOf } from './apis.ts';
import { assertClear, readMutants } from './mutants.ts';
import { seeded } from './randomValues.ts';
import { answerOf, answers, logs, members, packages } from './specimens.ts';

/** Bytes that are no frame: whatever they are, the answer is a value or a clear failure, and it comes at once. */
describe('a broken frame', () => {
  it('is read or refused, for 20,000 mutations of all answers in all versions', () => {
    const { refused } = readMutants(answers, { seed: 3, count: 20_000 });
    // Random bytes in texts and numbers are fine; if hardly any frame were refused, the mutations would not bite.
    assert.ok(refused > 5_000, `${refused} refused`);
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
        const bytes = answerOf(declared, version, seeded(5));
        for (let at = 0; at + 4 <= Math.min(bytes.length, 80); at++) {
          const huge = Buffer.from(bytes);
          huge.writeInt32BE(0x7fff_ffff, at);
          try {
            declared.decode(version, huge);
          } catch (error) {
            assertClear(error, () => `${declared.name} ${version}, byte ${at}`);
          }
        }
      }
    }
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
    assert.ok(grown < 64 * 1024 * 1024, `${Math.round(grown / 1024 / 1024)} MB more in use`);
  });

  it('of records is read or refused, for 2,000 mutations of all formats and codecs', () => {
    assert.ok(readMutants(logs, { seed: 7, count: 2_000 }).refused > 500);
  });

  it('of what members tell each other is read or refused', () => {
    assert.ok(readMutants(members, { seed: 11, count: 5_000 }).refused > 1_000);
  });

  it('of any codec is unpacked or refused', () => {
    assert.ok(readMutants(packages, { seed: 13, count: 2_000 }).refused > 500);
  });

  it('that would unpack to more than a batch can be is refused', () => {
    const megabyte = Buffer.alloc(1024 * 1024);
    assert.throws(() => unpack('gzip', zlib.gzipSync(megabyte), 1024 * 1024 - 1), /CORRUPT_BATCH.*gzip/);
    assert.throws(() => unpack('zstd', zlib.zstdCompressSync(megabyte), 1024 * 1024 - 1), /CORRUPT_BATCH.*zstd/);
    assert.throws(() => unpack('lz4', pack('lz4', megabyte.subarray(0, 60_000)), 59_999), /CORRUPT_BATCH.*lz4: more than 59999 bytes/);
    assert.equal(unpack('gzip', zlib.gzipSync(megabyte), 1024 * 1024).length, 1024 * 1024);
    // A snappy block that says it holds 4 GB, in 6 bytes.
    assert.throws(() => unpack('snappy', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0x00])), /4294967295 bytes announced/);
  });
});
