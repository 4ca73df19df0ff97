import { isLocalOnly } from '../bootstrap.ts';
import { defineRule } from '../defineRule.ts';

/** Names out of tutorials: sooner or later two applications of one cluster share one, and each gets half of the partitions. */
const generic =
  /^((my|test|demo|example|sample)[-_]?(consumer[-_]?)?group([-_]?(id|\d))?|consumer[-_]?group([-_]?\d)?|group([-_]?id)?|foo|bar|test|default)$/i;
/** The name in the file that comes with Kafka, which says it all. */
const shipped = 'test-consumer-group';

export const groupIdGeneric = defineRule({
  id: 'group-id-generic',
  title: 'Group id that anybody might choose',
  severity: 'hint',
  roles: ['consumer'],
  *check(config) {
    const groupId = config.written('groupId');
    if (!groupId || groupId.placeholder || !generic.test(groupId.value) || groupId.value === shipped || isLocalOnly(config)) return;
    yield { range: groupId.valueRange, figures: { groupId: groupId.value } };
  },
});
