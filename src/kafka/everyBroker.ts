import { type Answer, known, unknown } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import { missingInAnswer } from './errors.ts';
import { askEach, type Options } from './routing.ts';
import { currentBrokers } from './topics.ts';

export interface BrokerAnswer<Value> {
  readonly nodeId: number;
  readonly answer: Answer<Value>;
}

/** The same question to every broker at once. One that is away costs its own answer only. */
export async function askEveryBroker<Value>(
  cluster: Cluster,
  ask: (nodeId: number) => Promise<Answer<Value>>,
  options: Options,
): Promise<readonly BrokerAnswer<Value>[]> {
  const brokers = await currentBrokers(cluster, options);
  const answers = await askEach<number, Value>(
    brokers.map(({ nodeId }) => nodeId),
    {
      locate: nodes => Promise.resolve(nodes.map(node => known(node))),
      ask: async ([nodeId]) => [nodeId === undefined ? unknown(missingInAnswer({ request: 'Metadata' })) : await ask(nodeId)],
      most: 1,
    },
    options,
  );
  return answers.map(({ item: nodeId, answer }) => ({ nodeId, answer }));
}
