import type { Member } from './group.ts';

/**
 * What to call each member, by member id: its instance id where it has one, else its client id. Where several share a
 * client id (libraries give all of them "rdkafka" or "kafkajs") the host is added, and where even that is shared, the end
 * of the member id: `kafkajs at 10.2.0.13`, `kafkajs …4f1c`.
 */
export function memberNames(members: readonly Member[]): ReadonlyMap<string, string> {
  const plain = (member: Member) => member.groupInstanceId ?? (member.clientId === '' ? member.memberId : member.clientId);
  const withHost = (member: Member) => `${plain(member)} at ${hostOf(member)}`;
  const withId = (member: Member) => `${plain(member)} …${member.memberId.slice(-4)}`;
  const timesPlain = countBy(members, plain);
  const timesWithHost = countBy(members, withHost);
  return new Map(
    members.map(member => {
      if (timesPlain.get(plain(member)) === 1) return [member.memberId, plain(member)];
      return [member.memberId, timesWithHost.get(withHost(member)) === 1 ? withHost(member) : withId(member)];
    }),
  );
}

/** The broker writes a slash before the address: /10.2.0.13. */
export const hostOf = ({ clientHost }: Member): string => clientHost.replace(/^\//, '');

function countBy(members: readonly Member[], name: (member: Member) => string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const member of members) times.set(name(member), (times.get(name(member)) ?? 0) + 1);
  return times;
}
