import assert from 'node:assert/strict';
import { type Broker, startBroker } from '../../lab/broker.ts';
import { order } from '../../lab/records.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { untilStable, write } from '../../lab/writing.ts';
import type { RecordToWrite } from '../../../src/kafka/changes/records.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { codecs } from '../../../src/kafka/protocol/compression.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import type { SearchEnd, SearchFor, SearchRequest } from '../../../src/model/search.ts';
import { checkSearch, searchRecords, type SearchOptions, trySearch } from '../../../src/peek/search/search.ts';
import { failureSentence } from '../../../src/report/failureWords.ts';
import { wordSearch } from '../../../src/report/searchWords.ts';

const text = (wanted: string): SearchFor => ({ kind: 'text', text: wanted, matchCase: false, parts: ['key', 'value', 'headers'] });
const recordOf = (n: number): RecordToWrite => {
  const { key, value, headers } = order(n);
  const written = Object.entries(headers).map(([name, text]) => ({ key: name, value: Buffer.from(text) }));
  return { key: Buffer.from(key), value: Buffer.from(value), headers: written, timestamp: Date.now() };
};
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('searching a real broker', function () {
  this.timeout(120_000);
  const topic = 'searched-orders';
  let broker: Broker;
  let lab: Lab;
  let cluster: Cluster;

  before(async function () {
    this.timeout(120_000);
    broker = await startBroker();
    lab = await openLab(broker);
    cluster = new Cluster({ bootstrapServers: [broker.bootstrap] });
    await createTopic(lab, topic, 3);
    // A producer that tries again where an answer is late would write some of them twice.
    for (let n = 0; n < 6_000; n += 600) {
      const batches = range(0, 3).map(partition => ({
        topic,
        partition,
        records: range(n, n + 600)
          .filter(i => i % 3 === partition)
          .map(recordOf),
      }));
      await write(cluster, batches);
    }
  });
  after(async () => {
    cluster.disconnect();
    await lab.close();
    await broker.stop();
  });

  type Wanted = Partial<SearchRequest> & Pick<SearchRequest, 'what'>;
  const requestOf = (part: Wanted): SearchRequest => ({
    ...{ places: [{ topic, partitions: [] }], from: { kind: 'oldest' }, until: { kind: 'end' }, most: 100, isolation: 'read_committed' },
    ...part,
  });
  async function search(
    part: Wanted,
    options: Partial<SearchOptions> = {},
  ): Promise<{ readonly found: readonly KafkaRecord[]; readonly end: SearchEnd }> {
    const found: KafkaRecord[] = [];
    const end = await searchRecords(cluster, requestOf(part), { ...options, onFound: records => found.push(...records) });
    return { found, end };
  }
  const keys = (found: readonly KafkaRecord[]) => found.map(({ key }) => Buffer.from(key ?? []).toString()).sort();
  const only = (name: string) => [{ topic: name, partitions: [] }];

  it('finds the one order among six thousand and says what it covered', async () => {
    const { found, end } = await search({ what: text('o-204711') });
    assert.deepEqual(keys(found), ['O-204711']);
    assert.deepEqual([end.records, end.matched, end.hidden, end.faults, end.stopped], [6_000, 1, 0, 0, undefined]);
    assert.deepEqual(
      end.partitions.map(({ from, to, until, records }) => [from, to, until, records]),
      range(0, 3).map(() => [0n, 2_000n, 2_000n, 2_000]),
    );
  });

  it('finds nothing, and says that it has looked at everything', async () => {
    const { found, end } = await search({ what: text('O-999999') });
    const { lead, rest, notes } = wordSearch(requestOf({ what: text('O-999999') }), end, failureSentence);
    assert.deepEqual([found.length, end.records, notes.length], [0, 6_000, 0]);
    assert.equal(lead, 'Searched searched-orders, 3 partitions, all 6,000 offsets:');
    assert.match(rest, /^none of 6,000 records matches, [\d.]+ [kM]B in /);
  });

  it('searches from an offset to an offset of one partition, and no more than that', async () => {
    const { found, end } = await search({
      ...{ what: text('O-'), most: 1_000, places: [{ topic, partitions: [1] }] },
      ...{ from: { kind: 'offset', offset: 150n }, until: { kind: 'offset', offset: 160n } },
    });
    assert.deepEqual(
      found.map(({ offset }) => Number(offset)),
      range(150, 160),
    );
    assert.deepEqual([end.records, end.partitions[0]?.from, end.partitions[0]?.to], [10, 150n, 160n]);
  });

  it('ends at the last of as many as wanted, and says up to where', async () => {
    const { found, end } = await search({ what: text('O-'), most: 7, places: [{ topic, partitions: [2] }] });
    assert.deepEqual([found.length, end.matched, end.records, end.partitions[0]?.to, end.stopped], [7, 7, 7, 7n, { by: 'most' }]);
  });

  it('takes a regular expression, a JSON path and an expression', async () => {
    const regex = await search({ what: { kind: 'regex', source: '^O-2047(11|12)$', matchCase: true, parts: ['key'] } });
    const path = await search({ what: { kind: 'path', path: 'customer.country', operator: '==', operand: 'JP' }, most: 10_000 });
    const condition = 'value.lines.exists(l, l.sku == "SKU-4007") && offset < 100';
    const expression = await search({ what: { kind: 'expression', text: condition }, most: 10_000 });
    const orders = range(0, 6_000).map(n => JSON.parse(order(n).value) as { customer: { country: string }; lines: { sku: string }[] });
    assert.deepEqual(keys(regex.found), ['O-204711', 'O-204712']);
    assert.equal(path.end.matched, orders.filter(({ customer }) => customer.country === 'JP').length);
    assert.equal(expression.end.matched, orders.slice(0, 300).filter(({ lines }) => lines[0]?.sku === 'SKU-4007').length);
    assert.ok(expression.end.matched > 0);
  });

  it('counts the records that cannot be held against an expression, and names the first', async () => {
    await createTopic(lab, 'mixed', 1);
    await lab.producer.send({
      topic: 'mixed',
      messages: [{ value: '{"total":7}' }, { value: 'no JSON' }, { value: '{"sum":7}' }, { value: null }],
    });
    const { end, found } = await search({ what: { kind: 'expression', text: 'value.total > 5' }, places: only('mixed') });
    assert.deepEqual(
      [found.length, end.records, end.faults, end.firstFault?.offset, end.firstFault?.fault.kind],
      [1, 4, 3, 1n, 'expression'],
    );
  });

  it('is cancelled at once, and what was found until then stays', async () => {
    const cancel = new AbortController();
    const found: KafkaRecord[] = [];
    const end = await searchRecords(cluster, requestOf({ what: text('O-'), most: 10_000 }), {
      signal: cancel.signal,
      onFound: records => {
        found.push(...records);
        cancel.abort();
      },
    });
    assert.deepEqual(end.stopped, { by: 'cancelled' });
    assert.ok(found.length > 0 && found.length === end.matched && end.records >= end.matched, JSON.stringify([found.length, end.matched]));
  });

  it('tells of a topic that does not exist, and searches the others', async () => {
    const { end, found } = await search({ what: text('O-204711'), places: [...only('oders'), ...only(topic)] });
    assert.deepEqual([found.length, end.failures.map(({ topic: name, failure }) => [name, failure.kind])], [1, [['oders', 'not-found']]]);
  });

  it('a topic that is deleted under the search costs its own partition, which says so', async () => {
    await createTopic(lab, 'short-lived', 1);
    // Not by the lab's producer, which would ask for the topic for ever after.
    const value = Buffer.alloc(100_000, 'x');
    const records = range(0, 8).map(n => ({ key: null, value, headers: [], timestamp: n }));
    for (let n = 0; n < 4; n++) await write(cluster, [{ topic: 'short-lived', partition: 0, records }]);
    // Its leader is known and its ends are asked; then it goes.
    const places = await search({ what: text('nothing'), places: only('short-lived') });
    assert.equal(places.end.records, 32);
    const searching = search({ what: text('O-'), most: 100_000, places: [...only('short-lived'), ...only(topic)] });
    await lab.admin.deleteTopics({ topics: ['short-lived'] });
    const { end } = await searching;
    const gone = end.partitions.find(one => one.topic === 'short-lived');
    assert.ok(end.failures.length > 0 || gone?.failure !== undefined || gone?.to === 32n);
    const others = end.partitions.filter(one => one.topic === topic);
    assert.ok(others.length === 3 && others.every(({ failure, to, until }) => failure === undefined && to === until));
  });

  it('finds a trace in several topics, whatever the header is called', async () => {
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    await Promise.all(['trace-a', 'trace-b'].map(name => createTopic(lab, name, 1)));
    const send = (name: string, ...all: Record<string, string | Buffer>[]) =>
      lab.producer.send({ topic: name, messages: all.map(headers => ({ value: 'x', headers })) });
    await send(
      'trace-a',
      { traceparent: `00-${id}-00f067aa0ba902b7-01` },
      { traceparent: `00-${id.replace('4', '5')}-00f067aa0ba902b7-01` },
    );
    await send(
      'trace-b',
      { 'X-B3-TraceId': id.toUpperCase() },
      { 'grpc-trace-bin': Buffer.concat([Buffer.from([0, 0]), Buffer.from(id, 'hex')]) },
      { 'x-datadog-trace-id': BigInt(`0x${id.slice(16)}`).toString() },
    );
    const what: SearchFor = { kind: 'trace', id: `00-${id}-00f067aa0ba902b7-01` };
    const { found } = await search({ what, places: [...only('trace-a'), ...only('trace-b')] });
    assert.deepEqual(found.map(({ topic: name, offset }) => `${name} ${offset}`).sort(), [
      'trace-a 0',
      'trace-b 0',
      'trace-b 1',
      'trace-b 2',
    ]);
  });

  it('finds what every codec packed', async () => {
    for (const codec of codecs) {
      await createTopic(lab, `packed-${codec}`, 1);
      const records = range(0, 200).map(n => ({ key: null, value: Buffer.from(order(n).value), headers: [], timestamp: Date.now() }));
      await write(cluster, [{ topic: `packed-${codec}`, partition: 0, records }], { codec });
      const { found, end } = await search({ what: text('"O-200123"'), places: only(`packed-${codec}`) });
      assert.deepEqual([codec, found.map(({ offset }) => offset), end.records], [codec, [123n], 200]);
      assert.equal(found[0]?.batch.compression, codec);
    }
  });

  it('leaves no trace', async () => {
    const before = [await lab.admin.listGroups(), (await lab.admin.listTopics()).sort()];
    await search({ what: text('O-204711'), from: { kind: 'committed', groupId: 'nobody' }, places: [...only(topic), ...only('oders')] });
    assert.deepEqual([await lab.admin.listGroups(), (await lab.admin.listTopics()).sort()], before);
  });

  it('steps over aborted records for read_committed, and marks them else', async () => {
    await createTopic(lab, 'transactional', 1);
    const producer = lab.kafka('tx').producer({ transactionalId: 'tx-search', idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    for (const outcome of ['abort', 'commit'] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: 'transactional', messages: [{ value: `to ${outcome}` }] });
      await transaction[outcome]();
    }
    await producer.disconnect();
    await untilStable(cluster, 'transactional', 4n); // two records, each with its marker
    const committed = await search({ what: text('to '), places: only('transactional') });
    const all = await search({ what: text('to '), places: only('transactional'), isolation: 'read_uncommitted' });
    assert.deepEqual(
      committed.found.map(({ offset }) => offset),
      [2n],
    );
    assert.equal(committed.end.hidden, 3); // the aborted record, and two markers
    assert.deepEqual(
      all.found.map(({ offset, aborted = false }) => [offset, aborted]),
      [
        [0n, true],
        [2n, false],
      ],
    );
  });

  it('a regular expression that tries for ever is ended at its record, which is named', async function () {
    this.timeout(120_000);
    await createTopic(lab, 'catastrophic', 1);
    await lab.producer.send({ topic: 'catastrophic', messages: [{ value: 'fine' }, { value: `${'a'.repeat(60)}!` }] });
    const what: SearchFor = { kind: 'regex', source: '^(a+)+$', matchCase: true, parts: ['value'] };
    const { end } = await search({ what, places: only('catastrophic') });
    assert.ok(end.stopped?.by === 'record');
    assert.deepEqual(
      [end.stopped.at?.topic, end.stopped.at?.offset, end.stopped.failure.code],
      ['catastrophic', 1n, 'WORKER_TOOK_TOO_LONG'],
    );
    assert.match(wordSearch(requestOf({ what }), end, failureSentence).rest, /Stopped at catastrophic-0 offset 1: .*took longer than 3 s/);
    const [record] = (await search({ what: text('aaa'), places: only('catastrophic') })).found;
    assert.ok(record);
    assert.equal((await trySearch(what, record)).fault?.kind, 'too-slow');
    assert.deepEqual(await trySearch(text('!'), record), { passes: true }); // another thread has taken over
  });

  it('says why something cannot be searched for', async () => {
    assert.equal((await checkSearch({ kind: 'regex', source: 'a(', matchCase: true, parts: ['value'] }))?.kind, 'regex');
    assert.deepEqual(await checkSearch({ kind: 'expression', text: 'value.id == 5 && nope' }), {
      ...{ kind: 'expression', at: 17, detail: 'Unknown variable: nope' },
    });
    assert.equal((await checkSearch({ kind: 'path', path: '$.a[', operator: '==', operand: '5' }))?.at, 4);
    assert.equal(await checkSearch({ kind: 'path', path: 'a.b', operator: 'exists', operand: '' }), undefined);
    const { end } = await search({ what: { kind: 'expression', text: 'value.id +' } });
    assert.equal(end.stopped?.by, 'fault');
  });
});
