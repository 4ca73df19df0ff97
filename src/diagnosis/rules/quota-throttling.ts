import { partitionName } from '../../model/cluster.ts';
import type { ClientQuota } from '../../model/quota.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { ratesOf, showLag, waitingOn, worstFirst } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** A client near its quota is held there by the broker: it does not get beyond it. */
const NEAR = 0.7;

/** Records wait, and a quota holds the members' client id to what they read, or to less than what arrives. */
export const quotaThrottling = defineRule({
  id: 'quota-throttling',
  needs: ['group', 'trend', 'quotas'],
  uses: ['records', 'topics'],
  diagnose: ({ group, trend, quotas, records, topics, now }) => {
    const clientIds = [...new Set(group.members.map(({ clientId }) => clientId))];
    const looked = records.flatMap(({ records: found }) => found);
    const size = looked.length === 0 ? null : looked.reduce((all, one) => all + one.size, 0) / looked.length;
    // The quota counts bytes as they travel, and how far these were compressed is not known.
    const isPacked = looked.some(({ batch }) => batch.compression !== 'none');
    const leaders = new Map(topics.map(one => [partitionName(one), one.leader]));
    return clientIds.flatMap(clientId => {
      const quota = quotaOf(quotas, clientId);
      const owned = trend.partitions.filter(({ owner }) => owner?.clientId === clientId);
      const behind = worstFirst(owned.filter(isBehind));
      const [worst] = behind;
      if (!quota || !worst) return [];
      // Each broker counts for itself: a client that reads from three may read three times as much.
      const brokers = Math.max(1, new Set(owned.map(one => leaders.get(partitionName(one)))).size);
      const limit = quota.bytesPerSecond * brokers;
      const { consumedPerSecond, producedPerSecond } = ratesOf(owned);
      const [readPerSecond, arrivePerSecond] = size === null ? [null, null] : [consumedPerSecond * size, producedPerSecond * size];
      // A broker throttles in long pauses: over a short look the rate may be far below the quota, and what arrives still above it.
      if (readPerSecond !== null && readPerSecond < NEAR * limit && arrivePerSecond <= limit) return [];
      return [
        {
          severity: 'warning' as const,
          confidence: size === null || isPacked ? ('possible' as const) : ('likely' as const),
          subject: clientId,
          figures: {
            ...{ clientId, limit, readPerSecond, arrivePerSecond, partitions: behind.length },
            waiting: behind.reduce((all, one) => all + waitingOn(one), 0n),
          },
          evidence: [
            fact('quota-allows', { who: quota.who, bytesPerSecond: quota.bytesPerSecond, brokers }, 'DescribeClientQuotas', now),
            ...(readPerSecond === null || size === null
              ? []
              : [
                  fact('reads-bytes', { clientId, recordsPerSecond: consumedPerSecond, size, bytesPerSecond: readPerSecond }, READS, now),
                  fact('arrives-bytes', { recordsPerSecond: producedPerSecond, bytesPerSecond: arrivePerSecond }, READS, now),
                ]),
          ],
          fixes: [showLag(worst)],
        },
      ];
    });
  },
});

const READS = 'OffsetFetch, ListOffsets, Fetch';

/** Read to the end a quota holds nobody up. */
const isBehind = (one: PartitionTrend): boolean =>
  waitingOn(one) > 0n && (one.state === 'growing' || one.state === 'hot' || one.state === 'stuck');

interface MatchingQuota {
  readonly who: string;
  readonly bytesPerSecond: number;
}

/**
 * The one that binds this client id: its own before the default one. The members' users are known to nobody but the broker, so
 * quotas of users are left out.
 */
function quotaOf(quotas: readonly ClientQuota[], clientId: string): MatchingQuota | null {
  for (const name of [clientId, null]) {
    const quota = quotas.find(({ entity: [only, ...others] }) => only?.type === 'client-id' && only.name === name && others.length === 0);
    const limit = quota?.limits.find(({ key }) => key === 'consumer_byte_rate');
    if (limit) return { who: name ?? 'every client id', bytesPerSecond: limit.value };
  }
  return null;
}
