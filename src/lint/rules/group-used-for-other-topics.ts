import { defineLiveRule, groupAsked } from '../live.ts';
import { topicNames } from '../topicNames.ts';
import { topicPatterns } from '../topicPattern.ts';

/** The members that are there read something else: two applications share one name, and every start of either rebalances both. */
export const groupUsedForOtherTopics = defineLiveRule({
  id: 'group-used-for-other-topics',
  title: 'The group is in use for other topics',
  severity: 'warning',
  roles: ['consumer'],
  needs: ['groups'],
  asks(config) {
    const [group, topics] = [groupAsked(config), topicNames(config)];
    return group !== undefined && topics.length > 0 && topicPatterns(config).length === 0 ? { groups: [group], topics } : undefined;
  },
  *check(config, { groups }) {
    const entry = config.written('groupId');
    const group = groups.items.find(({ groupId }) => groupId === groupAsked(config));
    if (!entry || !group) return;
    const own = new Set(topicNames(config));
    const strangers = group.members.flatMap(({ subscription, subscribedRegex }) =>
      subscribedRegex === null && subscription.value && subscription.value.length > 0 && !subscription.value.some(topic => own.has(topic))
        ? [subscription.value]
        : [],
    );
    if (strangers.length === 0) return;
    yield {
      range: entry.valueRange,
      figures: { groupId: group.groupId, members: strangers.length, topics: [...new Set(strangers.flat())].sort().slice(0, 3) },
    };
  },
});
