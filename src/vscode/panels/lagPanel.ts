/** The lag panel: one group, live. It watches through the cluster's sampler while it is seen, and keeps what it had when asking fails. */
import * as vscode from 'vscode';
import { failureOf, type Failure } from '../../model/failure.ts';
import { LagHistory } from '../../model/lagHistory.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { GroupChange, Trouble } from '../../webviewProtocol/history.ts';
import {
  isLagSubject,
  lagProtocol,
  scopeOf,
  type LagAsks,
  type LagBeat,
  type LagStanding,
  type LagSubject,
  type LagToHost,
  type LagToPage,
} from '../../webviewProtocol/lag.ts';
import { loadKafka, type OpenCluster } from '../clusters/clusters.ts';
import { commands, panels } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { historyOnWire, isGone, lagBeat, ratesLately, remember, replay } from './lagBeat.ts';
import { Panels, type Attached, type OpenPanel } from './panel.ts';
import { showPeek } from './peekPanel.ts';

const usualIntervalMs = 5_000;
/** Marks on the time axis; older ones go. */
const mostChanges = 50;

const lagPanels = new Panels<LagSubject, LagToPage, LagToHost, LagAsks>({
  viewType: panels.lag,
  page: 'lag',
  protocol: lagProtocol,
  isSubject: isLagSubject,
  keyOf: subject => JSON.stringify([subject.clusterName, scopeOf(subject)]),
  titleOf: ({ clusterName, groupId, topic }) => vscode.l10n.t('Lag: {0}', groupId ?? topic ?? clusterName),
  attach: (panel, subject, parts) => new LagSession(panel, subject, parts),
});

/** Opens the group's lag panel, or brings it to the front; `at` points at one of its partitions. */
export function showLagPanel(
  parts: Parts,
  clusterName: string,
  groupId: string,
  at?: { readonly topic: string; readonly partition: number },
): void {
  lagPanels.show(parts, { clusterName, groupId, ...at });
}

export const restoreLagPanels = (parts: Parts): vscode.Disposable => lagPanels.restore(parts);

class LagSession implements Attached<LagToHost, LagAsks> {
  readonly #panel: OpenPanel<LagToPage>;
  readonly #parts: Parts;
  readonly #subject: LagSubject;
  readonly #subscriptions: vscode.Disposable[];
  #pointAt: LagSubject;
  #open: OpenCluster | undefined;
  #stopWatching: (() => void) | undefined;
  #pageIsThere = false;
  #paused = false;
  #closed = false;
  #trouble: Trouble | null = null;
  #beat: LagBeat | undefined;
  #sample: GroupSample | undefined;
  #history = new LagHistory();
  #changes: readonly GroupChange[] = [];

  readonly answers: Answers<LagAsks> = { copyTable: () => this.#copyTable() };

  constructor(panel: OpenPanel<LagToPage>, subject: LagSubject, parts: Parts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#subject = subject;
    this.#pointAt = subject;
    this.#subscriptions = [
      panel.onDidChangeVisible(visible => {
        // The editor throws a page away when it is hidden, and loads it anew.
        if (!visible) this.#pageIsThere = false;
        this.#watchIfSeen();
      }),
      // An edited cluster has new connections, a removed one none.
      parts.clusters.onDidChange(() => void this.#connect()),
    ];
  }

  readonly inWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

  heard(message: LagToHost): void {
    switch (message.type) {
      case 'ready':
        this.#pageIsThere = true;
        this.#tellAll();
        void this.#connect();
        break;
      case 'pause':
      case 'resume':
        this.#paused = message.type === 'pause';
        this.#tellStanding();
        this.#watchIfSeen();
        break;
      case 'askNow':
        this.#stop();
        void this.#connect();
        break;
      case 'diagnose':
        void vscode.commands.executeCommand(commands.diagnoseGroup, this.#subject);
        break;
      case 'showLog':
        this.#parts.log.show();
        break;
      case 'peek': {
        const { topic, partition, offset, atCommit } = message;
        const { clusterName, groupId } = this.#subject;
        const start = atCommit ? { kind: 'committed' as const, groupId } : { kind: 'offset' as const, offset: BigInt(offset) };
        showPeek(this.#parts, clusterName, { topic, partitions: [partition], start });
        break;
      }
    }
  }

  shownAgain(subject: unknown): void {
    if (!isLagSubject(subject)) return;
    this.#pointAt = subject;
    this.#tellWhereToLook();
  }

  dispose(): void {
    this.#closed = true;
    this.#stop();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Takes the cluster's connections as they are now. The same ones again: goes on. */
  async #connect(): Promise<void> {
    try {
      const open = await this.#parts.clusters.open(this.#subject.clusterName);
      if (this.#closed) return;
      if (open !== this.#open) {
        this.#stop();
        this.#open = open;
        if (this.#history.points.length === 0) replay(this.#history, open.sampler.history(this.#subject.groupId).slice(0, -1));
        if (this.#history.points.length > 0) this.#tellAll();
      }
      this.#watchIfSeen();
    } catch (thrown) {
      if (this.#closed) return;
      this.#stop();
      this.#open = undefined;
      await this.#fail(failureOf(thrown));
    }
  }

  #watchIfSeen(): void {
    const wanted = this.#open !== undefined && this.#panel.visible && !this.#paused;
    if (!wanted) this.#stop();
    else {
      this.#stopWatching ??= this.#open?.sampler.watch(
        this.#subject.groupId,
        sample => this.#sampled(sample),
        failure => void this.#fail(failure),
        intervalMs,
      );
    }
  }

  #stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  #sampled(sample: GroupSample): void {
    const open = this.#open;
    if (!open || sample.at === this.#sample?.at) return;
    const { kafka } = open;
    if (isGone(sample.group) && this.#beat && this.#beat.rows.length > 0) {
      this.#troubled(kafka.wordGroupGone(this.#subject.groupId), sample.at);
      return;
    }
    // Asked, and nothing came back: what was there is more than what this says.
    if (sample.group.failure && sample.partitions.length === 0 && !isGone(sample.group)) {
      this.#troubled(kafka.describeFailure(sample.group.failure), sample.at);
      return;
    }
    const change = this.#sample && kafka.wordGroupChange(this.#sample.group, sample.group);
    const changes = change ? [{ at: sample.at, words: change }] : [];
    const samples = open.sampler.history(this.#subject.groupId);
    const trend = kafka.judgeGroup(samples);
    const lately = ratesLately(samples);
    this.#sample = sample;
    this.#changes = [...this.#changes, ...changes].slice(-mostChanges);
    this.#beat = lagBeat(sample, trend, {
      lately,
      verdict: kafka.wordLag(sample.group, trend, sample.at),
      changes,
      reasonOf: failure => {
        const { what, why, next } = kafka.describeFailure(failure);
        return { what, next: `${why} ${next}` };
      },
    });
    remember(this.#history, sample, lately);
    if (this.#trouble) {
      this.#trouble = null;
      this.#tellStanding();
    }
    if (this.#pageIsThere) this.#panel.tell({ type: 'beat', beat: this.#beat });
  }

  async #fail(failure: Failure): Promise<void> {
    // Our own doing: the cluster was edited or removed, and #connect is under way.
    if (failure.code === 'CLUSTER_REMOVED') return;
    const { describeFailure } = await loadKafka();
    if (!this.#closed) this.#troubled(describeFailure(failure), Date.now());
  }

  #troubled(words: Omit<Trouble, 'since'>, at: number): void {
    this.#trouble = { what: words.what, why: words.why, next: words.next, since: this.#trouble?.since ?? at };
    this.#tellStanding();
  }

  /** Everything that a page needs that was not there before. */
  #tellAll(): void {
    if (!this.#pageIsThere) return;
    this.#tellStanding();
    this.#panel.tell({ type: 'history', history: historyOnWire(this.#history, this.#changes) });
    // The changes are in the history already.
    if (this.#beat) this.#panel.tell({ type: 'beat', beat: { ...this.#beat, changes: [] } });
    this.#tellWhereToLook();
  }

  #tellStanding(): void {
    if (!this.#pageIsThere) return;
    const { clusterName, groupId } = this.#subject;
    const standing: LagStanding = { clusterName, groupId, intervalMs, paused: this.#paused, trouble: this.#trouble };
    this.#panel.tell({ type: 'standing', standing });
  }

  #tellWhereToLook(): void {
    const { topic, partition } = this.#pointAt;
    if (this.#pageIsThere && topic !== undefined && partition !== undefined) this.#panel.tell({ type: 'pointAt', topic, partition });
  }

  async #copyTable(): Promise<{ readonly rows: number }> {
    const { consumerGroupsTable } = await loadKafka();
    if (!this.#sample) return { rows: 0 };
    const { group, partitions } = this.#sample;
    await vscode.env.clipboard.writeText(consumerGroupsTable(group, partitions));
    return { rows: partitions.length };
  }
}
