import type { ClientFile } from '../../model/clientFile.ts';
import type { Group } from '../../model/group.ts';
import { memberNames } from '../../model/memberNames.ts';
import type { OffsetsLog } from '../../model/offsetsLog.ts';
import { assignorsIn, isMemberOf } from '../clientFileOf.ts';
import { openAt } from '../clientSettings.ts';
import { describedBy, describeGroupCommand } from '../partitions.ts';
import { type Conclusion, defineRule, fact } from '../rule.ts';

/**
 * A client whose assignors have none in common with the group's is refused (INCONSISTENT_GROUP_PROTOCOL) and never becomes a
 * member. And in a cooperative group a member that still is eager gives everything back at every rebalance.
 */
export const mixedAssignors = defineRule({
  id: 'mixed-assignors',
  needs: ['group'],
  uses: ['offsetsLog', 'clientFiles'],
  diagnose: ({ group, offsetsLog, clientFiles, now }) => {
    if (group.groupType !== 'classic' || group.groupState !== 'Stable' || group.protocolType !== 'consumer') return [];
    return [...refused(group, clientFiles, now), ...eager(group, offsetsLog, now)];
  },
});

/** The members' other assignors are known to nobody but the coordinator: one of them might be the file's. */
function refused(group: Group, clientFiles: readonly ClientFile[], now: number): readonly Conclusion<'mixed-assignors'>[] {
  return clientFiles.flatMap(client => {
    const found = assignorsIn(client);
    if (!found || found.names.includes(group.assignor) || isMemberOf(group, client) !== 'no') return [];
    const [assignor, file] = [group.assignor, client.file];
    return [
      {
        severity: 'error',
        confidence: 'likely',
        subject: client.file,
        figures: { assignor, file, listed: found.names, eager: [] },
        evidence: [
          fact('group-runs-on-assignor', { assignor, members: group.members.length }, describedBy(group), now),
          fact('file-says', { file, key: found.setting.key, value: found.setting.value }, 'Workspace file', now),
        ],
        fixes: [openAt({ file, setting: found.setting }), describeGroupCommand(group.groupId)],
      },
    ];
  });
}

function eager(group: Group, offsetsLog: readonly OffsetsLog[], now: number): readonly Conclusion<'mixed-assignors'>[] {
  if (!group.assignor.startsWith('cooperative')) return [];
  const generations = (offsetsLog[0]?.states ?? []).flatMap(entry => (entry.kind === 'classic' ? [entry] : []));
  const names = memberNames(group.members);
  const gaveBack = group.members.flatMap(({ memberId, joinedWith }) => {
    if (joinedWith?.ownedPartitions?.length !== 0) return [];
    const owned = generations
      .find(({ generation }) => generation === joinedWith.generation)
      ?.members.find(one => one.memberId === memberId);
    return owned?.assignment && owned.assignment.length > 0
      ? [{ memberId, partitions: owned.assignment.length, generation: joinedWith.generation ?? 0 }]
      : [];
  });
  if (gaveBack.length === 0) return [];
  const nameOf = (memberId: string) => names.get(memberId) ?? memberId;
  return [
    {
      severity: 'warning',
      confidence: 'likely',
      subject: group.groupId,
      figures: { assignor: group.assignor, file: null, listed: [], eager: gaveBack.map(({ memberId }) => nameOf(memberId)) },
      evidence: gaveBack
        .slice(0, 3)
        .map(({ memberId, partitions, generation }) =>
          fact('gave-everything-back', { member: nameOf(memberId), partitions, generation }, `Fetch, ${describedBy(group)}`, now),
        ),
      fixes: [describeGroupCommand(group.groupId)],
    },
  ];
}
