/** The diagnosis panel: why does this group receive nothing, lag, rebalance, lose or repeat records? One look, stoppable, with an early answer. */
import * as vscode from 'vscode';
import { FailureError, failureOf, type Failure, type FailureKind } from '../../model/failure.ts';
import type { Fix, Verdict } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import {
  diagnosisProtocol,
  isDiagnosisSubject,
  type DiagnosisAnswer,
  type DiagnosisAsks,
  type DiagnosisStanding,
  type DiagnosisSubject,
  type DiagnosisToHost,
  type DiagnosisToPage,
} from '../../webviewProtocol/diagnosis.ts';
import type { Trouble } from '../../webviewProtocol/history.ts';
import type { ClusterDefinition } from '../../clusters/definition.ts';
import { loadKafka, type Kafka } from '../clusters/clusters.ts';
import { commands, panels } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { diagnosisAnswer, fixesOf } from './diagnosisAnswer.ts';
import { Panels, type Attached, type OpenPanel } from './panel.ts';
import { showPeek } from './peekPanel.ts';
import { showRulePage } from './rulePage.ts';

/** Long enough to see a commit every 5 s come three times. */
const usualWindowMs = 20_000;

const diagnosisPanels = new Panels<DiagnosisSubject, DiagnosisToPage, DiagnosisToHost, DiagnosisAsks>({
  viewType: panels.diagnosis,
  page: 'diagnosis',
  protocol: diagnosisProtocol,
  isSubject: isDiagnosisSubject,
  keyOf: ({ clusterName, groupId }) => JSON.stringify([clusterName, groupId]),
  titleOf: ({ groupId }) => vscode.l10n.t('Diagnosis: {0}', groupId),
  attach: (panel, subject, parts) => new DiagnosisSession(panel, subject, parts),
});

/** Opens the group's diagnosis, or brings it to the front and asks again. */
export function showDiagnosis(parts: Parts, clusterName: string, groupId: string): void {
  diagnosisPanels.show(parts, { clusterName, groupId });
}

export const restoreDiagnosisPanels = (parts: Parts): vscode.Disposable => diagnosisPanels.restore(parts);

class DiagnosisSession implements Attached<DiagnosisToHost, DiagnosisAsks> {
  readonly #panel: OpenPanel<DiagnosisToPage>;
  readonly #parts: Parts;
  readonly #subject: DiagnosisSubject;
  readonly #subscription: vscode.Disposable;
  #pageIsThere = false;
  #look: AbortController | undefined;
  #progress: DiagnosisStanding['progress'] = null;
  #wasStopped = false;
  #trouble: Trouble | null = null;
  #answer: DiagnosisAnswer | undefined;
  #fixes: ReadonlyMap<string, Fix> = new Map();
  #told: { readonly snapshot: Snapshot; readonly verdict: Verdict } | undefined;

  readonly answers: Answers<DiagnosisAsks> = {
    copyMarkdown: () => this.#copyMarkdown(),
    copyText: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return { copied: true };
    },
  };

  constructor(panel: OpenPanel<DiagnosisToPage>, subject: DiagnosisSubject, parts: Parts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#subject = subject;
    this.#subscription = panel.onDidChangeVisible(visible => {
      // The editor throws a page away when it is hidden, and loads it anew. The look goes on.
      if (!visible) this.#pageIsThere = false;
    });
  }

  readonly inWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

  heard(message: DiagnosisToHost): void {
    switch (message.type) {
      case 'ready':
        this.#pageIsThere = true;
        this.#tellStanding();
        if (this.#answer) this.#panel.tell({ type: 'answer', answer: this.#answer });
        else if (!this.#look && !this.#trouble) void this.#ask(usualWindowMs);
        break;
      case 'askAgain':
        void this.#ask(usualWindowMs);
        break;
      case 'watchFor':
        void this.#ask(message.ms);
        break;
      case 'stop':
        this.#look?.abort();
        break;
      case 'fix':
        this.#fix(message.id);
        break;
      case 'explain':
        void showRulePage(message.ruleId);
        break;
      case 'showLag':
        this.#showLag(message);
        break;
      case 'showLog':
        this.#parts.log.show();
        break;
    }
  }

  /** Whoever asks for a diagnosis again wants to know how it is now. */
  shownAgain(): void {
    if (!this.#look && this.#pageIsThere) void this.#ask(usualWindowMs);
  }

  dispose(): void {
    this.#look?.abort();
    this.#subscription.dispose();
  }

  async #ask(windowMs: number): Promise<void> {
    if (this.#look) return;
    const look = new AbortController();
    this.#look = look;
    this.#wasStopped = false;
    this.#trouble = null;
    this.#progress = { doneMs: 0, ofMs: windowMs };
    this.#tellStanding();
    try {
      const { clusterName, groupId } = this.#subject;
      const { kafka, cluster, sampler, definition } = await this.#parts.clusters.open(clusterName);
      const snapshot = await kafka.gatherSnapshot(cluster, clusterName, groupId, {
        windowMs,
        sampler,
        signal: look.signal,
        onSnapshot: early => {
          const failure = connectionFailureIn(early);
          if (failure) look.abort(new FailureError(failure));
          else this.#answered(kafka, definition, early, true);
        },
        onProgress: (doneMs, ofMs) => {
          this.#progress = { doneMs, ofMs };
          this.#tellStanding();
        },
      });
      // The first look may have been the sampler's last good one, from before the connection was lost.
      const lost = connectionFailureIn(snapshot);
      if (lost) throw new FailureError(lost);
      this.#answered(kafka, definition, snapshot, false);
    } catch (thrown) {
      // Aborted by the person, or because of what the first look said.
      const reason: unknown = look.signal.aborted ? look.signal.reason : thrown;
      this.#wasStopped = look.signal.aborted && !(reason instanceof FailureError);
      if (!this.#wasStopped) {
        const { describeFailure } = await loadKafka();
        this.#trouble = { ...describeFailure(failureOf(reason)), since: Date.now() };
      }
    } finally {
      this.#look = undefined;
      this.#progress = null;
      this.#tellStanding();
    }
  }

  #answered(kafka: Kafka, definition: ClusterDefinition, snapshot: Snapshot, isEarly: boolean): void {
    const verdict = kafka.diagnose(snapshot);
    const words = kafka.wordVerdict(snapshot, verdict, commandContext(definition));
    this.#told = { snapshot, verdict };
    this.#fixes = new Map([...this.#fixes, ...fixesOf(words, snapshot.takenAt)]);
    this.#answer = diagnosisAnswer({
      snapshot,
      words,
      trend: kafka.judgeSnapshot(snapshot.parts),
      isEarly,
      reasonOf: failure => {
        const { what, why, next } = kafka.describeFailure(failure);
        return { what, next: `${why} ${next}` };
      },
    });
    if (this.#pageIsThere) this.#panel.tell({ type: 'answer', answer: this.#answer });
  }

  #tellStanding(): void {
    if (!this.#pageIsThere) return;
    const { clusterName, groupId } = this.#subject;
    this.#panel.tell({
      type: 'standing',
      standing: { clusterName, groupId, progress: this.#progress, wasStopped: this.#wasStopped, trouble: this.#trouble },
    });
  }

  /** A command to copy needs no errand here: the page has its line and asks for the clipboard. */
  #fix(id: string): void {
    const fix = this.#fixes.get(id);
    const { clusterName } = this.#subject;
    if (fix?.kind === 'peek') {
      const { topic, partition, offset, groupId } = fix;
      const start = groupId === undefined ? { kind: 'offset' as const, offset } : { kind: 'committed' as const, groupId };
      showPeek(this.#parts, clusterName, { topic, partitions: [partition], start });
    } else if (fix?.kind === 'show-lag') this.#showLag(fix);
    else if (fix?.kind === 'diagnose-group') showDiagnosis(this.#parts, clusterName, fix.groupId);
  }

  #showLag({ topic, partition }: { readonly topic?: string; readonly partition?: number }): void {
    // By its command: the lag panel opens this one by command, too, and neither imports the other.
    void vscode.commands.executeCommand(commands.showLag, { ...this.#subject, topic, partition });
  }

  async #copyMarkdown(): Promise<{ readonly copied: boolean }> {
    const { verdictMarkdown } = await loadKafka();
    const definition = this.#parts.clusters.find(this.#subject.clusterName);
    if (!this.#told) throw new Error(vscode.l10n.t('There is no answer yet.'));
    const { snapshot, verdict } = this.#told;
    await vscode.env.clipboard.writeText(verdictMarkdown(snapshot, verdict, definition && commandContext(definition)));
    return { copied: true };
  }
}

const connectionFailures: ReadonlySet<FailureKind> = new Set([
  'name-not-found',
  'unreachable',
  'silent',
  'not-kafka',
  'tls',
  'login-refused',
]);

/** The connection gave no answer about the group, or was lost before the last look: trouble, and nothing to judge by. */
function connectionFailureIn({ groupId, parts: { group, topics, samples } }: Snapshot): Failure | undefined {
  // A first look may be the sampler's last good one: then what was asked anew, the topics, tells of the connection.
  const whole = [group, topics].flatMap(({ items, missing }) => (items.length === 0 ? missing : []));
  const missing = [...whole, ...samples.missing.filter(({ subject }) => subject === groupId)];
  const failures = missing.flatMap(({ reason }) => (reason.kind === 'failure' ? [reason.failure] : []));
  return failures.find(({ kind }) => connectionFailures.has(kind));
}

/** How the cluster is reached from a shell, for the commands to copy. */
function commandContext({ bootstrapServers, tls, sasl }: ClusterDefinition): {
  readonly bootstrapServers: readonly string[];
  readonly secured: boolean;
  readonly username?: string;
} {
  const secured = sasl !== undefined || (tls !== undefined && tls !== false);
  return { bootstrapServers, secured, ...(sasl && 'username' in sasl ? { username: sasl.username } : {}) };
}
