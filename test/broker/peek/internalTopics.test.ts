import assert from 'node:assert/strict';
import { decodePart } from '../../../src/decoding/decode.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { readInternal } from '../../../src/peek/internalTopics.ts';
import { peekRecords } from '../../../src/peek/peek.ts';
import { commitOffsets } from '../../lab/commits.ts';
import { runTool } from '../../lab/tools.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { asking, plainly } from '../kafka/clients.ts';

/** A record of one of Kafka's own topics as this program and Kafka's own formatters write it. */
interface Written {
  readonly key: { readonly type: number; readonly data: Readonly<Record<string, unknown>> };
  readonly value: { readonly version: number; readonly data: Readonly<Record<string, unknown>> } | null;
}

describe("Kafka's own topics", () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  let lab: Lab;
  after(() => lab.close());
  /** What Kafka's formatters print, which takes them a while: they are asked side by side. */
  let printed: { readonly commits: readonly Written[]; readonly transactions: readonly Written[] };
  const topic = 'internal-orders';

  const ours = async (name: string): Promise<readonly Written[]> => {
    const request = { topic: name, partitions: [], start: { kind: 'oldest' }, limit: 50_000, isolation: 'read_committed' } as const;
    const { records } = await peekRecords(cluster(), { ...request, showControlRecords: false });
    return records.map(written);
  };
  const written = (record: KafkaRecord): Written => {
    const read = (part: 'key' | 'value'): unknown => {
      const decoded = decodePart(record, part, { own: readInternal });
      if (record[part] === null) return null;
      assert.equal(decoded.shownBy, 'own', decoded.text);
      return JSON.parse(decoded.text);
    };
    return { key: read('key'), value: read('value') } as Written;
  };
  const kafkas = async (name: string, formatter: string): Promise<readonly Written[]> => {
    const { stdout } = await runTool(
      'org.apache.kafka.tools.consumer.ConsoleConsumer',
      [
        ...['--bootstrap-server', broker().addresses.PLAINTEXT ?? '', '--topic', name, '--from-beginning'],
        ...['--formatter', `org.apache.kafka.tools.consumer.${formatter}`, '--timeout-ms', '10000'], // without a record for so long it ends: a machine may stand still for less
      ],
      broker(),
    );
    // It writes one record right behind the other.
    const lines = stdout.replaceAll('}{"key"', '}\n{"key"').split('\n');
    return lines.flatMap(line => (line.startsWith('{') ? [JSON.parse(line) as Written] : []));
  };

  before(async function () {
    this.timeout(120_000);
    lab = await openLab(broker());
    await createTopic(lab, topic, 2);
    await eventually(() => lab.producer.send({ topic, messages: [{ value: '1' }, { value: '2' }] }));
    await commitOffsets(cluster(), 'internal-billing', { [topic]: { 0: 1n, 1: 0n } });
    const member = lab.kafka('shipping').consumer({ groupId: 'internal-shipping' });
    await member.connect();
    await member.subscribe({ topics: [topic], fromBeginning: true });
    await member.run({ autoCommitInterval: 100, eachMessage: () => Promise.resolve() });
    const paying = lab.kafka('payments').producer({ transactionalId: 'internal-payments', maxInFlightRequests: 1, idempotent: true });
    await paying.connect();
    const transaction = await paying.transaction();
    await transaction.send({ topic, messages: [{ value: '3' }] });
    await transaction.commit();
    await paying.disconnect();
    await eventually(async () => {
      const records = await ours('__consumer_offsets');
      assert.ok(records.some(({ key }) => key.type === 1 && key.data['group'] === 'internal-shipping'));
    });
    await member.disconnect();
    const [commits, transactions] = await Promise.all([
      kafkas('__consumer_offsets', 'OffsetsMessageFormatter'),
      kafkas('__transaction_state', 'TransactionLogMessageFormatter'),
    ]);
    printed = { commits, transactions };
  });

  /** Of our groups alone: other tests write to this broker, too, and consoles join groups of their own. */
  const mine = (records: readonly Written[]) =>
    records
      .filter(({ key }) => /^internal-/.test(String(key.data['group'] ?? key.data['transactionalId'])))
      .map(record => JSON.stringify(record, membersInOrder))
      .sort();

  it('__consumer_offsets has the commits that Kafka’s formatter prints', async function () {
    this.timeout(120_000);
    const expected = mine(printed.commits);
    assert.ok(expected.length >= 3, `${expected.length} commits`);
    assert.deepEqual(mine((await ours('__consumer_offsets')).filter(({ key }) => key.type === 1)), expected);
  });

  it('__consumer_offsets tells what members of a classic group said, where Kafka prints bytes', async () => {
    const states = (await ours('__consumer_offsets')).filter(({ key }) => key.type === 2 && key.data['group'] === 'internal-shipping');
    const members = states.flatMap(({ value }) => (value?.data['members'] ?? []) as readonly Readonly<Record<string, unknown>>[]);
    assert.ok(members.length > 0);
    assert.deepEqual((members[0]?.['subscription'] as { readonly topics?: unknown }).topics, [topic]);
  });

  it('__transaction_state has the transactions that Kafka’s formatter prints', async function () {
    this.timeout(120_000);
    const expected = mine(printed.transactions);
    assert.ok(expected.length >= 3, `${expected.length} records`);
    assert.deepEqual(mine(await ours('__transaction_state')), expected);
  });

  it('a value that does not fit is told, with its bytes at hand', () => {
    const [decoded] = [Uint8Array.of(0, 1, 0, 9)].map(value => {
      const record = {
        topic: '__consumer_offsets',
        partition: 0,
        headers: [],
        key: Uint8Array.of(0, 1, 0, 0),
        value,
      } as unknown as KafkaRecord;
      return decodePart(record, 'value', { own: readInternal });
    });
    assert.notEqual(decoded?.shownBy, 'own');
    assert.match(
      JSON.stringify(decoded?.attempts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      /byte \d+ of 4/,
    );
  });
});

/** Fields in the order of their names, for Kafka writes tagged ones last. */
const membersInOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
