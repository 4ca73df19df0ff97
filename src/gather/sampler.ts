import type { Cluster } from '../kafka/connection/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type { GroupSample } from '../model/sample.ts';
import { GroupWatch } from './groupWatch.ts';
import { withGroupsSample, withSample } from './history.ts';
import { groupSampling } from './sampleGroup.ts';
import { groupsSampling, type GroupsSample } from './sampleGroups.ts';

/** The lag panel's and the tree's beat. */
const DEFAULT_INTERVAL_MS = 5_000;
/** Groups whose history is kept after the last watcher has gone, so that a panel that comes back goes on where it was. */
const MOST_UNWATCHED = 10;
/** The same for looks at many groups, which are large. */
const MOST_UNWATCHED_MANY = 2;

/** One a cluster: tree, panels, diagnosis and background checks that look at the same group share one beat and one history. */
export class Sampler {
  readonly #cluster: Cluster;
  readonly #groups = new Map<string, GroupWatch<GroupSample>>();
  /** All groups that read a topic, by its name; null: all groups. */
  readonly #many = new Map<string | null, GroupWatch<GroupsSample>>();

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
    const watch = this.#groups.get(groupId) ?? new GroupWatch(groupSampling(this.#cluster, groupId), withSample);
    putLast(this.#groups, groupId, watch, MOST_UNWATCHED);
    return watch.watch({ onSample, onFailure, intervalMs });
  }

  /** What was seen of the group so far, oldest first: two hours at most, thinner with age. Asks nothing. */
  history(groupId: string): readonly GroupSample[] {
    return this.#groups.get(groupId)?.history ?? [];
  }

  /** The same for all groups that read this topic (null: for all groups), asked together. */
  watchGroups(
    topic: string | null,
    onSample: (sample: GroupsSample) => void,
    onFailure: (failure: Failure) => void,
    intervalMs: number,
  ): () => void {
    const watch = this.#many.get(topic) ?? new GroupWatch(groupsSampling(this.#cluster, topic), withGroupsSample);
    putLast(this.#many, topic, watch, MOST_UNWATCHED_MANY);
    return watch.watch({ onSample, onFailure, intervalMs });
  }

  /** What was seen of them lately, oldest first: some minutes. Asks nothing. */
  groupsHistory(topic: string | null): readonly GroupsSample[] {
    return this.#many.get(topic)?.history ?? [];
  }
}

/** Last in, so that the first ones are those that were left alone for longest; they are forgotten. */
function putLast<Key, Watch extends { readonly isWatched: boolean }>(
  watches: Map<Key, Watch>,
  key: Key,
  watch: Watch,
  mostUnwatched: number,
): void {
  watches.delete(key);
  watches.set(key, watch);
  const unwatched = [...watches].filter(([, { isWatched }]) => !isWatched);
  for (const [oldest] of unwatched.slice(0, Math.max(0, unwatched.length - mostUnwatched))) watches.delete(oldest);
}
