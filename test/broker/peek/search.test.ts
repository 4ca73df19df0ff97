import assert from 'node:assert/strict';
import { type Broker, startBroker } from '../../lab/broker.ts';
import { order } from '../../lab/records.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import type { SearchEnd, SearchFor, SearchRequest } from '../../../src/model/search.ts';
import { searchRecords, type SearchOptions } from '../../../src/peek/search/search.ts';

const text = (wanted: string): SearchFor => ({ kind: 'text', text: wanted, matchCase: false, parts: ['key', 'value', 'headers'] });
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('searching a real broker', () => {
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
    for (let n = 0; n < 6_000; n += 500) {
      const messages = range(n, n + 500).map(i => ({ ...order(i), partition: i % 3 }));
      await lab.producer.send({ topic, messages });
    }
  });
  after(async () => {
    cluster.disconnect();
    await lab.close();
    await broker.stop();
  });

  async function search(
    part: Partial<SearchRequest> & Pick<SearchRequest, 'what'>,
    options: Partial<SearchOptions> = {},
  ): Promise<{ readonly found: readonly KafkaRecord[]; readonly end: SearchEnd }> {
    const found: KafkaRecord[] = [];
    const end = await searchRecords(
      cluster,
      {
        ...{
          places: [{ topic, partitions: [] }],
          from: { kind: 'oldest' },
          until: { kind: 'end' },
          most: 100,
          isolation: 'read_committed',
        },
        ...part,
      },
      { ...options, onFound: records => found.push(...records) },
    );
    return { found, end };
  }
  const keys = (found: readonly KafkaRecord[]) => found.map(({ key }) => Buffer.from(key ?? []).toString()).sort();

  it('finds the one order among six thousand and says what it covered', async () => {
    const { found, end } = await search({ what: text('o-204711') });
    assert.deepEqual(keys(found), ['O-204711']);
    assert.deepEqual([end.records, end.matched, end.hidden, end.faults, end.stopped], [6_000, 1, 0, 0, undefined]);
    assert.deepEqual(
      end.partitions.map(({ from, to, until, records }) => [from, to, until, records]),
      range(0, 3).map(() => [0n, 2_000n, 2_000n, 2_000]),
    );
  });
});
