import { membershipTimeline } from '../../model/membership.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import { describedBy, describeGroupCommand } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { fencedInstances, isOver } from '../stays.ts';

const WINDOW_MS = 10 * 60_000;

/** Two programs have one group.instance.id: whoever joins throws the other out, which is restarted and does the same. */
export const staticMembersFenceEachOther = defineRule({
  id: 'static-members-fence-each-other',
  needs: ['group', 'samples'],
  uses: ['offsetsLog', 'clientFiles'],
  diagnose: ({ group, samples, offsetsLog, clientFiles, groupId, now }) => {
    const timeline = membershipTimeline(samples, offsetsLog[0]).filter(({ at }) => at >= now - WINDOW_MS);
    const setting = settingIn(clientFiles, 'groupInstanceId');
    const going = fencedInstances(timeline).filter(({ times, from, to }) => !isOver(to, (to - from) / times, now));
    return going.map(({ groupInstanceId, times, from, to, holders }) => ({
      severity: 'error' as const,
      // Under one name it may also be a single program that restarts again and again.
      confidence: holders.length > 1 ? ('proven' as const) : ('likely' as const),
      subject: groupInstanceId,
      figures: { groupInstanceId, times, ms: to - from, holders },
      evidence: [
        fact(
          'instance-changed-hands',
          { groupInstanceId, times, ms: to - from, holders },
          offsetsLog[0] ? 'Fetch' : describedBy(group),
          to,
        ),
      ],
      fixes: [...(setting ? [openAt(setting)] : []), describeGroupCommand(groupId)],
    }));
  },
});
