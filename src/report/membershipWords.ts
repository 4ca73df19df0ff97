/** What happened to a group's membership, in a few words for a mark on a time axis and a line of a table. */
import { formatCount } from '../model/figures.ts';
import type { MembershipEvent } from '../model/membership.ts';

/** "billing-7 joined from 10.2.0.13", "generation 42 with 7 members". `nameOf`: by member id. */
export function wordMembership(event: MembershipEvent, nameOf: (memberId: string) => string): string {
  switch (event.kind) {
    case 'joined': {
      const { memberId, clientHost } = event.member;
      const from = clientHost === '' ? '' : ` from ${clientHost.replace(/^\//, '')}`;
      return event.insteadOf === null ? `${nameOf(memberId)} joined${from}` : `${nameOf(memberId)} came back${from} as a new member`;
    }
    case 'left':
      return `${nameOf(event.member.memberId)} left`;
    case 'rebalance':
      return `rebalance begins (${event.groupState})`;
    case 'owners':
      return 'rebalance: partitions changed hands';
    case 'generation': {
      const members = event.members === null ? '' : ` with ${formatCount(event.members)} ${event.members === 1 ? 'member' : 'members'}`;
      return `generation ${event.generation}${members}`;
    }
  }
}
