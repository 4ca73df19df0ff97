import type { Member } from './group.ts';

type Named = Pick<Member, 'memberId' | 'clientId' | 'groupInstanceId'>;

/** The instance id, else the client id; several members may have one. */
export const plainName = ({ memberId, clientId, groupInstanceId }: Named): string => groupInstanceId ?? (clientId || memberId);

/** The same with the end of the member id, which is nobody else's. */
export const distinctName = (member: Named): string => `${plainName(member)} …${member.memberId.slice(-4)}`;

/**
 * Short names for a group's members, by member id, each different from the others: the instance id, else the client id,
 * else (several members with one client id, as most programs have) the client id and the end of the member id.
 */
export function memberNames(members: readonly Named[]): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  for (const member of members) times.set(plainName(member), (times.get(plainName(member)) ?? 0) + 1);
  return new Map(members.map(member => [member.memberId, times.get(plainName(member)) === 1 ? plainName(member) : distinctName(member)]));
}
