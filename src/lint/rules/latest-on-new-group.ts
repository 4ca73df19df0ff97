import { defineRule } from '../defineRule.ts';

/** `latest` is where a group without commits starts: what was written before its first poll, or into a partition that is added later, is skipped. */
export const latestOnNewGroup = defineRule({
  id: 'latest-on-new-group',
  title: 'A new group skips what is already there',
  severity: 'hint',
  roles: ['consumer'],
  *check(config) {
    const reset = config.text('offsetReset');
    const groupId = config.written('groupId');
    if (!reset?.entry || reset.value !== 'latest' || !groupId || groupId.value === '' || config.flag('autoCommit')?.value === false) return;
    yield { range: reset.entry.valueRange, figures: { groupId: groupId.value } };
  },
});
