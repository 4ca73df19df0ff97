import type { Missing } from '../model/finding.ts';
import { known, unknown } from '../model/failure.ts';
import type { GroupListing, GroupState, GroupType } from '../model/group.ts';
import { memoryOf } from './clusterMemory.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode } from './errors.ts';
import { askEveryBroker, type BrokerAnswer } from './everyBroker.ts';
import { listGroups as listGroupsApi } from './protocol/apis/listGroups.ts';
import type { Options } from './routing.ts';

/**
 * All groups of all types that this login may see, by id, from every broker at once. A broker that fails is in `missing`
 * (`broker 2`): its groups are not in the list. Which broker listed a group is remembered, for that is its coordinator.
 */
export async function listGroups(
  cluster: Cluster,
  options: Options = {},
): Promise<{ readonly groups: readonly GroupListing[]; readonly missing: readonly Missing[] }> {
  const answers = await askEveryBroker(
    cluster,
    async nodeId => {
      const { errorCode, groups } = await cluster.ask(listGroupsApi, {}, { ...options, broker: nodeId });
      const failure = failureFromCode(errorCode, { request: 'ListGroups', subject: `broker ${nodeId}` });
      return failure ? unknown(failure) : known(groups);
    },
    options,
  );
  return merged(cluster, answers);
}

export function groupType(text: string | undefined): GroupType {
  return types.get(text?.toLowerCase() ?? '') ?? 'unknown';
}

export function groupState(text: string | undefined): GroupState {
  return states.get(text?.toLowerCase() ?? '') ?? 'Unknown';
}

type Listed = ReturnType<typeof listGroupsApi.decode>['groups'][number];

function merged(cluster: Cluster, answers: readonly BrokerAnswer<readonly Listed[]>[]) {
  const memory = memoryOf(cluster);
  const groups = new Map<string, GroupListing>();
  const missing: Missing[] = [];
  for (const { nodeId: node, answer } of answers) {
    const { value = [], failure } = answer;
    if (failure) missing.push({ subject: `broker ${node}`, reason: { kind: 'failure', failure } });
    for (const { groupId, protocolType, ...listed } of value) {
      memory.groupsExist = true;
      memory.coordinators.set(groupId, node);
      groups.set(groupId, { groupId, protocolType, groupType: typeOf(listed), groupState: groupState(listed.groupState) });
    }
  }
  return { groups: [...groups.values()].sort((a, b) => (a.groupId < b.groupId ? -1 : 1)), missing };
}

/** Brokers that tell no types (before 3.8) know no others than classic groups, 3.7's early access apart. */
const typeOf = (listed: Pick<Listed, 'groupType'>): GroupType => (listed.groupType === undefined ? 'classic' : groupType(listed.groupType));

/** By their names in small letters, as brokers differ in them; there may be thousands of groups. */
const byName = <Name extends string>(names: readonly Name[]): ReadonlyMap<string, Name> =>
  new Map(names.map(name => [name.toLowerCase(), name]));

const types = byName<GroupType>(['classic', 'consumer', 'share', 'streams']);
const states = byName<GroupState>([
  ...(['Empty', 'Stable', 'PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling', 'NotReady', 'Dead'] as const),
]);
