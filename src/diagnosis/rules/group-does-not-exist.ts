import type { Fix } from '../../model/finding.ts';
import { defineRule, fact } from '../rule.ts';
import { similarNames } from '../../model/similarNames.ts';

/** Nobody has committed or joined under this name: a typing error, another cluster, or commits that expired. */
export const groupDoesNotExist = defineRule({
  id: 'group-does-not-exist',
  needs: ['existence'],
  uses: ['groupIds'],
  diagnose: ({ existence, groupIds, groupId, now }) => {
    if (existence === 'exists') return [];
    const similar = similarNames(groupId, groupIds);
    return [
      {
        severity: 'error',
        confidence: 'proven',
        subject: groupId,
        figures: { groupId, similar },
        evidence: [
          fact('coordinator-does-not-know-it', { groupId }, 'DescribeGroups', now),
          ...(groupIds.length > 0 ? [fact('not-in-list', { groups: groupIds.length }, 'ListGroups', now)] : []),
        ],
        fixes: [
          ...similar.map((name): Fix => ({ kind: 'diagnose-group', groupId: name })),
          { kind: 'copy-command', command: 'list-groups', figures: {} },
        ],
      },
    ];
  },
});
