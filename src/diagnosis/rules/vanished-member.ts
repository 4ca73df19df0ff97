import { partitionName } from '../../model/cluster.ts';
import { membershipTimeline } from '../../model/membership.ts';
import type { GroupSample } from '../../model/sample.ts';
import { ownersOf } from '../../model/trend.ts';
import { numberIn } from '../configs.ts';
import { describeGroupCommand, hostOf, namesOf, OFFSETS, showLag } from '../partitions.ts';
import { type Conclusion, defineRule, fact } from '../rule.ts';
import { sessionsOf, silenceBefore } from '../silence.ts';

/** What happened longer ago is told by the timeline, and nobody waits for it any more. */
const RECENT_MS = 5 * 60_000;

/** A member went without a word: its partitions rested until its session was over. One that leaves is missed at once. */
export const vanishedMember = defineRule({
  id: 'vanished-member',
  needs: ['group', 'samples', 'trend'],
  uses: ['offsetsLog', 'brokerConfigs'],
  diagnose: ({ group, samples, trend, offsetsLog, brokerConfigs, groupId, now }) => {
    const timeline = membershipTimeline(samples, offsetsLog[0]).filter(({ at }) => at >= now - RECENT_MS);
    const replaced = new Set(timeline.flatMap(event => (event.kind === 'joined' && event.insteadOf !== null ? [event.insteadOf] : [])));
    const gone = timeline.flatMap(event => (event.kind === 'left' && !replaced.has(event.member.memberId) ? [event] : []));
    const sessions = sessionsOf(offsetsLog);
    const brokers = group.groupType === 'consumer' ? numberIn(brokerConfigs, 'group.consumer.session.timeout.ms') : null;
    return gone.flatMap(({ member, at }): readonly Conclusion<'vanished-member'>[] => {
      const owned = ownedBefore(samples, member.memberId, at);
      if (owned.length === 0) return [];
      const sessionMs = sessions.get(member.memberId) ?? brokers;
      if (sessionMs === null) return [{ lacks: group.groupType === 'consumer' ? 'brokerConfigs' : 'offsetsLog' }];
      const silentMs = silenceBefore({ samples, log: offsetsLog[0], owned, leftAt: at, sessionMs });
      if (silentMs === null) return [];
      const partitions = trend.partitions.filter(one => owned.includes(partitionName(one)));
      const [first] = partitions;
      const { clientId, clientHost } = member;
      const [host, names] = [hostOf(clientHost), namesOf(partitions)];
      return [
        {
          severity: 'warning',
          confidence: 'likely',
          subject: clientId,
          figures: { clientId, host, partitions: names, silentMs, sessionMs },
          evidence: [
            fact('silent-before-it-left', { clientId, partitions: owned, ms: silentMs }, OFFSETS, at),
            fact('session-timeout-of', { clientId, sessionMs }, sessions.has(member.memberId) ? 'Fetch' : 'DescribeConfigs', at),
          ],
          fixes: [...(first ? [showLag(first)] : []), describeGroupCommand(groupId)],
        },
      ];
    });
  },
});

/** What it owned when it was seen last. */
function ownedBefore(samples: readonly GroupSample[], memberId: string, before: number): readonly string[] {
  const last = samples
    .filter(({ at }) => at <= before)
    .findLast(({ group }) => group.members.some(one => one.memberId === memberId && (one.assignment.value?.length ?? 0) > 0));
  return last ? [...ownersOf(last.group.members)].flatMap(([name, owner]) => (owner.memberId === memberId ? [name] : [])) : [];
}
