/** The status bar's entry: the worst of the watched groups, in a word. Not there while none is watched. */
import * as vscode from 'vscode';
import { formatCount } from '../../model/figures.ts';
import { loadKafka } from '../clusters/clusters.ts';
import { commands } from '../contributions.ts';
import { plural } from '../plural.ts';
import type { Standing } from './groupCheck.ts';

export class WatchStatus implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  #newest: readonly Standing[] = [];

  async show(standings: readonly Standing[]): Promise<void> {
    this.#newest = standings;
    if (standings.length === 0) {
      this.#item?.hide();
      return;
    }
    const words = await loadKafka();
    // What came meanwhile is told already, or nothing is watched any more.
    if (this.#newest !== standings) return;
    const looks = standings.map(standing => ({ standing, ...lookOf(standing, words) })).sort((a, b) => a.rank - b.rank);
    const [worst] = looks;
    if (!worst) return;
    this.#item ??= vscode.window.createStatusBarItem('kafkaTroubleshooter.watched', vscode.StatusBarAlignment.Left);
    const name = vscode.l10n.t('Watched Kafka groups');
    this.#item.name = name;
    this.#item.command = commands.showWatchedGroups;
    const others = looks.filter(({ rank }) => rank === worst.rank).length - 1;
    this.#item.text =
      worst.rank === ranks.fine
        ? `$(eye) ${standings.length === 1 ? worst.standing.watched.groupId : vscode.l10n.t('{0} groups', standings.length)}`
        : `$(${worst.icon}) ${worst.standing.watched.groupId}: ${worst.word}${others > 0 ? ` +${formatCount(others)}` : ''}`;
    this.#item.backgroundColor = worst.rank === ranks.incident ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.tooltip = [
      name,
      ...looks.map(({ standing, word }) => `${standing.watched.groupId} (${standing.watched.clusterName}): ${word}`),
    ].join('\n');
    this.#item.accessibilityInformation = {
      label: `${name}: ${looks.map(({ standing, word }) => `${standing.watched.groupId} ${word}`).join(', ')}`,
    };
    this.#item.show();
  }

  dispose(): void {
    this.#item?.dispose();
  }
}

/** Worst first. "No answer" comes before "fine": nobody knows. */
const ranks = { incident: 0, unknown: 1, early: 2, fine: 3 } as const;

interface Look {
  readonly rank: number;
  readonly icon: string;
  readonly word: string;
}

type Words = Pick<Awaited<ReturnType<typeof loadKafka>>, 'incidentSign' | 'describeFailure'>;

/** One watched group in a few words; also for lists of them. */
export function lookOf({ incident, failure, isGone, at, trend }: Standing, words: Words): Look {
  if (incident) return { rank: ranks.incident, icon: 'warning', word: words.incidentSign(incident) };
  if (failure) return { rank: ranks.unknown, icon: 'question', word: vscode.l10n.t('no answer: {0}', words.describeFailure(failure).what) };
  if (isGone) return { rank: ranks.unknown, icon: 'question', word: vscode.l10n.t('does not exist') };
  if (at === null || !trend) return { rank: ranks.early, icon: 'watch', word: vscode.l10n.t('first check under way') };
  return {
    rank: ranks.fine,
    icon: 'eye',
    word: plural(trend.total.records, 'within its thresholds, {0} record waits', 'within its thresholds, {0} records wait'),
  };
}
