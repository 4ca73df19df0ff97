import type { Member } from './group.ts';

/**
 * Short names for a group's members, by member id, each different from the others: the instance id, else the client id,
 * else (several members with one client id, as most programs have) the client id and the end of the member id.
 */
export function memberNames(members: readonly Pick<Member, 'memberId' | 'clientId' | 'groupInstanceId'>[]): ReadonlyMap<string, string> {
  const plain = (member: (typeof members)[number]) => member.groupInstanceId ?? (member.clientId || member.memberId);
  const times = new Map<string, number>();
  for (const member of members) times.set(plain(member), (times.get(plain(member)) ?? 0) + 1);
  return new Map(
    members.map(member => [
      member.memberId,
      times.get(plain(member)) === 1 ? plain(member) : `${plain(member)} …${member.memberId.slice(-4)}`,
    ]),
  );
}
