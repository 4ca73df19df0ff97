import { failureOf, type Failure } from '../../model/failure.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { OpenCluster } from '../clusters/clusters.ts';
import { connectionKinds } from './clusterRows.ts';
import type { GroupLook } from './groupRows.ts';

/** What was seen of a group while it is open in the tree. */
export interface WatchedGroup extends GroupLook {
  readonly sample?: GroupSample;
}

/**
 * The groups whose lag the tree asks for: those that are open in a visible view, and no others. They share the cluster's
 * one sampler with the panels, so a group that is watched there too costs nothing more.
 */
export class GroupWatches {
  readonly #open: (clusterName: string) => Promise<OpenCluster>;
  readonly #changed: (clusterName: string, groupId: string) => void;
  readonly #watches = new Map<string, Watch>();
  /** What was seen last, also of groups that nobody looks at any more: their rows keep it, with its time. */
  readonly #seen = new Map<string, WatchedGroup>();

  constructor(open: (clusterName: string) => Promise<OpenCluster>, changed: (clusterName: string, groupId: string) => void) {
    this.#open = open;
    this.#changed = changed;
  }

  /** Watches the group from now on; resolves with what was seen first. Never rejects. */
  async watch(clusterName: string, groupId: string): Promise<WatchedGroup> {
    const key = keyOf(clusterName, groupId);
    const watch = this.#watches.get(key) ?? this.#begin(key, clusterName, groupId);
    await watch.first;
    return this.#seen.get(key) ?? {};
  }

  seen(clusterName: string, groupId: string): WatchedGroup | undefined {
    const key = keyOf(clusterName, groupId);
    const seen = this.#seen.get(key);
    return seen && { ...seen, isOld: !this.#watches.has(key) };
  }

  /** Why a cluster that did answer does not any more, as its watched groups tell; undefined while they get answers. */
  trouble(clusterName: string): Failure | undefined {
    for (const key of this.#watches.keys()) {
      const failure = this.#seen.get(key)?.failure;
      if (partsOf(key).clusterName === clusterName && failure && connectionKinds.has(failure.kind)) return failure;
    }
    return undefined;
  }

  /** Stops watching all groups but these. */
  keep(wanted: readonly { readonly clusterName: string; readonly groupId: string }[]): void {
    const keys = new Set(wanted.map(({ clusterName, groupId }) => keyOf(clusterName, groupId)));
    for (const [key, watch] of this.#watches) {
      if (keys.has(key)) continue;
      this.#watches.delete(key);
      watch.stop();
    }
  }

  /** Stops watching and forgets what was seen: of one group, of all groups of a cluster, of everything. */
  forget(where: { readonly clusterName?: string; readonly groupId?: string | undefined } = {}): void {
    for (const key of new Set([...this.#watches.keys(), ...this.#seen.keys()])) {
      const { clusterName, groupId } = partsOf(key);
      if (where.clusterName !== undefined && where.clusterName !== clusterName) continue;
      if (where.groupId !== undefined && where.groupId !== groupId) continue;
      this.#watches.get(key)?.stop();
      this.#watches.delete(key);
      this.#seen.delete(key);
    }
  }

  #begin(key: string, clusterName: string, groupId: string): Watch {
    const watch = new Watch();
    this.#watches.set(key, watch);
    const saw = (now: WatchedGroup): void => {
      if (watch.stopped) return;
      this.#seen.set(key, now);
      watch.sawFirst();
      this.#changed(clusterName, groupId);
    };
    this.#open(clusterName)
      .then(({ sampler, kafka }) => {
        if (watch.stopped) return;
        watch.unwatch = sampler.watch(
          groupId,
          sample => {
            const lost = lostBroker(sample);
            if (lost) saw(failed(this.#seen.get(key), lost));
            else saw({ sample, trend: kafka.judgeGroup(sampler.history(groupId)), cost: sample.cost });
          },
          failure => saw(failed(this.#seen.get(key), failure)),
        );
      })
      .catch((thrown: unknown) => saw(failed(this.#seen.get(key), failureOf(thrown))));
    return watch;
  }
}

class Watch {
  readonly first: Promise<void>;
  stopped = false;
  unwatch: (() => void) | undefined;
  #resolve: () => void = () => undefined;

  constructor() {
    this.first = new Promise(resolve => {
      this.#resolve = resolve;
    });
  }

  sawFirst(): void {
    this.#resolve();
  }

  stop(): void {
    this.stopped = true;
    this.unwatch?.();
    this.#resolve();
  }
}

/** Where no broker answered there is nothing in a sample but that failure. */
function lostBroker({ group, partitions }: GroupSample): Failure | undefined {
  return partitions.length === 0 && group.failure && connectionKinds.has(group.failure.kind) ? group.failure : undefined;
}

/** What was known stays, with the failure beside it. */
const failed = (before: WatchedGroup | undefined, failure: Failure): WatchedGroup => ({ ...before, failure });

const keyOf = (clusterName: string, groupId: string): string => JSON.stringify([clusterName, groupId]);

function partsOf(key: string): { readonly clusterName: string; readonly groupId: string } {
  const [clusterName, groupId] = JSON.parse(key) as [string, string];
  return { clusterName, groupId };
}
