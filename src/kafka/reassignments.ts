import { FailureError, known, unknown } from '../model/failure.ts';
import type { Reassignment } from '../model/reassignment.ts';
import type { Cluster } from './connection/cluster.ts';
import { locateController } from './controller.ts';
import { failureFromCode, missingInAnswer } from './errors.ts';
import { listPartitionReassignments } from './protocol/apis/listPartitionReassignments.ts';
import { askEach, atNode, type Options } from './routing.ts';

/**
 * All partitions that are being moved to other brokers now; usually none.
 * @throws FailureError of kind 'forbidden' without DESCRIBE on the cluster; 'unsupported' by brokers before 2.4.
 */
export async function listReassignments(cluster: Cluster, options: Options = {}): Promise<readonly Reassignment[]> {
  const [asked] = await askEach<'all', readonly Reassignment[]>(
    ['all'],
    {
      locate: all => locateController(cluster, all, options),
      ask: async (_, node) => {
        const { errorCode, errorMessage, topics } = await cluster.ask(listPartitionReassignments, {}, atNode(node, options));
        const failure = failureFromCode(errorCode, { request, subject: 'the reassignments', detail: errorMessage });
        if (failure) return [unknown(failure)];
        return [
          known(
            topics.flatMap(({ name: topic, partitions }) =>
              partitions.map(({ partitionIndex: partition, replicas, addingReplicas: adding, removingReplicas: removing }) => ({
                ...{ topic, partition, replicas, adding, removing },
              })),
            ),
          ),
        ];
      },
      most: 1,
    },
    options,
  );
  if (asked?.answer.value === undefined) throw new FailureError(asked?.answer.failure ?? missingInAnswer({ request }));
  return asked.answer.value;
}

const request = 'ListPartitionReassignments';
