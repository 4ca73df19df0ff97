import assert from 'node:assert/strict';
import zlib from 'node:zlib';
import { FailureError } from '../../../../src/model/failure.ts';
import type { KafkaRecord } from '../../../../src/model/record.ts';
import { readBatches } from '../../../../src/kafka/protocol/recordBatch.ts';
import { batchOf, messageSetOf } from './batches.ts';

const of = { topic: 'orders', partition: 2 };
const read = (log: Buffer): KafkaRecord[] => [...readBatches(log)].flatMap(batch => batch.records(of));
const text = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString();
const lines = (log: Buffer) => read(log).map(({ offset, value }) => `${offset} ${text(value)}`);

describe('a record batch', () => {
  it('gives each record its offset, time, key, value, headers and size', () => {
    const [first, second] = read(
      batchOf({
        ...{ values: ['{"id":1}', null], keys: [Buffer.from('k1'), null], baseOffset: 40n, producerId: 9n },
        headers: [
          ['trace', 'abc'],
          ['empty', ''],
          ['none', null],
        ],
      }),
    );
    // Size: 7 for what every record has, 2 of key, 8 of value, 23 of headers.
    const headers = [
      { key: 'trace', value: Uint8Array.from(Buffer.from('abc')) },
      { key: 'empty', value: new Uint8Array(0) },
      { key: 'none', value: null },
    ];
    const batch = { ...{ baseOffset: 40n, lastOffset: 41n, magic: 2, compression: 'none', transactional: false, leaderEpoch: 4 } };
    assert.deepEqual(first, {
      ...{ ...of, offset: 40n, timestamp: 1_700_000_000_000, timestampType: 'CreateTime', headers, size: 40 },
      ...{ key: Uint8Array.from(Buffer.from('k1')), value: Uint8Array.from(Buffer.from('{"id":1}')) },
      batch: { ...batch, producerId: 9n, producerEpoch: 0 },
    });
    assert.deepEqual([second?.offset, second?.timestamp, second?.key, second?.value], [41n, 1_700_000_000_010, null, null]);
  });

  it('tells a tombstone from an empty value', () => {
    assert.deepEqual(
      read(batchOf({ values: [null, ''] })).map(({ value }) => value),
      [null, new Uint8Array(0)],
    );
  });

  it('keeps the gaps that compaction left', () => {
    assert.deepEqual(lines(batchOf({ values: ['a', 'b'], baseOffset: 10n, offsets: [3, 7], lastOffsetDelta: 9 })), ['13 a', '17 b']);
    const [empty] = readBatches(batchOf({ values: [], baseOffset: 10n, lastOffsetDelta: 9 }));
    assert.deepEqual([empty?.info.lastOffset, empty?.records(of)], [19n, []]);
  });

  it("has the broker's time where the topic asks for it", () => {
    const records = read(batchOf({ values: ['a', 'b'], attributes: 8, maxTimestamp: 1_800_000_000_000n }));
    assert.deepEqual(
      records.map(({ timestamp, timestampType }) => `${timestampType} ${timestamp}`),
      ['LogAppendTime 1800000000000', 'LogAppendTime 1800000000000'],
    );
  });

  it('has no time where the producer gave none', () => {
    assert.equal(read(batchOf({ values: ['a'], baseTimestamp: -1n }))[0]?.timestamp, -1);
  });

  it('marks what transactions wrote, and their commit and abort', () => {
    const marker = (type: number) => {
      const key = Buffer.from([0, 0, 0, type]);
      return read(batchOf({ values: [''], keys: [key], attributes: 16 | 32 }))[0];
    };
    assert.deepEqual([marker(1)?.control, marker(0)?.control, marker(5)?.control], ['commit', 'abort', 'other']);
    assert.equal(marker(1)?.batch.transactional, true);
    assert.equal(read(batchOf({ values: ['a'], attributes: 16 }))[0]?.control, undefined);
  });

  it('that was cut off at the end of the answer is left for the next one', () => {
    const first = batchOf({ values: ['a'] });
    const second = batchOf({ values: ['b', 'c'], baseOffset: 1n });
    for (let length = first.length; length < first.length + second.length; length++) {
      assert.deepEqual(lines(Buffer.concat([first, second]).subarray(0, length)), ['0 a']);
    }
    assert.deepEqual(lines(Buffer.concat([first, second])), ['0 a', '1 b', '2 c']);
  });

  it('that is broken says which offsets it holds', () => {
    const broken = (log: Buffer) => () => read(log);
    const garbled = batchOf({ values: ['a', 'b'], baseOffset: 7n, codec: 'gzip', body: raw => Buffer.concat([raw, raw]) });
    assert.throws(broken(garbled), failure('CORRUPT_BATCH', /^offsets 7 to 8: gzip: incorrect header check$/));
    const short = batchOf({ values: ['a', 'b'], baseOffset: 7n, body: raw => raw.subarray(0, -1) });
    assert.throws(broken(short), failure('CORRUPT_BATCH', /^offsets 7 to 8: a record of 7 bytes, 6 left$/));
    const tiny = batchOf({ values: ['a'] });
    tiny.writeInt32BE(3, 8);
    assert.throws(broken(tiny), failure('CORRUPT_BATCH', /^offset 0: a length of 3$/));
    const newer = batchOf({ values: ['a'], baseOffset: 5n });
    newer.writeInt8(3, 16);
    assert.throws(broken(newer), failure('UNKNOWN_BATCH_FORMAT', /^offset 5: format 3$/));
  });

  it('packed by a codec that this Node lacks says so, and only it fails', () => {
    const zstd = Object.getOwnPropertyDescriptor(zlib, 'zstdDecompressSync')!;
    const log = Buffer.concat([batchOf({ values: ['a'] }), batchOf({ values: ['b'], baseOffset: 1n, codec: 'zstd' })]);
    try {
      delete (zlib as Partial<typeof zlib>).zstdDecompressSync;
      const [plain, packed] = [...readBatches(log)];
      assert.deepEqual(plain?.records(of).length, 1);
      assert.throws(() => packed?.records(of), failure('CODEC_NOT_AVAILABLE', /^offsets 1 to 1: zstd needs Node 22.15, this is v/));
    } finally {
      Object.defineProperty(zlib, 'zstdDecompressSync', zstd);
    }
    assert.deepEqual(lines(log), ['0 a', '1 b']);
  });

  // As Kafka's own producer and librdkafka wrote them, read back from a broker.
  for (const [writer, log] of Object.entries({
    'librdkafka with snappy':
      'AAAAAAAAAAAAAACfAAAAAAIwIAvxAAIAAAAFAAABoftqzIYAAAGh+2rMhv//////////////////AAAABtQDsJgBAAAAAYoBeyJpZCI6MSwic3RhdHVzIjoic2hpcHBlZCIsIm5vdGUiOiJhYXYCAAgifQABTgACFU4AMu5OAA1OAAQVTgAz7k4ADU4ABhVOADTuTgANTgAIFU4ANe5OAA1OAAoVTgA2+k4A',
    'librdkafka with lz4':
      'AAAAAAAAAAAAAACqAAAAAAL04LyUAAMAAAAFAAABoftqzJ0AAAGh+2rMnf//////////////////AAAABgQiTRhgQIJqAAAA/x2YAQAAAAGKAXsiaWQiOjEsInN0YXR1cyI6InNoaXBwZWQiLCJub3RlIjoiYQEADDAifQBOABUCTgAfMk4AMBUETgAfM04AMBUGTgAfNE4AMBUITgAfNU4AMBUKTgAfNk4AJ1BhYSJ9AAAAAAA=',
    'Java with snappy (xerial)':
      'AAAAAAAAAAAAAAC1AAAAAAJW9B9tAAIAAAAFAAABoftq6vQAAAGh+2rsFgAAAAAAAAADAAAAAAAAAAAABoJTTkFQUFkAAAAAAQAAAAEAAABw2QOwmAEAAAABigF7ImlkIjoxLCJzdGF0dXMiOiJzaGlwcGVkIiwibm90ZSI6ImFhdgIAICJ9AJoBAMQEAhVPADL+TwABTwAEFU8AM/5PAAFPAAYVTwA0/k8AAU8ACBVPADX+TwABTwAKFU8ANvpPAA==',
    'Java with lz4':
      'AAAAAAAAAAAAAACsAAAAAAIMiQrLAAMAAAAFAAABoftrEmQAAAGh+2sTLwAAAAAAAAAEAAAAAAAAAAAABgQiTRhgQIJsAAAA/x2YAQAAAAGKAXsiaWQiOjEsInN0YXR1cyI6InNoaXBwZWQiLCJub3RlIjoiYQEADJUifQCaAQCWAwJPAB8yTwAxFQRPAB8zTwAxFQZPAB80TwAxFQhPAB81TwAxFQpPAB82TwAnUGFhIn0AAAAAAA==',
  })) {
    it(`of ${writer} is read`, () => {
      assert.deepEqual(
        lines(Buffer.from(log, 'base64')),
        [1, 2, 3, 4, 5, 6].map(id => `${id - 1} {"id":${id},"status":"shipped","note":"${'a'.repeat(32)}"}`),
      );
    });
  }
});

describe('a message set of brokers before 0.11', () => {
  it('of format 0 has offsets and no times', () => {
    const log = messageSetOf({ magic: 0, values: ['a', null], baseOffset: 5n });
    assert.deepEqual(lines(log), ['5 a', '6 null']);
    assert.deepEqual(
      read(log).map(({ timestamp, batch }) => [timestamp, batch.magic]),
      [
        [-1, 0],
        [-1, 0],
      ],
    );
  });

  it('of format 0, compressed, carries the real offsets inside', () => {
    assert.deepEqual(lines(messageSetOf({ magic: 0, values: ['a', 'b'], baseOffset: 105n, codec: 'gzip' })), ['105 a', '106 b']);
  });

  it('of format 1, compressed, counts inside from 0', () => {
    const log = messageSetOf({ magic: 1, values: ['a', 'b', 'c'], baseOffset: 105n, codec: 'gzip' });
    assert.deepEqual(lines(log), ['105 a', '106 b', '107 c']);
    const { baseOffset, lastOffset, compression } = read(log)[0]!.batch;
    assert.deepEqual([baseOffset, lastOffset, compression], [105n, 107n, 'gzip']);
    assert.equal(read(log)[0]?.timestamp, 1_400_000_000_000);
  });

  it("of format 1 has the broker's time where the topic asked for it", () => {
    const log = messageSetOf({ magic: 1, values: ['a'], codec: 'gzip', appendTime: true, timestamp: 1_500_000_000_000n });
    assert.deepEqual([read(log)[0]?.timestampType, read(log)[0]?.timestamp], ['LogAppendTime', 1_500_000_000_000]);
  });

  // As Kafka 2.4.1 stored them for topics that asked for the old formats.
  for (const [kind, log] of Object.entries({
    'format 0 with snappy':
      'AAAAAAAAAAMAAACPSI9YLQAC/////wAAAIGCU05BUFBZAAAAAAEAAAABAAAAbdgBAAAZARAqGdXwGgUPgAFrAAAAG3siaWQiOjEsInN0YXR1cyI6InNoaXBwZWQifQUmLAAAAQAAACpiy3L5AAEBLjYAADJqNgAAAgE2DP0R8WcBNTI2AAAzajYAAAMBNgyU9nc/QjYAADRONgA=',
    'format 0 with lz4, whose header has the wrong checksum of that time':
      'AAAAAAAAAAMAAACJzXJ9jAAD/////wAAAHsEIk0YYEAabAAAABYAAQBRKhnV8BoPAPESAWsAAAAbeyJpZCI6MSwic3RhdHVzIjoic2hpcHBlZCJ9JgCwAAABAAAAKmLLcvkNAAk2AB8yNgAIEAI2AE39EfFnNgAfMzYACBADNgBNlPZ3PzYAGzQ2AFBwZWQifQAAAAA=',
    'format 1 with snappy':
      'AAAAAAAAAAMAAACa/+Z7IQECAAABofuMRdf/////AAAAhIJTTkFQUFkAAAAAAQAAAAEAAABw+AEAABkBODLz/Q7rAQAAAAGh+4xF1wEJfGsAAAAbeyJpZCI6MSwic3RhdHVzIjoic2hpcHBlZCJ9DT0BNRAyiOOMCAEJUj4AADJqPgAgAgAAADIXOQ+WYj4AADNqPgAAAwE+DH7eic5iPgAANE4+AA==',
    'format 1 with lz4':
      'AAAAAAAAAAMAAACctEDqPgEDAAABofuMRaP/////AAAAhgQiTRhgQIJ3AAAAFgABAPAAMmhqySYBAAAAAaH7jEWjCQDzEWsAAAAbeyJpZCI6MSwic3RhdHVzIjoic2hpcHBlZCJ9PQAANQBQMhN0S8UJAA8+AAIfMj4ACJ8CAAAAMoyuyFs+AAYfMz4ACBADPgBP5UlOAz4ABhs0PgBQcGVkIn0AAAAA',
  })) {
    it(`of ${kind} is read`, () => {
      assert.deepEqual(
        lines(Buffer.from(log, 'base64')),
        [1, 2, 3, 4].map(id => `${id - 1} {"id":${id},"status":"shipped"}`),
      );
    });
  }

  it('beside batches of the new format is read with them', () => {
    const log = Buffer.concat([messageSetOf({ magic: 1, values: ['old'] }), batchOf({ values: ['new'], baseOffset: 1n })]);
    assert.deepEqual(lines(log), ['0 old', '1 new']);
  });
});

const failure = (code: string, detail: RegExp) => (error: unknown) => {
  assert.ok(error instanceof FailureError, String(error));
  assert.equal(error.failure.code, code);
  assert.match(error.failure.detail ?? '', detail);
  return true;
};
