import assert from 'node:assert/strict';
import { codecs } from '../../../../src/kafka/protocol/compression.ts';
import { crc32c } from '../../../../src/kafka/protocol/crc32c.ts';
import { readBatches } from '../../../../src/kafka/protocol/recordBatch.ts';
import { type RecordToWrite, writeRecordBatch } from '../../../../src/kafka/protocol/recordBatchWriter.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const of = { topic: 'orders', partition: 0 };

/** Brokers take them too: test/broker/kafka/changes.test.ts. */
describe('a record batch that is written', () => {
  const records: readonly RecordToWrite[] = [
    { key: bytes('k'), value: bytes('{"id":1}'), headers: [{ key: 'trace', value: bytes('abc') }], timestamp: 1_700_000_000_500 },
    { key: null, value: null, headers: [{ key: 'none', value: null }], timestamp: 1_700_000_000_000 },
    { key: bytes(''), value: bytes('ö'.repeat(100_000)), headers: [], timestamp: 1_700_000_999_999 },
    ...Array.from({ length: 200 }, (_, n) => ({
      ...{ key: null, value: bytes(`{"order":${n},"carrier":"PostNord"}`), headers: [], timestamp: 1_700_000_000_000 + n },
    })),
  ];

  for (const codec of codecs) {
    it(`with ${codec} is read as it was`, () => {
      const batches = [...readBatches(writeRecordBatch(records, codec))];
      assert.equal(batches.length, 1);
      const { compression, lastOffset, magic, producerId, transactional } = batches[0]!.info;
      assert.deepEqual([compression, lastOffset, magic, producerId, transactional], [codec, 202n, 2, -1n, false]);
      assert.deepEqual(
        batches[0]!.records(of).map(({ key, value, headers, timestamp }) => ({ key, value, headers, timestamp })),
        records,
      );
    });
  }

  it('is smaller with every codec', () => {
    const sizes = codecs.map(codec => writeRecordBatch(records, codec).length);
    for (const size of sizes.slice(1)) assert.ok(size < sizes[0]! / 5, `${size} of ${sizes[0]} bytes`);
  });

  it('is no batch without a record', () => {
    assert.throws(() => writeRecordBatch([]), /a batch without records/);
  });

  it('carries the checksum of RFC 3720', () => {
    assert.equal(crc32c(Buffer.from('123456789')), 0xe306_9283);
    assert.equal(crc32c(new Uint8Array(32)), 0x8a91_36aa);
  });
});
