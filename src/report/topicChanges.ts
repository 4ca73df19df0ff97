/** What became of the topics that a group reads between two looks at it, in a few words for a mark on a time axis. */
import type { GroupSample } from '../model/sample.ts';
import { formatCount } from '../model/figures.ts';

/**
 * "orders has 12 partitions now", "orders is gone". Partitions are counted of topics that a member subscribes to: of others
 * only those are known that have a commit. Nothing where one of both looks did not get the commits.
 */
export function topicChanges(before: GroupSample, now: GroupSample): readonly string[] {
  if (before.commitsFailure || now.commitsFailure || before.group.failure || now.group.failure) return [];
  const [had, has] = [partitionsByTopic(before), partitionsByTopic(now)];
  const [subscribedBefore, subscribed] = [subscriptionOf(before), subscriptionOf(now)];
  const gone = new Set(goneTopics(before, now));
  return [...had].flatMap(([topic, count]) => {
    const counted = has.get(topic) ?? 0;
    if (counted === 0) return [gone.has(topic) ? `${topic} is gone` : `${topic} is read no more`];
    const isWhole = subscribed.has(topic) && subscribedBefore.has(topic);
    if (!isWhole || counted === count) return [];
    return [counted === 1 ? `${topic} has one partition now` : `${topic} has ${formatCount(counted)} partitions now`];
  });
}

/** Topics that a member still subscribes to, of which nothing is left: there is no such topic, or this login may not see it any more. */
export function goneTopics(before: GroupSample, now: GroupSample): readonly string[] {
  if (now.commitsFailure || now.group.failure) return [];
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
