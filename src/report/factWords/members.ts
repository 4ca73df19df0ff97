/** Facts about members, what they own, and the group as its coordinator keeps it, a line of evidence each. */
import { formatCount } from '../../model/figures.ts';
import type { MemberFacts } from '../../model/findingFigures/members.ts';
import { counted, listed, upper } from '../counting.ts';
import type { FactWordsOf } from './factWordsOf.ts';

export const memberFacts: FactWordsOf<keyof MemberFacts> = {
  'not-in-list': ({ groups }) => `It is not among the ${formatCount(groups)} groups that this login may see`,
  'coordinator-does-not-know-it': () => 'Its coordinator knows no group of that name',
  'group-is-empty': ({ state }) => `The group has no members (${state})`,
  'owner-is-alive': ({ partition, owner, host, state }) => `${owner} (${host}) owns ${partition}; the group is ${state}`,
  'members-are-alive': ({ members, state }) => `The group has ${counted(members, 'member', 'members')} and is ${state}`,
  'member-owns-none-of': ({ partition, members }) =>
    members === 1 ? `The only member does not own ${partition}` : `None of the ${formatCount(members)} members owns ${partition}`,
  'topic-is-subscribed': ({ topic, subscribers }) => `${topic} is subscribed to by ${listed(subscribers)}`,
  'members-share-partitions': ({ members, partitions, assignor }) =>
    `${upper(counted(members, 'member shares', 'members share'))} ${counted(partitions, 'partition', 'partitions')}${assignor === '' ? '' : ` (${assignor})`}`,
  'member-owns': ({ member, partitions }) => `${member} owns ${counted(partitions, 'partition', 'partitions')}`,
  'member-owns-nothing': ({ member, host }) => `${member} (${host}) is assigned nothing`,
};
