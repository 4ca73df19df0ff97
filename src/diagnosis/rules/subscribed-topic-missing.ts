import type { Group } from '../../model/group.ts';
import { memberNames } from '../../model/memberNames.ts';
import { similarNames } from '../../model/similarNames.ts';
import { describedBy } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Members subscribe to a topic that does not exist. Clients wait for it in silence: Java's warns in its log alone. */
export const subscribedTopicMissing = defineRule({
  id: 'subscribed-topic-missing',
  needs: ['group', 'failures'],
  uses: ['topicNames'],
  diagnose: ({ group, failures, topicNames, now }) => {
    const absent = new Set(
      failures.flatMap(({ part, subject, failure }) => (part === 'topics' && failure.kind === 'not-found' ? [subject] : [])),
    );
    return [...subscribersOf(group)].flatMap(([topic, { subscribers, isOnlyOne }]) => {
      if (!absent.has(topic)) return [];
      const similar = similarNames(topic, topicNames);
      return [
        {
          severity: isOnlyOne ? ('error' as const) : ('warning' as const),
          confidence: 'proven' as const,
          subject: topic,
          figures: { topic, subscribers, similar, isOnlyOne },
          evidence: [
            fact('topic-is-subscribed', { topic, subscribers }, describedBy(group), now),
            fact('topic-is-not-there', { topic }, 'Metadata', now),
          ],
          fixes: [{ kind: 'copy-command' as const, command: 'describe-topic' as const, figures: { topic } }],
        },
      ];
    });
  },
});

/** By topic who subscribes to it by name, and whether one of them has no other topic that exists to read. */
function subscribersOf({ members }: Group): ReadonlyMap<string, { readonly subscribers: readonly string[]; readonly isOnlyOne: boolean }> {
  const names = memberNames(members);
  const byTopic = new Map<string, { subscribers: string[]; isOnlyOne: boolean }>();
  for (const { memberId, subscription, subscribedRegex } of members) {
    const topics = subscription.value ?? [];
    for (const topic of topics) {
      const entry = byTopic.get(topic) ?? { subscribers: [], isOnlyOne: false };
      entry.subscribers.push(names.get(memberId) ?? memberId);
      entry.isOnlyOne ||= topics.length === 1 && subscribedRegex === null;
      byTopic.set(topic, entry);
    }
  }
  return byTopic;
}
