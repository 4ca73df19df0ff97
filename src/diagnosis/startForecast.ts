/** Where a group starts to read in each partition, and what each policy would do. Pure: what was asked of the cluster goes in. */
import { partitionName } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import type {
  PolicyKind,
  ResetPolicy,
  StartCase,
  StartExpiry,
  StartForecast,
  StartLevel,
  StartOutcome,
  StartPartition,
  StartRow,
  StartSituation,
  StartTotals,
} from '../model/start.ts';
import { readResetPolicy } from './startPolicy.ts';

/**
 * The forecast. A commit in the log wins over every policy; without one, below the log's start or beyond its end the policy
 * decides. What could not be asked is unknown in its row alone.
 */
export function forecastStart(situation: StartSituation): StartForecast {
  const policy = policyOf(situation);
  const rows = situation.partitions.map(partition => rowOf(partition, situation, policy)).sort(worstFirst);
  const isNew = situation.group.failure === undefined && !situation.partitions.some(({ committed }) => committed.value !== null);
  return {
    situation,
    policy,
    isNew,
    rows,
    lost: sum(rows.map(({ lost }) => lost)),
    totals: {
      earliest: totalsOf(rows, 'earliest'),
      latest: totalsOf(rows, 'latest'),
      none: totalsOf(rows, 'none'),
      'by-duration': totalsOf(rows, 'by-duration'),
    },
    asNew: asNewOf(rows),
    expiry: expiryOf(situation),
    level: levelOf(situation, policy, rows),
  };
}

/** A share group has its policy in the group's own configuration; all others have it from the client. */
function policyOf({ client, shareReset }: StartSituation): ResetPolicy | null {
  if (shareReset) return shareReset.value === undefined ? null : readResetPolicy(shareReset.value);
  return client?.policy ?? null;
}

function rowOf(partition: StartPartition, situation: StartSituation, policy: ResetPolicy | null): StartRow {
  const { committed, logStartOffset, highWatermark, lastStableOffset } = partition;
  const readsCommitted = situation.client?.isolation === 'read_committed';
  const end = readsCommitted ? lastStableOffset : highWatermark;
  const failure = committed.failure ?? logStartOffset.failure ?? highWatermark.failure ?? end.failure;
  if (failure || logStartOffset.value === undefined || highWatermark.value === undefined || end.value === undefined)
    return unknownRow(partition, failure ?? { kind: 'unreadable', subject: partitionName(partition) });

  const commit = committed.value?.offset ?? null;
  const bounds: Bounds = { commit, start: logStartOffset.value, end: end.value, beyond: highWatermark.value };
  const startCase = caseOf(bounds);
  const outcomes = {
    earliest: outcomeOf(startCase, bounds, bounds.start),
    latest: outcomeOf(startCase, bounds, bounds.end),
    none: startCase === 'goes-on' ? outcomeOf(startCase, bounds, bounds.start) : ({ kind: 'stops' } as const),
    'by-duration': byDuration(startCase, bounds, partition),
  };
  return {
    partition,
    startCase,
    lost: startCase === 'below-start' ? bounds.start - (commit ?? bounds.start) : 0n,
    cutOff: startCase === 'beyond-end' ? (commit ?? bounds.beyond) - bounds.beyond : 0n,
    end: bounds.end,
    outcomes,
    outcome: startCase === 'goes-on' ? outcomes.earliest : policy ? outcomes[policy.kind] : null,
  };
}

interface Bounds {
  readonly commit: bigint | null;
  readonly start: bigint;
  /** Where this client's log ends: the last stable offset for readers of committed records. */
  readonly end: bigint;
  /** A commit beyond this one is out of range, whatever the client's isolation. */
  readonly beyond: bigint;
}

function caseOf({ commit, start, beyond }: Bounds): StartCase {
  if (commit === null) return 'no-commit';
  return commit < start ? 'below-start' : commit > beyond ? 'beyond-end' : 'goes-on';
}

/** What follows from starting at `reset`; a commit that holds knows no reset. */
function outcomeOf(startCase: StartCase, { commit, start, end }: Bounds, reset: bigint): StartOutcome {
  if (startCase === 'goes-on')
    return { kind: 'at', offset: commit ?? start, waiting: atLeastZero(end - (commit ?? start)), skipped: 0n, again: 0n };
  // Behind a commit that is beyond the end nothing is unread; elsewhere all that the log holds is.
  const isAgain = startCase === 'beyond-end';
  const waiting = atLeastZero(end - reset);
  return { kind: 'at', offset: reset, waiting, skipped: isAgain ? 0n : atLeastZero(reset - start), again: isAgain ? waiting : 0n };
}

function byDuration(startCase: StartCase, bounds: Bounds, { atDuration }: StartPartition): StartOutcome {
  if (startCase === 'goes-on') return outcomeOf(startCase, bounds, bounds.start);
  if (!atDuration) return { kind: 'unknown', failure: { kind: 'unsupported', request: 'ListOffsets' } };
  if (atDuration.failure) return { kind: 'unknown', failure: atDuration.failure };
  // No record is so young: the client waits for the first one that comes, at the end.
  const reset = atDuration.value ?? bounds.end;
  return outcomeOf(startCase, bounds, reset < bounds.start ? bounds.start : reset);
}

function unknownRow(partition: StartPartition, failure: Failure): StartRow {
  const outcome = { kind: 'unknown', failure } as const;
  const outcomes = { earliest: outcome, latest: outcome, none: outcome, 'by-duration': outcome };
  return { partition, startCase: 'unknown', lost: 0n, cutOff: 0n, end: null, outcomes, outcome };
}

/** What a person must know of stands above: losses and stops, what is passed over, what is read again, what is not known, then by records waiting. */
function worstFirst(a: StartRow, b: StartRow): number {
  return rankOf(b) - rankOf(a) || compare(weightOf(b), weightOf(a)) || compareNames(a, b);
}

function rankOf({ startCase, outcome, outcomes }: StartRow): number {
  if (startCase === 'goes-on') return 0;
  if (startCase === 'unknown') return 1;
  const told = outcome ?? outcomes.latest;
  if (told.kind === 'stops') return 5;
  if (told.kind !== 'at') return 2;
  return told.skipped > 0n ? 4 : told.again > 0n ? 3 : 2;
}

function weightOf({ lost, outcome, outcomes }: StartRow): bigint {
  const told = outcome ?? outcomes.latest;
  return told.kind === 'at' ? lost + told.skipped + told.again + told.waiting : lost;
}

function compareNames({ partition: a }: StartRow, { partition: b }: StartRow): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1;
}

function totalsOf(rows: readonly StartRow[], kind: PolicyKind): StartTotals {
  const resets = rows.filter(({ startCase }) => startCase !== 'goes-on' && startCase !== 'unknown');
  const told = resets.map(({ outcomes }) => outcomes[kind]).filter(outcome => outcome.kind === 'at');
  return {
    partitions: resets.length,
    skipped: sum(told.map(({ skipped }) => skipped)),
    again: sum(told.map(({ again }) => again)),
    read: sum(told.map(({ waiting }) => waiting)),
    stops: resets.filter(({ outcomes }) => outcomes[kind].kind === 'stops').map(({ partition }) => partition),
  };
}

function asNewOf(rows: readonly StartRow[]): StartForecast['asNew'] {
  const known = rows.flatMap(({ partition: { logStartOffset }, end }) =>
    logStartOffset.value === undefined || end === null ? [] : [atLeastZero(end - logStartOffset.value)],
  );
  return { records: sum(known), partitions: known.length };
}

function levelOf(situation: StartSituation, policy: ResetPolicy | null, rows: readonly StartRow[]): StartLevel {
  if (rows.some(row => needsAttention(row, policy))) return 'attention';
  const isUnknown = rows.length === 0 || situation.missingTopics.length > 0 || rows.some(({ startCase }) => startCase === 'unknown');
  return isUnknown || situation.group.failure ? 'unknown' : 'fine';
}

function needsAttention({ startCase, lost, cutOff, outcome, outcomes }: StartRow, policy: ResetPolicy | null): boolean {
  if (startCase === 'goes-on' || startCase === 'unknown') return false;
  if (lost > 0n || cutOff > 0n || outcome?.kind === 'stops') return true;
  // Nobody says the policy: latest is what most clients have by default, and what it passes over is what a person must know.
  const told = policy ? outcome : outcomes.latest;
  return told?.kind === 'at' && (told.skipped > 0n || told.again > 0n);
}

function expiryOf({ group, partitions, retentionMs, log, shareReset }: StartSituation): StartExpiry {
  if (shareReset) return { kind: 'none', why: 'share' };
  if (group.failure) return { kind: 'unknown', failure: group.failure };
  if (!group.value || !partitions.some(({ committed }) => committed.value)) return { kind: 'none', why: 'no-commits' };
  if (retentionMs.failure) return { kind: 'unknown', failure: retentionMs.failure };
  const { value: retention } = retentionMs;
  if (group.value.members > 0) return { kind: 'kept', retentionMs: retention };
  // A classic group of consumers counts from the moment it became empty, all others from each commit (KIP-211, KIP-848).
  const fromEmpty = group.value.groupType === 'classic' && group.value.protocolType !== '';
  const since = (fromEmpty ? log?.stateChangedAt : log?.oldestCommitAt) ?? null;
  if (since === null) return { kind: 'counting', retentionMs: retention };
  return { kind: 'at', at: since + retention, since, basis: fromEmpty ? 'empty' : 'commit', retentionMs: retention };
}

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n);
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
