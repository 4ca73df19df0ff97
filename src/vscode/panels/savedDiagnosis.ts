/** The diagnosis of a saved snapshot: judged anew by the rules of this version, and nobody is asked. */
import * as vscode from 'vscode';
import { FailureError, failureOf } from '../../model/failure.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { DiagnosisAnswer, DiagnosisAsks, DiagnosisToHost, DiagnosisToPage } from '../../webviewProtocol/diagnosis.ts';
import type { Trouble } from '../../webviewProtocol/history.ts';
import { loadKafka } from '../clusters/clusters.ts';
import type { Diagnosed } from '../diagnoses.ts';
import type { Parts } from '../parts.ts';
import { copyMarkdown, exportDiagnosis } from './diagnosisReport.ts';
import { answerOf, judge } from './judged.ts';
import type { Attached, OpenPanel } from './panel.ts';
import { showRulePage } from './rulePage.ts';

export class SavedDiagnosis implements Attached<DiagnosisToHost, DiagnosisAsks> {
  readonly #panel: OpenPanel<DiagnosisToPage>;
  readonly #subject: { readonly clusterName: string; readonly groupId: string };
  readonly #file: vscode.Uri;
  readonly #parts: Parts;
  #readings = 0;
  told: Diagnosed | undefined;

  readonly answers: Answers<DiagnosisAsks> = {
    copyMarkdown: () => copyMarkdown(this.#parts, this.told),
    copyText: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
      return { copied: true };
    },
  };

  constructor(
    panel: OpenPanel<DiagnosisToPage>,
    subject: { readonly clusterName: string; readonly groupId: string },
    file: vscode.Uri,
    parts: Parts,
  ) {
    this.#panel = panel;
    this.#subject = subject;
    this.#file = file;
    this.#parts = parts;
  }

  readonly inWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

  /** What would ask the cluster is not offered by the page, and not done here. */
  heard(message: DiagnosisToHost): void {
    if (message.type === 'ready') void this.#tell();
    else if (message.type === 'explain') void showRulePage(message.ruleId);
    else if (message.type === 'export') void exportDiagnosis(this.#parts, this.told);
    else if (message.type === 'showLog') this.#parts.log.show();
  }

  /** Somebody opened the file again: it may be another one by now. */
  shownAgain(): void {
    void this.#tell();
  }

  dispose(): void {
    this.told = undefined;
  }

  /** The newest reading counts: the file may be another one since the one before. */
  async #tell(): Promise<void> {
    const turn = ++this.#readings;
    const { answer, trouble, told } = await this.#read();
    if (turn !== this.#readings) return;
    this.told = told ?? this.told;
    this.#panel.tell({
      type: 'standing',
      standing: {
        ...this.#subject,
        ...{ progress: null, wasStopped: false, trouble, savedIn: vscode.workspace.asRelativePath(this.#file) },
      },
    });
    if (answer) this.#panel.tell({ type: 'answer', answer });
  }

  async #read(): Promise<{ readonly answer?: DiagnosisAnswer; readonly told?: Diagnosed; readonly trouble: Trouble | null }> {
    const kafka = await loadKafka();
    try {
      const told = await judge(kafka, await readSnapshotFile(this.#file), { bootstrapServers: [] });
      const answer = withoutCluster(await answerOf(kafka, told));
      return { answer, told, trouble: null };
    } catch (thrown) {
      return { trouble: { ...kafka.describeFailure(failureOf(thrown)), since: Date.now() } };
    }
  }
}

/** Throws FailureError where the file is not there, is no snapshot, is damaged or too new. */
export async function readSnapshotFile(file: vscode.Uri): Promise<Snapshot> {
  const kafka = await loadKafka();
  const name = vscode.workspace.asRelativePath(file);
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    throw new FailureError({ kind: 'not-found', code: 'SNAPSHOT_NOT_FOUND', subject: name });
  }
  const { value: snapshot, failure } = kafka.readSnapshot(text, name);
  if (failure) throw new FailureError(failure);
  try {
    // Figures that are not of the kind that stands there are found by those who judge and draw them.
    await answerOf(kafka, await judge(kafka, snapshot, { bootstrapServers: [] }));
    return snapshot;
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message.slice(0, 120) : String(thrown);
    throw new FailureError({ kind: 'unreadable', code: 'SNAPSHOT_DAMAGED', subject: name, detail });
  }
}

/** Only what can be done without the cluster: commands to copy. */
const withoutCluster = (answer: DiagnosisAnswer): DiagnosisAnswer => ({
  ...answer,
  findings: answer.findings.map(finding => ({ ...finding, fixes: finding.fixes.filter(({ kind }) => kind === 'copy-command') })),
});
