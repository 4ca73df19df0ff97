import assert from 'node:assert/strict';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { peekRecords } from '../../../src/peek/peek.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { labBroker } from '../../support/brokers.ts';

/** Brokers before 4.0 keep, and hand out, what was written in the formats before Kafka 0.11. */
describe('a topic in an old message format', () => {
  const broker = labBroker({ version: '2.8.2' });
  const formats = [
    { written: '0.9.0', magic: 0 },
    { written: '0.10.2', magic: 1 },
  ] as const;
  let lab: Lab;
  let cluster: Cluster;

  before(async function () {
    this.timeout(120_000);
    lab = await openLab(broker());
    cluster = new Cluster({ bootstrapServers: [broker().bootstrap] });
  });
  after(() => {
    cluster.disconnect();
    return lab.close();
  });

  for (const { written, magic } of formats) {
    for (const compression of ['uncompressed', 'gzip', 'snappy', 'lz4'] as const) {
      it(`of Kafka ${written}, ${compression}, is read from its end and from its beginning`, async function () {
        this.timeout(120_000);
        const topic = `old-${magic}-${compression}`;
        await createTopic(lab, topic, 1, { 'message.format.version': written, 'compression.type': compression });
        const messages = Array.from({ length: 60 }, (_, n) => ({ key: `k${n}`, value: `{"order":${n},"note":"${'x'.repeat(n)}"}` }));
        for (const from of [0, 20, 40]) await lab.producer.send({ topic, messages: messages.slice(from, from + 20), acks: -1 });
        const request = { topic, partitions: [], limit: 100, isolation: 'read_committed', showControlRecords: false } as const;
        for (const start of ['oldest', 'newest'] as const) {
          const { records, lookedAt } = await peekRecords(cluster, { ...request, start: { kind: start } });
          assert.equal(lookedAt.partitions[0]?.failure, undefined);
          assert.deepEqual(
            records.map(({ offset, value, batch }) => `${offset} ${String(value && Buffer.from(value))} v${batch.magic}`),
            messages.map(({ value }, n) => `${n} ${value} v${magic}`),
          );
        }
        const few = await peekRecords(cluster, { ...request, limit: 3, start: { kind: 'offset', offset: 30n } });
        assert.deepEqual(
          few.records.map(({ offset }) => Number(offset)),
          [30, 31, 32],
        );
      });
    }
  }
});
