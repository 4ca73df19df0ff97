import type { Group } from '../../model/group.ts';
import {
  describedBy,
  describeGroupCommand,
  isConsumerGroup,
  isSettled,
  namesOf,
  OFFSETS,
  placesOf,
  showLag,
  SHOWN_PARTITIONS,
  waitingOn,
  waitingOnAll,
  worstFirst,
} from '../partitions.ts';
import { partitionName } from '../../model/cluster.ts';
import { topicRegExp } from '../../model/patternCost.ts';
import { defineRule, fact } from '../rule.ts';

/** The group has commits on a topic that none of its members subscribes to any more, and records wait there for nobody. */
export const topicNoLongerSubscribed = defineRule({
  id: 'topic-no-longer-subscribed',
  needs: ['group', 'samples', 'trend'],
  diagnose: ({ group, samples, trend, groupId, now }) => {
    if (!isConsumerGroup(group) || !samples.every(sample => isSettled(sample.group))) return [];
    const subscribed = subscriptionOf(group);
    if (!subscribed) return [];
    const left = worstFirst(
      trend.partitions.filter(
        one =>
          one.ownership === 'not-owned' &&
          waitingOn(one) > 0n &&
          one.offsets.committed.value &&
          !one.sawCommitMove &&
          !subscribed.takes(one.topic),
      ),
    );
    const [worst] = left;
    if (!worst) return [];
    const members = group.members.length;
    const topics = [...new Set(left.map(({ topic }) => topic))];
    return [
      {
        severity: 'warning',
        // Whoever reads it by assign(), and commits rarely, is no member.
        confidence: 'likely',
        subject: topics.length === 1 ? worst.topic : groupId,
        figures: { topics, partitions: namesOf(left), members, waiting: waitingOnAll(left) },
        evidence: [
          ...topics.slice(0, SHOWN_PARTITIONS).map(topic => fact('nobody-subscribes', { topic, members }, describedBy(group), now)),
          fact('members-subscribe-to', { topics: subscribed.topics }, describedBy(group), now),
          ...left.slice(0, SHOWN_PARTITIONS).flatMap(one => {
            const places = placesOf(one);
            return places
              ? [fact('records-wait', { partition: partitionName(one), ...places, waiting: waitingOn(one) }, OFFSETS, now)]
              : [];
          }),
        ],
        fixes: [showLag(worst), describeGroupCommand(groupId)],
      },
    ];
  },
});

interface Subscription {
  /** By name, and those that a regular expression gave somebody. */
  readonly topics: readonly string[];
  readonly takes: (topic: string) => boolean;
}

/** What the members read together; null where one of them does not show it. */
function subscriptionOf({ members }: Group): Subscription | null {
  const topics = new Set<string>();
  const patterns: RegExp[] = [];
  for (const { subscription, assignment, subscribedRegex } of members) {
    if (subscription.failure) return null;
    for (const topic of subscription.value) topics.add(topic);
    for (const { topic } of assignment.value ?? []) topics.add(topic);
    if (subscribedRegex === null || subscribedRegex === '') continue;
    const pattern = compiled(subscribedRegex);
    if (!pattern) return null;
    patterns.push(pattern);
  }
  if (topics.size === 0) return null;
  return { topics: [...topics].sort(), takes: topic => topics.has(topic) || patterns.some(pattern => pattern.test(topic)) };
}

/**
 * The broker's RE2 matches the whole name. Most of it is JavaScript's too; what is not, and what only RE2 reads in bounded
 * time, is not judged: whoever may join the group writes the pattern.
 */
const compiled = (regex: string): RegExp | undefined => topicRegExp(`^(?:${regex})$`);
