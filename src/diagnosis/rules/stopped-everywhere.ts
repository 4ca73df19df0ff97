import { UNMOVED_MS } from '../../model/partitionState.ts';
import { describedBy, describeGroupCommand, namesOf, ratesOf, SHOWN_PARTITIONS, showLag, waitingOnAll } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { stoodStill, suspectsIn } from '../suspects.ts';

/** Members live, records wait on several partitions, and no commit moves anywhere: the program stands, not a partition. */
export const stoppedEverywhere = defineRule({
  id: 'stopped-everywhere',
  needs: ['group', 'samples', 'trend'],
  uses: ['records', 'offsetsLog'],
  observeMs: UNMOVED_MS,
  diagnose: ({ group, samples, trend, records, offsetsLog, groupId, now }) => {
    const { suspects, everywhere } = suspectsIn({ group, trend, records, offsetsLog, now });
    const [worst] = suspects;
    if (!everywhere || !worst) return [];
    const standing = suspects.map(({ one }) => one);
    const members = group.members.length;
    const logged = suspects.flatMap(suspect => (suspect.logged ? [suspect.logged] : []));
    const isPossible = suspects.some(({ confidence }) => confidence === 'possible');
    return [
      {
        severity: isPossible ? 'warning' : 'error',
        confidence: isPossible ? 'possible' : suspects.every(({ confidence }) => confidence === 'proven') ? 'proven' : 'likely',
        subject: groupId,
        figures: {
          groupId,
          partitions: namesOf(standing),
          members,
          waiting: waitingOnAll(standing),
          arrivedPerSecond: ratesOf(standing).producedPerSecond,
          stoodMs: Math.min(...suspects.map(({ stoodMs }) => stoodMs)),
          atLeast: suspects.some(({ atLeast }) => atLeast),
          commitsAgain: logged.length === 0 ? null : logged.some(({ times }) => times > 1),
        },
        evidence: [
          fact('members-are-alive', { members, state: group.groupState }, describedBy(group), now),
          ...suspects.slice(0, SHOWN_PARTITIONS).flatMap(suspect => stoodStill(suspect, samples, now)),
        ],
        fixes: [showLag(worst.one), describeGroupCommand(groupId)],
      },
    ];
  },
});
