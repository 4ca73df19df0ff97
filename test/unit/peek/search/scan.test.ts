import assert from 'node:assert/strict';
import { codecs } from '../../../../src/kafka/protocol/compression.ts';
import { type RecordToWrite, writeRecordBatch } from '../../../../src/kafka/protocol/recordBatchWriter.ts';
import { readBatches } from '../../../../src/kafka/protocol/recordBatch.ts';
import type { SchemaRef } from '../../../../src/decoding/schemas.ts';
import type { SearchFor } from '../../../../src/model/search.ts';
import { matcherOf } from '../../../../src/peek/search/matcher.ts';
import { type ScanAnswer, scanTask } from '../../../../src/peek/search/scan.ts';
import type { AskHost } from '../../../../src/peek/worked.ts';
import { Whereabouts } from '../../../../src/peek/search/whereabouts.ts';
import { seeded } from '../../kafka/protocol/randomValues.ts';

/** `ROUNDS=20000 npx mocha …` looks longer. */
const rounds = Number(process.env['ROUNDS'] ?? 300);

const of = { topic: 'orders', partition: 0 };
const noHost: AskHost = () => Promise.resolve([undefined]);

async function scan(bytes: Buffer, what: SearchFor, most = Infinity, place = 0, ask: AskHost = noHost): Promise<ScanAnswer> {
  const { answer } = await scanTask(
    {
      ...{ what, most, mostBytes: Infinity, committedOnly: true, decodings: [['orders', { files: [] }]] },
      pieces: [{ ...of, place, bytes, from: 0n, until: 1_000_000n, aborted: [] }],
      whereabouts: new Whereabouts().shared,
    },
    ask,
  );
  return answer;
}

describe('searching in record batches', () => {
  it('finds with every codec what holding each record against it finds, whatever is searched for', async function () {
    this.timeout(20_000 + rounds * 50);
    const random = randomFrom(seeded(20_261_121));
    const counts = { rounds: 0, found: 0 };
    for (let round = 0; round < rounds; round++) {
      const records = Array.from({ length: 1 + random.below(40) }, (_, n) => randomRecord(random, n));
      const codec = codecs[round % codecs.length] ?? 'none';
      const bytes = writeRecordBatch(records, codec);
      const what = randomWish(random, records);
      const matcher = matcherOf(what);
      const expected = [...readBatches(bytes)]
        .flatMap(batch => batch.records(of))
        .filter(record => {
          try {
            return matcher.passes(record, {});
          } catch {
            return false;
          }
        });
      const { found, pieces } = await scan(bytes, what);
      assert.deepEqual(
        found.map(({ offset }) => offset),
        expected.map(({ offset }) => offset),
        `${codec}: ${JSON.stringify(what)} in ${records.map(({ value }) => Buffer.from(value ?? []).toString()).join('\n')}`,
      );
      assert.equal(pieces[0]?.records, records.length);
      counts.rounds++;
      counts.found += found.length;
    }
    // It would prove nothing if hardly anything were ever found.
    assert.ok(counts.found > counts.rounds, JSON.stringify(counts));
  });

  it('finds what only a schema shows, and asks for each schema once', async () => {
    const schema = JSON.stringify({ type: 'record', name: 'Order', fields: ['id', 'customer'].map(name => ({ name, type: 'int' })) });
    // Avro's ints are zigzag varints: 42 is 84, 7 is 14.
    const frame = (id: number, customer: number) => Buffer.from([0, 0, 0, 0, 19, id * 2, customer * 2]);
    const records = [frame(7, 42), frame(42, 7), frame(7, 42)].map(value => ({ key: null, value, headers: [], timestamp: 0 }));
    const asked: SchemaRef[] = [];
    const ask: AskHost = ({ refs }) => {
      asked.push(...refs);
      return Promise.resolve(refs.map(() => ({ value: { type: 'AVRO', schema, references: [] } })));
    };
    const wishes: readonly SearchFor[] = [
      { kind: 'text', text: '"id":42', matchCase: true, parts: ['value'] },
      { kind: 'path', path: '$.id', operator: '==', operand: '42' },
      { kind: 'expression', text: 'value.id == 42' },
    ];
    for (const what of wishes) {
      const { found, faults } = await scan(Buffer.concat([writeRecordBatch(records), writeRecordBatch(records)]), what, Infinity, 0, ask);
      assert.deepEqual([found.map(({ offset }) => offset), faults], [[1n, 1n], 0], what.kind);
    }
    assert.deepEqual(
      asked,
      wishes.map(() => ({ kind: 'id', id: 19 })),
    );
  });

  it('looks at what lies between two offsets, and no further than enough is found', async () => {
    const records = Array.from({ length: 50 }, () => ({ key: null, value: Buffer.from('order'), headers: [], timestamp: 0 }));
    const what: SearchFor = { kind: 'text', text: 'ORDER', matchCase: false, parts: ['value'] };
    const { found, pieces, full } = await scan(writeRecordBatch(records, 'gzip'), what, 3);
    assert.deepEqual([found.length, pieces[0]?.to, pieces[0]?.records, full], [3, 3n, 3, 'most']);
  });
});

interface Random {
  readonly below: (limit: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
}

function randomFrom(random: () => number): Random {
  const below = (limit: number) => Math.floor(random() * limit);
  return { below, pick: choices => choices[below(choices.length)]! };
}

const words = [
  'order',
  'Kelvin',
  'straße',
  'ÅNGSTRÖM',
  'İstanbul',
  'ſoſ',
  'caf\u00e9',
  'a/b',
  'quo"te',
  'back\\slash',
  '日本',
  '\u{1f600}',
  'x',
];
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

function randomRecord(random: Random, n: number): RecordToWrite {
  return {
    key: random.pick([null, Buffer.alloc(0), Buffer.from(`O-${200_000 + n}`), Buffer.from(random.pick(words)), Buffer.from([0, 0, 0, n])]),
    value: randomValue(random, n),
    headers: random.pick([
      [],
      [{ key: 'source', value: Buffer.from(random.pick(words)) }],
      [{ key: 'traceparent', value: Buffer.from(`00-${traceId}-00f067aa0ba902b7-01`) }],
      [{ key: '__value_schema_id', value: Buffer.from([0, 0, 0, 0, 1 + random.below(9)]) }],
      [{ key: 'x-b3-traceid', value: Buffer.from(traceId, 'hex') }],
    ]),
    timestamp: 1_700_000_000_000 + n,
  };
}

function randomValue(random: Random, n: number): Buffer | null {
  const word = random.pick(words);
  const json = { id: n, type: word, total: random.below(100) / 4, long: 9_007_199_254_740_993, lines: [{ sku: `S-${random.below(5)}` }] };
  switch (random.below(10)) {
    case 0:
      return null;
    case 1:
      return Buffer.from(word);
    case 2:
      return Buffer.from(JSON.stringify(json).replace(/[^\x20-\x7e]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
    case 3:
      return Buffer.from(`{"id":${n}e0,"type":"o\\u0072der","total":${n}.50}`);
    case 4: // MessagePack: { "id": n, "type": "order" }
      return Buffer.concat([
        Buffer.from([0x82, 0xa2]),
        Buffer.from('id'),
        Buffer.from([n, 0xa4]),
        Buffer.from('type'),
        Buffer.from([0xa5]),
        Buffer.from('order'),
      ]);
    case 5: // a 64-bit integer
      return Buffer.from([0, 0, 0, 0, 0, 0, 1, n]);
    case 6: // a registry's frame
      return Buffer.concat([Buffer.from([0, 0, 0, 0, 7]), Buffer.from(word)]);
    case 7:
      return Buffer.concat([Buffer.from(word), Buffer.from([0xff, 0xfe])]);
    default:
      return Buffer.from(JSON.stringify(json));
  }
}

function randomWish(random: Random, records: readonly RecordToWrite[]): SearchFor {
  const parts = random.pick([['value'], ['key'], ['headers'], ['key', 'value', 'headers']] as const);
  const matchCase = random.below(2) === 0;
  const sample = Buffer.from(random.pick(records).value ?? Buffer.from('order')).toString();
  const at = random.below(sample.length);
  const cut = sample.slice(at, at + 1 + random.below(8)) || 'order';
  const wanted = random.pick([cut, cut.toUpperCase(), cut.toLowerCase(), random.pick(words), 'kelvin', 'SOS', '271', '\ufffd', '\ud800']);
  const number = random.pick(['7', '12.5', '12.50', '0', '-3', '9007199254740993', '9007199254740992', '1e1']);
  switch (random.below(5)) {
    case 0:
    case 1:
      return { kind: 'text', text: wanted, matchCase, parts };
    case 2: {
      const source = random.pick([
        'or?der',
        'o[rx]der',
        'K?elvin',
        'stra(ß|ss)e',
        'S-\\d+',
        'id":\\d+,',
        'quo.te',
        'x{1}',
        'ſ',
        '^order$',
        'kelvin|order',
        'caf\\u00e9',
        '\\p{Lu}ngs',
      ]);
      return { kind: 'regex', source, matchCase, parts };
    }
    case 3: {
      const operator = random.pick(['==', '!=', '<', '<=', '>', '>=', 'contains', 'exists'] as const);
      const path = random.pick(['$.id', 'type', '$.total', '$.lines[*].sku', '$..sku', '$.long', "$['type']"]);
      return { kind: 'path', path, operator, operand: random.pick([number, random.pick(words), '"order"', 'S-3', 'a/b', 'null']) };
    }
    default: {
      const expressions = [
        'value.type == "order"',
        `value.type.contains(${JSON.stringify(random.pick(['Kelvin', 'stra', 'a/b']))}) && value.id > 3`,
        'value == "order" || key == "order"',
        'headers["source"].startsWith("or")',
        'has(value.total) && value.total >= 12.5 && offset > 3',
        'key.startsWith("O-2000")',
        'value.long == 9007199254740993u',
      ];
      return random.below(4) === 0 ? { kind: 'trace', id: traceId } : { kind: 'expression', text: random.pick(expressions) };
    }
  }
}
