/** What the search bar says and remembers of a topic, and the request that it becomes. */
import type * as vscode from 'vscode';
import type { SearchFrom, SearchRequest, SearchUntil } from '../../model/search.ts';
import type { PeekSubject } from '../../webviewProtocol/peek.ts';
import {
  isPeekSearchChoices,
  type PeekSearchChoices,
  type PeekSearchFrom,
  type PeekSearchReach,
  type PeekSearchState,
  type PeekSearchUntil,
} from '../../webviewProtocol/peekSearch.ts';

/** Nothing was written yet: text anywhere in the whole topic. A trace is most often a recent one. */
const usual = ({ trace }: PeekSubject): PeekSearchChoices => ({
  what: trace ? { kind: 'trace', id: trace.id } : { kind: 'text', text: '', matchCase: false, parts: ['key', 'value', 'headers'] },
  from: { kind: 'oldest' },
  until: { kind: 'end' },
  most: 1_000,
});

/** What the bar remembers of a topic: the last searches, newest first. */
export class PeekSearches {
  readonly #memory: vscode.Memento;
  readonly #subject: PeekSubject;
  #choices: PeekSearchChoices;
  isOpen: boolean;
  /** What the panel shows was found by the search, not read. */
  isShown: boolean;

  constructor(memory: vscode.Memento, subject: PeekSubject) {
    this.#memory = memory;
    this.#subject = subject;
    this.isOpen = subject.trace !== undefined;
    this.isShown = this.isOpen;
    this.#choices = usual(subject);
  }

  get state(): PeekSearchState {
    return { isOpen: this.isOpen, isShown: this.isShown, choices: this.#choices, history: this.#history };
  }

  get choices(): PeekSearchChoices {
    return this.#choices;
  }

  remember(choices: PeekSearchChoices): void {
    this.#choices = choices;
    const what = JSON.stringify(choices.what);
    const others = this.#history.filter(each => JSON.stringify(each.what) !== what);
    void this.#memory.update(this.#key, [choices, ...others].slice(0, mostRemembered));
  }

  /** After a reload of the editor: the bar says what was searched last, and searches when it is told to. */
  recall(): void {
    const [last] = this.#history;
    if (!last || this.#subject.trace) return;
    this.isOpen = true;
    this.#choices = last;
  }

  get #history(): readonly PeekSearchChoices[] {
    const kept = this.#memory.get<unknown>(this.#key);
    return Array.isArray(kept) ? kept.filter(isPeekSearchChoices) : [];
  }

  get #key(): string {
    return `peek searches ${JSON.stringify([this.#subject.clusterName, this.#subject.topic])}`;
  }
}

export function searchRequestOf(
  subject: PeekSubject,
  { what, from, until, most }: PeekSearchChoices,
  reach: PeekSearchReach,
): SearchRequest {
  const topics = subject.trace?.topics ?? [subject.topic];
  return {
    places: topics.map(topic => ({ topic, partitions: reach.partitions })),
    what,
    from: fromOf(from),
    until: untilOf(until),
    most: Math.min(Math.max(1, Math.round(most)), mostFound),
    isolation: reach.isolation,
  };
}

/** A table of more matches is no answer any more. */
export const mostFound = 10_000;
const mostRemembered = 10;

function fromOf(from: PeekSearchFrom): SearchFrom {
  if (from.kind === 'offset') return { kind: 'offset', offset: BigInt(from.offset) };
  return from.kind === 'time' ? { kind: 'time', at: from.at } : from;
}

function untilOf(until: PeekSearchUntil): SearchUntil {
  if (until.kind === 'offset') return { kind: 'offset', offset: BigInt(until.offset) };
  return until.kind === 'time' ? { kind: 'time', at: until.at } : until;
}
