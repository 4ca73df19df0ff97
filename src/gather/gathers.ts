import type { Cluster } from '../kafka/connection/cluster.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What somebody who waits for a gather is told meanwhile. */
export interface Waiting {
  readonly onSnapshot: (early: Snapshot) => void;
  readonly onProgress: (doneMs: number, ofMs: number) => void;
}

/** What a gather that several wait for is given: it tells all of them, and ends when the last one has left. */
export interface SharedGather extends Waiting {
  readonly signal: AbortSignal;
}

export interface Joined {
  /** The first look; rejects like `whole` where there was none. */
  readonly early: Promise<Snapshot>;
  readonly whole: Promise<Snapshot>;
  /** Waits no longer. With a reason, what was promised to this one rejects with it. */
  readonly leave: (reason?: Error) => void;
}

/**
 * Joins the gather of this group that is under way, or begins one: there is never more than one of a group and cluster. One whose
 * window is too short for this asker is waited for first.
 */
export function joinGather(
  cluster: Cluster,
  groupId: string,
  windowMs: number,
  begin: (shared: SharedGather) => Promise<Snapshot>,
  waiting: Waiting,
): Joined {
  const ofCluster = underWay.get(cluster) ?? new Map<string, Gather>();
  underWay.set(cluster, ofCluster);
  const before = ofCluster.get(groupId);
  if (before && before.windowMs >= windowMs) return before.join(waiting);
  const gather: Gather = new Gather(
    windowMs,
    async shared => {
      await before?.ended;
      return begin(shared);
    },
    () => {
      if (ofCluster.get(groupId) === gather) ofCluster.delete(groupId);
    },
  );
  ofCluster.set(groupId, gather);
  return gather.join(waiting);
}

const underWay = new WeakMap<Cluster, Map<string, Gather>>();

class Gather {
  readonly windowMs: number;
  /** Never rejects. */
  readonly ended: Promise<unknown>;
  readonly #cancel = new AbortController();
  readonly #waiting = new Set<Waiting>();
  readonly #whole: Promise<Snapshot>;
  readonly #early: Promise<Snapshot>;
  readonly #onEnd: () => void;
  #seen: Snapshot | undefined;

  constructor(windowMs: number, begin: (shared: SharedGather) => Promise<Snapshot>, onEnd: () => void) {
    this.windowMs = windowMs;
    this.#onEnd = onEnd;
    const early = promised<Snapshot>();
    this.#early = early.promise;
    this.#whole = begin({
      signal: this.#cancel.signal,
      onSnapshot: snapshot => {
        this.#seen = snapshot;
        early.resolve(snapshot);
        for (const { onSnapshot } of this.#waiting) onSnapshot(snapshot);
      },
      onProgress: (doneMs, ofMs) => {
        for (const { onProgress } of this.#waiting) onProgress(doneMs, ofMs);
      },
    }).finally(onEnd);
    this.#whole.then(early.resolve, early.reject);
    // Whoever waits is told; who has left is not.
    this.#early.catch(() => undefined);
    this.ended = this.#whole.catch(() => undefined);
  }

  join(waiting: Waiting): Joined {
    this.#waiting.add(waiting);
    if (this.#seen) waiting.onSnapshot(this.#seen);
    const left = promised<never>();
    left.promise.catch(() => undefined);
    const early = Promise.race([this.#early, left.promise]);
    const whole = Promise.race([this.#whole, left.promise]);
    early.catch(() => undefined);
    whole.catch(() => undefined);
    return {
      early,
      whole,
      leave: reason => {
        if (reason) left.reject(reason);
        if (!this.#waiting.delete(waiting) || this.#waiting.size > 0) return;
        this.#cancel.abort();
        // Who comes now must not join what is ending.
        this.#onEnd();
      },
    };
  }
}

interface Promised<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function promised<T>(): Promised<T> {
  let resolve: Promised<T>['resolve'] = () => undefined;
  let reject: Promised<T>['reject'] = () => undefined;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve: value => resolve(value), reject: reason => reject(reason) };
}
