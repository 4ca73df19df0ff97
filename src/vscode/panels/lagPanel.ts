/**
 * The lag panel: a group, the groups that read a topic, or all groups of a cluster; live. It watches through the cluster's
 * sampler while it is seen, and keeps what it had when asking fails.
 */
import * as vscode from 'vscode';
import { paceOf } from '../../gather/groupWatch.ts';
import { failureOf, type Failure } from '../../model/failure.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { Trouble } from '../../webviewProtocol/history.ts';
import {
  isLagSubject,
  isView,
  lagProtocol,
  scopeOf,
  type LagAsks,
  type LagScope,
  type LagStanding,
  type LagSubject,
  type LagToHost,
  type LagToPage,
} from '../../webviewProtocol/lag.ts';
import { loadKafka, type OpenCluster } from '../clusters/clusters.ts';
import { commands, panels } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { fileNameFor, saveAs } from './lagFiles.ts';
import type { LagLook, TroubleWords } from './lagLook.ts';
import { LagOfGroup } from './lagOfGroup.ts';
import { LagOfMany } from './lagOfMany.ts';
import { Panels, type Attached, type OpenPanel } from './panel.ts';
import { showPeek } from './peekPanel.ts';

const usualIntervalMs = 5_000;
/** All groups of a cluster are more work for it. */
const usualIntervalOfManyMs = 10_000;

const lagPanels = new Panels<LagSubject, LagToPage, LagToHost, LagAsks>({
  viewType: panels.lag,
  page: 'lag',
  protocol: lagProtocol,
  isSubject: isLagSubject,
  keyOf: subject => JSON.stringify([subject.clusterName, scopeOf(subject)]),
  titleOf: ({ clusterName, groupId, topic }) => vscode.l10n.t('Lag: {0}', groupId ?? topic ?? clusterName),
  attach: (panel, subject, parts) => new LagSession(panel, subject, parts),
});

/** Opens the lag panel of a group (`topic` and `partition` point at one of its partitions), of a topic or of a whole cluster, or brings it to the front. */
export function showLagPanel(parts: Parts, { clusterName, groupId, topic, partition }: LagSubject): void {
  lagPanels.show(parts, { clusterName, groupId, topic, partition });
}

export const restoreLagPanels = (parts: Parts): vscode.Disposable => lagPanels.restore(parts);

class LagSession implements Attached<LagToHost, LagAsks> {
  readonly #panel: OpenPanel<LagToPage>;
  readonly #parts: Parts;
  readonly #subject: LagSubject;
  readonly #scope: LagScope;
  readonly #look: LagLook;
  readonly #subscriptions: vscode.Disposable[];
  #pointAt: LagSubject;
  #open: OpenCluster | undefined;
  #stopWatching: (() => void) | undefined;
  #pageIsThere = false;
  #intervalMs: number;
  #paused = false;
  #closed = false;
  #connects = 0;
  #trouble: Trouble | null = null;
  /** As the page was told. */
  #everyMs = 0;
  #watchTold = '';
  /** What is known from earlier sessions is there. */
  readonly #recalled: Promise<void>;

  readonly answers: Answers<LagAsks> = {
    copyTable: () => this.#copyTable(),
    export: ({ format, to }) => this.#export(format, to),
    savePicture: ({ png }) => this.#save('png', Buffer.from(png, 'base64')),
  };

  constructor(panel: OpenPanel<LagToPage>, subject: LagSubject, parts: Parts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#subject = subject;
    this.#scope = scopeOf(subject);
    this.#pointAt = subject;
    this.#intervalMs = this.#scope.kind === 'group' ? usualIntervalMs : usualIntervalOfManyMs;
    this.#look = this.#lookAt(this.#scope);
    this.#subscriptions = [
      panel.onDidChangeVisible(visible => {
        // The editor throws a page away when it is hidden, and loads it anew.
        if (!visible) this.#pageIsThere = false;
        this.#watchIfSeen();
      }),
      // An edited cluster has new connections, a removed one none.
      parts.clusters.onDidChange(() => void this.#connect()),
      parts.watches.onDidChange(() => {
        if (JSON.stringify(this.#watchOnWire()) !== this.#watchTold) this.#tellStanding();
      }),
    ];
    this.#recalled = this.#recall();
  }

  readonly inWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

  heard(message: LagToHost): void {
    const { clusterName } = this.#subject;
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
      case 'setInterval':
        this.#intervalMs = message.ms;
        this.#tellStanding();
        this.#stop();
        this.#watchIfSeen();
        break;
      case 'askNow':
        this.#stop();
        void this.#connect();
        break;
      case 'seen':
        this.#look.see(message.partitions.slice(0, mostSeen));
        break;
      case 'diagnose': {
        const groupId = message.groupId ?? this.#subject.groupId;
        void vscode.commands.executeCommand(commands.diagnoseGroup, { clusterName, ...(groupId === undefined ? {} : { groupId }) });
        break;
      }
      case 'openScope':
        showLagPanel(this.#parts, { clusterName, ...message.scope });
        break;
      case 'watch':
      case 'unwatch': {
        const command = message.type === 'watch' ? commands.watchGroup : commands.stopWatching;
        if (this.#scope.kind === 'group') void vscode.commands.executeCommand(command, { clusterName, groupId: this.#scope.groupId });
        break;
      }
      case 'keepView':
        void this.#parts.context.globalState.update(viewMemory, message.view);
        break;
      case 'showLog':
        this.#parts.log.show();
        break;
      case 'peek': {
        const { topic, partition, offset, atCommit } = message;
        const { groupId } = this.#subject;
        const start =
          atCommit && groupId !== undefined ? { kind: 'committed' as const, groupId } : { kind: 'offset' as const, offset: BigInt(offset) };
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

  #lookAt(scope: LagScope): LagLook {
    const end = {
      clusterName: this.#subject.clusterName,
      tell: (message: LagToPage) => this.#pageIsThere && this.#panel.tell(message),
      troubled: (words: TroubleWords, at: number) => this.#troubled(words, at),
      failed: (failure: Failure) => void this.#fail(failure),
      fine: () => this.#fine(),
    };
    return scope.kind === 'group' ? new LagOfGroup(scope.groupId, end) : new LagOfMany(scope.kind === 'topic' ? scope.topic : null, end);
  }

  /** Of a watched group, what was seen before. */
  async #recall(): Promise<void> {
    const { clusterName, groupId } = this.#subject;
    const kept = groupId === undefined ? undefined : await this.#parts.watches.historyOf(clusterName, groupId);
    if (kept) this.#look.recall(kept);
  }

  /** Takes the cluster's connections as they are now. The same ones again: goes on. */
  async #connect(): Promise<void> {
    const turn = ++this.#connects;
    // The cluster was edited meanwhile: only what is asked for last is how it is now.
    const isOver = () => this.#closed || turn !== this.#connects;
    try {
      const [open] = await Promise.all([this.#parts.clusters.open(this.#subject.clusterName), this.#recalled]);
      if (isOver()) return;
      if (open !== this.#open) this.#stop();
      this.#open = open;
      this.#watchIfSeen();
    } catch (thrown) {
      if (isOver()) return;
      this.#stop();
      this.#open = undefined;
      await this.#fail(failureOf(thrown));
    }
  }

  #watchIfSeen(): void {
    const wanted = this.#open !== undefined && this.#panel.visible && !this.#paused;
    if (!wanted) this.#stop();
    else this.#stopWatching ??= this.#open && this.#look.start(this.#open, this.#intervalMs);
  }

  #stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  #fine(): void {
    const isNews = this.#trouble !== null || this.#everyMs !== paceOf(this.#intervalMs, this.#look.tookMs);
    this.#trouble = null;
    if (isNews) this.#tellStanding();
  }

  async #fail(failure: Failure): Promise<void> {
    // Our own doing: the cluster was edited or removed, and #connect is under way.
    if (failure.code === 'CLUSTER_REMOVED') return;
    const { describeFailure } = await loadKafka();
    if (!this.#closed) this.#troubled(describeFailure(failure), Date.now());
  }

  #troubled({ what, why, next }: TroubleWords, at: number): void {
    this.#trouble = { what, why, next, since: this.#trouble?.since ?? at };
    this.#tellStanding();
  }

  /** Everything that a page needs that was not there before. */
  #tellAll(): void {
    const view = this.#parts.context.globalState.get<unknown>(viewMemory);
    if (isView(view) && this.#pageIsThere) this.#panel.tell({ type: 'view', view });
    this.#tellStanding();
    this.#look.tellAll();
    this.#tellWhereToLook();
  }

  #tellStanding(): void {
    if (!this.#pageIsThere) return;
    this.#everyMs = paceOf(this.#intervalMs, this.#look.tookMs);
    const standing: LagStanding = {
      clusterName: this.#subject.clusterName,
      scope: this.#scope,
      intervalMs: this.#intervalMs,
      everyMs: this.#everyMs,
      paused: this.#paused,
      trouble: this.#trouble,
      watch: this.#watchOnWire(),
    };
    this.#watchTold = JSON.stringify(standing.watch);
    this.#panel.tell({ type: 'standing', standing });
  }

  #watchOnWire(): LagStanding['watch'] {
    const { clusterName, groupId } = this.#subject;
    const watched = groupId === undefined ? undefined : this.#parts.watches.find(clusterName, groupId);
    if (!watched) return null;
    const { lagRecords, timeLagMs, forMs } = watched.thresholds;
    return { lagRecords, timeLagMs, forMs };
  }

  #tellWhereToLook(): void {
    const { groupId, topic, partition } = this.#pointAt;
    if (!this.#pageIsThere || groupId === undefined || topic === undefined || partition === undefined) return;
    this.#panel.tell({ type: 'pointAt', topic, partition });
  }

  async #copyTable(): Promise<{ readonly rows: number }> {
    const { rows } = await this.#export('table', 'clipboard');
    return { rows };
  }

  async #export(
    format: LagAsks['export']['question']['format'],
    to: 'file' | 'clipboard',
  ): Promise<{ readonly rows: number; readonly where: string | null }> {
    const made = this.#look.textOf(format, await loadKafka());
    if (!made) return { rows: 0, where: null };
    if (to === 'clipboard') {
      await vscode.env.clipboard.writeText(made.text);
      return { rows: made.rows, where: null };
    }
    const { where } = await this.#save(format, Buffer.from(made.text));
    return { rows: where === null ? 0 : made.rows, where };
  }

  async #save(format: Parameters<typeof fileNameFor>[0], bytes: Uint8Array): Promise<{ readonly where: string | null }> {
    return { where: await saveAs(fileNameFor(format, this.#subject), bytes) };
  }
}

/** Where the editor keeps the person's view of all lag panels. */
const viewMemory = 'lag-view';

/** More rows than fit on a screen: what a page says is not believed blindly. */
const mostSeen = 100;
