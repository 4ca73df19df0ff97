// A cluster as large organisations have it: many groups, each with commits in one of many topics.
import { Cluster } from '../../src/kafka/connection/cluster.ts';
import { inParallel } from '../../src/kafka/routing.ts';
import kafkajs from 'kafkajs';
import { eventually } from '../support/eventually.ts';
import type { Broker } from './broker.ts';
import { commitOffsets } from './commits.ts';

export interface Crowd {
  readonly groups: number;
  readonly topics: number;
  readonly partitionsPerTopic: number;
  /** Partitions of its topic in which each group has committed. */
  readonly commitsPerGroup: number;
}

/** Every partition holds two records; every group has read one of them in `commitsPerGroup` partitions of a topic. */
export async function makeCrowd(broker: Broker, { groups, topics, partitionsPerTopic, commitsPerGroup }: Crowd): Promise<void> {
  const names = Array.from({ length: topics }, (_, n) => `crowd-${String(n).padStart(3, '0')}`);
  const numbers = Array.from({ length: partitionsPerTopic }, (_, partition) => partition);
  const kafka = new kafkajs.Kafka({ brokers: [broker.bootstrap], logLevel: kafkajs.logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await Promise.all([admin.connect(), producer.connect()]);
  try {
    await admin.createTopics({ topics: names.map(topic => ({ topic, numPartitions: partitionsPerTopic })), timeout: 60_000 });
    const messages = numbers.flatMap(partition => ['1', '2'].map(value => ({ partition, value })));
    // A broker takes a while to open so many partitions.
    await eventually(() => producer.sendBatch({ topicMessages: names.map(topic => ({ topic, messages })) }), { withinMs: 120_000 });
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }

  const cluster = new Cluster({ bootstrapServers: [broker.bootstrap] });
  try {
    const groupNumbers = Array.from({ length: groups }, (_, n) => n);
    await inParallel(groupNumbers, n => {
      const first = (Math.floor(n / topics) * commitsPerGroup) % partitionsPerTopic;
      const read = numbers.slice(0, commitsPerGroup).map(offset => [(first + offset) % partitionsPerTopic, 1n] as const);
      return commitOffsets(cluster, `crowd-group-${String(n).padStart(5, '0')}`, { [names[n % topics] ?? '']: Object.fromEntries(read) });
    });
  } finally {
    cluster.disconnect();
  }
}
