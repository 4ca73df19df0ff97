import type { Group } from '../../model/group.ts';
import type { Role } from '../roles.ts';
import { defineLiveRule, groupAsked } from '../live.ts';

/** A share group, a Streams application's or a Connect worker's: a consumer that joins it is refused (INCONSISTENT_GROUP_PROTOCOL). */
export const groupOfAnotherType = defineLiveRule({
  id: 'group-of-another-type',
  title: 'The group belongs to another kind of client',
  severity: 'error',
  roles: ['consumer', 'connect'],
  needs: ['groups'],
  asks(config) {
    const group = groupAsked(config);
    return group === undefined ? undefined : { groups: [group] };
  },
  *check(config, { groups }) {
    const entry = config.written('groupId');
    const group = groups.items.find(({ groupId }) => groupId === groupAsked(config));
    const user = group && userOfGroup(group);
    if (!entry || !group || user === undefined || user === readers[config.role]) return;
    yield { range: entry.valueRange, figures: { groupId: group.groupId, user } };
  },
});

/** Who uses it; undefined: nobody in particular. An empty classic group takes members of any kind. */
function userOfGroup({ groupType, protocolType, members }: Group): string | undefined {
  if (groupType === 'share' || groupType === 'streams') return groupType;
  if (members.length === 0 || protocolType === '') return groupType === 'consumer' && members.length > 0 ? 'consumer' : undefined;
  return protocolType;
}

/** The protocol type that each kind of client joins with. */
const readers: Partial<Readonly<Record<Role, string>>> = { consumer: 'consumer', connect: 'connect' };
