/** The quiet background check of one watched group: samples come from the cluster's sampler, a pure decision tells what is worth a word. */
import type { DeadLetters } from '../../gather/deadLetters.ts';
import type { Unread } from '../../gather/unread.ts';
import { failureOf, type Failure } from '../../model/failure.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { GroupTrend, JudgedTrend } from '../../model/trend.ts';
import { nothingWatched, watchStep, type Incident, type WatchState } from '../../model/watch.ts';
import type { OpenCluster } from '../clusters/clusters.ts';
import { GroupMarks } from '../panels/groupMarks.ts';
import { isGone, rememberJudged } from '../panels/lagBeat.ts';
import { oneAtATime } from '../panels/lagLook.ts';
import type { Kept } from './keptHistory.ts';
import type { WatchedGroup } from './watchedGroups.ts';

/** How it stands with a watched group. */
export interface Standing {
  readonly watched: WatchedGroup;
  /** Milliseconds since 1970 of the last answer; null before the first. */
  readonly at: number | null;
  readonly trend: GroupTrend | null;
  readonly incident: Incident | null;
  /** Why there is no answer now. */
  readonly failure: Failure | null;
  /** The group does not exist (any more). */
  readonly isGone: boolean;
}

export interface CheckEvents {
  readonly changed: () => void;
  readonly began: (standing: Standing, incident: Incident) => void;
  readonly sawMore: (kept: Kept) => void;
}

export class GroupCheck {
  readonly open: OpenCluster;
  readonly #kept: Kept;
  readonly #events: CheckEvents;
  readonly #unread: Unread;
  readonly #deadLetters: DeadLetters;
  readonly #stopped = new AbortController();
  readonly #unwatch: () => void;
  /** Told by what is seen alone: nobody asked for more than a quiet check. */
  readonly #marks: GroupMarks;
  #state: WatchState = nothingWatched;
  #standing: Standing;

  constructor(open: OpenCluster, watched: WatchedGroup, intervalMs: number, kept: Kept, events: CheckEvents) {
    this.open = open;
    this.#kept = kept;
    this.#marks = new GroupMarks(watched.groupId);
    this.#marks.recall(kept.changes);
    this.#events = events;
    this.#standing = { watched, at: null, trend: null, incident: null, failure: null, isGone: false };
    this.#unread = new open.kafka.Unread(open.cluster);
    this.#deadLetters = new open.kafka.DeadLetters(open.cluster, watched.groupId);
    // A panel's faster beat is told here too: one look after the other, and only the newest.
    const work = oneAtATime((sample: GroupSample) => this.#sampled(sample));
    this.#unwatch = open.sampler.watch(watched.groupId, work, failure => this.#failed(failure), intervalMs);
  }

  get standing(): Standing {
    return this.#standing;
  }

  get kept(): Kept {
    return { history: this.#kept.history, changes: this.#marks.marks };
  }

  stop(): void {
    this.#stopped.abort();
    this.#unwatch();
  }

  async #sampled(sample: GroupSample): Promise<void> {
    const { kafka, sampler } = this.open;
    const { watched } = this.#standing;
    const { signal } = this.#stopped;
    try {
      const samples = sampler.history(watched.groupId);
      const trend = await kafka.judgeInTurns(samples, { signal });
      await this.#unread.look(sample.partitions, [], { signal });
      const deadLetters = watched.thresholds.deadLetters ? await this.#deadLettersOf(sample, signal) : null;
      if (signal.aborted) return;
      const look = kafka.watchLookAt(sample, trend, offsets => this.#unread.of(offsets, sample.at), deadLetters);
      const { state, began } = watchStep(this.#state, look, watched.thresholds);
      this.#state = state;
      const failure = sample.partitions.length === 0 && !isGone(sample.group) ? (sample.group.failure ?? null) : null;
      this.#standing = { watched, at: sample.at, trend, incident: state.incident, failure, isGone: isGone(sample.group) };
      if (!failure && !this.#standing.isGone) this.#remember(sample, trend, samples);
      this.#events.changed();
      if (began) this.#events.began(this.#standing, began);
    } catch (thrown) {
      if (!signal.aborted) this.#failed(failureOf(thrown));
    }
  }

  /** null: not known, which is no reason to doubt the rest. */
  async #deadLettersOf({ partitions }: GroupSample, signal: AbortSignal): Promise<ReadonlyMap<string, bigint> | null> {
    try {
      return await this.#deadLetters.ends([...new Set(partitions.map(({ topic }) => topic))], { signal });
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      return null;
    }
  }

  #remember(sample: GroupSample, trend: JudgedTrend, samples: readonly GroupSample[]): void {
    const { kafka } = this.open;
    this.#marks.sampled(kafka, [sample]);
    rememberJudged(this.#kept.history, trend, kafka.ratesLately(samples));
    this.#events.sawMore(this.kept);
  }

  #failed(failure: Failure): void {
    this.#standing = { ...this.#standing, failure };
    this.#events.changed();
  }
}
