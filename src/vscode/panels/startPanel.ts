/** The start panel: where will this group start after a restart, or with another group.id? One look; nothing is joined or committed. */
import * as vscode from 'vscode';
import { failureOf } from '../../model/failure.ts';
import type { StartForecast } from '../../model/start.ts';
import type { Answers } from '../../webviewProtocol/channel.ts';
import type { Trouble } from '../../webviewProtocol/history.ts';
import {
  isStartSubject,
  startProtocol,
  type StartAnswer,
  type StartAsks,
  type StartSubject,
  type StartToHost,
  type StartToPage,
} from '../../webviewProtocol/start.ts';
import { loadKafka } from '../clusters/clusters.ts';
import { commands, panels } from '../contributions.ts';
import type { Parts } from '../parts.ts';
import { pickTopic } from '../pick.ts';
import { Panels, type Attached, type OpenPanel } from './panel.ts';
import { showPeek } from './peekPanel.ts';
import { showRulePage } from './rulePage.ts';

const startPanels = new Panels<StartSubject, StartToPage, StartToHost, StartAsks>({
  viewType: panels.start,
  page: 'start',
  protocol: startProtocol,
  isSubject: isStartSubject,
  keyOf: ({ clusterName, groupId, topics }) => JSON.stringify([clusterName, groupId, ...(topics ?? [])]),
  titleOf: ({ groupId }) => vscode.l10n.t('Start: {0}', groupId),
  attach: (panel, subject, parts) => new StartSession(panel, subject, parts),
});

/** Opens the forecast of a group, or brings it to the front and asks again. */
export function showStart(parts: Parts, subject: StartSubject): void {
  startPanels.show(parts, subject);
}

export const restoreStartPanels = (parts: Parts): vscode.Disposable => startPanels.restore(parts);

class StartSession implements Attached<StartToHost, StartAsks> {
  readonly #panel: OpenPanel<StartToPage>;
  readonly #parts: Parts;
  readonly #subject: StartSubject;
  readonly #subscription: vscode.Disposable;
  #pageIsThere = false;
  #look: AbortController | undefined;
  #changing: Promise<void> | undefined;
  #trouble: Trouble | null = null;
  #told: { readonly forecast: StartForecast; readonly answer: StartAnswer } | undefined;

  readonly answers: Answers<StartAsks> = { copyMarkdown: () => this.#copyMarkdown() };

  constructor(panel: OpenPanel<StartToPage>, subject: StartSubject, parts: Parts) {
    this.#panel = panel;
    this.#parts = parts;
    this.#subject = subject;
    this.#subscription = panel.onDidChangeVisible(visible => {
      // The editor throws a page away when it is hidden, and loads it anew.
      if (!visible) this.#pageIsThere = false;
    });
  }

  readonly inWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

  heard(message: StartToHost): void {
    switch (message.type) {
      case 'ready':
        this.#pageIsThere = true;
        if (this.#told || this.#look || this.#trouble) this.#tellAll();
        else void this.#ask();
        break;
      case 'askAgain':
        void this.#ask();
        break;
      case 'otherGroup':
        void vscode.commands.executeCommand(commands.explainStart, { clusterName: this.#subject.clusterName, topic: this.#topic() });
        break;
      case 'chooseTopic':
        void this.#chooseTopic();
        break;
      case 'openFile':
        void this.#openFile();
        break;
      case 'changeFile':
        // A second click comes before the file is changed: there is one change.
        this.#changing ??= this.#changeFile().finally(() => (this.#changing = undefined));
        break;
      case 'peek':
        this.#peek(message);
        break;
      case 'diagnose':
        void vscode.commands.executeCommand(commands.diagnoseGroup, { ...this.#subject });
        break;
      case 'explain':
        void this.#explain();
        break;
      case 'showLog':
        this.#parts.log.show();
        break;
    }
  }

  /** Whoever asks for it again wants to know how it is now, also where the panel was hidden behind another. */
  shownAgain(): void {
    void this.#ask();
  }

  dispose(): void {
    this.#look?.abort();
    this.#subscription.dispose();
  }

  /** The newest question counts: the file may have been changed since the one before. */
  async #ask(): Promise<void> {
    this.#look?.abort();
    const look = new AbortController();
    this.#look = look;
    this.#trouble = null;
    this.#tellStanding();
    try {
      const { clusterName, groupId, topics } = this.#subject;
      const [{ kafka, cluster }, files] = await Promise.all([
        this.#parts.clusters.open(clusterName),
        this.#parts.clientFiles.of(groupId, clusterName),
      ]);
      const client = kafka.startClientOf(files.items);
      const situation = await kafka.gatherStart(cluster, clusterName, { groupId, topics, client }, { signal: look.signal });
      if (look.signal.aborted) return;
      const forecast = kafka.forecastStart(situation);
      this.#told = { forecast, answer: kafka.startAnswer(forecast, kafka.wordStart(forecast)) };
      if (this.#pageIsThere) this.#panel.tell({ type: 'answer', answer: this.#told.answer });
    } catch (thrown) {
      const { describeFailure } = await loadKafka();
      if (!look.signal.aborted) this.#trouble = { ...describeFailure(failureOf(thrown)), since: Date.now() };
    } finally {
      if (this.#look === look) {
        this.#look = undefined;
        this.#tellStanding();
      }
    }
  }

  /** Everything that a page needs that was not there before. */
  #tellAll(): void {
    this.#tellStanding();
    if (this.#told) this.#panel.tell({ type: 'answer', answer: this.#told.answer });
  }

  #tellStanding(): void {
    if (!this.#pageIsThere) return;
    const { clusterName, groupId } = this.#subject;
    this.#panel.tell({
      type: 'standing',
      standing: { clusterName, groupId, isAsking: this.#look !== undefined, trouble: this.#trouble },
    });
  }

  /** The topic that another group.id would be asked about too. */
  #topic(): string | undefined {
    const topics = new Set(this.#told?.forecast.rows.map(({ partition }) => partition.topic));
    return topics.size === 1 ? [...topics][0] : undefined;
  }

  async #chooseTopic(): Promise<void> {
    const { clusterName, groupId } = this.#subject;
    const picked = await pickTopic(this.#parts, vscode.l10n.t('Where {0} starts', groupId), { clusterName });
    if (!picked) return;
    showStart(this.#parts, { clusterName, groupId, topics: [picked.topic] });
    this.#panel.close();
  }

  #peek({ topic, partition }: { readonly topic: string; readonly partition: number }): void {
    const row = this.#told?.forecast.rows.find(one => one.partition.topic === topic && one.partition.partition === partition);
    const offset = row?.partition.previews[0]?.record?.offset;
    showPeek(this.#parts, this.#subject.clusterName, {
      topic,
      partitions: [partition],
      ...(offset === undefined ? {} : { start: { kind: 'offset', offset } }),
    });
  }

  /** The client's file at the line of its policy; undefined where it cannot be found any more. */
  async #openFile(): Promise<vscode.TextEditor | undefined> {
    const client = this.#told?.forecast.situation.client;
    if (!client || client.file === null) return undefined;
    const [uri] = await vscode.workspace.findFiles(client.file.replaceAll(/[*?[\]{}]/g, '?'), undefined, 1);
    if (!uri) {
      void vscode.window.showWarningMessage(vscode.l10n.t('{0} is not in this workspace any more.', client.file));
      return undefined;
    }
    const line = Math.max(0, client.line ?? 0);
    const selection = new vscode.Range(line, 0, line, 0);
    return vscode.window.showTextDocument(uri, { selection, viewColumn: vscode.ViewColumn.Beside });
  }

  /** Only the very word is replaced, and only where the line still says it once; saving the file is the person's. */
  async #changeFile(): Promise<void> {
    const client = this.#told?.forecast.situation.client;
    const editor = await this.#openFile();
    if (!editor || !client || client.line === null) return;
    const { text, lineNumber } = editor.document.lineAt(Math.min(client.line, editor.document.lineCount - 1));
    const at = text.lastIndexOf(client.written);
    if (at === -1 || text.indexOf(client.written) !== at) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Line {0} does not say {1} any more: ask again.', lineNumber + 1, client.written),
      );
      return;
    }
    await editor.edit(edit => edit.replace(new vscode.Range(lineNumber, at, lineNumber, at + client.written.length), 'earliest'));
    void this.#ask();
  }

  /** The page about what stands first in the table. */
  async #explain(): Promise<void> {
    const startCase = this.#told?.forecast.rows[0]?.startCase;
    if (startCase === 'below-start') await showRulePage('records-lost');
    else if (startCase === 'beyond-end') await showRulePage('commit-beyond-end');
    else if (startCase === 'unknown') await showRulePage('leaderless-partition');
    else await vscode.commands.executeCommand(commands.explainRule, 'latest-on-new-group');
  }

  async #copyMarkdown(): Promise<{ readonly copied: boolean }> {
    if (!this.#told) throw new Error(vscode.l10n.t('There is no answer yet.'));
    const { startMarkdown } = await loadKafka();
    await vscode.env.clipboard.writeText(startMarkdown(this.#told.forecast));
    return { copied: true };
  }
}
