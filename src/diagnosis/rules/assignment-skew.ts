import { memberNames } from '../../model/memberNames.ts';
import { describedBy, describeGroupCommand, isConsumerGroup, isSettled, showLag, waitingOn, worstFirst } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** One partition more than the others have is the remainder, not a skew. */
const LEAST_SURPLUS = 2;
const TIMES_FAIR = 1.5;

/** One member has far more partitions than its fair part: the group is as slow as that one. */
export const assignmentSkew = defineRule({
  id: 'assignment-skew',
  needs: ['group', 'trend'],
  diagnose: ({ group, trend, groupId, now }) => {
    // Kafka Streams spreads tasks, by where their state is: partitions say little.
    if (!isConsumerGroup(group) || !isSettled(group) || group.members.length < 2 || group.assignor === 'stream') return [];
    const counts = group.members.map(member => ({ member, owned: member.assignment.value?.length ?? 0 })).sort((a, b) => b.owned - a.owned);
    const [most, least] = [counts[0], counts.at(-1)];
    // Members with nothing at all are told of by idle-members.
    if (!most || !least || least.owned === 0) return [];
    const partitions = counts.reduce((all, { owned }) => all + owned, 0);
    const fair = Math.ceil(partitions / counts.length);
    if (most.owned - fair < LEAST_SURPLUS || most.owned < TIMES_FAIR * fair) return [];
    const subscriptions = new Set(
      group.members.map(({ subscription, subscribedRegex }) => `${subscribedRegex} ${subscription.value?.toSorted().join()}`),
    );
    const names = memberNames(group.members);
    const nameOf = (memberId: string) => names.get(memberId) ?? memberId;
    const topics = new Set(group.members.flatMap(({ assignment }) => (assignment.value ?? []).map(({ topic }) => topic))).size;
    const behind = worstFirst(
      trend.partitions.filter(({ owner, state }) => owner?.memberId === most.member.memberId && (state === 'growing' || state === 'hot')),
    );
    const [worst] = behind;
    const { assignor } = group;
    return [
      {
        severity: worst && waitingOn(worst) > 0n ? 'warning' : 'information',
        confidence: 'proven',
        subject: groupId,
        figures: {
          ...{
            member: nameOf(most.member.memberId),
            most: most.owned,
            least: least.owned,
            fair,
            members: counts.length,
            partitions,
            topics,
            assignor,
          },
          differentSubscriptions: subscriptions.size > 1,
        },
        evidence: [
          fact('members-share-partitions', { members: counts.length, partitions, assignor }, describedBy(group), now),
          ...[most, least].map(({ member, owned }) =>
            fact('member-owns', { member: nameOf(member.memberId), partitions: owned }, describedBy(group), now),
          ),
        ],
        fixes: [...(worst ? [showLag(worst)] : []), describeGroupCommand(groupId)],
      },
    ];
  },
});
