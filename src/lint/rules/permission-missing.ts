import type { AllowedOperations } from '../../model/operations.ts';
import type { Part } from '../../model/snapshot.ts';
import type { ClientConfiguration } from '../configuration.ts';
import type { Role } from '../roles.ts';
import { defineLiveRule } from '../live.ts';
import { userOf } from '../login.ts';
import { topicNames, topicsNamed } from '../topicNames.ts';

const reading: readonly Role[] = ['consumer', 'streams'];
const writing: readonly Role[] = ['producer'];

/** An ACL that the client needs and its user does not have. Only judged where this connection logs in as the same user. */
export const permissionMissing = defineLiveRule({
  id: 'permission-missing',
  title: 'The login may not do what this client needs',
  severity: 'error',
  roles: [...reading, ...writing],
  needs: ['topics', 'topicOperations', 'groupOperations'],
  asks(config) {
    if (userOf(config) === undefined) return undefined;
    const [topics, groups] = [topicNames(config), groupsOf(config)];
    return topics.length + groups.length > 0 ? { topics, groups } : undefined;
  },
  *check(config, { topics, topicOperations, groupOperations, userName }) {
    const user = userOf(config);
    if (user === undefined || user !== userName) return;
    const wanted = writing.includes(config.role) ? 'WRITE' : 'READ';
    const hidden = new Set(
      topics.missing.flatMap(({ subject, reason }) => (isForbidden(reason, 'TOPIC_AUTHORIZATION_FAILED') ? subject : [])),
    );
    for (const { name, range } of topicsNamed(config)) {
      const allowed = allowedOn(topicOperations, name);
      // READ and WRITE both imply DESCRIBE: who may not even see it has neither.
      if (hidden.has(name) || (allowed && !allowed.includes(wanted)))
        yield { range, figures: { user, operation: wanted, on: 'topic', name } };
    }
    const group = config.written('groupId');
    if (!group || groupsOf(config).length === 0) return;
    const allowed = allowedOn(groupOperations, group.value);
    const isHidden = groupOperations.missing.some(
      ({ subject, reason }) => subject === group.value && isForbidden(reason, 'GROUP_AUTHORIZATION_FAILED'),
    );
    if (isHidden || (allowed && !allowed.includes('READ')))
      yield { range: group.valueRange, figures: { user, operation: 'READ', on: 'group', name: group.value } };
  },
});

/** By its code: a group is refused also for a topic of its members that this login may not see. */
const isForbidden = (reason: Part<unknown>['missing'][number]['reason'], code: string): boolean =>
  reason.kind === 'failure' && reason.failure.kind === 'forbidden' && reason.failure.code === code;

const allowedOn = ({ items }: Part<AllowedOperations>, name: string) => items.find(item => item.name === name)?.operations;

function groupsOf(config: ClientConfiguration): readonly string[] {
  const group = reading.includes(config.role) ? config.written('groupId') : undefined;
  return group && !group.placeholder && group.value !== '' ? [group.value] : [];
}
