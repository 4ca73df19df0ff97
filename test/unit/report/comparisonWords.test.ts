import assert from 'node:assert/strict';
import { decodePart } from '../../../src/decoding/decode.ts';
import { compareRecords, type Comparison, type ReadRecord } from '../../../src/model/comparison.ts';
import type { Decoded } from '../../../src/model/decoded.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { comparisonMarkdown, wordComparison } from '../../../src/report/comparisonWords.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const at = Date.parse('2026-11-20T13:02:16.988Z');

const transactional = { producerId: 4_012n, producerEpoch: 0, transactional: true } as const;
const header = (key: string) => ({ key, value: bytes('1') });

function record(offset: bigint, part: Partial<KafkaRecord> = {}): KafkaRecord {
  const { batch, ...rest } = part;
  return {
    ...{ topic: 'orders', partition: 2, offset, timestamp: at, timestampType: 'CreateTime', size: 97 },
    ...{ key: bytes('cust-1'), value: bytes('{"id":1}'), headers: [header('source'), header('traceparent')] },
    ...rest,
    batch: {
      ...{ baseOffset: offset, lastOffset: offset, magic: 2, compression: 'none', leaderEpoch: 6, ...transactional },
      ...batch,
    },
  };
}

const read = (one: KafkaRecord): ReadRecord => ({ record: one, key: decodePart(one, 'key'), value: decodePart(one, 'value') });

/** As a schema makes of it, whatever the bytes are. */
const avro = (offset: bigint, id = 12, part: Partial<KafkaRecord> = {}): ReadRecord => {
  const value: Decoded = {
    shape: 'registry',
    shownBy: 'avro',
    text: '{}',
    attempts: [],
    schema: { id, subject: 'orders-value', version: 3 },
  };
  return { ...read(record(offset, { value: Uint8Array.of(0, 0, 0, 0, id, 8), ...part })), value };
};

const before = (make: (offset: bigint) => ReadRecord, count = 20) => Array.from({ length: count }, (_, n) => make(BigInt(184_191 + n)));
const words = (comparison: Comparison) => wordComparison(comparison, true);
const row = (comparison: Comparison, name: string) => words(comparison).rows.find(one => one.name === name);
const texts = (comparison: Comparison, name: string) => row(comparison, name)?.cells.map(({ text }) => text);

describe('a record compared with its neighbours', () => {
  const plain = read(
    record(184_211n, {
      ...{ value: bytes('{"orderId": "test", "status": "x"}'), headers: [], size: 43 },
      batch: { ...record(0n).batch, producerId: -1n, producerEpoch: -1, transactional: false },
    }),
  );
  const poison = compareRecords(plain, before(avro), [avro(184_212n)]);

  it('is described by what makes it a stranger, in one sentence', () => {
    const { title, sentence, crowd, differs } = words(poison);
    assert.equal(title, 'What differs at 184,211');
    assert.equal(sentence, 'it is JSON among Avro, without headers, from a client that sends no producer id');
    assert.deepEqual([crowd, differs], ['All 20 records before it are Avro.', true]);
  });

  it('stands between them, with what differs marked and why it is not what they are', () => {
    assert.deepEqual(
      words(poison).heads.map(({ offset, what }) => `${offset} ${what}`),
      ['184,210 before', '184,211 the next to be read', '184,212 after'],
    );
    assert.deepEqual(texts(poison, 'Schema'), ['orders-value version 3, schema id 12', 'none', 'orders-value version 3, schema id 12']);
    assert.equal(texts(poison, 'Value decodes')?.[1], 'JSON, not Avro: first byte is 7B; Confluent’s format begins with 00');
    assert.deepEqual(texts(poison, 'First bytes')?.slice(0, 2), ['00 00 00 00 0c 08', '7b 22 6f 72 64 65 72 49']);
    assert.deepEqual(
      words(poison).rows.map(({ name, differs }) => `${name} ${differs}`),
      ['Value decodes true', 'Schema true', 'First bytes true', 'Headers true', 'Producer true', 'Size, key false', 'Time false'],
    );
  });

  it('is held against most of those before it, of which two may be strangers themselves', () => {
    const mixed = before(avro).with(3, read(record(184_194n)));
    assert.equal(words(compareRecords(plain, mixed, [])).crowd, '19 of the 20 records before it are Avro.');
    assert.match(words(compareRecords(plain, mixed, [])).sentence, /^it is JSON among Avro/);
  });

  it('that is the first of something new says that the next one is like it', () => {
    const change = compareRecords(avro(184_211n, 13), before(avro), [avro(184_212n, 13)]);
    assert.equal(
      words(change).sentence,
      'it is of orders-value version 3, schema id 13 among orders-value version 3, schema id 12; the record after it differs in the same way',
    );
  });

  it('that is like them says so', () => {
    const alike = words(compareRecords(avro(184_211n), before(avro), []));
    assert.deepEqual([alike.sentence, alike.differs], ['it is like the records before it', false]);
    assert.deepEqual(alike.heads[2], { offset: '', what: 'no record after it yet' });
  });

  it('is not called a stranger where there is no crowd', () => {
    assert.equal(words(compareRecords(plain, before(avro, 1), [])).sentence, 'there are too few records around it to say what is usual');
  });

  for (const [what, part, sentence] of [
    ['a tombstone', { value: null }, 'it is a tombstone among records with values'],
    ['without its key', { key: null }, 'it is without a key'],
    ['far larger', { size: 1_200_000 }, 'it is far larger than they are (1.2 MB)'],
    [
      'with another header',
      { headers: [header('source'), header('retry')] },
      'it is without the header traceparent and with the header retry',
    ],
    ['of another day', { timestamp: at - 40 * 86_400_000 }, 'it is dated 40 days before them'],
    ['cut off', { value: bytes('{"id":') }, 'it is broken JSON among JSON'],
  ] as const) {
    it(`that is ${what} is told so`, () => {
      const comparison = compareRecords(
        read(record(184_211n, part)),
        before(offset => read(record(offset))),
        [],
      );
      assert.equal(words(comparison).sentence, sentence);
    });
  }

  it('that stands for a batch that cannot be read says why, and to which offset', () => {
    const failure = { kind: 'unreadable', code: 'CORRUPT_BATCH', request: 'Fetch', subject: 'orders-2' } as const;
    const unread = read(record(184_211n, { unreadable: { last: 184_219n, failure } }));
    const { heads, sentence, rows } = words(compareRecords(unread, before(avro), [avro(184_220n)]));
    assert.equal(heads[1]?.offset, '184,211 – 184,219');
    assert.match(sentence, /^the batch cannot be read, so no client gets past it: A batch of orders-2 is damaged/);
    assert.deepEqual(
      rows[0]?.cells.map(({ text }) => text),
      ['is read', 'cannot be read', 'is read'],
    );
  });

  it('is copied as Markdown in the same words', () => {
    const text = comparisonMarkdown(poison, words(poison));
    assert.match(text, /^## What differs at 184,211 of orders-2\n\nit is JSON among Avro, without headers/);
    assert.match(text, /\| Headers \| source, traceparent \| none \(differs\) \| source, traceparent \|/);
  });
});
