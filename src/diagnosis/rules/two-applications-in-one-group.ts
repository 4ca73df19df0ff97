import type { Member } from '../../model/group.ts';
import { describedBy, describeGroupCommand, isConsumerGroup, isSettled } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Members that have no topic in common with the others: two programs with one group.id. */
export const twoApplicationsInOneGroup = defineRule({
  id: 'two-applications-in-one-group',
  needs: ['group'],
  diagnose: ({ group, groupId, now }) => {
    if (!isConsumerGroup(group) || !isSettled(group)) return [];
    const camps = campsOf(group.members);
    const [first, second] = camps;
    if (!first || !second) return [];
    return [
      {
        severity: 'warning',
        // Threads of one program may subscribe to different topics, and then bear the same client id.
        confidence: shareNames(first, second) ? 'possible' : 'likely',
        subject: groupId,
        figures: {
          camps: camps.map(({ clients, topics }) => `${clients.join(', ')} (${topics.slice(0, 3).join(', ')})`),
          applications: camps.length,
        },
        evidence: camps.slice(0, 4).map(({ clients, topics }) => fact('subscribe-to', { clients, topics }, describedBy(group), now)),
        fixes: [describeGroupCommand(groupId)],
      },
    ];
  },
});

interface Camp {
  readonly clients: readonly string[];
  readonly topics: readonly string[];
}

/**
 * Members that are connected by a topic that both subscribe to, directly or by way of others. A release that adds a topic has
 * members with more and members with fewer, and still one camp.
 */
function campsOf(members: readonly Member[]): readonly Camp[] {
  const camps: { clients: Set<string>; topics: Set<string> }[] = [];
  for (const { clientId, subscription, subscribedRegex, assignment } of members) {
    const topics = new Set([
      ...(subscription.value ?? []),
      ...(subscribedRegex === null ? [] : (assignment.value ?? []).map(({ topic }) => topic)),
    ]);
    // Whoever subscribes to nothing, or to a pattern that gave it nothing, says nothing.
    if (topics.size === 0) continue;
    const own = { clients: new Set([clientId]), topics };
    for (const camp of camps.filter(one => [...topics].some(topic => one.topics.has(topic)))) {
      for (const client of camp.clients) own.clients.add(client);
      for (const topic of camp.topics) own.topics.add(topic);
      camps.splice(camps.indexOf(camp), 1);
    }
    camps.push(own);
  }
  return camps.map(({ clients, topics }) => ({ clients: [...clients].sort(), topics: [...topics].sort() }));
}

/** `orders-1` and `orders-2` are one program's, `orders` and `refunds` are not. */
function shareNames(one: Camp, other: Camp): boolean {
  const stems = new Set(one.clients.map(stemOf));
  return other.clients.some(client => stems.has(stemOf(client)));
}

const stemOf = (clientId: string): string => clientId.replace(/[-_.]?\d+$/, '');
