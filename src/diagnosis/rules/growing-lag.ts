import { partitionName } from '../../model/cluster.ts';
import { memberNames } from '../../model/memberNames.ts';
import { LEAST_FOR_TREND_MS, RARE_COMMIT_MS } from '../../model/partitionState.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { describeGroupCommand, namesOf, OFFSETS, ratesOf, showLag, waitingOn, waitingOnAll, worstFirst } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { lagAt } from '../lagAt.ts';

/**
 * More arrives than is read, over the whole window and beyond what one commit could explain: it will never catch up at this rate.
 * Where one partition gets most of it, hot-partition says so.
 */
export const growingLag = defineRule({
  id: 'growing-lag',
  needs: ['group', 'samples', 'trend'],
  observeMs: LEAST_FOR_TREND_MS,
  diagnose: ({ group, samples, trend, groupId, now }) => {
    // Of a share group's backlog share-group-backlog tells.
    if (group.groupType === 'share') return [];
    const growing = worstFirst(trend.partitions.filter(({ state }) => state === 'growing'));
    const tooEarly = trend.partitions.filter(isReadButNotJudged).map(one => ({
      undecided: partitionName(one),
      needsMs: RARE_COMMIT_MS,
      hadMs: one.observedMs,
    }));
    const [worst] = growing;
    if (!worst) return tooEarly;
    const rates = ratesOf(growing);
    const names = memberNames(group.members);
    const { from, to, ms } = lagAt(samples, growing);
    return [
      {
        severity: 'warning',
        // Over less than a minute a burst of the producers cannot be told from what they always send.
        confidence: trend.observedMs >= RARE_COMMIT_MS ? 'proven' : 'likely',
        subject: growing.length === 1 ? partitionName(worst) : groupId,
        figures: {
          partitions: namesOf(growing),
          ...rates,
          waiting: waitingOnAll(growing),
          observedMs: ms,
          owners: new Set(growing.flatMap(({ owner }) => (owner ? [owner.memberId] : []))).size,
        },
        evidence: [
          fact('lag-changed', { from, to, ms }, OFFSETS, now),
          fact('rates', rates, OFFSETS, now),
          fact(
            'worst-partition',
            {
              partition: partitionName(worst),
              waiting: waitingOn(worst),
              lagPerSecond: worst.lagPerSecond ?? 0,
              owner: worst.owner ? (names.get(worst.owner.memberId) ?? worst.owner.clientId) : null,
            },
            OFFSETS,
            now,
          ),
        ],
        fixes: [showLag(worst), describeGroupCommand(groupId)],
      },
      ...tooEarly,
    ];
  },
});

/** Its commits move, so it is not stuck; whether it falls behind needs more of them. */
const isReadButNotJudged = ({ state, sawCommitMove }: PartitionTrend): boolean => state === 'too-early' && sawCommitMove;
