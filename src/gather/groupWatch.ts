import { failureOf, type Failure } from '../model/failure.ts';
import type { AskOptions } from './sampleGroup.ts';

export interface Watcher<Sample> {
  readonly onSample: (sample: Sample) => void;
  readonly onFailure: (failure: Failure) => void;
  /** Milliseconds from one sample to the next. */
  readonly intervalMs: number;
}

/** However often it fails, it is asked again within this time: a cluster that is back is seen to be back. */
const LONGEST_PAUSE_MS = 60_000;

/** How often it is asked where that takes so long: never more than half of the time is spent asking. All in milliseconds. */
export const paceOf = (intervalMs: number, tookMs: number): number => Math.max(intervalMs, 2 * tookMs);

/**
 * The beat of one group, or of many that are asked together, for everybody who looks at them: as fast as the most eager watcher wants, one sample at a time, and
 * never more than half of the time is spent asking. While nobody watches nothing runs.
 */
export class GroupWatch<Sample extends { readonly at: number }> {
  readonly #sampling: (options: AskOptions) => Promise<Sample>;
  readonly #remember: (history: readonly Sample[], sample: Sample) => readonly Sample[];
  readonly #watchers = new Set<Watcher<Sample>>();
  #history: readonly Sample[] = [];
  #timer: NodeJS.Timeout | undefined;
  #asking: AbortController | undefined;
  #failures = 0;
  /** The cluster was taken out of the settings, or is connected anew under another object: it never answers again. */
  #isRemoved = false;

  /** `remember` adds a sample to the history, within its bounds. */
  constructor(
    sampling: (options: AskOptions) => Promise<Sample>,
    remember: (history: readonly Sample[], sample: Sample) => readonly Sample[],
  ) {
    this.#sampling = sampling;
    this.#remember = remember;
  }

  /** Oldest first. */
  get history(): readonly Sample[] {
    return this.#history;
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** Calls back until the returned function is called. What is known and still fresh is told at once. */
  watch(watcher: Watcher<Sample>): () => void {
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
      this.#history = this.#remember(this.#history, sample);
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
    this.#schedule(asking.signal.aborted ? 0 : paceOf(Math.min(pause, Math.max(this.#intervalMs, LONGEST_PAUSE_MS)), took) - took);
  }

  /** A watcher that throws must not keep the others, or the next beat, from coming: its fault becomes nobody else's. */
  #tell(tell: (watcher: Watcher<Sample>) => void): void {
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
