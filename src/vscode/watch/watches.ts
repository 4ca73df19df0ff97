/**
 * Watched groups: a quiet check in the background, a word when one of them is in trouble, and the worst of them in the status bar.
 * Off as long as the person watches no group; a production cluster is asked only after a yes.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { failureOf, type Failure } from '../../model/failure.ts';
import type { Incident } from '../../model/watch.ts';
import { loadKafka, type Clusters, type OpenCluster } from '../clusters/clusters.ts';
import { commands, settings } from '../contributions.ts';
import { noticeText } from '../noticeText.ts';
import { GroupCheck, type Standing } from './groupCheck.ts';
import { keptFrom, KeptHistories, keptMs, type Kept } from './keptHistory.ts';
import { historyOnWire } from '../panels/lagBeat.ts';
import { LagHistory } from '../../model/lagHistory.ts';
import { WatchStatus } from './status.ts';
import { Turn } from './turn.ts';
import { addWatched, removeWatched, watchedGroups, watchIntervalMs, type WatchedGroup } from './watchedGroups.ts';

/** Histories are written this often, and when the editor closes. */
const writeEveryMs = 5 * 60_000;
const agreedMemory = 'watched-production';

interface Watch {
  readonly watched: WatchedGroup;
  readonly turn: Turn;
  check: GroupCheck | undefined;
  failure: Failure | null;
  /** Another window checks it. */
  isElsewhere: boolean;
  /** Milliseconds since 1970. */
  lastWritten: number;
  stopped: boolean;
  timer: NodeJS.Timeout | undefined;
}

export class Watches implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #clusters: Clusters;
  readonly #log: vscode.LogOutputChannel;
  readonly #histories: KeptHistories;
  readonly #folder: string;
  readonly #status = new WatchStatus();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #watches = new Map<string, Watch>();

  /** Which groups are watched, or how it stands with one of them. */
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext, clusters: Clusters, log: vscode.LogOutputChannel) {
    this.#context = context;
    this.#clusters = clusters;
    this.#log = log;
    this.#folder = context.globalStorageUri.fsPath;
    this.#histories = new KeptHistories(this.#folder);
    this.#subscriptions = [
      this.#status,
      this.#changed,
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(settings.watchGroups) || event.affectsConfiguration(settings.watchInterval)) this.#restart();
      }),
      // An edited cluster has new connections, a removed one none.
      clusters.onDidChange(() => this.#restart()),
    ];
    this.#restart();
  }

  /** How it stands with all that are watched here, in the order of the settings. */
  get standings(): readonly Standing[] {
    return [...this.#watches.values()].filter(({ isElsewhere }) => !isElsewhere).map(standingOf);
  }

  find(clusterName: string, groupId: string): WatchedGroup | undefined {
    return this.#watches.get(keyOf(clusterName, groupId))?.watched;
  }

  /** What is known of a watched group from before; undefined of one that is not watched, or was never seen. */
  async historyOf(clusterName: string, groupId: string): Promise<Kept | undefined> {
    const watch = this.#watches.get(keyOf(clusterName, groupId));
    if (!watch) return undefined;
    const { check } = watch;
    if (!check) return this.#histories.read(clusterName, groupId);
    // A copy: the panel adds what it sees to its own.
    return keptFrom(historyOnWire(check.kept.history, check.kept.changes));
  }

  /** Asks first where the cluster is a production one. Resolves with false where the person said no. */
  async watch(clusterName: string, groupId: string): Promise<boolean> {
    if (!(await this.#mayAsk(clusterName, groupId))) return false;
    await addWatched(clusterName, groupId);
    this.#restart();
    return true;
  }

  async stopWatching(clusterName: string, groupId: string): Promise<void> {
    await removeWatched(clusterName, groupId);
    this.#restart();
  }

  dispose(): void {
    for (const watch of this.#watches.values()) this.#stop(watch);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #mayAsk(clusterName: string, groupId: string): Promise<boolean> {
    if (this.#clusters.find(clusterName)?.environment !== 'production' || this.#hasAgreed(clusterName)) return true;
    const seconds = Math.round(watchIntervalMs() / 1000);
    const watch = vscode.l10n.t('Watch');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Watch {0} on the production cluster {1}?', groupId, clusterName),
      {
        modal: true,
        detail: vscode.l10n.t(
          'The cluster is then asked every {0} seconds while an editor is open, by some ten requests. Nothing is changed, and no group is joined.',
          seconds,
        ),
      },
      watch,
    );
    if (chosen !== watch) return false;
    await this.#context.globalState.update(agreedMemory, [...this.#agreed(), this.#addressOf(clusterName)]);
    return true;
  }

  #agreed(): readonly string[] {
    const agreed = this.#context.globalState.get<unknown>(agreedMemory);
    return Array.isArray(agreed) ? agreed.filter(one => typeof one === 'string') : [];
  }

  #hasAgreed = (clusterName: string): boolean => this.#agreed().includes(this.#addressOf(clusterName));

  /** Another cluster under the same name is not what was agreed to. */
  #addressOf(clusterName: string): string {
    return JSON.stringify([clusterName, ...(this.#clusters.find(clusterName)?.bootstrapServers ?? [])]);
  }

  /** What settings say now; checks of groups that stay as they were go on. */
  #restart(): void {
    const before = this.#watches;
    const now = new Map<string, Watch>();
    for (const watched of watchedGroups()) {
      const { clusterName, groupId } = watched;
      // Not of this window's clusters, or of a production cluster that nobody agreed to here: it is not asked.
      const definition = this.#clusters.find(clusterName);
      if (!definition || (definition.environment === 'production' && !this.#hasAgreed(clusterName))) continue;
      const key = keyOf(clusterName, groupId);
      now.set(key, this.#begin(key, watched, before.get(key)));
    }
    const isWanted = new Set(watchedGroups().map(({ clusterName, groupId }) => keyOf(clusterName, groupId)));
    for (const [key, watch] of before) {
      if (now.get(key) !== watch) this.#stop(watch, now.has(key));
      if (!isWanted.has(key)) this.#forget(watch);
    }
    this.#watches = now;
    this.#tell();
  }

  #begin(key: string, watched: WatchedGroup, before: Watch | undefined): Watch {
    const isSame = before && JSON.stringify(before.watched) === JSON.stringify(watched) && this.#clusters.isOpen(watched.clusterName);
    if (isSame) return before;
    const file = path.join(this.#folder, 'watched', `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.turn`);
    const turn = before?.turn ?? new Turn(file);
    const watch: Watch = {
      watched,
      turn,
      check: undefined,
      failure: null,
      isElsewhere: false,
      lastWritten: Date.now(),
      stopped: false,
      timer: undefined,
    };
    void this.#go(watch);
    return watch;
  }

  /** Again and again: takes or keeps the turn, and sees that the check asks the cluster as it is defined now. */
  async #go(watch: Watch): Promise<void> {
    const { clusterName } = watch.watched;
    const isOver = () => watch.stopped;
    try {
      watch.isElsewhere = !(await watch.turn.take(turnMs));
      if (isOver()) return;
      if (watch.isElsewhere) this.#endCheck(watch);
      else {
        const open = await this.#clusters.open(clusterName);
        if (!isOver() && watch.check?.open !== open) await this.#beginCheck(watch, open);
      }
      watch.failure = null;
    } catch (thrown) {
      watch.failure = failureOf(thrown);
    }
    if (isOver()) return;
    this.#tell();
    watch.timer = setTimeout(() => void this.#go(watch), renewMs);
  }

  async #beginCheck(watch: Watch, open: OpenCluster): Promise<void> {
    const { clusterName, groupId } = watch.watched;
    const kept = watch.check?.kept ??
      (await this.#histories.read(clusterName, groupId)) ?? { history: new LagHistory(keptMs), changes: [] };
    if (watch.stopped) return;
    watch.check?.stop();
    watch.check = new GroupCheck(open, watch.watched, watchIntervalMs(), kept, {
      changed: () => this.#tell(),
      began: (standing, incident) => void this.#tellIncident(standing, incident),
      sawMore: seen => this.#write(watch, seen, false),
    });
  }

  #endCheck(watch: Watch): void {
    if (!watch.check) return;
    this.#write(watch, watch.check.kept, true);
    watch.check.stop();
    watch.check = undefined;
  }

  /** `goesOn`: another watch of the same group takes its turn over. */
  #stop(watch: Watch, goesOn = false): void {
    watch.stopped = true;
    clearTimeout(watch.timer);
    this.#endCheck(watch);
    if (!goesOn) watch.turn.giveUp().catch(() => undefined); // it grows old by itself
  }

  /** What is not watched any more leaves nothing behind. */
  #forget({ watched: { clusterName, groupId } }: Watch): void {
    this.#histories.forget(clusterName, groupId).catch((thrown: unknown) => {
      this.#log.warn(`The history of ${groupId} could not be deleted: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    });
  }

  #write(watch: Watch, kept: Kept, now: boolean): void {
    if (kept.history.points.length === 0 || (!now && Date.now() - watch.lastWritten < writeEveryMs)) return;
    watch.lastWritten = Date.now();
    const { clusterName, groupId } = watch.watched;
    this.#histories.write(clusterName, groupId, kept).catch((thrown: unknown) => {
      this.#log.warn(`The history of ${groupId} could not be kept: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    });
  }

  async #tellIncident({ watched: { clusterName, groupId } }: Standing, incident: Incident): Promise<void> {
    const { wordIncident } = await loadKafka();
    const diagnose = vscode.l10n.t('Diagnose');
    const showLag = vscode.l10n.t('Show Lag');
    const chosen = await vscode.window.showWarningMessage(noticeText(wordIncident(groupId, incident, Date.now())), diagnose, showLag);
    if (chosen === diagnose) await vscode.commands.executeCommand(commands.diagnoseGroup, { clusterName, groupId });
    if (chosen === showLag) await vscode.commands.executeCommand(commands.showLag, { clusterName, groupId });
  }

  #tell(): void {
    void this.#status.show(this.standings);
    this.#changed.fire();
  }
}

/** A turn is renewed long before it ends; of a window that was killed another one takes over within this time. */
const turnMs = 45_000;
const renewMs = 15_000;

const keyOf = (clusterName: string, groupId: string): string => JSON.stringify([clusterName, groupId]);

function standingOf({ watched, check, failure }: Watch): Standing {
  const standing = check?.standing ?? { watched, at: null, trend: null, incident: null, failure: null, isGone: false };
  return failure ? { ...standing, failure } : standing;
}
