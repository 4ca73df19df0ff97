/** A lag panel's look at one group: samples come from the cluster's sampler, are judged and told to the page. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Unread } from '../../gather/unread.ts';
import type { TopicPartition } from '../../model/cluster.ts';
import { LagHistory } from '../../model/lagHistory.ts';
import type { Rates } from '../../model/lately.ts';
import type { GroupSample } from '../../model/sample.ts';
import { atOnce } from '../../model/steps.ts';
import type { JudgedTrend } from '../../model/trend.ts';
import type { ExportFormat, LagBeat } from '../../webviewProtocol/lag.ts';
import { isNotLooked } from '../../webviewProtocol/packedRows.ts';
import type { Kafka, OpenCluster } from '../clusters/clusters.ts';
import { GroupMarks } from './groupMarks.ts';
import { historyOnWire, isGone, lagBeat, rememberJudged, replaying } from './lagBeat.ts';
import { oneAtATime, reasonsBy, type LagLook, type LookEnd } from './lagLook.ts';

/** What was told is on its way and then painted: what ten thousand partitions need besides would hold it up. */
const figuresFirstMs = 100;

export class LagOfGroup implements LagLook {
  readonly #groupId: string;
  readonly #end: LookEnd;
  #history = new LagHistory();
  #open: OpenCluster | undefined;
  #unread: Unread | undefined;
  #looking: AbortController | undefined;
  #seen: readonly TopicPartition[] = [];
  #sample: GroupSample | undefined;
  #trend: JudgedTrend | undefined;
  #beat: LagBeat | undefined;
  readonly #marks: GroupMarks;
  #marksTold: GroupMarks['marks'] = [];
  #lookCost = 0;
  /** Rows came into view whose records nobody has looked at: what is found there is told at once, all else with the next beat. */
  #rowsAreNew = true;

  constructor(groupId: string, end: LookEnd) {
    this.#groupId = groupId;
    this.#end = end;
    this.#marks = new GroupMarks(groupId);
  }

  recall({ history, changes }: Parameters<LagLook['recall']>[0]): void {
    if (this.#history.points.length > 0) return;
    this.#history = history;
    this.#marks.recall(changes);
  }

  get tookMs(): number {
    return this.#sample?.cost.ms ?? 0;
  }

  start(open: OpenCluster, intervalMs: number): () => void {
    if (open !== this.#open) {
      this.#open = open;
      this.#unread = new open.kafka.Unread(open.cluster);
      const seen = open.sampler.history(this.#groupId).filter(({ at }) => at > (this.#history.points.at(-1)?.at ?? 0));
      atOnce(replaying(this.#history, seen.slice(0, -1)));
      this.#marks.sampled(open.kafka, open.sampler.history(this.#groupId));
      this.tellAll();
    }
    this.#marks.expectMore();
    let stopped = false;
    const work = oneAtATime(async (sample: GroupSample) => {
      if (!stopped) await this.#sampled(open, sample, () => stopped);
    });
    const stop = open.sampler.watch(this.#groupId, work, failure => this.#end.failed(failure), intervalMs);
    return () => {
      stopped = true;
      this.#looking?.abort();
      stop();
    };
  }

  see(partitions: readonly TopicPartition[]): void {
    this.#seen = partitions;
    this.#rowsAreNew = true;
    if (this.#open && this.#sample) void this.#lookAtRecords(this.#open, this.#sample);
  }

  tellAll(): void {
    this.#marksTold = this.#marks.marks;
    if (this.#history.points.length > 0) this.#end.tell({ type: 'history', history: historyOnWire(this.#history, this.#marksTold) });
    if (this.#beat) this.#end.tell({ type: 'beat', beat: this.#beat });
  }

  textOf(format: ExportFormat, kafka: Kafka): { readonly text: string; readonly rows: number } | undefined {
    if (!this.#sample || !this.#trend) return undefined;
    const { group, partitions } = this.#sample;
    const rows = partitions.length;
    if (format === 'table') return { text: kafka.consumerGroupsTable(group, partitions), rows };
    const judged = [{ group, trend: this.#trend, unreadOf: this.#unread ? this.#unreadOf(this.#unread, this.#sample.at) : undefined }];
    return { text: kafka.exportLag(format, { clusterName: this.#end.clusterName, at: this.#sample.at, groups: judged }), rows };
  }

  /** `isStopped`: nothing is told any more, for the page says by now that it stands still. */
  async #sampled(open: OpenCluster, sample: GroupSample, isStopped: () => boolean): Promise<void> {
    if (sample.at === this.#sample?.at) return;
    const { kafka } = open;
    if (isGone(sample.group) && this.#beat && this.#beat.rows.count > 0) {
      this.#end.troubled(kafka.wordGroupGone(this.#groupId), sample.at);
      return;
    }
    // Asked, and nothing came back: what was there is more than what this says.
    if (sample.group.failure && sample.partitions.length === 0 && !isGone(sample.group)) {
      this.#end.troubled(kafka.describeFailure(sample.group.failure), sample.at);
      return;
    }
    this.#marks.sampled(kafka, [sample]);
    if (this.#sample && this.#sample.partitions.length > 0 && sample.partitions.length === 0 && !isGone(sample.group)) {
      this.#tellMarks();
      // A group that rebalances tells again soon what it reads.
      if (kafka.isWhole(sample))
        this.#end.troubled(kafka.wordNothingLeft(this.#groupId, kafka.goneTopics(this.#sample, sample)), sample.at);
      return;
    }
    const samples = open.sampler.history(this.#groupId);
    const trend = await kafka.judgeInTurns(samples);
    if (isStopped()) return;
    this.#sample = sample;
    this.#trend = trend;
    this.#end.fine();
    const lately = kafka.ratesLately(samples);
    await this.#tellBeat(open, sample, trend, lately, isStopped);
    if (isStopped()) return;
    this.#tellMarks();
    await pause(figuresFirstMs);
    // For pages that open later: this one keeps its own.
    if (sample.at > (this.#history.points.at(-1)?.at ?? 0)) rememberJudged(this.#history, trend, lately);
    if (!isStopped()) void this.#lookAtRecords(open, sample);
  }

  async #tellBeat(open: OpenCluster, sample: GroupSample, trend: JudgedTrend, lately: Rates, isStopped: () => boolean): Promise<void> {
    const { kafka } = open;
    const unread = this.#unread;
    await nextTurn();
    const verdict = kafka.withUnrest(kafka.wordLag(sample.group, trend, sample.at), this.#marks.marks, sample.at);
    const beat = await lagBeat(sample, trend, {
      ...{ lately, verdict, reasonOf: reasonsBy(kafka) },
      ...(unread ? { unreadOf: this.#unreadOf(unread, sample.at) } : {}),
    });
    // A newer sample came meanwhile, or nobody wants one any more.
    if (this.#sample !== sample || isStopped()) return;
    const cost = { ...beat.cost, requests: beat.cost.requests + this.#lookCost };
    this.#lookCost = 0;
    this.#beat = { ...beat, cost };
    this.#end.tell({ type: 'beat', beat: this.#beat });
  }

  readonly #unreadOf = (unread: Unread, at: number) => (offsets: Parameters<Unread['of']>[0]) => unread.of(offsets, at);

  /** After the figures themselves are there: the times of what waits. */
  async #lookAtRecords(open: OpenCluster, sample: GroupSample): Promise<void> {
    const unread = this.#unread;
    if (!unread || this.#looking) return;
    const looking = new AbortController();
    this.#looking = looking;
    const before = open.cluster.cost.requests;
    const isAwaited = this.#rowsAreNew && this.#beat && isNotLooked(this.#beat.rows);
    this.#rowsAreNew = false;
    try {
      await Promise.all([
        unread.look(sample.partitions, this.#seen, { signal: looking.signal }),
        this.#marks.lookBack(open, looking.signal).then(() => this.#tellMarks()),
      ]);
      this.#lookCost += open.cluster.cost.requests - before;
      if (isAwaited && this.#sample === sample && this.#trend && !looking.signal.aborted) {
        await this.#tellBeat(
          open,
          sample,
          this.#trend,
          open.kafka.ratesLately(open.sampler.history(this.#groupId)),
          () => looking.signal.aborted,
        );
      }
    } catch {
      // Stopped: nobody looks any more.
    } finally {
      this.#looking = undefined;
    }
  }

  /** All of them: what is known later may have happened earlier. */
  #tellMarks(): void {
    const { marks } = this.#marks;
    if (marks === this.#marksTold) return;
    this.#marksTold = marks;
    this.#end.tell({ type: 'changes', changes: marks });
  }
}
