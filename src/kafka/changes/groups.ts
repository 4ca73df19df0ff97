import type { Answer } from '../../model/failure.ts';
import { memoryOf } from '../clusterMemory.ts';
import type { Cluster } from '../connection/cluster.ts';
import { locateCoordinators } from '../coordinators.ts';
import { answersByName } from '../itemAnswers.ts';
import { deleteGroups as deleteGroupsApi } from '../protocol/apis/deleteGroups.ts';
import { atNode, type Options } from '../routing.ts';
import { changeEach } from './askOnce.ts';

/**
 * Deletes groups of any type with all that they committed, in the order of `groupIds`. A group with members is refused with
 * NON_EMPTY_GROUP. It takes DELETE on the group.
 */
export async function deleteGroups(
  cluster: Cluster,
  groupIds: readonly string[],
  options: Options = {},
): Promise<readonly { readonly groupId: string; readonly outcome: Answer<true> }[]> {
  const asked = await changeEach<string, true>(
    deleteGroupsApi.name,
    groupIds,
    {
      locate: (some, fresh) => locateCoordinators(cluster, some, fresh, options),
      ask: async (some, node) => {
        const { results } = await cluster.ask(deleteGroupsApi, { groupsNames: some }, atNode(node, options));
        return answersByName(deleteGroupsApi.name, some, new Map(results.map(result => [result.groupId, result])), () => true);
      },
      most: 100,
    },
    options,
  );
  const { coordinators } = memoryOf(cluster);
  for (const { item: groupId, answer } of asked) if (answer.value) coordinators.delete(groupId);
  return asked.map(({ item: groupId, answer: outcome }) => ({ groupId, outcome }));
}
