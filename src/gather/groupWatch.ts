import { failureOf, type Failure } from '../model/failure.ts';
import type { GroupSample } from '../model/sample.ts';
import { withSample } from './history.ts';
import type { GroupSampling } from './sampleGroup.ts';

export interface Watcher {
  readonly onSample: (sample: GroupSample) => void;
  readonly onFailure: (failure: Failure) => void;
  /** Milliseconds from one sample to the next. */
  readonly intervalMs: number;
}

/** However often it fails, it is asked again within this time: a cluster that is back is seen to be back. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * One group's beat, for everybody who looks at it: as fast as the most eager watcher wants, one sample at a time, and
 * never more than half of the time is spent asking. While nobody watches nothing runs.
 */
export class GroupWatch {
  readonly #sampling: GroupSampling;
  readonly #watchers = new Set<Watcher>();
  #history: readonly GroupSample[] = [];
  #timer: NodeJS.Timeout | undefined;
  #asking: AbortController | undefined;
  #failures = 0;
  /** The cluster was taken out of the settings, or is connected anew under another object: it never answers again. */
  #isRemoved = false;

  constructor(sampling: GroupSampling) {
    this.#sampling = sampling;
  }

  /** Oldest first. */
  get history(): readonly GroupSample[] {
    return this.#history;
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** Calls back until the returned function is called. What is known and still fresh is told at once. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    const newest = this.#history.at(-1);
    const age = newest ? Date.now() - newest.at : Infinity;
    if (newest && age < watcher.intervalMs) queueMicrotask(() => this.#watchers.has(watcher) && watcher.onSample(newest));
    if (!this.#asking) this.#schedule(Math.max(0, this.#intervalMs - age));
    return () => {
      if (!this.#watchers.delete(watcher) || this.isWatched) return;
      clearTimeout(this.#timer);
      this.#asking?.abort();
    };
  }

  get #intervalMs(): number {
    return Math.min(...[...this.#watchers].map(({ intervalMs }) => intervalMs));
  }

  #schedule(inMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#beat(), inMs);
  }

  async #beat(): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    const began = Date.now();
    try {
      const sample = await this.#sampling({ signal: asking.signal });
      this.#failures = 0;
      this.#history = withSample(this.#history, sample);
      if (!asking.signal.aborted) this.#tell(({ onSample }) => onSample(sample));
    } catch (thrown) {
      if (!asking.signal.aborted) {
        const failure = failureOf(thrown);
        this.#failures++;
        this.#isRemoved = failure.code === 'CLUSTER_REMOVED';
        this.#tell(({ onFailure }) => onFailure(failure));
      }
    }
    this.#asking = undefined;
    if (!this.isWatched || this.#isRemoved) return;
    const took = Date.now() - began;
    // After an abort somebody new is watching: at once. After failures ever more rarely.
    const pause = this.#intervalMs * 2 ** Math.min(this.#failures, 5);
    this.#schedule(asking.signal.aborted ? 0 : Math.max(Math.min(pause, LONGEST_PAUSE_MS) - took, took));
  }

  /** A watcher that throws must not keep the others, or the next beat, from coming: its fault becomes nobody else's. */
  #tell(tell: (watcher: Watcher) => void): void {
    for (const watcher of [...this.#watchers]) {
      try {
        tell(watcher);
      } catch (thrown) {
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }
}
