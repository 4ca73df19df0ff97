import type { Failure } from '../model/failure.ts';
import type { Group, GroupListing, GroupType } from '../model/group.ts';
import { memoryOf } from './clusterMemory.ts';
import type { Cluster } from './connection/cluster.ts';
import { locateCoordinators } from './coordinators.ts';
import { grouped } from './grouped.ts';
import { describeAs, type Description } from './groupDescriptions.ts';
import { askEach, type Options } from './routing.ts';

export { listGroups } from './groupListing.ts';

/**
 * Describes each group by the API of its type, up to 500 in a request to their coordinator, in the order of `listings`.
 * An API that does not know a listed group ("Dead" without an error from old brokers, GROUP_ID_NOT_FOUND from new ones) may be
 * the wrong one, since a group changes its type when its members do: the other is asked before the answer is believed.
 */
export async function describeGroups(
  cluster: Cluster,
  listings: readonly GroupListing[],
  options: Options = {},
): Promise<readonly Group[]> {
  const groups = new Map<string, Group>();
  let open = listings;
  for (let turn = 0; open.length > 0; turn++) {
    const byType = grouped(open, ({ groupType }) => typesToTry[groupType][turn]);
    const rest: GroupListing[] = [];
    for (const described of await Promise.all([...byType].map(([type, some]) => describeByType(cluster, type, some, options)))) {
      for (const { listing, group } of described) {
        // What the listed type's own API said tells more than the refusal of the one that was tried after it.
        const before = groups.get(listing.groupId);
        if (before === undefined || group.failure === undefined) groups.set(listing.groupId, group);
        const untried = typesToTry[listing.groupType].length > turn + 1;
        if (group.failure?.kind === 'not-found' && untried) rest.push(listing);
      }
    }
    open = rest;
  }
  return listings.map(
    listing => groups.get(listing.groupId) ?? undescribed(cluster, listing, { kind: 'unreadable', code: 'MISSING_IN_ANSWER' }),
  );
}

type Describable = Exclude<GroupType, 'unknown'>;

const typesToTry: Readonly<Record<GroupType, readonly Describable[]>> = {
  classic: ['classic', 'consumer'],
  consumer: ['consumer', 'classic'],
  share: ['share'],
  streams: ['streams', 'classic'],
  unknown: ['classic', 'consumer'],
};

async function describeByType(
  cluster: Cluster,
  type: Describable | undefined,
  listings: readonly GroupListing[],
  options: Options,
): Promise<readonly { readonly listing: GroupListing; readonly group: Group }[]> {
  if (type === undefined) return [];
  const byId = new Map(listings.map(listing => [listing.groupId, listing]));
  const asked = await askEach<string, Description>(
    [...byId.keys()],
    {
      locate: (groupIds, fresh) => locateCoordinators(cluster, groupIds, fresh, options),
      ask: (groupIds, node) => describeAs[type](cluster, groupIds, node, options),
      most: 500,
    },
    options,
  );
  return asked.flatMap(({ item: groupId, answer }) => {
    const listing = byId.get(groupId);
    if (listing === undefined) return [];
    if (answer.failure) return [{ listing, group: undescribed(cluster, listing, answer.failure) }];
    const protocolType = listing.protocolType;
    return [{ listing, group: { groupId, groupType: type, protocolType, ...answer.value, coordinator: coordinatorOf(cluster, groupId) } }];
  });
}

function undescribed(cluster: Cluster, listing: GroupListing, failure: Failure): Group {
  return { ...listing, coordinator: coordinatorOf(cluster, listing.groupId), assignor: '', members: [], failure };
}

const coordinatorOf = (cluster: Cluster, groupId: string): number | null => memoryOf(cluster).coordinators.get(groupId) ?? null;
