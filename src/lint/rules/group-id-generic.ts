import { isLocalOnly } from '../bootstrap.ts';
import { defineRule } from '../defineRule.ts';

/** Names out of tutorials: sooner or later two applications of one cluster share one, and each gets half of the partitions. */
const generic =
  /^(my|test|demo|example|sample|default|foo|bar|kafka|console|new|a|the)?[-_.]?(consumer)?[-_.]?(group|consumer|test|demo|foo|app)[-_.]?(id|name)?[-_.]?\d*$/i;

export const groupIdGeneric = defineRule({
  id: 'group-id-generic',
  title: 'Group id that anybody might choose',
  severity: 'hint',
  roles: ['consumer'],
  *check(config) {
    const groupId = config.written('groupId');
    if (!groupId || groupId.placeholder || !generic.test(groupId.value) || isLocalOnly(config)) return;
    yield { range: groupId.valueRange, figures: { groupId: groupId.value } };
  },
});
