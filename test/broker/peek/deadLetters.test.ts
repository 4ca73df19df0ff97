import assert from 'node:assert/strict';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { deadLetterGrowth } from '../../../src/peek/deadLetterGrowth.ts';
import { wordGrowth } from '../../../src/report/deadLetterWords.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { labBroker } from '../../support/brokers.ts';

describe('a dead-letter topic', () => {
  const broker = labBroker();
  const topic = 'grown-orders-dlt';
  const hour = 3_600_000;
  let lab: Lab;
  let cluster: Cluster;

  before(async function () {
    this.timeout(120_000);
    lab = await openLab(broker());
    cluster = new Cluster({ bootstrapServers: [broker().bootstrap] });
    await createTopic(lab, topic, 2, { 'retention.ms': '-1' });
    const ago = (ms: number, partition: number) => ({ value: 'x', partition, timestamp: String(Date.now() - ms) });
    await lab.producer.send({
      topic,
      messages: [ago(20 * 24 * hour, 0), ago(3 * 24 * hour, 0), ago(5 * hour, 0), ago(0.2 * hour, 0), ago(0.1 * hour, 1)],
    });
  });
  after(() => {
    cluster.disconnect();
    return lab.close();
  });

  it('tells how many arrived in the last hour, day and week, over all partitions', async () => {
    const growth = await deadLetterGrowth(cluster, topic);
    assert.deepEqual(
      growth.spans.map(({ ms, arrived, atLeast }) => [ms / hour, arrived, atLeast]),
      [
        [1, 2n, false],
        [24, 3n, false],
        [168, 4n, false],
      ],
    );
    assert.equal(
      wordGrowth(growth),
      'Arrived: 2 records in the last hour, 3 in the last day (0.13 an hour), 4 in the last 7 days (0.02 an hour), by their timestamps (ListOffsets).',
    );
  });

  it('whose older records were deleted tells the least that there was', async () => {
    await lab.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] });
    const { spans } = await deadLetterGrowth(cluster, topic);
    assert.deepEqual(
      spans.map(({ arrived, atLeast }) => [arrived, atLeast]),
      [
        [2n, false],
        [3n, true],
        [3n, true],
      ],
    );
  });

  it('that does not exist is told', () =>
    assert.rejects(deadLetterGrowth(cluster, 'grown-nowhere-dlt'), /UNKNOWN_TOPIC_OR_PARTITION · grown-nowhere-dlt/));
});
