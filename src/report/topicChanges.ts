/** What became of the topics that a group reads between two looks at it, in a few words for a mark on a time axis. */
import type { GroupSample } from '../model/sample.ts';
import { formatCount } from '../model/figures.ts';
import { isRebalancing } from '../model/membership.ts';

/**
 * "orders has 12 partitions now", "orders is gone". Partitions are counted of topics that a member subscribes to: of others
 * only those are known that have a commit. Nothing where one of both looks was not whole.
 */
export function topicChanges(before: GroupSample, now: GroupSample): readonly string[] {
  if (!isWhole(before) || !isWhole(now)) return [];
  const [had, has] = [partitionsByTopic(before), partitionsByTopic(now)];
  const [subscribedBefore, subscribed] = [subscriptionOf(before), subscriptionOf(now)];
  const gone = new Set(goneTopics(before, now));
  return [...had].flatMap(([topic, count]) => {
    const counted = has.get(topic) ?? 0;
    if (counted === 0) return [gone.has(topic) ? `${topic} is gone` : `${topic} is read no more`];
    if (!subscribed.has(topic) || !subscribedBefore.has(topic) || counted === count) return [];
    return [counted === 1 ? `${topic} has one partition now` : `${topic} has ${formatCount(counted)} partitions now`];
  });
}

/** All that can be known of what the group reads: its commits, and what its members subscribe to. */
export const isWhole = ({ group, commitsFailure }: GroupSample): boolean =>
  commitsFailure === undefined && group.failure === undefined && !isRebalancing(group.groupState);

/** Topics that a member still subscribes to, of which nothing is left: there is no such topic, or this login may not see it any more. */
export function goneTopics(before: GroupSample, now: GroupSample): readonly string[] {
  if (!isWhole(now)) return [];
  const [has, subscribed] = [partitionsByTopic(now), subscriptionOf(now)];
  return [...partitionsByTopic(before).keys()].filter(topic => !has.has(topic) && subscribed.has(topic));
}

function partitionsByTopic({ partitions }: GroupSample): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { topic } of partitions) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
}

const subscriptionOf = ({ group }: GroupSample): ReadonlySet<string> =>
  new Set(group.members.flatMap(({ subscription }) => subscription.value ?? []));
