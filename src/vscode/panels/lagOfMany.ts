/** A lag panel's look at many groups: those that read a topic, or all groups of the cluster. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JudgedGroup } from '../../gather/judge.ts';
import type { GroupsSample } from '../../gather/sampleGroups.ts';
import { LagHistory } from '../../model/lagHistory.ts';
import type { ExportFormat, GroupRow, GroupsBeat } from '../../webviewProtocol/lag.ts';
import type { Kafka, OpenCluster } from '../clusters/clusters.ts';
import { inSlices } from './inSlices.ts';
import { groupRow, groupsBeat, groupsLately, rememberGroups } from './lagGroupsBeat.ts';
import { historyOnWire } from './lagBeat.ts';
import { oneAtATime, reasonsBy, sendAhead, type LagLook, type LookEnd } from './lagLook.ts';

export class LagOfMany implements LagLook {
  /** null: all groups. */
  readonly #topic: string | null;
  readonly #end: LookEnd;
  readonly #history = new LagHistory();
  #beat: GroupsBeat | undefined;
  #judged: readonly JudgedGroup[] = [];
  #telling = Promise.resolve();

  constructor(topic: string | null, end: LookEnd) {
    this.#topic = topic;
    this.#end = end;
  }

  get tookMs(): number {
    return this.#beat?.cost.ms ?? 0;
  }

  start(open: OpenCluster, intervalMs: number): () => void {
    let stopped = false;
    const work = oneAtATime(async (sample: GroupsSample) => {
      if (!stopped) await this.#sampled(open, sample, () => stopped);
    });
    const stop = open.sampler.watchGroups(this.#topic, work, failure => this.#end.failed(failure), intervalMs);
    return () => {
      stopped = true;
      stop();
    };
  }

  /** Only groups are watched. */
  recall(): void {
    return;
  }

  /** Only partitions have records to read. */
  see(): void {
    return;
  }

  tellAll(): void {
    if (this.#history.points.length > 0) this.#end.tell({ type: 'history', history: historyOnWire(this.#history, []) });
    if (this.#beat) void this.#tellBeat(this.#beat);
  }

  textOf(format: ExportFormat, kafka: Kafka): { readonly text: string; readonly rows: number } | undefined {
    if (!this.#beat || format === 'table') return undefined;
    const about = { clusterName: this.#end.clusterName, at: this.#beat.at, groups: this.#judged };
    return { text: kafka.exportLag(format, about), rows: this.#judged.length };
  }

  /** `isStopped`: nothing is told any more, for the page says by now that it stands still. */
  async #sampled(open: OpenCluster, sample: GroupsSample, isStopped: () => boolean): Promise<void> {
    if (sample.at === this.#beat?.at) return;
    const { kafka, sampler } = open;
    const history = sampler.groupsHistory(this.#topic);
    const judged = await kafka.judgeGroups(history);
    await nextTurn();
    const lately = groupsLately(history, kafka.ratesLately);
    await nextTurn();
    const reasonOf = reasonsBy(kafka);
    const wordGroup = ({ group, trend }: JudgedGroup) => kafka.wordLag(group, trend, sample.at);
    const rows = await inSlices(judged, one => groupRow(one, { wordGroup, reasonOf }));
    if (isStopped()) return;
    const verdict = kafka.wordGroups(rows, this.#topic);
    const missing = sample.missing.map(({ subject, reason }) =>
      reason.kind === 'failure' ? kafka.failureSentence({ subject, ...reason.failure }) : subject,
    );
    this.#judged = judged;
    this.#beat = groupsBeat(history, judged, rows, { wordGroup, reasonOf, lately, verdict, missing });
    rememberGroups(this.#history, sample.at, lately, judged);
    this.#end.fine();
    await this.#tellBeat(this.#beat);
  }

  /** One after the other: the rows that are sent ahead belong to the next beat that is sent. */
  #tellBeat(beat: GroupsBeat): Promise<void> {
    this.#telling = this.#telling.then(async () => {
      const rows: readonly GroupRow[] = await sendAhead(beat.rows, some => this.#end.tell({ type: 'groupRows', rows: some }), nextTurn);
      this.#end.tell({ type: 'groups', beat: { ...beat, rows } });
    });
    return this.#telling;
  }
}
