import { type Answer, known } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import type { Node, Options } from './routing.ts';
import { describeCluster } from './topics.ts';

/**
 * Whom to ask what only the controller does. With ZooKeeper that is one of the brokers, and the others refuse; with KRaft any
 * broker passes it on, and Kafka names one at random.
 */
export async function locateController(cluster: Cluster, items: readonly unknown[], options: Options): Promise<readonly Answer<Node>[]> {
  const { controllerId } = await describeCluster(cluster, options);
  return items.map(() => known(controllerId ?? 'any'));
}
