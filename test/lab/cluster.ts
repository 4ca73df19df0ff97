// Several brokers that are one cluster, each of them a controller too, so that any of them may be lost.
import { type Broker, startBroker } from './broker.ts';
import { newClusterId } from './format.ts';
import { whereJavaRuns } from './java.ts';
import { freePorts } from './ports.ts';

export interface LabCluster {
  /** By node id, from 1 on. */
  readonly brokers: ReadonlyMap<number, Broker>;
  /** `host:port` of each. */
  readonly bootstrap: readonly string[];
  /** Ends what still runs, and removes the data. */
  stop(): Promise<void>;
}

/**
 * Starts three nodes side by side (10–15 s) whose internal topics have three replicas. Undefined where only Docker has Java:
 * there the nodes would not reach each other under the addresses that their clients use.
 */
export async function startCluster(): Promise<LabCluster | undefined> {
  if ((await whereJavaRuns()) === 'docker') return undefined;
  const clusterId = newClusterId();
  const ports = await freePorts(nodeIds.length);
  const voters = nodeIds.map((nodeId, index) => `${nodeId}@127.0.0.1:${ports[index] ?? 0}`).join(',');
  const starting = nodeIds.map((nodeId, index) =>
    startBroker({
      member: { clusterId, controllerPort: ports[index] ?? 0 },
      properties: {
        'node.id': String(nodeId),
        'controller.quorum.voters': voters,
        'offsets.topic.replication.factor': '3',
        'default.replication.factor': '3',
        // A lost node is given up soon, by the other controllers and as a broker.
        'controller.quorum.election.timeout.ms': '500',
        'controller.quorum.fetch.timeout.ms': '1000',
        'controlled.shutdown.enable': 'false',
      },
    }),
  );
  const outcomes = await Promise.allSettled(starting);
  const brokers = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async () => {
    await Promise.all(brokers.map(broker => broker.stop()));
  };
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    await stop();
    throw failed.reason;
  }
  return {
    brokers: new Map(brokers.map((broker, index) => [nodeIds[index] ?? 0, broker])),
    bootstrap: brokers.map(({ bootstrap }) => bootstrap),
    stop,
  };
}

const nodeIds = [1, 2, 3];
