import { defineLiveRule, groupAsked } from '../live.ts';
import { topicNames } from '../topicNames.ts';

/** `latest` is where a group without commits starts: what is already there is skipped, also in a partition that is added later. */
export const latestOnNewGroup = defineLiveRule({
  id: 'latest-on-new-group',
  title: 'A new group skips what is already there',
  severity: 'information',
  roles: ['consumer'],
  needs: ['commits'],
  asks(config) {
    const group = groupAsked(config);
    return group !== undefined && config.text('offsetReset')?.entry && config.text('offsetReset')?.value === 'latest'
      ? { groups: [group] }
      : undefined;
  },
  *check(config, { commits }) {
    const reset = config.text('offsetReset');
    const groupId = groupAsked(config);
    const told = commits.items.find(group => group.groupId === groupId);
    if (!reset?.entry || groupId === undefined || told === undefined) return;
    const named = new Set(topicNames(config));
    const ofTopics = told.commits.filter(({ topic }) => named.size === 0 || named.has(topic));
    // What is committed for a part of it, or cannot be told, leaves the question open.
    if (ofTopics.some(({ committed }) => committed.value !== null)) return;
    yield { range: reset.entry.valueRange, figures: { groupId } };
  },
});
