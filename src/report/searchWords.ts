/** What a search covered, in words: while it runs, at its end, and where nothing can be searched for. */
import { partitionName } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import { formatBytes, formatCount, formatShare, formatSpan } from '../model/figures.ts';
import type { SearchedPartition, SearchEnd, SearchFault, SearchPlace, SearchProgress, SearchRequest, SearchStop } from '../model/search.ts';
import { listed, records, upper } from './counting.ts';
import type { LookedAtWords } from './lookedAtWords.ts';

export interface SearchProgressWords {
  /** "Searching orders:" */
  readonly lead: string;
  /** "1,204,331 records, 241 MB in 1.4 s (172 MB/s); 12 match; 62 %, about 0.9 s left." */
  readonly rest: string;
  /** 0–1, for a bar; undefined while nobody knows how long the way is. */
  readonly share: number | undefined;
}

export function wordSearchProgress({ places }: SearchRequest, progress: SearchProgress): SearchProgressWords {
  const { matched, share, leftMs } = progress;
  const left = leftMs !== undefined && share < 1 && progress.ms > settledMs ? `, about ${span(leftMs)} left` : '';
  return {
    lead: `Searching ${topicsOf(places)}:`,
    rest: `${records(progress.records)}, ${effort(progress)}; ${matches(matched)}; ${formatShare(share)}${left}.`,
    share,
  };
}

/** `inWords` puts a failure into a sentence (failureWords.ts). */
export function wordSearch(request: SearchRequest, end: SearchEnd, inWords: (failure: Failure) => string): LookedAtWords {
  const { partitions, stopped } = end;
  if (stopped?.by === 'fault') return { lead: upper(wordSearchFault(stopped.fault)), rest: '', notes: [], details: [] };
  const rest = [`${resultOf(end)}, ${effort(end)}.`];
  if (end.hidden > 0)
    rest.push(`${formatCount(end.hidden)} control or aborted ${end.hidden === 1 ? 'record was' : 'records were'} left out.`);
  if (stopped) rest.push(stopSentence(stopped, inWords));
  return {
    lead: leadOf(request, partitions),
    rest: rest.join(' '),
    notes: notesOf(end, inWords),
    details: partitions.map(detailOf),
  };
}

/** Why something cannot be searched for, or a record not held against it: a sentence for the line under the field. */
export function wordSearchFault({ kind, at, detail }: SearchFault): string {
  const place = at === undefined ? '' : ` at character ${at + 1}`;
  const said = detail === undefined || detail === '' ? '' : `: ${detail}`;
  switch (kind) {
    case 'nothing-wanted':
      return 'Nothing to search for.';
    case 'too-long':
      return `Longer than ${formatCount(at ?? 0)} characters, which nobody searches for.`;
    case 'regex':
      return `This is no regular expression${place}${said}.`;
    case 'path':
      return `This is no JSON path${place}${said}.`;
    case 'expression':
      return `The expression cannot be evaluated${place}${said}.`;
    case 'not-a-condition':
      return `The expression’s answer is ${detail ? `of type ${detail}` : 'something else'}; it must be true or false.`;
    case 'not-json':
      return 'The value is not JSON.';
    case 'too-slow':
      return 'It took longer than 3 s for this one record and was ended; some regular expressions try for ever.';
    case 'ended':
      return `The thread that searches has ended${said}.`;
  }
}

/** Before, the rate says nothing of what is left. */
const settledMs = 1_000;

function leadOf({ places, from, until }: SearchRequest, partitions: readonly SearchedPartition[]): string {
  const [only] = partitions;
  if (only && partitions.length === 1) {
    const name = partitionName(only);
    if (only.failure && only.from === only.to) return `Could not search ${name}:`;
    if (only.from === only.until) return `Nothing to search in ${name}:`;
    return `Searched ${name}, ${coveredOf(only)}:`;
  }
  if (partitions.length === 0) return `Could not search ${topicsOf(places)}:`;
  const covered = sum(partitions, ({ from, to }) => to - from);
  const all = sum(partitions, ({ from, until }) => until - from);
  if (all === 0n) return `Nothing to search in ${topicsOf(places)}, ${formatCount(partitions.length)} partitions:`;
  const chosen = from.kind === 'oldest' && until.kind === 'end' ? 'offsets' : 'chosen offsets';
  const offsets = covered === all ? `all ${formatCount(all)} ${chosen}` : `${formatCount(covered)} of ${formatCount(all)} ${chosen}`;
  return `Searched ${topicsOf(places)}, ${formatCount(partitions.length)} partitions, ${offsets}:`;
}

const topicsOf = (places: readonly SearchPlace[]): string => listed(places.map(({ topic }) => topic));

/** "12 of 1,204,331 records match", "none of 60,162 records matches" */
function resultOf({ matched, records: count }: SearchEnd): string {
  if (count === 0) return 'no records';
  if (matched === 0) return count === 1 ? 'the one record does not match' : `none of ${records(count)} matches`;
  return `${formatCount(matched)} of ${records(count)} ${matched === 1 ? 'matches' : 'match'}`;
}

/** "241 MB in 1.4 s (172 MB/s)" */
function effort({ bytes, ms }: Pick<SearchEnd, 'bytes' | 'ms'>): string {
  const rate = ms >= 200 ? ` (${formatBytes((bytes * 1_000) / ms)}/s)` : '';
  return `${formatBytes(bytes)} in ${span(ms)}${rate}`;
}

const matches = (count: number): string => (count === 1 ? '1 matches' : `${formatCount(count)} match`);

const span = (ms: number): string => {
  if (ms < 1_000) return `${Math.max(1, Math.round(ms))} ms`;
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : formatSpan(Math.round(ms / 1_000) * 1_000);
};

function stopSentence(stop: Exclude<SearchStop, { by: 'fault' }>, inWords: (failure: Failure) => string): string {
  switch (stop.by) {
    case 'most':
      return 'As many as wanted were found; there may be more behind them.';
    case 'cancelled':
      return 'Stopped; what was found until then is shown.';
    case 'memory':
      return `Stopped: what was found has ${formatBytes(stop.bytes)}, and more would endanger the editor.`;
    case 'record':
      return `Stopped${stop.at ? ` at ${partitionName(stop.at)} offset ${formatCount(stop.at.offset)}` : ''}: ${inWords(stop.failure)}`;
  }
}

function detailOf(one: SearchedPartition): string {
  const name = partitionName(one);
  if (one.failure && one.from === one.to) return `${name}: not searched`;
  if (one.from === one.until) return `${name}: nothing to search`;
  return `${name}: ${coveredOf(one)}, ${records(one.records)}, ${matches(one.matched)}`;
}

/** "offsets 0 – 249,999", "offsets 0 – 1,233 of 0 – 249,999" */
function coveredOf({ from, to, until }: SearchedPartition): string {
  const whole = between(from, until);
  if (to === until) return `offsets ${whole}`;
  return from === to ? `none of offsets ${whole}` : `offsets ${between(from, to)} of ${whole}`;
}

function notesOf(end: SearchEnd, inWords: (failure: Failure) => string): LookedAtWords['notes'] {
  const { failures, partitions, faults, firstFault } = end;
  const notes: LookedAtWords['notes'][number][] = failures.map(({ failure }) => ({ severity: 'error', sentence: inWords(failure) }));
  const error = alike(
    partitions.filter(({ failure }) => failure),
    ({ failure }) => `${failure?.kind} ${failure?.code ?? ''}`,
  );
  for (const [first, names] of error) {
    if (!first.failure) continue;
    const until = first.from === first.to ? '' : ` It was searched up to offset ${formatCount(first.to - 1n)}.`;
    const sentence = `${inWords({ ...first.failure, subject: first.failure.subject ?? partitionName(first) })}${until}`;
    notes.push({ severity: 'error', sentence: names.length > 1 ? `${sentence} Likewise ${listed(names.slice(1))}.` : sentence });
  }
  for (const { unread, ...place } of partitions) {
    if (!unread) continue;
    const where = `${partitionName(place)} between offsets ${between(unread.from, unread.to)}`;
    const what = unread.batches === 1 ? 'One batch' : `${formatCount(unread.batches)} batches`;
    const sentence = `${what} of ${where} could not be searched. ${inWords({ ...unread.failure, subject: partitionName(place) })}`;
    notes.push({ severity: 'warning', sentence });
  }
  if (firstFault) {
    const first = `${partitionName(firstFault)} offset ${formatCount(firstFault.offset)}: ${wordSearchFault(firstFault.fault)}`;
    const sentence = `${records(faults)} could not be held against it and ${faults === 1 ? 'is' : 'are'} not among those found. ${faults === 1 ? 'It is' : 'The first is'} ${first}`;
    notes.push({ severity: 'warning', sentence });
  }
  for (const { deleted, ...place } of partitions) {
    if (!deleted) continue;
    const sentence = `${partitionName(place)}: offsets ${between(deleted.from, deleted.to)} were deleted before the search came to them.`;
    notes.push({ severity: 'warning', sentence });
  }
  for (const [first, names] of alike(
    partitions.filter(({ note }) => note),
    ({ note }) => note ?? '',
  )) {
    if (first.note)
      notes.push({ severity: first.note === 'deleted' ? 'warning' : 'information', sentence: noteOf(first.note, listed(names)) });
  }
  return notes;
}

function noteOf(note: NonNullable<SearchedPartition['note']>, where: string): string {
  switch (note) {
    case 'deleted':
      return `Where the search was to begin in ${where} is deleted; searched from the log start.`;
    case 'at-end':
    case 'beyond-end':
      return `The search was to begin at or beyond the end of ${where}: there is nothing to search.`;
    case 'not-yet-visible':
      return `${where} goes on behind an open transaction; read_committed clients see nothing there until it ends. Choose read_uncommitted to search it.`;
    case 'time-beyond-end':
      return `Nothing was written to ${where} at or after that time.`;
    case 'no-commit':
      return `The group has committed nothing for ${where}, so there is no place to begin.`;
  }
}

/** Partitions of which the same is to be said: the first, and the names of all. */
function alike(
  partitions: readonly SearchedPartition[],
  keyOf: (one: SearchedPartition) => string,
): readonly (readonly [first: SearchedPartition, names: readonly string[]])[] {
  const found = new Map<string, { readonly first: SearchedPartition; readonly names: string[] }>();
  for (const one of partitions) {
    const seen = found.get(keyOf(one)) ?? { first: one, names: [] };
    seen.names.push(partitionName(one));
    found.set(keyOf(one), seen);
  }
  return Array.from(found.values(), ({ first, names }) => [first, names] as const);
}

/** First to last offset, both included; `to` is the one after the last. */
const between = (from: bigint, to: bigint): string =>
  to - from === 1n ? formatCount(from) : `${formatCount(from)} – ${formatCount(to - 1n)}`;

const sum = (partitions: readonly SearchedPartition[], of: (one: SearchedPartition) => bigint): bigint =>
  partitions.reduce((total, each) => total + of(each), 0n);
