import assert from 'node:assert/strict';
import { decodePart } from '../../../src/decoding/decode.ts';
import { recordJson } from '../../../src/decoding/recordJson.ts';
import { batchOf, messageSetOf } from '../kafka/protocol/batches.ts';
import { peek, peekAtMutants } from './brokenLogs.ts';

describe('what lies broken in a log', () => {
  it('is shown as far as it can be read, for 1,500 mutations of all formats and codecs', async function () {
    this.timeout(120_000);
    await peekAtMutants({ from: 0, count: 1_500 });
  });

  it('is a row with the batch’s offsets, the reason and its first bytes', async () => {
    const garbled = batchOf({ values: ['a', 'b'], baseOffset: 2n, codec: 'gzip', body: raw => raw });
    const log = Buffer.concat([batchOf({ values: ['x', 'y'] }), garbled, batchOf({ values: ['z'], baseOffset: 4n })]);
    const { records, lookedAt } = await peek(log, 5n);
    assert.deepEqual(
      records.map(({ offset, unreadable }) => `${offset} ${unreadable ? `to ${unreadable.last} ${unreadable.failure.code}` : 'read'}`),
      ['0 read', '1 read', '2 to 3 CORRUPT_BATCH', '4 read'],
    );
    assert.deepEqual(records[2]?.value?.subarray(0, 17), new Uint8Array(garbled.subarray(0, 17)));
    assert.equal(lookedAt.records, 3);
  });

  it('of a format that is not known yet ends the reading with its name', async () => {
    const newer = batchOf({ values: ['a'], baseOffset: 1n });
    newer.writeInt8(3, 16);
    const { records, lookedAt } = await peek(Buffer.concat([batchOf({ values: ['x'] }), newer]), 2n);
    assert.equal(records.length, 1);
    assert.equal(lookedAt.partitions[0]?.failure?.code, 'UNKNOWN_BATCH_FORMAT');
  });

  it('is no record with 100,000 headers, which is read whole and written', async function () {
    this.timeout(120_000); // a second of work, on a machine that may do much else
    const headers = Array.from({ length: 100_000 }, (_, n) => [`header-${n}`, String(n)] as const);
    const { records } = await peek(batchOf({ values: ['{"id":1}'], headers }), 1n);
    assert.deepEqual(
      records.map(record => [record.headers.length, recordJson(record, 'one-line').includes('"header-99999"')]),
      [[100_000, true]],
    );
  });

  it('is told where a value is no UTF-8, and nothing of it is lost', async () => {
    const { records } = await peek(batchOf({ values: ['x'], keys: [Buffer.from([0x63, 0xc3, 0x28])] }), 1n);
    const [record] = records;
    assert.ok(record);
    const decoded = decodePart(record, 'key');
    assert.equal(decoded.shownBy, 'hex');
    assert.ok(decoded.attempts.some(({ reason }) => reason.fact === 'not-utf8' && reason.at === 1 && reason.byte === 0xc3));
    assert.equal(decoded.text, '63 c3 28');
  });

  for (const magic of [0, 1] as const) {
    it(`is no message of format ${magic}, packed or not`, async () => {
      const values = ['a', 'b', 'c'];
      for (const log of [messageSetOf({ magic, values }), messageSetOf({ magic, values, codec: 'gzip' })]) {
        const { records } = await peek(log, 3n);
        assert.deepEqual(
          records.map(({ offset, value, batch }) => `${offset} ${value === null ? '' : new TextDecoder().decode(value)} v${batch.magic}`),
          [`0 a v${magic}`, `1 b v${magic}`, `2 c v${magic}`],
        );
      }
    });
  }
});
