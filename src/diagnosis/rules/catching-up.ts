import { partitionName } from '../../model/cluster.ts';
import { LEAST_FOR_TREND_MS, RARE_COMMIT_MS } from '../../model/partitionState.ts';
import { lagAt } from '../lagAt.ts';
import { namesOf, OFFSETS, ratesOf, showLag, waitingOnAll, worstFirst } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** A backlog that shrinks: nothing to mend, and good to know when it is gone. */
export const catchingUp = defineRule({
  id: 'catching-up',
  needs: ['samples', 'trend'],
  observeMs: LEAST_FOR_TREND_MS,
  diagnose: ({ samples, trend, groupId, now }) => {
    const draining = worstFirst(trend.partitions.filter(({ state }) => state === 'draining'));
    const [worst] = draining;
    if (!worst) return [];
    const rates = ratesOf(draining);
    const etaMs = Math.max(...draining.map(one => (typeof one.etaMs === 'number' ? one.etaMs : 0)));
    return [
      {
        severity: 'information',
        confidence: trend.observedMs >= RARE_COMMIT_MS ? 'proven' : 'likely',
        subject: draining.length === 1 ? partitionName(worst) : groupId,
        figures: {
          partitions: namesOf(draining),
          producedPerSecond: rates.producedPerSecond,
          consumedPerSecond: rates.consumedPerSecond,
          waiting: waitingOnAll(draining),
          etaMs,
        },
        evidence: [fact('lag-changed', lagAt(samples, draining), OFFSETS, now), fact('rates', rates, OFFSETS, now)],
        fixes: [showLag(worst)],
      },
    ];
  },
});
