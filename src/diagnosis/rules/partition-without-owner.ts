import { partitionName } from '../../model/cluster.ts';
import type { Group } from '../../model/group.ts';
import { memberNames } from '../../model/memberNames.ts';
import { UNMOVED_MS } from '../../model/partitionState.ts';
import type { GroupSample } from '../../model/sample.ts';
import { ownersOf, type PartitionTrend } from '../../model/trend.ts';
import {
  describedBy,
  describeGroupCommand,
  isConsumerGroup,
  isSettled,
  namesOf,
  SHOWN_PARTITIONS,
  showLag,
  waitingOnAll,
  worstFirst,
} from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Members subscribe to the topic, the group is settled, and yet a partition of it is assigned to none of them: nobody reads it. */
export const partitionWithoutOwner = defineRule({
  id: 'partition-without-owner',
  needs: ['group', 'samples', 'trend'],
  diagnose: ({ group, samples, trend, groupId, now }) => {
    if (!isConsumerGroup(group) || !samples.every(sample => isSettled(sample.group))) return [];
    const subscribed = subscribersByTopic(group);
    const exists = ({ offsets }: PartitionTrend) => offsets.highWatermark.failure?.kind !== 'not-found';
    const unowned = worstFirst(
      trend.partitions.filter(one => one.ownership === 'not-owned' && subscribed.has(one.topic) && exists(one) && neverOwned(samples, one)),
    );
    const [worst] = unowned;
    if (!worst) return [];
    const records =
      waitingOnAll(unowned) + unowned.reduce((sum, { lag }) => sum + (lag.kind === 'no-commit' ? (lag.waiting ?? 0n) : 0n), 0n);
    const members = group.members.length;
    return [
      {
        severity: records > 0n ? 'error' : 'warning',
        // New partitions are given out when members look at the topic again.
        confidence: trend.observedMs >= UNMOVED_MS ? 'proven' : 'likely',
        subject: partitionName(worst),
        figures: { partitions: namesOf(unowned), members, records },
        evidence: [
          ...unowned
            .slice(0, SHOWN_PARTITIONS)
            .map(one => fact('member-owns-none-of', { partition: partitionName(one), members }, describedBy(group), now)),
          fact('topic-is-subscribed', { topic: worst.topic, subscribers: subscribed.get(worst.topic) ?? [] }, describedBy(group), now),
        ],
        fixes: [showLag(worst), describeGroupCommand(groupId)],
      },
    ];
  },
});

/** By topic the names of the members that subscribe to it. A regular expression (KIP-848) counts for the topics that it gave somebody. */
function subscribersByTopic({ members }: Group): ReadonlyMap<string, readonly string[]> {
  const names = memberNames(members);
  const byTopic = new Map<string, string[]>();
  for (const { memberId, subscription, assignment } of members) {
    const topics = new Set([...(subscription.value ?? []), ...(assignment.value ?? []).map(({ topic }) => topic)]);
    for (const topic of topics) byTopic.set(topic, [...(byTopic.get(topic) ?? []), names.get(memberId) ?? memberId]);
  }
  return byTopic;
}

const neverOwned = (samples: readonly GroupSample[], one: PartitionTrend): boolean =>
  samples.every(({ group }) => !ownersOf(group.members).has(partitionName(one)));
