/** One partition's start in words: its state, what happens by the policy that holds, and by the other one beside it. */
import { partitionName } from '../model/cluster.ts';
import { formatBytes, formatCount, formatSpan } from '../model/figures.ts';
import type { StartForecast, StartOutcome, StartRow } from '../model/start.ts';
import { records } from './counting.ts';
import { describeFailure } from './failureWords.ts';
import { policyName, shownPolicies } from './startPolicyWords.ts';

export interface StartRowWords {
  readonly name: string;
  readonly state: StartSign;
  readonly stateWord: string;
  readonly yours: StartCellWords;
  readonly other: StartCellWords;
  /** All of it as one sentence, for whoever does not see the picture. */
  readonly label: string;
}

export interface StartCellWords {
  readonly line: string;
  readonly small: string;
  /** Records are passed over, lost, or the client stops. */
  readonly isBad: boolean;
  /** Milliseconds since 1970 of the record that `small` dates; null: it dates none. */
  readonly at: number | null;
}

/** Which icon stands before the word. */
export type StartSign = 'healthy' | 'warning' | 'error' | 'no-commit' | 'lost' | 'unknown' | 'forbidden' | 'no-leader';

/** How a moment is said: an age where it is read now, with the date where it is read later. */
export type Dating = (at: number, now: number) => string;

export const age: Dating = (at, now) => `${formatSpan(Math.max(0, now - at))} ago`;
export const ageAndTime: Dating = (at, now) => `${age(at, now)} (${utc(at)})`;
/** 2026-11-20 14:43:36 UTC: a ticket is read in other time zones. */
export const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

export function wordStartRow(row: StartRow, forecast: StartForecast, dating: Dating): StartRowWords {
  const [mine, beside] = shownPolicies(forecast);
  const now = forecast.situation.takenAt;
  const name = partitionName(row.partition);
  const yours = cellOf(row, row.outcomes[mine], true, now, dating);
  const told = cellOf(row, row.outcomes[beside], false, now, dating);
  // A commit that holds is the same whatever the policy says.
  const other = row.startCase === 'goes-on' ? { line: 'the same', small: 'a commit wins over the policy', isBad: false, at: null } : told;
  const [state, stateWord] = stateOf(row, yours.isBad);
  return {
    name,
    state,
    stateWord,
    yours,
    other,
    label: labelOf(name, row, [policyName(mine, forecast), policyName(beside, forecast)], yours, other),
  };
}

function stateOf({ startCase, partition, lost }: StartRow, isBad: boolean): readonly [StartSign, string] {
  switch (startCase) {
    case 'goes-on':
      return ['healthy', 'goes on'];
    case 'no-commit':
      return [isBad ? 'warning' : 'no-commit', 'no commit'];
    case 'below-start':
      return lost > 0n ? ['lost', 'records lost'] : ['warning', 'reset'];
    case 'beyond-end':
      return ['warning', 'commit beyond the end'];
    case 'unknown': {
      const { committed, logStartOffset, highWatermark } = partition;
      const kind = (committed.failure ?? highWatermark.failure ?? logStartOffset.failure)?.kind;
      return kind === 'forbidden' ? ['forbidden', 'forbidden'] : kind === 'no-leader' ? ['no-leader', 'no leader'] : ['unknown', 'unknown'];
    }
  }
}

function cellOf(row: StartRow, outcome: StartOutcome, isYours: boolean, now: number, dating: Dating): StartCellWords {
  if (outcome.kind === 'unknown') {
    const { what, why } = describeFailure(outcome.failure);
    return { line: 'Unknown', small: isYours ? `${what}: ${why}` : '', isBad: false, at: null };
  }
  if (outcome.kind === 'stops') return { line: 'Stops with an error', small: whyItStops(row), isBad: true, at: null };
  const isBad = outcome.skipped > 0n || (isYours && row.lost > 0n);
  const line = `${row.startCase === 'goes-on' ? 'Goes on' : 'Starts'} at ${formatCount(outcome.offset)}, ${whatItReads(row, outcome)}`;
  return { line, isBad, ...smallOf(row, outcome, isYours, now, dating) };
}

type At = Extract<StartOutcome, { kind: 'at' }>;

function whatItReads({ startCase, partition }: StartRow, { waiting, skipped, again }: At): string {
  if (startCase === 'goes-on') return waiting > 0n ? `${formatCount(waiting)} waiting` : 'nothing to read';
  if (skipped > 0n) return `skips ${records(skipped)}${waiting > 0n ? `, reads ${formatCount(waiting)}` : ''}`;
  if (again > 0n) return `reads ${formatCount(again)} again`;
  if (waiting > 0n) return `reads all ${formatCount(waiting)}`;
  return partition.highWatermark.value === partition.logStartOffset.value ? 'nothing to read yet' : 'skips nothing';
}

function smallOf(row: StartRow, outcome: At, isYours: boolean, now: number, dating: Dating): Pick<StartCellWords, 'small' | 'at'> {
  const { startCase, lost, cutOff, partition } = row;
  const [preview] = partition.previews;
  const first = preview?.record ?? null;
  const words = (small: string) => ({ small, at: null });
  if (startCase === 'beyond-end') {
    if (!isYours && partition.endOfEpoch !== undefined)
      return words(`Java since 2.3 goes to where the log was cut, ${formatCount(partition.endOfEpoch)}, instead`);
    return words(isYours ? `committed ${formatCount(cutOff)} beyond the end: the topic was made anew, or cut off` : '');
  }
  if (startCase === 'below-start' && (isYours ? outcome.skipped === 0n : true) && lost > 0n)
    return words(`${records(lost)} before it ${lost === 1n ? 'is' : 'are'} deleted, either way`);
  if (outcome.skipped > 0n && first && first.timestamp >= 0) {
    const oldest = startCase === 'below-start' ? 'unread since' : 'the oldest is from';
    return { small: `${oldest} ${dating(first.timestamp, now)}`, at: first.timestamp };
  }
  // What is previewed is the record at a commit that holds, else the first one in the log.
  if (preview && preview.askedOffset === outcome.offset && outcome.waiting > 0n) {
    if (!first) return words('only transaction markers and gaps from here on, as far as was looked');
    const from = first.timestamp >= 0 && isYours ? `, ${dating(first.timestamp, now)}` : '';
    return { small: `next: ${recordWords(row)}${from}`, at: from === '' ? null : first.timestamp };
  }
  return words(startCase === 'goes-on' ? '' : outcome.waiting === 0n && isYours ? 'reads what arrives from then on' : '');
}

/** `cust-20117 {"orderId":771390,…`, or what its value is where that is no text. */
export function recordWords({ partition }: StartRow): string {
  const record = partition.previews[0]?.record;
  if (!record) return '';
  const key = record.key === null || record.key === '' ? '' : `${record.key} `;
  if (record.valueLooksLike === 'null') return `${key}tombstone`;
  if (record.valueLooksLike === 'empty') return `${key}empty value`;
  if (record.valueLooksLike === 'binary') return `${key}${formatBytes(record.valueBytes)} that are no text`;
  if (record.valueLooksLike === 'registry') return `${key}${formatBytes(record.valueBytes)} framed by a schema registry`;
  return `${key}${record.value}`;
}

const whyItStops = ({ startCase }: StartRow): string =>
  startCase === 'no-commit' ? 'there is no commit, and nothing else may decide' : 'its commit is out of range, and nothing else may decide';

function labelOf(
  name: string,
  row: StartRow,
  [mine, beside]: readonly [string, string],
  yours: StartCellWords,
  other: StartCellWords,
): string {
  const { committed } = row.partition;
  const commit = committed.value
    ? `committed ${formatCount(committed.value.offset)}`
    : committed.value === null
      ? 'no commit'
      : 'commit unknown';
  const told = (cell: StartCellWords) => [cell.line, cell.small].filter(words => words !== '').join(', ');
  if (row.startCase === 'goes-on') return `${name}: ${commit}. ${told(yours)}, whatever the policy says.`;
  return `${name}: ${commit}. With ${mine}: ${told(yours)}. With ${beside}: ${told(other)}.`;
}
