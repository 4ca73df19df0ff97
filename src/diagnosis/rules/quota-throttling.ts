import type { ClientQuota } from '../../model/quota.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { showLag, waitingOn, worstFirst } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** A client near its quota is held there by the broker: it does not get beyond it. */
const NEAR = 0.7;

/** Records wait, and a quota holds the members' client id to about what they read. */
export const quotaThrottling = defineRule({
  id: 'quota-throttling',
  needs: ['group', 'trend', 'quotas'],
  uses: ['records', 'topics'],
  diagnose: ({ group, trend, quotas, records, topics, now }) => {
    const clientIds = [...new Set(group.members.map(({ clientId }) => clientId))];
    const sizes = records.flatMap(({ records: looked }) => looked.map(({ size }) => size));
    const size = sizes.length === 0 ? null : sizes.reduce((all, one) => all + one, 0) / sizes.length;
    return clientIds.flatMap(clientId => {
      const quota = quotaOf(quotas, clientId);
      const owned = trend.partitions.filter(({ owner }) => owner?.clientId === clientId);
      const behind = worstFirst(owned.filter(isBehind));
      const [worst] = behind;
      if (!quota || !worst) return [];
      // Each broker counts for itself: a client that reads from three may read three times as much.
      const brokers = new Set(
        topics
          .filter(one => owned.some(({ topic, partition }) => one.topic === topic && one.partition === partition))
          .map(({ leader }) => leader),
      );
      const limit = quota.bytesPerSecond * Math.max(1, brokers.size);
      const rate = owned.reduce((all, { consumedPerSecond }) => all + (consumedPerSecond ?? 0), 0);
      const bytesPerSecond = size === null ? null : rate * size;
      if (bytesPerSecond !== null && bytesPerSecond < NEAR * limit) return [];
      return [
        {
          severity: 'warning' as const,
          confidence: bytesPerSecond === null ? ('possible' as const) : ('likely' as const),
          subject: clientId,
          figures: {
            clientId,
            limit,
            bytesPerSecond,
            partitions: behind.length,
            waiting: behind.reduce((all, one) => all + waitingOn(one), 0n),
          },
          evidence: [
            fact(
              'quota-allows',
              { who: quota.who, bytesPerSecond: quota.bytesPerSecond, brokers: Math.max(1, brokers.size) },
              'DescribeClientQuotas',
              now,
            ),
            ...(bytesPerSecond === null || size === null
              ? []
              : [fact('reads-bytes', { clientId, recordsPerSecond: rate, size, bytesPerSecond }, 'OffsetFetch, Fetch', now)]),
          ],
          fixes: [showLag(worst)],
        },
      ];
    });
  },
});

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
