import { memberNames } from '../../model/memberNames.ts';
import { describedBy, hostOf, isConsumerGroup, isSettled, SHOWN_PARTITIONS } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Members that own no partition: harmless as a standby, useless as capacity. */
export const idleMembers = defineRule({
  id: 'idle-members',
  needs: ['group'],
  diagnose: ({ group, groupId, now }) => {
    // Kafka Streams keeps members without active tasks on purpose, as warm standbys.
    if (!isConsumerGroup(group) || !isSettled(group) || group.assignor === 'stream') return [];
    const idle = group.members.filter(
      ({ assignment, targetAssignment = [] }) => assignment.value?.length === 0 && targetAssignment.length === 0,
    );
    const partitions = group.members.reduce((sum, { assignment }) => sum + (assignment.value?.length ?? 0), 0);
    if (idle.length === 0) return [];
    const names = memberNames(group.members);
    const nameOf = (memberId: string) => names.get(memberId) ?? memberId;
    const [members, assignor] = [group.members.length, group.assignor];
    return [
      {
        severity: 'information',
        confidence: 'proven',
        subject: groupId,
        figures: { idle: idle.map(({ memberId }) => nameOf(memberId)), members, partitions, assignor },
        evidence: [
          fact('members-share-partitions', { members, partitions, assignor }, describedBy(group), now),
          ...idle
            .slice(0, SHOWN_PARTITIONS)
            .map(({ memberId, clientHost }) =>
              fact('member-owns-nothing', { member: nameOf(memberId), host: hostOf(clientHost) }, describedBy(group), now),
            ),
        ],
        fixes: [],
      },
    ];
  },
});
