/** What a peek looked at, in words: the first line of the peek panel, and of whoever else shows records. */
import { partitionName } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import { formatBytes, formatCount } from '../model/figures.ts';
import type { LookedAt, LookedAtPartition, PeekNote, PeekRequest } from '../model/peek.ts';

export interface LookedAtWords {
  /** "Looked at orders-2, offsets 183,911 – 186,410 of 171,004 – 191,466:" */
  readonly lead: string;
  /** "2,500 records, 241 kB in 62 ms." */
  readonly rest: string;
  /** What was not as asked for, worst first. */
  readonly notes: readonly { readonly severity: 'error' | 'warning' | 'information'; readonly sentence: string }[];
  /** A line a partition. */
  readonly details: readonly string[];
}

/** `inWords` puts a failure into a sentence (failureWords.ts). */
export function wordLookedAt(request: PeekRequest, lookedAt: LookedAt, inWords: (failure: Failure) => string): LookedAtWords {
  const { partitions, failure } = lookedAt;
  if (failure) return { lead: inWords(failure), rest: '', notes: [], details: [] };
  return {
    lead: leadOf(request, partitions),
    rest: restOf(lookedAt),
    notes: [...failureNotes(request, partitions, inWords), ...startNotes(request, partitions)],
    details: partitions.map(each => detailOf(request.topic, each)),
  };
}

function leadOf({ topic }: PeekRequest, partitions: readonly LookedAtPartition[]): string {
  const [only] = partitions;
  if (only && partitions.length === 1) {
    const name = partitionName({ topic, partition: only.partition });
    if (only.failure && only.from === only.to) return `Could not look at ${name}:`;
    if (only.logStartOffset === only.logEndOffset) return `${name} is empty, its log start and end are ${formatCount(only.logEndOffset)}:`;
    const holds = span(only.logStartOffset, only.logEndOffset);
    if (only.from === only.to) return `Looked at ${name}, which holds offsets ${holds}:`;
    const offsets = only.to - only.from === 1n ? `offset ${formatCount(only.from)}` : `offsets ${span(only.from, only.to)}`;
    return `Looked at ${name}, ${offsets} of ${holds}:`;
  }
  const seen = sum(partitions, ({ from, to }) => to - from);
  const all = sum(partitions, ({ logStartOffset, logEndOffset }) => logEndOffset - logStartOffset);
  if (all === 0n && partitions.every(each => !each.failure))
    return `${topic} is empty, all ${formatCount(partitions.length)} partitions of it:`;
  const failed = partitions.filter(each => each.failure && each.from === each.to).length;
  const count =
    failed === 0 ? formatCount(partitions.length) : `${formatCount(partitions.length - failed)} of ${formatCount(partitions.length)}`;
  return `Looked at ${topic}, ${count} partitions, ${formatCount(seen)} of ${formatCount(all)} offsets:`;
}

function restOf({ records, hidden, bytes, ms, stopped }: LookedAt): string {
  const time = Math.round(ms) < 1_000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1_000).toFixed(1)} s`;
  const sentences = [`${records === 0 ? 'no records' : counted(records, 'record')}, ${formatBytes(bytes)} in ${time}.`];
  if (hidden > 0) sentences.push(`${counted(hidden, 'control or aborted record')} ${hidden === 1 ? 'is' : 'are'} not shown.`);
  if (stopped) sentences.push(stops[stopped]);
  return sentences.join(' ');
}

const stops: Readonly<Record<NonNullable<LookedAt['stopped']>, string>> = {
  bytes: 'Reading ended at its bound on bytes; later or earlier records can be loaded.',
  time: 'Reading ended at its bound on time; later or earlier records can be loaded.',
  cancelled: 'Stopped; what was read until then is shown.',
};

function detailOf(
  topic: string,
  { partition, from, to, logStartOffset, logEndOffset, committedOffset, failure }: LookedAtPartition,
): string {
  const name = partitionName({ topic, partition });
  if (failure && from === to) return `${name}: not looked at`;
  const offsets = from === to ? 'no offsets' : `offsets ${span(from, to)}`;
  const holds = logStartOffset === logEndOffset ? 'an empty log' : span(logStartOffset, logEndOffset);
  const commit =
    committedOffset === undefined ? '' : committedOffset === null ? ', no commit' : `, committed ${formatCount(committedOffset)}`;
  return `${name}: ${offsets} of ${holds}${commit}`;
}

/** Partitions that fail alike are one sentence. */
function failureNotes(
  { topic }: PeekRequest,
  partitions: readonly LookedAtPartition[],
  inWords: (failure: Failure) => string,
): LookedAtWords['notes'] {
  const alike = new Map<string, { readonly sentence: string; readonly names: string[] }>();
  for (const { partition, failure, from, to } of partitions) {
    if (!failure) continue;
    const name = partitionName({ topic, partition });
    const key = `${failure.kind} ${failure.code ?? ''}`;
    const readUntil = from === to ? '' : ` It was read up to offset ${formatCount(to - 1n)}.`;
    const sentence = `${inWords({ ...failure, subject: failure.subject ?? name })}${readUntil}`;
    const seen = alike.get(key) ?? { sentence, names: [] };
    seen.names.push(name);
    alike.set(key, seen);
  }
  return Array.from(alike.values(), ({ sentence, names: [, ...others] }) => ({
    severity: 'error',
    sentence:
      others.length === 0
        ? sentence
        : `${sentence} Likewise ${others.slice(0, 5).join(', ')}${others.length > 5 ? ` and ${others.length - 5} more` : ''}.`,
  }));
}

function startNotes(request: PeekRequest, partitions: readonly LookedAtPartition[]): LookedAtWords['notes'] {
  const kinds = new Map<PeekNote, LookedAtPartition[]>();
  for (const each of partitions) if (each.note) kinds.set(each.note, [...(kinds.get(each.note) ?? []), each]);
  return Array.from(kinds, ([note, those]) => ({
    severity: severities[note],
    sentence: noteSentence(request, note, those, partitions.length),
  }));
}

const severities: Readonly<Record<PeekNote, 'warning' | 'information'>> = {
  deleted: 'warning',
  'beyond-end': 'warning',
  'at-end': 'information',
  'not-yet-visible': 'information',
  'time-beyond-end': 'information',
  'no-commit': 'information',
};

function noteSentence({ topic, start }: PeekRequest, note: PeekNote, those: readonly LookedAtPartition[], all: number): string {
  const where = namesOf(topic, those, all);
  const [only] = those;
  const one = those.length === 1 ? only : undefined;
  const group = start.kind === 'committed' ? start.groupId : undefined;
  const asked = start.kind === 'offset' ? formatCount(start.offset) : '';
  const committed = one?.committedOffset === undefined || one.committedOffset === null ? '' : ` ${formatCount(one.committedOffset)}`;
  switch (note) {
    case 'no-commit':
      return `${group ?? 'The group'} has committed nothing for ${where}: there is no place to look around.`;
    case 'deleted':
      if (group) return `${group} committed${committed} for ${where}, below the log start${startOf(one)}: what lay between is deleted.`;
      return `Offset ${asked} of ${where} is deleted; shown from the log start${startOf(one)}.`;
    case 'at-end':
      if (group) return `${group} has read all of ${where}.`;
      return `Offset ${asked} of ${where} is the log end: nothing is written there yet.`;
    case 'beyond-end':
      if (group)
        return `${group} committed${committed} for ${where}, beyond the log end${endOf(one)}: as after a topic was deleted and created again.`;
      return `Offset ${asked} lies beyond the end of ${where}${one ? ` (${formatCount(one.logEndOffset)})` : ''}.`;
    case 'not-yet-visible':
      return `${where} goes on behind an open transaction; read_committed clients see nothing there until it ends. Choose read_uncommitted to look.`;
    case 'time-beyond-end':
      return `Nothing was written to ${where} at or after that time.`;
  }
}

/** "orders-2", "orders-0 and orders-3", "all 12 partitions of orders", "9 partitions of orders (0, 1, 4, …)". */
function namesOf(topic: string, those: readonly LookedAtPartition[], all: number): string {
  const names = those.map(({ partition }) => partitionName({ topic, partition }));
  if (names.length > 2 && names.length === all) return `all ${formatCount(all)} partitions of ${topic}`;
  if (names.length <= 2) return names.join(' and ');
  const some = those.slice(0, 5).map(({ partition }) => String(partition));
  return `${formatCount(those.length)} partitions of ${topic} (${some.join(', ')}${those.length > some.length ? ', …' : ''})`;
}

const startOf = (one: LookedAtPartition | undefined) => (one ? ` ${formatCount(one.logStartOffset)}` : '');
const endOf = (one: LookedAtPartition | undefined) => (one ? ` ${formatCount(one.logEndOffset)}` : '');

/** First to last offset, both included; `to` is the one after the last. */
const span = (from: bigint, to: bigint): string => `${formatCount(from)} – ${formatCount(to - 1n)}`;

const sum = (partitions: readonly LookedAtPartition[], of: (partition: LookedAtPartition) => bigint): bigint =>
  partitions.reduce((total, each) => total + of(each), 0n);

const counted = (count: number, what: string): string => `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
