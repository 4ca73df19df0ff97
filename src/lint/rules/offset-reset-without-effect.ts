import { consuming } from '../defineRule.ts';
import { defineLiveRule, groupAsked } from '../live.ts';
import { topicNames } from '../topicNames.ts';

/** The group has commits: it goes on from them, and auto.offset.reset is asked only where a commit is missing or out of range. */
export const offsetResetWithoutEffect = defineLiveRule({
  id: 'offset-reset-without-effect',
  title: 'Commits decide where the group starts',
  severity: 'hint',
  roles: consuming,
  needs: ['commits'],
  asks(config) {
    const group = groupAsked(config);
    return group !== undefined && config.written('offsetReset') ? { groups: [group] } : undefined;
  },
  *check(config, { commits }) {
    const reset = config.text('offsetReset');
    if (!reset?.entry || (reset.value !== 'earliest' && reset.value !== 'latest')) return;
    const named = new Set(topicNames(config));
    const committed = (commits.items.find(({ groupId }) => groupId === groupAsked(config))?.commits ?? []).filter(
      ({ topic, committed }) => committed.value && (named.size === 0 || named.has(topic)),
    );
    if (committed.length === 0) return;
    yield {
      range: reset.entry.valueRange,
      figures: { groupId: groupAsked(config) ?? '', reset: reset.value, partitions: committed.length },
    };
  },
});
