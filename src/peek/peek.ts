/** Reads records to be looked at, and leaves no trace: no group is joined, nothing is committed, no topic is created. */
import type { LookedAt, PeekRequest } from '../model/peek.ts';
import type { Cluster } from '../kafka/connection/cluster.ts';
import { fetchCommits, fetchEnds, offsetsAtTime } from '../kafka/offsets.ts';
import { fetchRecords } from '../kafka/records.ts';
import { describeTopics } from '../kafka/topics.ts';
import { startBudget, type Peeked, type PeekOptions } from './budget.ts';
import type { ClusterLog } from './clusterLog.ts';
import { look, lookFurther } from './look.ts';

export { joinLookedAt } from './joinLookedAt.ts';
export type { Peeked, PeekOptions, PeekProgress } from './budget.ts';

/**
 * Reads what the request asks for. Unknown topics, offsets out of range, times beyond the end and failing partitions are
 * told in `lookedAt`. Throws FailureError only where the cluster itself does not answer.
 */
export function peekRecords(cluster: Cluster, request: PeekRequest, options: PeekOptions = {}): Promise<Peeked> {
  const budget = startBudget(options);
  return budget.inTime(() => look(clusterLog(cluster, budget.signal), request, budget));
}

/** Reads on where an earlier look began or ended. What it answers covers the new stretch only; joinLookedAt() joins both. */
export function peekMore(
  cluster: Cluster,
  request: PeekRequest,
  lookedAt: LookedAt,
  direction: 'earlier' | 'later',
  options: PeekOptions = {},
): Promise<Peeked> {
  const budget = startBudget(options);
  return budget.inTime(() => lookFurther(clusterLog(cluster, budget.signal), request, lookedAt, direction, budget));
}

/** What looking asks of a real cluster. */
export function clusterLog(cluster: Cluster, signal: AbortSignal): ClusterLog {
  return {
    partitionsOf: async topic => {
      const [described] = await describeTopics(cluster, [topic], { signal });
      if (!described) return { failure: { kind: 'not-found', code: 'UNKNOWN_TOPIC_OR_PARTITION', request: 'Metadata', subject: topic } };
      return described.failure ? { failure: described.failure } : { value: described.partitions.map(({ partition }) => partition) };
    },
    ends: partitions => fetchEnds(cluster, partitions, { signal }),
    offsetsAtTime: (partitions, timestampMs) => offsetsAtTime(cluster, partitions, timestampMs, { signal }),
    commits: async groupId => (await fetchCommits(cluster, [groupId], { signal })).get(groupId) ?? { value: [] },
    // Only offsets below the known end are asked for, so there is nothing to wait for.
    records: (wanted, isolation) => fetchRecords(cluster, wanted, { signal, isolation, maxWaitMs: 100 }),
  };
}
