/** One group's diagnosis while its panel is open: one look at a time, stoppable, with an early answer. */
import * as vscode from 'vscode';
import { connectionFailureIn } from '../../model/connectionFailure.ts';
import { FailureError, failureOf } from '../../model/failure.ts';
import type { Fix } from '../../model/finding.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type {
  DiagnosisAnswer,
  DiagnosisAsks,
  DiagnosisStanding,
  DiagnosisToHost,
  DiagnosisToPage,
} from '../../webviewProtocol/diagnosis.ts';
import type { Trouble } from '../../webviewProtocol/history.ts';
import { loadKafka, type Kafka } from '../clusters/clusters.ts';
import { settings } from '../contributions.ts';
import type { Diagnosed } from '../diagnoses.ts';
import type { Parts } from '../parts.ts';
import { fixesOf } from './diagnosisAnswer.ts';
import { applyFix, showLag } from './diagnosisFixes.ts';
import { commandContext, copyMarkdown, exportDiagnosis } from './diagnosisReport.ts';
import { answerOf, judge } from './judged.ts';
import type { Attached, OpenPanel } from './panel.ts';
import { showRulePage } from './rulePage.ts';

/** As the person wants it; by default long enough to see a commit every 5 s come three times. */
function usualWindowMs(): number {
  const seconds = vscode.workspace.getConfiguration().get<unknown>(settings.diagnosisWindow);
  return typeof seconds === 'number' && seconds >= 0 && seconds <= 600 ? seconds * 1000 : 20_000;
}
/** Who stops does not want to wait. */
const lastLookMs = 5_000;

export class DiagnosisSession implements Attached<DiagnosisToHost, DiagnosisAsks> {
  readonly #panel: OpenPanel<DiagnosisToPage>;
  readonly #parts: Parts;
  readonly #subject: { readonly clusterName: string; readonly groupId: string };
  readonly #subscription: vscode.Disposable;
  #pageIsThere = false;
  #look: Look | undefined;
  #progress: DiagnosisStanding['progress'] = null;
  #wasStopped = false;
  #trouble: Trouble | null = null;
  #answer: DiagnosisAnswer | undefined;
  #fixes: ReadonlyMap<string, Fix> = new Map();
  #firstLookMs: number | undefined;
  #answering: Promise<void> = Promise.resolve();
  told: Diagnosed | undefined;

  readonly answers: Answers<DiagnosisAsks> = {
    copyMarkdown: () => copyMarkdown(this.#parts, this.told),
    copyText: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return { copied: true };
    },
  };

  constructor(panel: OpenPanel<DiagnosisToPage>, subject: { readonly clusterName: string; readonly groupId: string }, parts: Parts) {
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
        if (this.#answer || this.#look || this.#trouble) this.#tellAll();
        else void this.#ask(usualWindowMs());
        break;
      case 'askAgain':
        void this.#ask(usualWindowMs());
        break;
      case 'watchFor':
        void this.#ask(message.ms);
        break;
      case 'stop':
        this.#stop();
        break;
      case 'fix': {
        const fix = this.#fixes.get(message.id);
        if (fix) applyFix(this.#parts, this.#subject, fix);
        break;
      }
      case 'explain':
        void showRulePage(message.ruleId);
        break;
      case 'export':
        void exportDiagnosis(this.#parts, this.told);
        break;
      case 'showLag':
        showLag(this.#subject, message);
        break;
      case 'showLog':
        this.#parts.log.show();
        break;
    }
  }

  /** Whoever asks for a diagnosis again wants to know how it is now, also where the panel was hidden behind another. */
  shownAgain(): void {
    void this.#ask(usualWindowMs());
  }

  dispose(): void {
    this.#look?.cancel.abort();
    this.#subscription.dispose();
  }

  /** What was seen till then is the answer; before anything was seen there is none. */
  #stop(): void {
    if (!this.#look) return;
    this.#wasStopped = true;
    this.#look.cancel.abort();
  }

  async #ask(windowMs: number): Promise<void> {
    if (this.#look) return;
    const look: Look = { cancel: new AbortController() };
    this.#look = look;
    this.#wasStopped = false;
    this.#trouble = null;
    this.#firstLookMs = undefined;
    this.#progress = { doneMs: 0, ofMs: windowMs };
    this.#tellStanding();
    try {
      const { clusterName, groupId } = this.#subject;
      const { kafka, cluster, sampler } = await this.#parts.clusters.open(clusterName);
      const snapshot = await kafka.gatherSnapshot(cluster, clusterName, groupId, {
        windowMs,
        sampler,
        signal: look.cancel.signal,
        clientFiles: this.#parts.clientFiles.of(groupId, clusterName),
        onSnapshot: early => {
          const failure = connectionFailureIn(early);
          if (failure) look.cancel.abort(new FailureError(failure));
          else {
            this.#answered(kafka, early, true).catch((thrown: unknown) => {
              this.#parts.log.warn(`Diagnosis of ${groupId}: no early answer: ${this.inWords(thrown)}`);
            });
          }
        },
        onProgress: (doneMs, ofMs) => {
          this.#progress = { doneMs, ofMs };
          this.#tellStanding();
        },
      });
      // The first look may have been the sampler's last good one, from before the connection was lost.
      const lost = connectionFailureIn(snapshot);
      if (lost) throw new FailureError(lost);
      await this.#answered(kafka, snapshot, false);
    } catch (thrown) {
      // Aborted by the person, or because of what the first look said.
      const { signal } = look.cancel;
      const reason: unknown = signal.aborted ? signal.reason : thrown;
      const wasCancelled = signal.aborted && !(reason instanceof FailureError);
      if (wasCancelled) await this.#lookOnceMore();
      else {
        const { describeFailure } = await loadKafka();
        this.#trouble = { ...describeFailure(failureOf(reason)), since: Date.now() };
      }
    } finally {
      this.#look = undefined;
      this.#progress = null;
      this.#tellStanding();
    }
  }

  /** The person has seen enough: what the sampler saw till then is judged as it stands. An early answer stays where even that fails. */
  async #lookOnceMore(): Promise<void> {
    await this.#answering;
    if (!this.#wasStopped || !this.#answer?.isEarly) return;
    const { clusterName, groupId } = this.#subject;
    try {
      const { kafka, cluster, sampler } = await this.#parts.clusters.open(clusterName);
      const snapshot = await kafka.gatherSnapshot(cluster, clusterName, groupId, {
        windowMs: 0,
        sampler,
        signal: AbortSignal.timeout(lastLookMs),
        clientFiles: this.#parts.clientFiles.of(groupId, clusterName),
      });
      if (!connectionFailureIn(snapshot)) await this.#answered(kafka, snapshot, false);
    } catch (thrown) {
      this.#parts.log.warn(`Diagnosis of ${groupId}: no last look: ${this.inWords(thrown)}`);
    }
  }

  /** Judging takes turns with others, so the first look's answer may still be on its way when the last one's begins. */
  #answered(kafka: Kafka, snapshot: Snapshot, isEarly: boolean): Promise<void> {
    const answering = this.#answering.then(() => this.#judge(kafka, snapshot, isEarly));
    this.#answering = answering.catch(() => undefined);
    return answering;
  }

  async #judge(kafka: Kafka, snapshot: Snapshot, isEarly: boolean): Promise<void> {
    if (isEarly) this.#firstLookMs = snapshot.cost.ms;
    const told = await judge(kafka, snapshot, commandContext(this.#parts, snapshot), isEarly);
    const answer = await answerOf(kafka, told, this.#firstLookMs);
    this.told = told;
    this.#parts.diagnoses.keep(told);
    this.#fixes = new Map([...this.#fixes, ...fixesOf(told.words, snapshot.takenAt)]);
    this.#answer = answer;
    if (this.#pageIsThere) this.#panel.tell({ type: 'answer', answer });
  }

  /** Everything that a page needs that was not there before. */
  #tellAll(): void {
    this.#tellStanding();
    if (this.#answer) this.#panel.tell({ type: 'answer', answer: this.#answer });
  }

  #tellStanding(): void {
    if (!this.#pageIsThere) return;
    const { clusterName, groupId } = this.#subject;
    this.#panel.tell({
      type: 'standing',
      standing: {
        ...{ clusterName, groupId, progress: this.#progress, wasStopped: this.#wasStopped, trouble: this.#trouble },
        savedIn: null,
      },
    });
  }
}

interface Look {
  readonly cancel: AbortController;
}
