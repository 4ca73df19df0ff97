/** What the person chose for a topic: between the toolbar's words and the request, and from one time to the next. */
import type * as vscode from 'vscode';
import type { PeekRequest, PeekStart } from '../../model/peek.ts';
import type { Zone } from '../../model/writtenTime.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import { isPeekChoices, type PeekChoices, type PeekStartChoice, type PeekSubject } from '../../webviewProtocol/peek.ts';

/** read_uncommitted hides nothing: what was aborted, or is not visible to all yet, is shown and said. */
const usual: PeekChoices = {
  start: { kind: 'newest' },
  partitions: [],
  limit: 100,
  isolation: 'read_uncommitted',
  showControlRecords: false,
};

/** What whoever opens the panel wants comes first, then what the person chose last. A wanted place is never mixed with an old one. */
export function choicesFor(memory: vscode.Memento, subject: PeekSubject): PeekChoices {
  const { wanted = {} } = subject;
  const kept = memory.get<unknown>(keyOf(subject));
  const remembered = isPeekChoices(kept) ? kept : usual;
  const place = wanted.start || wanted.partitions ? { start: usual.start, partitions: usual.partitions } : {};
  return { ...remembered, ...place, ...wanted };
}

export function rememberChoices(memory: vscode.Memento, subject: PeekSubject, choices: PeekChoices): void {
  void memory.update(keyOf(subject), choices);
}

/** The zone in which this person reads and writes times, in every topic. */
export function zoneIn(memory: vscode.Memento): Zone {
  return memory.get<unknown>(zoneKey) === 'utc' ? 'utc' : 'local';
}

export function keepZone(memory: vscode.Memento, zone: Zone): void {
  void memory.update(zoneKey, zone);
}

export function requestOf(topic: string, { start, partitions, limit, isolation, showControlRecords }: PeekChoices): PeekRequest {
  return {
    topic,
    partitions,
    limit: Math.min(Math.max(1, Math.round(limit)), mostRecords),
    isolation,
    showControlRecords,
    start: startOf(start),
  };
}

export function wantedOf({ start, partitions, limit, isolation, showControlRecords }: Partial<PeekRequest>): Partial<PeekChoices> {
  return {
    ...(start ? { start: startChoice(start) } : {}),
    ...(partitions ? { partitions } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(isolation ? { isolation } : {}),
    ...(showControlRecords === undefined ? {} : { showControlRecords }),
  };
}

/** Most records that a panel keeps. More is a search, not a look. */
export const mostRecords = 20_000;

function startOf(choice: PeekStartChoice): PeekStart {
  if (choice.kind === 'offset') return { kind: 'offset', offset: BigInt(choice.offset) };
  if (choice.kind === 'live') return { kind: 'newest' };
  return choice.kind === 'time' ? { kind: 'time', at: choice.at } : choice;
}

function startChoice(start: PeekStart): PeekStartChoice {
  if (start.kind === 'offset') return { kind: 'offset', offset: toDecimal(start.offset) };
  return start.kind === 'time' ? { kind: 'time', at: start.at, written: new Date(start.at).toISOString() } : start;
}

const zoneKey = 'peek zone';
const keyOf = ({ clusterName, topic }: PeekSubject): string => `peek ${JSON.stringify([clusterName, topic])}`;
