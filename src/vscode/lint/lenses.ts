import * as vscode from 'vscode';
import type { ClientConfiguration } from '../../lint/configuration.ts';
import type { Clusters } from '../clusters/clusters.ts';
import { commands, settings } from '../contributions.ts';
import { clusterWith, type FileGroup } from './clusterOfFile.ts';
import { rangeOf } from './documents.ts';
import type { FileLinter } from './fileLinter.ts';
import { serversOf } from './serversOf.ts';

/** Above each client of a file: its cluster, and its group on that cluster. Nothing above what is nobody's client. */
export class ClientLenses implements vscode.CodeLensProvider {
  readonly #linter: FileLinter;
  readonly #clusters: Clusters;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(linter: FileLinter, clusters: Clusters) {
    this.#linter = linter;
    this.#clusters = clusters;
    this.onDidChangeCodeLenses = clusters.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration(undefined, document).get<boolean>(settings.lintCodeLens, true)) return [];
    const checked = await this.#linter.checked(document);
    if (!checked) return [];
    return checked.result.configurations.flatMap(config => this.#lensesOf(config, document));
  }

  #lensesOf(config: ClientConfiguration, document: vscode.TextDocument): vscode.CodeLens[] {
    const servers = serversOf(config);
    const ownServers = config.entries.some(({ key }) => key === config.text('bootstrapServers')?.entry?.key);
    const group = config.entries.findLast(({ key, placeholder }) => key === 'group.id' && !placeholder);
    const start = Math.min(...config.entries.map(({ keyRange }) => keyRange.start));
    const range = rangeOf(document, { start, end: start });
    const lens = (title: string, command: string, tooltip: string, given: unknown): vscode.CodeLens =>
      new vscode.CodeLens(range, { title, command, tooltip, arguments: [given] });
    const lenses: vscode.CodeLens[] = [];
    const known = clusterWith(this.#clusters, servers);
    if (servers.length > 0 && ownServers) {
      const title = known ? vscode.l10n.t('$(plug) {0}', known.name) : vscode.l10n.t('$(plug) Connect');
      const tooltip = known ? vscode.l10n.t('Show this cluster in the tree') : vscode.l10n.t('Connect to the cluster that this file names');
      lenses.push(lens(title, commands.connectToThisFile, tooltip, document.uri));
    }
    if (group && group.value !== '' && servers.length > 0) {
      const subject: FileGroup = { fileUri: document.uri.toString(), groupId: group.value, servers };
      const where = known ? vscode.l10n.t('on {0}', known.name) : vscode.l10n.t('asks to connect first');
      lenses.push(
        lens(vscode.l10n.t('$(search) Diagnose group {0}', group.value), commands.diagnoseGroup, where, subject),
        lens(vscode.l10n.t('$(graph-line) Show lag'), commands.showLag, where, subject),
      );
    }
    return lenses;
  }
}
