/** What happened to a group between two looks at it, in a few words for a mark on a time axis. */
import { partitionName } from '../model/cluster.ts';
import type { Group, Member } from '../model/group.ts';
import { memberNames } from '../model/memberNames.ts';

/** "billing-7 joined", "tracker-4 left", "3 members left", "rebalance"; null where nothing changed, or one of both could not be described. */
export function wordGroupChange(before: Group, after: Group): string | null {
  if (before.failure || after.failure) return null;
  const joined = after.members.filter(member => !has(before, member));
  const left = before.members.filter(member => !has(after, member));
  const clauses = [who(left, before, 'left'), who(joined, after, 'joined')].filter(clause => clause !== null);
  if (clauses.length > 0) return clauses.join(', ');
  return isRebalancing(after) !== isRebalancing(before)
    ? isRebalancing(after)
      ? 'rebalance'
      : null
    : ownersChanged(before, after)
      ? 'rebalance'
      : null;
}

function who(members: readonly Member[], group: Group, did: string): string | null {
  const [only] = members;
  if (!only) return null;
  return members.length === 1
    ? `${memberNames(group.members).get(only.memberId) ?? only.clientId} ${did}`
    : `${members.length} members ${did}`;
}

const has = (group: Group, { memberId }: Member): boolean => group.members.some(member => member.memberId === memberId);

const rebalancing: ReadonlySet<string> = new Set(['PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling']);
const isRebalancing = ({ groupState }: Group): boolean => rebalancing.has(groupState);

/** While a classic group rebalances nobody shows an assignment; that alone is no change of owners. */
function ownersChanged(before: Group, after: Group): boolean {
  const owned = ({ members }: Group) =>
    members
      .flatMap(({ memberId, assignment }) => (assignment.value ?? []).map(partition => `${memberId} ${partitionName(partition)}`))
      .sort()
      .join('\n');
  return !isRebalancing(before) && !isRebalancing(after) && owned(before) !== owned(after);
}
