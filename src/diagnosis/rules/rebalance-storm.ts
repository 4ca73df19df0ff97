import { membershipTimeline } from '../../model/membership.ts';
import { describedBy, describeGroupCommand, SHOWN_PARTITIONS } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { clientKey, fencedInstances, isOver, rebalancesOf, returningClients, shortStays, staysOf, turnsIn, usualLength } from '../stays.ts';

/** A storm is told of the last ten minutes: long enough for the slow ones, short enough for "still going on". */
const WINDOW_MS = 10 * 60_000;
/** Members that came and went again, one after the other. In a release who comes stays; two releases right after a group's start are a row of three. */
const LEAST_TURNS = 4;
/** Rebalances that nobody's coming or going explains. */
const LEAST_UNEXPLAINED = 5;
/** A member needs some seconds to begin anew; with less than half a minute between two rebalances hardly anything is read. */
const HARDLY_ANYTHING_IS_READ_MS = 30_000;

/** The group is assigned anew again and again, because members keep coming and going, or without anybody's doing so. */
export const rebalanceStorm = defineRule({
  id: 'rebalance-storm',
  needs: ['group', 'samples'],
  uses: ['offsetsLog'],
  diagnose: ({ group, samples, offsetsLog, groupId, now }) => {
    const timeline = membershipTimeline(samples, offsetsLog[0]).filter(({ at }) => at >= now - WINDOW_MS);
    const rebalances = rebalancesOf(timeline);
    if (!rebalances) return [];
    const stays = staysOf(timeline);
    // One program that comes back again and again, and instances that fence each other, are causes of their own.
    const told = new Set([
      ...returningClients(stays).flatMap(({ stays: its }) => its.map(({ member }) => member.memberId)),
      ...fencedInstances(timeline).flatMap(({ groupInstanceId }) =>
        stays.filter(({ member }) => member.groupInstanceId === groupInstanceId).map(({ member }) => member.memberId),
      ),
    ]);
    const short = shortStays(stays).filter(({ member }) => !told.has(member.memberId));
    const isStorm = turnsIn(short) >= LEAST_TURNS || (told.size === 0 && rebalances.unexplained >= LEAST_UNEXPLAINED);
    // Cooperative members and those of newer groups go on with what they keep.
    const stopsAll = group.groupType === 'classic' && !group.assignor.startsWith('cooperative');
    const ms = Math.max(1000, rebalances.to - rebalances.from);
    const everyMs = ms / Math.max(1, rebalances.count - 1);
    if (!isStorm || isOver(rebalances.to, everyMs, now)) return [];
    const came = timeline.filter(({ kind }) => kind === 'joined').length;
    const went = timeline.filter(({ kind }) => kind === 'left').length;
    const source = offsetsLog[0] ? 'Fetch' : describedBy(group);
    return [
      {
        severity: stopsAll && everyMs < HARDLY_ANYTHING_IS_READ_MS ? 'error' : 'warning',
        confidence: offsetsLog[0] ? 'proven' : 'likely',
        subject: groupId,
        figures: {
          rebalances: rebalances.count,
          ms,
          everyMs,
          came,
          went,
          stopsAll,
          clients: [...new Set(short.map(({ member }) => member.clientId))],
        },
        evidence: [
          fact('rebalances-in', { rebalances: rebalances.count, ms, unexplained: rebalances.unexplained }, source, now),
          ...[...new Map(short.map(stay => [clientKey(stay.member), stay])).values()].slice(0, SHOWN_PARTITIONS).map(({ member }) => {
            const its = short.filter(stay => clientKey(stay.member) === clientKey(member));
            const { clientId, clientHost } = member;
            return fact(
              'came-and-went',
              { clientId, host: clientHost.replace(/^\//, ''), times: its.length, usualMs: usualLength(its) },
              source,
              now,
            );
          }),
        ],
        fixes: [describeGroupCommand(groupId)],
      },
    ];
  },
});
