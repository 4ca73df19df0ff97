import type { Cluster } from '../kafka/connection/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { GroupSample } from '../model/sample.ts';
import { GroupWatch } from './groupWatch.ts';
import { groupSampling } from './sampleGroup.ts';

/** The lag panel's and the tree's beat. */
const DEFAULT_INTERVAL_MS = 5_000;
/** Groups whose history is kept after the last watcher has gone, so that a panel that comes back goes on where it was. */
const MOST_UNWATCHED = 10;

/** One a cluster: tree, panels and diagnosis that look at the same group share one beat and one history. */
export class Sampler {
  readonly #cluster: Cluster;
  readonly #watches = new Map<string, GroupWatch>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /**
   * Samples the group until the returned function is called: now, and then every `intervalMs` or more often if others
   * want it. A failure is told and the beat goes on, ever more slowly, until the cluster answers again.
   */
  watch(
    groupId: string,
    onSample: (sample: GroupSample) => void,
    onFailure: (failure: Failure) => void,
    intervalMs: number = DEFAULT_INTERVAL_MS,
  ): () => void {
    const watch = this.#watches.get(groupId) ?? new GroupWatch(groupSampling(this.#cluster, groupId));
    // Last in, so that the first ones are those that were left alone for longest.
    this.#watches.delete(groupId);
    this.#watches.set(groupId, watch);
    this.#forgetOldest();
    return watch.watch({ onSample, onFailure, intervalMs });
  }

  /** What was seen of the group so far, oldest first: two hours at most, thinner with age. Asks nothing. */
  history(groupId: string): readonly GroupSample[] {
    return this.#watches.get(groupId)?.history ?? [];
  }

  #forgetOldest(): void {
    const unwatched = [...this.#watches].filter(([, watch]) => !watch.isWatched);
    for (const [groupId] of unwatched.slice(0, Math.max(0, unwatched.length - MOST_UNWATCHED))) this.#watches.delete(groupId);
  }
}
