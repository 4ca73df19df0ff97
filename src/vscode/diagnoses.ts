import * as vscode from 'vscode';
import type { Verdict } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { VerdictWords } from '../report/verdictWords.ts';

/** What the last diagnosis of a group came to. */
export interface Diagnosed {
  readonly snapshot: Snapshot;
  readonly verdict: Verdict;
  readonly words: VerdictWords;
  /** After one look: the window may add to it. */
  readonly isEarly: boolean;
}

/** More are forgotten, the oldest first: a snapshot may hold thousands of partitions over many beats. */
const mostKept = 50;

/** The diagnoses of this session, for the tree and for saving: the newest of each group. Asks nothing. */
export class Diagnoses implements vscode.Disposable {
  readonly #byGroup = new Map<string, Diagnosed>();
  readonly #changed = new vscode.EventEmitter<{ readonly clusterName: string; readonly groupId: string }>();

  readonly onDidChange = this.#changed.event;

  keep(diagnosed: Diagnosed): void {
    const { clusterName, groupId } = diagnosed.snapshot;
    const key = keyOf(clusterName, groupId);
    this.#byGroup.delete(key);
    this.#byGroup.set(key, diagnosed);
    for (const old of [...this.#byGroup.keys()].slice(0, -mostKept)) this.#byGroup.delete(old);
    this.#changed.fire({ clusterName, groupId });
  }

  of(clusterName: string, groupId: string): Diagnosed | undefined {
    return this.#byGroup.get(keyOf(clusterName, groupId));
  }

  /** The newest first. */
  get all(): readonly Diagnosed[] {
    return [...this.#byGroup.values()].reverse();
  }

  /** A cluster that is defined anew may be another one. */
  forgetCluster(clusterName: string): void {
    for (const [key, { snapshot }] of this.#byGroup) if (snapshot.clusterName === clusterName) this.#byGroup.delete(key);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

const keyOf = (clusterName: string, groupId: string): string => JSON.stringify([clusterName, groupId]);
