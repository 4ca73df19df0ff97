import { membershipTimeline } from '../../model/membership.ts';
import { describedBy, describeGroupCommand } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { clientKey, fencedInstances, returningClients, staysNow, staysOf, usualLength } from '../stays.ts';
import { isPollOverrun, timeoutsOf } from '../pollOverruns.ts';

/** Long enough for three starts with the longest back-off of Kubernetes (5 min) between them. */
const WINDOW_MS = 60 * 60_000;
/** Whoever runs for longer has done some work: then it is restarted, not crashing at once. */
const SHORT_MS = 5 * 60_000;
/** A loop that ended a while ago is over. */
const STILL_MS = 10 * 60_000;

/** The same client id from the same host joins, goes, and joins again as a new member: the program ends at each attempt. */
export const crashLoopingMember = defineRule({
  id: 'crash-looping-member',
  needs: ['group', 'samples'],
  uses: ['offsetsLog'],
  diagnose: ({ group, samples, offsetsLog, now }) => {
    const timeline = membershipTimeline(samples, offsetsLog[0]).filter(({ at }) => at >= now - WINDOW_MS);
    const timeouts = timeoutsOf(offsetsLog);
    const fenced = new Set(fencedInstances(timeline).map(({ groupInstanceId }) => groupInstanceId));
    const stays = staysOf(timeline).filter(({ member }) => member.groupInstanceId === null || !fenced.has(member.groupInstanceId));
    return returningClients(stays).flatMap(({ clientId, host, stays: its }) => {
      const [first, last] = [its[0], its.at(-1)];
      const usualMs = usualLength(its);
      if (!first || !last || usualMs > SHORT_MS || last.leftAt < now - STILL_MS) return [];
      // Whatever it was, it has been put right.
      if (staysNow(stays, clientKey(last.member), Math.max(60_000, 3 * usualMs), now)) return [];
      if (its.every(stay => isPollOverrun(stay, timeouts))) return [];
      const ms = last.leftAt - first.joinedAt;
      const source = offsetsLog[0] ? 'Fetch' : describedBy(group);
      return [
        {
          severity: 'error' as const,
          confidence: 'likely' as const,
          subject: clientId,
          figures: { clientId, host, times: its.length, ms, usualMs },
          evidence: [
            fact('came-and-went', { clientId, host, times: its.length, usualMs }, source, now),
            fact('last-life', { memberId: last.member.memberId, ms: last.leftAt - last.joinedAt }, source, last.leftAt),
          ],
          fixes: [describeGroupCommand(group.groupId)],
        },
      ];
    });
  },
});
