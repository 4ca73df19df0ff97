import * as vscode from 'vscode';
import { commands } from '../contributions.ts';
import { clock } from './diagnostics.ts';
import { languages } from './languages.ts';
import type { FileLinter } from './fileLinter.ts';
import type { LiveChecks } from './liveChecks.ts';

/** In the language status of a client's file: which cluster was asked about it, when, and what came of it. */
export class ClusterStatus implements vscode.Disposable {
  readonly #live: LiveChecks;
  readonly #item = vscode.languages.createLanguageStatusItem('kafkaTroubleshooter.cluster', []);
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(linter: FileLinter, live: LiveChecks) {
    this.#live = live;
    this.#item.name = vscode.l10n.t('Kafka cluster of this file');
    const show = (): void => this.#show(vscode.window.activeTextEditor?.document);
    this.#subscriptions = [this.#item, linter.onDidCheck(show), vscode.window.onDidChangeActiveTextEditor(show)];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #show(document: vscode.TextDocument | undefined): void {
    const t = vscode.l10n.t;
    const standing = document && this.#live.standingOf(document.uri);
    if (!standing) {
      this.#item.selector = [];
      return;
    }
    const { clusterName, answer, notChecked } = standing;
    this.#item.selector = [...languages];
    this.#item.busy = answer === undefined;
    this.#item.command = { command: commands.checkAgainstCluster, title: t('Check Against a Cluster…') };
    this.#item.severity = answer?.kind === 'failed' ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    if (answer === undefined) {
      this.#item.text = t('Asking {0}', clusterName);
      this.#item.detail = '';
    } else if (answer.kind === 'failed') {
      this.#item.text = t('{0} was not asked', clusterName);
      this.#item.detail = answer.sentence;
    } else {
      this.#item.text = t('Asked {0} at {1}', clusterName, clock(answer.asked.at));
      this.#item.detail = notChecked === 0 ? t('nothing was left unchecked') : t('{0} rules could not be checked', notChecked);
    }
  }
}
