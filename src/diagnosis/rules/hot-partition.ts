import { partitionName } from '../../model/cluster.ts';
import { LEAST_FOR_TREND_MS, RARE_COMMIT_MS } from '../../model/partitionState.ts';
import type { HotKey } from '../../model/snapshot.ts';
import { lagAt } from '../lagAt.ts';
import { describeGroupCommand, OFFSETS, ratesOf, showLag, waitingOn, worstFirst } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** A key stands out with a quarter of the records: of twenty customers the busiest one may well have a tenth. */
const KEY_STANDS_OUT = 0.25;
const SHOWN_KEYS = 3;

/** One partition gets far more than its topic's others and falls behind for that: more consumers would not help. */
export const hotPartition = defineRule({
  id: 'hot-partition',
  needs: ['group', 'samples', 'trend'],
  uses: ['hotKeys'],
  observeMs: LEAST_FOR_TREND_MS,
  diagnose: ({ group, samples, trend, hotKeys, groupId, now }) =>
    // Members of a share group share a partition.
    group.groupType === 'share'
      ? []
      : worstFirst(trend.partitions.filter(({ state }) => state === 'hot')).flatMap(one => {
          if (!one.hot) return [];
          const partition = partitionName(one);
          const rates = ratesOf([one]);
          const { share, timesMedian } = one.hot;
          const keys = hotKeys.find(found => partitionName(found) === partition);
          const first = keys && standingOut(keys.keys, keys.sampled);
          return [
            {
              severity: 'warning' as const,
              // Over less than a minute a burst of the producers cannot be told from what they always send.
              confidence: trend.observedMs >= RARE_COMMIT_MS ? ('proven' as const) : ('likely' as const),
              subject: partition,
              figures: {
                ...{ partition, share, timesMedian },
                producedPerSecond: rates.producedPerSecond,
                consumedPerSecond: rates.consumedPerSecond,
                waiting: waitingOn(one),
                partitions: trend.partitions.filter(({ topic }) => topic === one.topic).length,
                key: first?.key ?? null,
                keyShare: first?.share ?? null,
              },
              evidence: [
                fact('hot-partition', { partition, share, timesMedian }, 'ListOffsets', now),
                fact('lag-changed', lagAt(samples, [one]), OFFSETS, now),
                fact('rates', rates, OFFSETS, now),
                ...(keys && keys.keys.length > 0
                  ? [
                      fact(
                        'keys-of-newest-records',
                        { partition, sampled: keys.sampled, keys: keys.keys.slice(0, SHOWN_KEYS) },
                        'Fetch',
                        now,
                      ),
                    ]
                  : []),
              ],
              fixes: [showLag(one), describeGroupCommand(groupId)],
            },
          ];
        }),
});

function standingOut([first]: readonly HotKey[], sampled: number): { readonly key: string; readonly share: number } | null {
  return first && sampled > 0 && first.records >= KEY_STANDS_OUT * sampled ? { key: first.key, share: first.records / sampled } : null;
}
