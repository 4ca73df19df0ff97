import type { TopicPartition } from '../model/cluster.ts';
import type { Answer } from '../model/failure.ts';
import type { ActiveProducer } from '../model/transaction.ts';
import type { Cluster } from './connection/cluster.ts';
import { answersByPartition, byTopic } from './itemAnswers.ts';
import { describeProducers as describeProducersApi } from './protocol/apis/describeProducers.ts';
import { askEach, atNode, type Options } from './routing.ts';
import { locateLeaders } from './topics.ts';

/**
 * The idempotent and transactional producers of each partition, in their order, as its leader remembers them (those of the last
 * day, by default). It takes READ on the topic; brokers before 2.8 do not know ('unsupported').
 */
export async function describeProducers(
  cluster: Cluster,
  partitions: readonly TopicPartition[],
  options: Options = {},
): Promise<readonly (TopicPartition & { readonly producers: Answer<readonly ActiveProducer[]> })[]> {
  const asked = await askEach<TopicPartition, readonly ActiveProducer[]>(
    partitions,
    {
      locate: (some, fresh) => locateLeaders(cluster, some, fresh, options),
      ask: async (some, node) => {
        const topics = byTopic(some, ({ partition }) => partition).map(({ topic: name, partitions: partitionIndexes }) => ({
          ...{ name, partitionIndexes },
        }));
        const answer = await cluster.ask(describeProducersApi, { topics }, atNode(node, options));
        const answered = answer.topics.flatMap(({ name, partitions: ones }) => ones.map(one => [name, one.partitionIndex, one] as const));
        return answersByPartition('DescribeProducers', some, answered, ({ activeProducers }) => activeProducers.map(producerOf));
      },
      most: 500,
    },
    options,
  );
  return asked.map(({ item: { topic, partition }, answer: producers }) => ({ topic, partition, producers }));
}

type Answered = ReturnType<typeof describeProducersApi.decode>['topics'][number]['partitions'][number]['activeProducers'][number];

const producerOf = ({ producerId, producerEpoch, lastSequence, lastTimestamp, currentTxnStartOffset }: Answered): ActiveProducer => ({
  ...{ producerId, producerEpoch, lastSequence },
  lastTimestamp: lastTimestamp < 0n ? null : Number(lastTimestamp),
  openSince: currentTxnStartOffset < 0n ? null : currentTxnStartOffset,
});
