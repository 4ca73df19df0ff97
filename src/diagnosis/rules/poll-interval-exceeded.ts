import { membershipTimeline } from '../../model/membership.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import { describeGroupCommand, hostOf } from '../partitions.ts';
import { isPollOverrun, timeoutsOf } from '../pollOverruns.ts';
import { defineRule, fact } from '../rule.ts';
import { clientKey, isOver, lengthOf, shortStays, staysNow, staysOf, usualLength } from '../stays.ts';

/** Twice may be chance only where a stay of just this length is likely anyway. */
const LEAST_OVERRUNS = 2;
/** Of what is written down only the last hours are still going on. */
const WINDOW_MS = 4 * 60 * 60_000;

/** A member leaves after just the time that it may be away from poll(), and joins again when it is back: its work takes too long. */
export const pollIntervalExceeded = defineRule({
  id: 'poll-interval-exceeded',
  needs: ['group', 'samples', 'offsetsLog'],
  uses: ['clientFiles'],
  diagnose: ({ samples, offsetsLog, clientFiles, groupId, now }) => {
    const timeouts = timeoutsOf(offsetsLog);
    const all = staysOf(membershipTimeline(samples, offsetsLog[0]).filter(({ at }) => at >= now - WINDOW_MS));
    const stays = shortStays(all);
    const clients = [...new Map(stays.map(({ member }) => [clientKey(member), member])).entries()];
    return clients.flatMap(([key, { clientId, clientHost }]) => {
      const its = stays.filter(({ member }) => clientKey(member) === key);
      const over = its.filter(stay => isPollOverrun(stay, timeouts));
      const last = over.at(-1);
      const timeoutMs = last === undefined ? undefined : timeouts.get(last.member.memberId);
      // Most of its stays: who is restarted at any time would sometimes hit the length, too.
      if (!last || timeoutMs === undefined || over.length < LEAST_OVERRUNS || over.length * 2 <= its.length) return [];
      // It is back for longer than that now: somebody has put it right.
      if (isOver(last.leftAt, timeoutMs, now) || staysNow(all, key, 1.5 * timeoutMs + 10_000, now)) return [];
      const setting = settingIn(clientFiles, 'pollInterval');
      const host = hostOf(clientHost);
      return [
        {
          severity: 'error' as const,
          confidence: 'likely' as const,
          subject: clientId,
          figures: { clientId, host, times: over.length, timeoutMs, usualMs: usualLength(over) },
          evidence: [
            ...over.slice(-3).map(stay => fact('last-life', { memberId: stay.member.memberId, ms: lengthOf(stay) }, 'Fetch', stay.leftAt)),
            fact('may-be-away-from-poll', { clientId, timeoutMs }, 'Fetch', last.leftAt),
          ],
          fixes: [...(setting ? [openAt(setting)] : []), describeGroupCommand(groupId)],
        },
      ];
    });
  },
});
