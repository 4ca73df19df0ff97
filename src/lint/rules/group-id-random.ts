import { consuming, defineRule } from '../defineRule.ts';

/** `${random.uuid}`, `#{T(java.util.UUID).randomUUID()}`, `$RANDOM`, `$(uuidgen)` */
const random = /\brandom|\buuid|\$RANDOM/i;

/** Each start is a new group: no commit is ever found again, and the broker keeps the dead groups for offsets.retention.minutes. */
export const groupIdRandom = defineRule({
  id: 'group-id-random',
  title: 'Group id changes with every start',
  severity: 'warning',
  roles: consuming,
  *check(config) {
    const groupId = config.written('groupId');
    if (!groupId?.placeholder || !random.test(groupId.value)) return;
    yield { range: groupId.valueRange, figures: { groupId: groupId.value } };
  },
});
