import { memberNames } from '../../model/memberNames.ts';
import { describedBy, describeGroupCommand } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { HANGS_MS, looksInState, spanOf } from '../unsettled.ts';

/** All have joined and nobody gets an assignment: the member that is to make it does not send it. */
export const syncHangs = defineRule({
  id: 'sync-hangs',
  needs: ['group', 'samples'],
  uses: ['offsetsLog'],
  diagnose: ({ group, samples, offsetsLog, groupId, now }) => {
    const looks = looksInState(samples, 'CompletingRebalance');
    if (looks.length === 0) return [];
    const ms = spanOf(looks);
    if (ms < HANGS_MS) return [{ undecided: groupId, needsMs: HANGS_MS, hadMs: ms }];
    const logged = offsetsLog[0]?.states.findLast(({ kind }) => kind === 'classic');
    // A leader stays leader as long as it is in the group.
    const leaderId = logged?.kind === 'classic' ? logged.leader : null;
    const leader = leaderId === null ? null : (memberNames(group.members).get(leaderId) ?? null);
    return [
      {
        severity: 'error',
        confidence: 'proven',
        subject: groupId,
        figures: { ms, members: group.members.length, leader },
        evidence: [
          fact('stayed-in-state', { state: 'CompletingRebalance', ms }, describedBy(group), now),
          ...(leader === null ? [] : [fact('is-group-leader', { member: leader }, 'Fetch', logged?.at ?? now)]),
        ],
        fixes: [describeGroupCommand(groupId)],
      },
    ];
  },
});
