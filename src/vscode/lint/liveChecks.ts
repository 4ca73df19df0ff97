import * as vscode from 'vscode';
import type { ClientConfiguration } from '../../lint/configuration.ts';
import type { LintResult } from '../../lint/lint.ts';
import type { AskedCluster, ClusterQuestions } from '../../model/askedCluster.ts';
import { failureOf, type Failure } from '../../model/failure.ts';
import type { Missing } from '../../model/finding.ts';
import { loadKafka, type Clusters } from '../clusters/clusters.ts';
import type { ClusterDefinition } from '../../clusters/definition.ts';
import { settings } from '../contributions.ts';
import { clusterWith } from './clusterOfFile.ts';
import { serversOf } from './serversOf.ts';
import type { More, MoreProblems, Note } from './checked.ts';
import type { Linter } from './linter.ts';

/** An answer holds for a minute; then the next look at the file asks anew. */
const freshMs = 60_000;
/** Names that are still being typed are not asked for letter by letter. */
const restMs = 700;

type Answer =
  | { readonly kind: 'asked'; readonly asked: AskedCluster }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly sentence: string; readonly at: number };

interface Asking {
  answer: Answer | undefined;
  /** While it runs, and while it waits for the person's hands to rest. */
  running: boolean;
}

/** Where the file stands with its cluster, for the status in the corner. */
export interface Standing {
  readonly clusterName: string;
  readonly answer: Answer | undefined;
  readonly notChecked: number;
}

/**
 * What a cluster tells of the files that name it. A cluster is asked only when it is defined, the workspace is trusted and
 * the file gives the rules something to ask; each question once a minute. It only looks: nothing is created or joined.
 */
export class LiveChecks implements MoreProblems, vscode.Disposable {
  readonly #clusters: Clusters;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  readonly #asking = new Map<string, Asking>();
  /** Clusters that a person chose for a file, by its uri. */
  readonly #picked = new Map<string, string>();
  readonly #standings = new Map<string, Standing>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #abort = new AbortController();
  readonly #subscriptions: readonly { dispose(): unknown }[];

  readonly onDidChange = this.#changed.event;

  constructor(clusters: Clusters, log: vscode.LogOutputChannel) {
    this.#clusters = clusters;
    this.#log = log;
    this.#subscriptions = [
      this.#changed,
      clusters.onDidChange(() => this.#forget()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#forget()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#standings.delete(uri.toString())),
    ];
  }

  dispose(): void {
    this.#abort.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  standingOf = (uri: vscode.Uri): Standing | undefined => this.#standings.get(uri.toString());

  /** Checks a file against a cluster that the person chose, whatever the file's servers are called from here. */
  pick(uri: vscode.Uri, clusterName: string): void {
    this.#picked.set(uri.toString(), clusterName);
    for (const key of this.#asking.keys()) if (key.startsWith(`${clusterName}\n`)) this.#asking.delete(key);
    this.#changed.fire(uri);
  }

  of({ uri }: vscode.TextDocument, { configurations }: LintResult, linter: Linter): More {
    const cluster = this.#clusterOf(uri, configurations);
    const questions = cluster && linter.questionsOf(linter.liveRules, configurations);
    if (!cluster || !questions) {
      this.#standings.delete(uri.toString());
      return nothing;
    }
    const { answer } = this.#ask(cluster, questions);
    const standing = { clusterName: cluster.name, answer };
    if (answer?.kind !== 'asked') {
      this.#standings.set(uri.toString(), { ...standing, notChecked: 0 });
      if (answer === undefined) return nothing;
      return { ...nothing, notes: notesAt(configurations, { code: 'cluster-not-asked', message: answer.sentence, isWhole: true }) };
    }
    const { problems, notChecked: all, settled, broken } = linter.judgeLive(linter.liveRules, configurations, answer.asked);
    // What is not there cannot be asked about; whether that is a mistake is a rule's own matter.
    const notChecked = all.filter(({ reasons }) => !reasons.every(isOfNothing));
    for (const { ruleId, error } of broken) this.#log.error(`The lint rule ${ruleId} broke: ${String(error)}`);
    this.#standings.set(uri.toString(), { ...standing, notChecked: notChecked.length });
    const asking = linter.liveRules.filter(rule => configurations.some(config => rule.asks(config) !== undefined));
    const isWhole = notChecked.length === asking.length;
    const message = linter.notCheckedSentence(cluster.name, notChecked);
    const notes = notChecked.length === 0 ? [] : notesAt(configurations, { code: 'not-checked', message, isWhole });
    return { problems, settled, notes };
  }

  #clusterOf(uri: vscode.Uri, configurations: readonly ClientConfiguration[]) {
    if (!vscode.workspace.isTrusted) return undefined;
    const picked = this.#picked.get(uri.toString());
    if (picked !== undefined) return this.#clusters.find(picked);
    if (!vscode.workspace.getConfiguration(undefined, uri).get<boolean>(settings.lintAskClusters, true)) return undefined;
    return clusterWith(
      this.#clusters,
      configurations.flatMap(config => serversOf(config)),
    );
  }

  /** What is known now; asks behind it where nothing is, or where it is old. */
  #ask({ name, sasl }: ClusterDefinition, questions: ClusterQuestions): Asking {
    const key = `${name}\n${JSON.stringify(questions)}`;
    const asking = this.#asking.get(key) ?? { answer: undefined, running: false };
    this.#asking.set(key, asking);
    const age =
      asking.answer === undefined ? Infinity : Date.now() - (asking.answer.kind === 'asked' ? asking.answer.asked.at : asking.answer.at);
    if (asking.running || age < freshMs) return asking;
    asking.running = true;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#answer(name, sasl !== undefined && 'username' in sasl ? sasl.username : null, questions).then(answer => {
        asking.running = false;
        if (this.#asking.get(key) !== asking || this.#abort.signal.aborted) return;
        asking.answer = answer;
        this.#changed.fire(undefined);
      });
    }, restMs);
    this.#timers.add(timer);
    return asking;
  }

  async #answer(clusterName: string, userName: string | null, questions: ClusterQuestions): Promise<Answer> {
    try {
      const { cluster, kafka } = await this.#clusters.open(clusterName);
      const asked = await kafka.askAboutFile(cluster, questions, { clusterName, userName, signal: this.#abort.signal });
      return { kind: 'asked', asked };
    } catch (thrown) {
      const failure = failureOf(thrown);
      const { couldNotAsk } = await loadKafka();
      return { kind: 'failed', failure, sentence: couldNotAsk(clusterName, failure), at: Date.now() };
    }
  }

  /** Definitions or trust are others now. */
  #forget(): void {
    this.#asking.clear();
    this.#changed.fire(undefined);
  }
}

const nothing: More = { problems: [], settled: [], notes: [] };

const isOfNothing = ({ reason }: Missing): boolean => reason.kind === 'failure' && reason.failure.kind === 'not-found';

/** Told where the file names its cluster, else at its first entry. */
function notesAt(configurations: readonly ClientConfiguration[], note: Omit<Note, 'range'>): readonly Note[] {
  const own = configurations.flatMap(({ entries }) => entries).filter(({ keyRange }) => keyRange.fileName === undefined);
  const entry = own.find(({ key }) => key === 'bootstrap.servers' || key === 'metadata.broker.list') ?? own[0];
  return entry ? [{ ...note, range: entry.valueRange.end > entry.valueRange.start ? entry.valueRange : entry.keyRange }] : [];
}
